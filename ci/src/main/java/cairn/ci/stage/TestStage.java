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
import cairn.ci.tests.RunTests;
import cairn.ci.trace.NamedTests;
import cairn.ci.trace.TestSources;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Tests of some modules, each module in a process of its own; the property tests also leave results for each broken kernel. */
public final class TestStage implements Stage {
    public static final String PROPERTIES = "property-tests";

    private final Project project;
    private final String name;
    private final List<String> modules;
    private final List<String> inputs;

    private TestStage(Project project, String name, List<String> modules, List<String> inputs) {
        this.project = project;
        this.name = name;
        this.modules = modules;
        this.inputs = inputs;
    }

    /** What runs on the board, and the model. */
    public static TestStage modules(Project project) {
        return new TestStage(project, "tests", List.of("kernel", "hal", "spec/model"), List.of("kernel", "hal", "spec", "ci/trace.json", "pom.xml"));
    }

    /** The kernel against the model, and the broken kernels. */
    public static TestStage properties(Project project) {
        return new TestStage(project, "properties", List.of(PROPERTIES), List.of("kernel/src/main", "hal/src/main", "spec/alloy", "spec/model/src/main",
                PROPERTIES, "ci/trace.json", "pom.xml"));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> inputs() {
        return inputs;
    }

    @Override
    public StageRecord run(Setting setting, Screen screen) {
        Tool tool = new Tool(project, this, "mvn -B -pl " + String.join(",", modules) + " -am test");
        List<Row> rows = new ArrayList<>();
        try {
            String hash = InputHash.over(InputHash.files(project, inputs()), name());
            NamedTests named = NamedTests.read(project);
            PropertyResults results = new PropertyResults(project, PROPERTIES);
            if (modules.contains(PROPERTIES)) {
                results.forget();
            }
            for (String module : modules) {
                if (Files.isDirectory(project.at(module).resolve("target/test-classes"))) {
                    module(module, hash, named, tool, screen, rows);
                }
            }
            if (modules.contains(PROPERTIES)) {
                rows.addAll(results.rows(hash, named.all()));
            }
            return tool.recordWithoutLog(Outcome.ran, "", Map.of("modules", modules), rows);
        } catch (CannotRun e) {
            return tool.cannot(e);
        } catch (JsonRow.Unreadable e) {
            return tool.broken(e.getMessage(), rows);
        } catch (IOException e) {
            return tool.broken(e.toString(), rows);
        }
    }

    private void module(String module, String hash, NamedTests named, Tool tool, Screen screen, List<Row> rows) throws JsonRow.Unreadable {
        screen.progress(module);
        String classpath = project.classpath(module, "target/test-classpath.txt", "target/test-classes", "target/classes")
                + File.pathSeparator + System.getProperty("java.class.path");
        List<JsonRow> results = new ArrayList<>();
        List<JsonRow.Unreadable> faults = new ArrayList<>();
        Child child = Child.java(project, classpath, List.of("-Xmx1g", "-Xss8m", "-XX:+UseSerialGC"), RunTests.class.getName(), List.of("target/test-classes"))
                .in(project.at(module));
        tool.run(child, line -> {
            try {
                JsonRow row = JsonRow.parse(module + " tests", line);
                results.add(row);
                screen.tick(String.format("%4d %-7s %s.%s", results.size(), row.text("status", "?"), row.text("class", "?"), row.text("method", "")));
            } catch (JsonRow.Unreadable e) {
                faults.add(e);
            }
        });
        if (!faults.isEmpty()) {
            throw faults.get(0);
        }
        if (tool.exitCode() > 1 || tool.exitCode() == 1 && results.isEmpty()) {
            throw new JsonRow.Unreadable("the tests of " + module + " ended with exit code " + tool.exitCode() + ": " + tool.complaint("no message"));
        }
        Set<String> used = new TreeSet<>();
        for (JsonRow r : results) {
            rows.add(row(module, hash, named, r, used));
        }
    }

    private Row row(String module, String hash, NamedTests named, JsonRow r, Set<String> used) throws JsonRow.Unreadable {
        String type = r.text("class");
        String method = r.text("method", "");
        String simple = type.substring(type.lastIndexOf('.') + 1);
        String shown = r.text("name", method);
        String id = module + "/" + simple + "." + (method.isEmpty() ? shown : method);
        boolean plain = method.isEmpty() || shown.equals(method) || shown.startsWith(method + "(") || r.text("engine", "").equals("jqwik");
        String unique = plain ? id : id + " " + shown;
        for (int i = 2; !used.add(unique); i++) {
            unique = id + " #" + i;
        }
        TestSources.Place place = new TestSources(project).find(module, type, method);
        Set<String> ids = new TreeSet<>(place.ids());
        ids.addAll(named.ids(simple, method));
        r.texts("tags").stream().filter(t -> t.matches("[A-Z]+(-[A-Z]+)?-\\d+")).forEach(ids::add);
        Status status = Status.ofTool(r.text("status"));
        String reason = r.text("reason", "");
        return new Row(Section.tests, unique, status, module + " " + simple, spaced(method.isEmpty() ? shown : method),
                place.file(), place.line(), List.copyOf(ids), "cold", r.number("wallMs", 0), hash,
                status == Status.passed ? "" : reason.isEmpty() ? status.word() : reason,
                "mvn -B -pl " + module + " -am test -Dsurefire.failIfNoSpecifiedTests=false -Dtest=" + simple + (method.isEmpty() ? "" : "#" + method),
                r.keep("class"));
    }

    /** Method names are sentences. */
    private static String spaced(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ").replace('_', ' ');
    }
}
