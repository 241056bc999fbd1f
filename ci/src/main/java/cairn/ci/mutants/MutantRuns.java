package cairn.ci.mutants;

import cairn.ci.CannotRun;
import cairn.ci.evidence.InputHash;
import cairn.ci.evidence.Records;
import cairn.ci.evidence.Row;
import cairn.ci.evidence.Section;
import cairn.ci.evidence.StageRecord;
import cairn.ci.evidence.StageRecord.Outcome;
import cairn.ci.evidence.Status;
import cairn.ci.run.AtomicFile;
import cairn.ci.run.Child;
import cairn.ci.run.Project;
import cairn.ci.stage.ProofStage;
import cairn.ci.stage.TestStage;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Asks the judges and keeps what they answer: one sealed record for each mutant and judge, by the hash of all that the answer depends on.
 * So a run that was killed goes on where it stopped, and records of other machines can be put beside these.
 */
public final class MutantRuns {
    public static final String FOLDER = ".cairn/mutants";
    private static final ObjectMapper JSON = new ObjectMapper();
    /** A campaign of that many sequences takes one or two CPU seconds when nothing is noticed. */
    private static final Map<Judge, String> SEQUENCES = Map.of(Judge.properties, "3000", Judge.alloy, "300");

    private final Project project;
    private final Records records;
    private final Map<Judge, String> inputs = new EnumMap<>(Judge.class);

    public MutantRuns(Project project) {
        this.project = project;
        records = new Records(project.at(FOLDER + "/records"));
        for (Judge j : Judge.values()) {
            inputs.put(j, InputHash.over(InputHash.files(project, j.inputs()), j + " " + SEQUENCES.getOrDefault(j, "")));
        }
    }

    private String hash(Mutant m, Judge judge) {
        return InputHash.of((inputs.get(judge) + "\n" + m.id() + "\n" + m.seed()).getBytes(StandardCharsets.UTF_8));
    }

    /** What this judge said about exactly this mutant of exactly these sources. */
    public Optional<Row> known(Mutant m, Judge judge) {
        return records.find(judge + "-" + hash(m, judge)).map(r -> r.rows().get(0));
    }

    /**
     * Asks for those that are not known; with {@code fresh}, for all.
     *
     * @param until  {@link System#nanoTime} after which no further batch begins
     * @param landed is told each answer
     */
    public void run(List<Mutant> chosen, Judge judge, int jobs, boolean fresh, long until, Consumer<Row> landed) {
        List<Mutant> left = new ArrayList<>(chosen.stream().filter(m -> judge.canNotice(m) && (fresh || known(m, judge).isEmpty())).toList());
        while (!left.isEmpty() && System.nanoTime() - until < 0) {
            List<Mutant> batch = new ArrayList<>(left.subList(0, Math.min(judge.batch(), left.size())));
            int before = left.size();
            Map<String, Mutant> byId = new HashMap<>();
            batch.forEach(m -> byId.put(m.id(), m));
            Consumer<Row> keep = r -> {
                Mutant m = byId.get(r.id());
                records.put(judge + "-" + hash(m, judge), new StageRecord("mutant", Outcome.ran, "", "", 0, 0, List.of(), hash(m, judge), Map.of(), List.of(r), List.of()));
                left.remove(m);
                landed.accept(r);
            };
            Path seeds = seeds(batch, judge);
            if (judge == Judge.proof) {
                prove(seeds, jobs, byId, keep);
            } else {
                hunt(seeds, judge, byId, keep);
            }
            if (left.size() == before) {
                throw new CannotRun("the judge '" + judge + "' answered for none of " + batch.size() + " mutants, the first is " + batch.get(0).id());
            }
        }
    }

