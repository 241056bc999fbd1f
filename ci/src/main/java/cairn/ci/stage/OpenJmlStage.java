package cairn.ci.stage;

import cairn.ci.CannotRun;
import cairn.ci.evidence.InputHash;
import cairn.ci.evidence.Row;
import cairn.ci.evidence.Section;
import cairn.ci.evidence.StageRecord;
import cairn.ci.evidence.StageRecord.Outcome;
import cairn.ci.evidence.Status;
import cairn.ci.run.Child;
import cairn.ci.run.Project;
import cairn.ci.run.Screen;
import cairn.ci.run.SearchPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The second opinion: OpenJML reads the contracts of every core class and tries to prove them with another logic and another solver than
 * KeY. It is on no package registry, so it is used where OPENJML_HOME or the PATH has it; elsewhere the report says "not run".
 */
public final class OpenJmlStage implements Stage {
    private static final String SOURCE = "kernel/src/main/java";
    private static final String CORE = SOURCE + "/cairn/kernel/core";
    private static final Pattern TRIED = Pattern.compile("Completed proof (?:attempt )?of (\\S+).* - (.*)");
    private static final Pattern COMPLAINT = Pattern.compile(".*\\.java:(\\d+): (.*)");

    private final Project project;
    private final Function<String, String> environment;
    private final long seconds;

    public OpenJmlStage(Project project) {
        this(project, System::getenv, 900);
    }

    /** @param seconds limit for one class: a solver that hangs is no answer */
    OpenJmlStage(Project project, Function<String, String> environment, long seconds) {
        this.project = project;
        this.environment = environment;
        this.seconds = seconds;
    }

    @Override
    public String name() {
        return "openjml";
    }

    @Override
    public List<String> inputs() {
        return List.of(SOURCE);
    }

    @Override
    public StageRecord run(Setting setting, Screen screen) {
        Tool tool = new Tool(project, this, "openjml --esc --source-path " + SOURCE + " FILE");
        List<Row> rows = new ArrayList<>();
        try {
            Path openjml = find();
            if (openjml == null) {
                return StageRecord.absent(name(), "neither OPENJML_HOME nor the PATH has openjml: no second prover has read the contracts, all proofs rest on KeY alone");
            }
            String version = version(openjml, tool);
            String hash = InputHash.over(InputHash.files(project, inputs()), name() + " " + version);
            Path z3 = onPath("z3");
            for (String file : sources()) {
                screen.progress(file);
                rows.add(row(file, "check", List.of("--check"), openjml, hash, tool));
                List<String> prove = new ArrayList<>(List.of("--esc", "--progress"));
                if (z3 != null) {
                    prove.addAll(List.of("--prover", "z3_4_8", "--exec", z3.toString()));
                }
                rows.add(row(file, "esc", prove, openjml, hash, tool));
            }
            Map<String, Object> settings = new TreeMap<>();
            settings.put("version", version);
            settings.put("runtimeChecks", "not run");
            return tool.record(Outcome.ran, "", settings, rows);
        } catch (CannotRun e) {
            return tool.cannot(e);
        } catch (IOException e) {
            return tool.broken(CORE + " cannot be read: " + e.getMessage(), rows);
        }
    }

    /** The program, or null: not on this machine. A home that is named and has none is a mistake, not an absence. */
    private Path find() {
        String home = environment.apply("OPENJML_HOME");
        if (home == null || home.isBlank()) {
            return onPath("openjml");
        }
        Path named = Path.of(home).resolve("openjml");
        if (!Files.isExecutable(named)) {
            throw new CannotRun("OPENJML_HOME is set, but there is no program openjml in that folder: correct or unset it");
        }
        return named;
    }

    private Path onPath(String program) {
        return SearchPath.find(environment.apply("PATH"), program);
    }

    private String version(Path openjml, Tool tool) {
        List<String> lines = new ArrayList<>();
        int code = tool.run(Child.program(project, openjml, List.of("--version")).within(60), lines::add, lines::add);
        if (code != 0 || lines.isEmpty()) {
            throw new CannotRun("openjml --version ended with exit code " + code + (lines.isEmpty() ? "" : ": " + lines.get(0)));
        }
        return lines.get(0).strip();
    }

    private List<String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(project.at(CORE))) {
            return files.filter(f -> f.toString().endsWith(".java") && !f.endsWith("package-info.java")).map(project::shown).sorted().toList();
        }
    }

    private Row row(String file, String kind, List<String> options, Path openjml, String hash, Tool tool) {
        long start = System.nanoTime();
        List<String> arguments = new ArrayList<>(options);
        arguments.addAll(List.of("--source-path", SOURCE, file));
        List<String> said = java.util.Collections.synchronizedList(new ArrayList<>());
        int code = tool.run(Child.program(project, openjml, arguments).within(seconds), said::add, said::add);
        int tried = 0;
        int good = 0;
        int line = 1;
        String complaint = "";
        for (String s : List.copyOf(said)) {
            Matcher t = TRIED.matcher(s);
            Matcher c = COMPLAINT.matcher(s);
            if (t.find()) {
                tried++;
                good += t.group(2).contains("no warnings") ? 1 : 0;
            } else if (complaint.isEmpty() && c.matches() && s.contains(file.substring(file.lastIndexOf('/') + 1))) {
                line = Integer.parseInt(c.group(1));
                complaint = c.group(2);
            }
        }
        boolean proving = kind.equals("esc");
        String reason = code == Child.LATE ? "no answer within " + seconds + " s" : code == 1 || code > 6 || code < 0 ? "exit code " + code + ": "
                + (complaint.isEmpty() ? said.isEmpty() ? "no message" : said.get(said.size() - 1) : complaint)
                : proving && tried == 0 ? "it ended with exit code " + code + " and tried no method"
                : code != 0 || proving && good < tried ? (proving ? good + " of " + tried + " methods proved: " : "") + complaint : "";
        Status status = reason.isEmpty() ? Status.passed : code == Child.LATE ? Status.timeout : code == 0 && tried == 0 || code == 1 || code > 6 || code < 0
                ? Status.error : proving ? Status.open : Status.failed;
        String type = file.substring(SOURCE.length() + 1, file.length() - ".java".length()).replace('/', '.').replaceFirst("^cairn\\.kernel\\.", "");
        return new Row(Section.secondOpinion, kind + " " + type, status, type, proving ? "OpenJML proves its methods" : "OpenJML reads its contracts", file, line,
                List.of(), "cold", (System.nanoTime() - start) / 1_000_000, hash, reason,
                "openjml --" + kind + " --source-path " + SOURCE + " " + file, proving ? Map.of("methods", tried, "proved", good) : Map.of());
    }
}
