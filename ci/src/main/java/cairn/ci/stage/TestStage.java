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
import cairn.ci.trace.TestSources;
import java.io.File;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The tests of the modules that run on the board, and of model and properties: each module in a process of its own. */
public final class TestStage implements Stage {
    private static final List<String> MODULES = List.of("kernel", "hal", "spec/model", "property-tests");

    private final Project project;

    public TestStage(Project project) {
        this.project = project;
    }

    @Override
    public String name() {
        return "tests";
    }

    @Override
    public List<String> inputs() {
        return List.of("kernel", "hal", "spec", "property-tests", "pom.xml");
    }

    @Override
    public StageRecord run(Setting setting, Screen screen) {
        Tool tool = new Tool(project, this, "mvn -B verify");
        List<Row> rows = new ArrayList<>();
        try {
            String hash = InputHash.over(InputHash.files(project, inputs()), name());
            for (String module : MODULES) {
                if (Files.isDirectory(project.at(module).resolve("target/test-classes"))) {
                    module(module, hash, tool, screen, rows);
                }
            }
            return tool.recordWithoutLog(Outcome.ran, "", Map.of("modules", MODULES), rows);
        } catch (CannotRun e) {
            return tool.cannot(e);
        } catch (JsonRow.Unreadable e) {
            return tool.broken(e.getMessage(), rows);
        }
    }

    private void module(String module, String hash, Tool tool, Screen screen, List<Row> rows) throws JsonRow.Unreadable {
        screen.progress(module);
        String classpath = project.classpath(module, "target/test-classpath.txt", "target/test-classes", "target/classes")
                + File.pathSeparator + System.getProperty("java.class.path");
        List<JsonRow> results = new ArrayList<>();
        List<JsonRow.Unreadable> faults = new ArrayList<>();
        tool.run(Child.java(project, classpath, List.of("-Xmx1g", "-Xss8m"), RunTests.class.getName(), List.of("target/test-classes")).in(project.at(module)),
                line -> {
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
        if (tool.exitCode() > 1) {
            throw new JsonRow.Unreadable("the tests of " + module + " ended with exit code " + tool.exitCode() + ": " + tool.complaint("no message"));
        }
        Set<String> used = new TreeSet<>();
        for (JsonRow r : results) {
            rows.add(row(module, hash, r, used));
        }
    }

    private Row row(String module, String hash, JsonRow r, Set<String> used) throws JsonRow.Unreadable {
        String type = r.text("class");
        String method = r.text("method", "");
        boolean property = r.text("engine", "").equals("jqwik");
        String simple = type.substring(type.lastIndexOf('.') + 1);
        String name = r.text("name", method);
        String id = simple + "." + (method.isEmpty() ? name : method);
        if (!name.equals(method) && !name.equals(method + "()") && !method.isEmpty() && !property) {
            id += " " + name;
        }
        String unique = id;
        for (int i = 2; !used.add(unique); i++) {
            unique = id + " #" + i;
        }
        TestSources.Place place = new TestSources(project).find(module, type, method);
        Set<String> ids = new TreeSet<>(place.ids());
        r.texts("tags").stream().filter(t -> t.matches("[A-Z]+(-[A-Z]+)?-\\d+")).forEach(ids::add);
        Status status = Status.read(r.text("status"));
        return new Row(property ? Section.properties : Section.tests, unique, status, module + " " + simple, spaced(method.isEmpty() ? name : method),
                place.file(), place.line(), List.copyOf(ids), "cold", r.number("wallMs", 0), hash,
                status == Status.passed ? "" : r.text("reason", "").isEmpty() ? status.word() : r.text("reason", ""),
                "mvn -B -pl " + module + " -am test -Dsurefire.failIfNoSpecifiedTests=false -Dtest=" + simple + (method.isEmpty() ? "" : "#" + method),
                r.keep("published", "class"));
    }

    /** Method names are sentences. */
    private static String spaced(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ").replace('_', ' ');
    }
}
