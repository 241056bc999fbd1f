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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The specification, checked by SAT4J and, as a second opinion, by Glucose. A command is as good as its worse answer. */
public final class AlloyStage implements Stage {
    public static final String MODULE = "spec/alloy";
    public static final String MAIN = "cairn.spec.alloy.Check";
    private static final String TRANSLATOR = "cairn.spec.alloy.logic.Translate";

    private final Project project;

    public AlloyStage(Project project) {
        this.project = project;
    }

    @Override
    public String name() {
        return "alloy";
    }

    @Override
    public List<String> inputs() {
        return List.of("spec/alloy");
    }

    /** Arguments that every run of the checker gets. */
    public List<String> common() {
        return List.of("--spec", MODULE, "--cache", ".cairn/alloy");
    }

    public Child child(List<String> arguments) {
        return Child.java(project, project.classpath(MODULE), List.of("-Xmx1g", "-Xss8m", "-XX:+UseSerialGC"), MAIN, arguments);
    }

    @Override
    public StageRecord run(Setting setting, Screen screen) {
        if (!project.hasClass(MODULE, "target/classes", MAIN)) {
            return StageRecord.notRun(name(), "the module " + MODULE + " has no checker (" + MAIN + ")");
        }
        Tool tool = new Tool(project, this, "./cairn check --solver both");
        try {
            List<String> stale = stale();
            if (!stale.isEmpty()) {
                return tool.broken("what is made of spec/alloy is not up to date, run ./cairn translate: " + String.join("; ", stale), List.of());
            }
            Path out = project.at(".cairn/evidence/alloy.rows.jsonl");
            List<String> arguments = new ArrayList<>(List.of("--json", "--solver", "both", "--jobs", Integer.toString(setting.jobs()),
                    "--out", project.shown(out), "--spec", MODULE));
            if (!setting.fresh()) {
                arguments.addAll(List.of("--cache", ".cairn/alloy"));
            }
            int[] done = {0};
            tool.run(child(arguments), line -> progress(line, ++done[0], screen));
            if (tool.exitCode() > 1) {
                return tool.broken(tool.complaint("the checker ended with exit code " + tool.exitCode()), List.of());
            }
            List<Row> rows = merge(JsonRow.file(out, project.shown(out)));
            Map<String, Object> settings = new TreeMap<>();
            settings.put("solvers", "SAT4J; Glucose as cross-check");
            settings.put("scopes", rows.stream().map(r -> r.detail().get("scope")).filter(s -> s != null).map(Object::toString)
                    .distinct().sorted().toList());
            return tool.recordWithoutLog(Outcome.ran, "", settings, rows);
        } catch (CannotRun e) {
            return tool.cannot(e);
        } catch (JsonRow.Unreadable e) {
            return tool.broken(e.getMessage(), List.of());
        }
    }

    /** What of the kernel's JML and of the evaluators is not what the specification says, with file and line; or why that is not known. */
    private List<String> stale() {
        List<String> said = new ArrayList<>();
        if (!project.hasClass(MODULE, "target/classes", TRANSLATOR)) {
            return said;
        }
        int code = translator(project, List.of("--check", "--evaluators")).run(said::add, said::add);
        return code == 0 ? List.of() : said.subList(0, Math.min(said.size(), 5));
    }

    /** The translator, for the project's own sources. */
    public static Child translator(Project project, List<String> arguments) {
        return Child.java(project, project.classpath(MODULE), List.of("-Xmx512m", "-Xss8m", "-XX:+UseSerialGC"), TRANSLATOR, arguments);
    }

    private static void progress(String line, int done, Screen screen) {
        try {
            JsonRow row = JsonRow.parse("row", line);
            String text = String.format("%4d %-14s %s (%s)", done, row.text("status", "?"), row.text("id", "?"), row.text("solver", "?"));
            if (row.flag("reused")) {
                screen.tick(text);
            } else {
                screen.progress(text);
            }
        } catch (JsonRow.Unreadable e) {
            screen.progress(line);
        }
    }

    static List<Row> merge(List<JsonRow> answers) throws JsonRow.Unreadable {
        Map<String, List<JsonRow>> byId = new LinkedHashMap<>();
        for (JsonRow a : answers) {
            byId.computeIfAbsent(a.text("id"), k -> new ArrayList<>()).add(a);
        }
        List<Row> rows = new ArrayList<>();
        for (List<JsonRow> same : byId.values()) {
            rows.add(one(same));
        }
        return rows;
    }

    private static Row one(List<JsonRow> same) throws JsonRow.Unreadable {
        JsonRow first = same.get(0);
        Section section = switch (first.text("kind")) {
            case "seeded" -> Section.seededBugs;
            case "run" -> Section.scenarios;
            default -> Section.alloyChecks;
        };
        JsonRow worst = first;
        Map<String, Object> solvers = new TreeMap<>();
        double seconds = 0;
        boolean reused = true;
        for (JsonRow answer : same) {
            solvers.put(answer.text("solver"), answer.text("status"));
            seconds += answer.real("seconds", 0);
            reused &= answer.flag("reused");
            if (Status.ofTool(answer.text("status")) != section.good()) {
                worst = answer;
            }
        }
        Map<String, Object> detail = first.keep("scope", "kind", "operation");
        detail.put("solvers", solvers);
        Status status = Status.ofTool(worst.text("status"));
        String message = worst.text("message", "");
        String conjunct = first.text("conjunct", "");
        List<String> ids = section == Section.scenarios || conjunct.isEmpty() ? List.of() : List.of(conjunct);
        String id = first.text("id");
        return new Row(section, id, status, first.text("operation", ""), title(section, first), first.text("file"),
                (int) first.number("line", 0), ids, reused ? "reused" : "cold", Math.round(seconds * 1000), first.text("inputHash", ""),
                status == section.good() ? "" : message.isEmpty() ? status.word() : message, "./cairn check '^" + id + "$'", detail);
    }

    private static String title(Section section, JsonRow row) {
        return switch (section) {
            case seededBugs -> "a wrong " + row.text("operation", "operation") + " must break " + row.text("conjunct", "a conjunct");
            case scenarios -> row.text("operation", "it") + " can happen: " + row.text("conjunct", "");
            default -> row.text("operation", "").equals("state") ? row.text("conjunct", "") + " follows from the invariant"
                    : row.text("operation", "") + " keeps " + row.text("conjunct", "");
        };
    }
}
