package cairn.ci.stage;

import cairn.ci.CannotRun;
import cairn.ci.evidence.Row;
import cairn.ci.evidence.Section;
import cairn.ci.evidence.StageRecord;
import cairn.ci.evidence.StageRecord.Outcome;
import cairn.ci.evidence.Status;
import cairn.ci.run.Child;
import cairn.ci.run.Project;
import cairn.ci.run.Screen;
import cairn.ci.trace.NamedTests;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The kernel's contracts, proved by KeY, or the seeds that must not be provable. KeY is GPL-2.0: always a separate process. */
public final class ProofStage implements Stage {
    public static final String MODULE = "proofs";
    public static final String MAIN = "cairn.proofs.Prove";
    private static final String SOURCE = "kernel/src/main/java";
    private static final String OUT = ".cairn/proofs";

    private final Project project;
    private final boolean seeds;

    private ProofStage(Project project, boolean seeds) {
        this.project = project;
        this.seeds = seeds;
    }

    /** Every contract must be proved. */
    public static ProofStage proofs(Project project) {
        return new ProofStage(project, false);
    }

    /** Every seed must stay open. */
    public static ProofStage notProvable(Project project) {
        return new ProofStage(project, true);
    }

    @Override
    public String name() {
        return seeds ? "notprovable" : "proofs";
    }

    @Override
    public List<String> inputs() {
        return seeds ? List.of("kernel/src/main/java", "proofs") : List.of("kernel/src/main/java", "proofs", "ci/trace.json");
    }

    /** A driver process with the project's folders filled in. */
    public static Child child(Project project, List<String> arguments) {
        if (!project.hasClass(MODULE, "target/classes", MAIN)) {
            throw new CannotRun("the module " + MODULE + " has no driver (" + MAIN + "): build first (mvn -q -B -DskipTests package)");
        }
        List<String> all = new ArrayList<>(List.of("--source", SOURCE, "--out", OUT));
        all.addAll(arguments);
        return Child.java(project, project.classpath(MODULE), 512, MAIN, all);
    }

    @Override
    public StageRecord run(Setting setting, Screen screen) {
        Tool tool = new Tool(project, this, seeds ? "./cairn prove --notprovable" : "./cairn prove");
        if (seeds && !Files.isDirectory(project.at("proofs/notprovable"))) {
            return StageRecord.notRun(name(), "there is no folder proofs/notprovable with wrong contracts and bodies");
        }
        Path results = project.at(OUT).resolve(seeds ? "notprovable.jsonl" : "obligations.jsonl");
        Path summary = project.at(OUT).resolve("summary.json");
        try {
            // Rows of an earlier run must not be taken for this one's.
            Files.deleteIfExists(results);
            Files.deleteIfExists(summary);
            List<String> arguments = new ArrayList<>(List.of("--jobs", Integer.toString(setting.jobs())));
            if (setting.fresh()) {
                arguments.add("--fresh");
            }
            if (seeds) {
                arguments.add("--notprovable");
            } else if (setting.replay()) {
                arguments.add("--replay");
            }
            if (!setting.filter().isEmpty()) {
                arguments.addAll(List.of("--filter", setting.filter()));
            }
            tool.run(child(project, arguments), screen::progress);
            if (!Files.isRegularFile(results)) {
                return tool.broken(tool.complaint("the driver ended with exit code " + tool.exitCode() + " and left no rows"), List.of());
            }
            List<Row> rows = new ArrayList<>();
            NamedTests named = NamedTests.read(project);
            for (JsonRow row : JsonRow.file(results, project.shown(results))) {
                rows.add(seeds ? seed(row) : obligation(row, named));
            }
            boolean whole = seeds ? tool.exitCode() <= 1 : Files.isRegularFile(summary);
            if (!whole) {
                return tool.broken(tool.complaint("the driver ended with exit code " + tool.exitCode() + " before the last row"), rows);
            }
            boolean all = setting.filter().isEmpty();
            return tool.recordWithoutLog(all ? Outcome.ran : Outcome.partial, all ? "" : "only what matches '" + setting.filter() + "' was tried",
                    seeds ? Map.of() : settings(summary), rows);
        } catch (CannotRun e) {
            return tool.cannot(e);
        } catch (JsonRow.Unreadable e) {
            return tool.broken(e.getMessage(), List.of());
        } catch (IOException e) {
            return tool.broken(OUT + ": " + e.getMessage(), List.of());
        }
    }

    private static Row obligation(JsonRow row, NamedTests named) throws JsonRow.Unreadable {
        String id = row.text("id");
        Status status = Status.ofTool(row.text("status"));
        List<String> assumed = row.texts("assumptionsUsed");
        if (status == Status.proved && !assumed.isEmpty()) {
            status = Status.assumed;
        }
        String reason = status == Status.proved ? "" : status == Status.assumed ? "rests on " + String.join(", ", assumed)
                : row.text("reason", status.word());
        int slash = id.lastIndexOf('/');
        String method = slash < 0 ? id : id.substring(0, slash);
        Set<String> ids = new TreeSet<>(row.texts("requirements"));
        ids.addAll(named.ofMethod(method));
        return new Row(Section.obligations, id, status, method, row.text("clause", ""), SOURCE + "/" + row.text("file"),
                (int) row.number("line", 0), List.copyOf(ids), row.text("mode", ""), row.number("cpuMs", 0),
                row.text("inputHash", ""), reason, "./cairn prove '^" + Pattern.compile("([.$/#()\\[\\]*+?])").matcher(id).replaceAll("\\\\$1") + "$'",
                row.keep("kind", "rules", "branches", "openGoals", "steps", "premises", "contractsUsed", "trustedUsed", "assumptionsUsed",
                        "proofHash", "contract"));
    }

    private static Row seed(JsonRow row) throws JsonRow.Unreadable {
        String id = row.text("id");
        Status status = Status.ofTool(row.text("status"));
        return new Row(Section.notProvable, id, status, id.replaceAll("[-_.].*", ""), row.text("why", ""), SOURCE + "/" + row.text("file"),
                (int) row.number("line", 0), List.of(), row.text("mode", ""), row.number("cpuMs", 0), row.text("inputHash", ""),
                status == Status.stayedOpen ? "" : row.text("reason", status.word()), "./cairn prove --notprovable '^" + id + "$'",
                row.keep("obligation", "open", "rules", "tried"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> settings(Path summary) throws IOException {
        Map<String, Object> all = new ObjectMapper().readValue(summary.toFile(), Map.class);
        Map<String, Object> kept = new LinkedHashMap<>();
        for (String name : List.of("prover", "choices", "strategy")) {
            if (all.get(name) != null) {
                kept.put(name, all.get(name));
            }
        }
        return kept;
    }
}