    private Path seeds(List<Mutant> batch, Judge judge) {
        Path folder = project.at(FOLDER + "/seeds-" + judge);
        try {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> old = Files.list(folder)) {
                    for (Path f : old.toList()) {
                        Files.delete(f);
                    }
                }
            }
        } catch (IOException e) {
            throw new CannotRun(project.shown(folder) + " cannot be emptied: " + e.getMessage(), e);
        }
        batch.forEach(m -> AtomicFile.write(folder.resolve(m.id() + ".seed"), m.seed()));
        return folder;
    }

    private void hunt(Path seeds, Judge judge, Map<String, Mutant> byId, Consumer<Row> keep) {
        String main = "cairn.property.CodeMutants";
        if (!project.hasClass(TestStage.PROPERTIES, "target/classes", main)) {
            throw new CannotRun("the module " + TestStage.PROPERTIES + " cannot try mutants (" + main + " is missing): build first");
        }
        Child child = Child.java(project, project.classpath(TestStage.PROPERTIES), List.of("-Xmx1g", "-Xss8m", "-XX:+UseSerialGC"), main,
                List.of("--seeds", project.shown(seeds), "--by", judge.name(), "--sequences", SEQUENCES.get(judge)));
        List<String> complaints = new ArrayList<>();
        int code = child.run(line -> {
            Map<String, Object> answer = parse(line);
            Mutant m = byId.get(String.valueOf(answer.get("id")));
            if (m != null) {
                String status = String.valueOf(answer.get("status"));
                keep.accept(row(m, judge, status, String.valueOf(answer.get("what")), answer.get("cpuMs"), Map.of("sequences", answer.getOrDefault("sequences", 0))));
            }
        }, complaints::add);
        if (code != 0 && code != 3) {
            throw new CannotRun("the judge '" + judge + "' ended with exit code " + code + (complaints.isEmpty() ? "" : ": " + complaints.get(0)));
        }
    }

    /** The driver has a folder of its own, with the budgets and the store of the right source. */
    private void prove(Path seeds, int jobs, Map<String, Mutant> byId, Consumer<Row> keep) {
        Path out = project.at(FOLDER + "/proof");
        Path rows = out.resolve("notprovable.jsonl");
        try {
            Files.createDirectories(out);
            Path store = Files.createDirectories(project.at(".cairn/proofs/store"));
            if (!Files.exists(out.resolve("store"))) {
                Files.createSymbolicLink(out.resolve("store"), store);
            }
            Path right = project.at(".cairn/proofs/obligations.jsonl");
            if (Files.isRegularFile(right)) {
                AtomicFile.write(out.resolve("obligations.jsonl"), Files.readAllBytes(right));
            }
            Files.deleteIfExists(rows);
            List<String> complaints = new ArrayList<>();
            int code = ProofStage.child(project, List.of("--notprovable", project.shown(seeds), "--jobs", Integer.toString(jobs), "--timeout", "60"))
                    .with("--out", project.shown(out)).run(line -> {}, complaints::add);
            if (!Files.isRegularFile(rows)) {
                throw new CannotRun("the prover ended with exit code " + code + (complaints.isEmpty() ? "" : ": " + complaints.get(0)));
            }
            for (String line : Files.readAllLines(rows)) {
                Map<String, Object> answer = parse(line);
                Mutant m = byId.get(String.valueOf(answer.get("id")));
                if (m != null) {
                    proved(m, answer, keep);
                }
            }
        } catch (IOException e) {
            throw new CannotRun(project.shown(out) + " cannot be used: " + e.getMessage(), e);
        }
    }

    private void proved(Mutant m, Map<String, Object> answer, Consumer<Row> keep) {
        String status = switch (String.valueOf(answer.get("status"))) {
            case "stayedOpen" -> "killed";
            case "wronglyProved" -> "survived";
            case "doesNotApply" -> "doesNotApply";
            default -> "undecided";
        };
        String what = String.valueOf(answer.getOrDefault(status.equals("killed") ? "obligation" : "reason", ""));
        Object tried = answer.get("tried") instanceof List<?> l ? l.size() : 0;
        keep.accept(row(m, Judge.proof, status, what, answer.get("cpuMs"), Map.of("obligations", tried)));
    }

    private Row row(Mutant m, Judge judge, String result, String what, Object cpuMs, Map<String, Object> more) {
        Map<String, Object> detail = new TreeMap<>(more);
        detail.put("judge", judge.name());
        detail.put("result", result);
        Status status = result.equals("killed") ? Status.killed : Status.survived;
        return new Row(Section.mutants, m.id(), status, m.method(), m.title(), Mutants.SOURCE + "/" + m.file(), m.line(), List.of(), "cold",
                cpuMs instanceof Number n ? n.longValue() : 0, hash(m, judge), what, "./cairn mutants '^" + m.id().replace(".", "\\.") + "$' --by " + judge, detail);
    }

    private static Map<String, Object> parse(String line) {
        try {
            return JSON.readValue(line, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new CannotRun("a judge wrote what is no row: " + (line.length() > 200 ? line.substring(0, 200) + "…" : line), e);
        }
    }

    // ---- all answers about a mutant, as one row of the report ----

    /** One row for each mutant that any judge has answered about. */
    public List<Row> rows(List<Mutant> all) {
        Arguments arguments = Arguments.read(project);
        List<Row> rows = new ArrayList<>();
        for (Mutant m : all) {
            Map<Judge, Row> answers = new EnumMap<>(Judge.class);
            for (Judge j : Judge.values()) {
                if (j.canNotice(m)) {
                    known(m, j).filter(r -> !result(r).equals("doesNotApply")).ifPresent(r -> answers.put(j, r));
                }
            }
            if (!answers.isEmpty()) {
                rows.add(joined(m, answers, arguments, all.size()));
            }
        }
        return rows;
    }

    static String result(Row answer) {
        return String.valueOf(answer.detail().get("result"));
    }

    private Row joined(Mutant m, Map<Judge, Row> answers, Arguments arguments, int possible) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("operator", m.operator());
        long cpu = 0;
        List<String> by = new ArrayList<>();
        for (Judge j : Judge.values()) {
            Row answer = answers.get(j);
            detail.put(j.name(), answer == null ? j.canNotice(m) ? "not tried" : "not applicable" : result(answer));
            if (answer != null) {
                cpu += answer.cpuMs();
                if (answer.good()) {
                    detail.put(j + " noticed", answer.reason());
                } else {
                    by.add(j + (result(answer).equals("undecided") ? " (undecided: " + answer.reason() + ")" : ""));
                }
            }
        }
        detail.put("tried", String.join(" ", answers.keySet().stream().map(Judge::name).toList()));
        detail.put("possible", possible);
        String argument = arguments.about(m);
        detail.put("argument", argument);
        boolean killed = answers.values().stream().anyMatch(Row::good);
        boolean closed = m.vacuityProbe() && result(answers.get(Judge.proof)).equals("survived");
        Status status = killed ? Status.killed : closed ? Status.vacuous : argument.isEmpty() ? Status.survived : Status.justified;
        String reason = killed ? "" : closed ? "closes with a clause that nothing fulfils: its requirements contradict each other"
                : argument.isEmpty() ? "not noticed by " + String.join(", ", by) : argument;
        return new Row(Section.mutants, m.id(), status, m.method().substring(0, m.method().lastIndexOf('.')), m.title(), Mutants.SOURCE + "/" + m.file(), m.line(),
                List.of(), "reused", cpu, InputHash.of(answers.values().stream().map(Row::inputHash).reduce("", String::concat).getBytes(StandardCharsets.UTF_8)),
                reason, "./cairn mutants '^" + m.id().replace(".", "\\.") + "$'", detail);
    }
}
