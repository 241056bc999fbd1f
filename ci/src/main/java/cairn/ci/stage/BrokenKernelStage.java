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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Kernels with one line broken: random sequences must catch each of them, or the properties prove little. */
public final class BrokenKernelStage implements Stage {
    public static final String MODULE = "property-tests";
    public static final String MAIN = "cairn.property.BrokenKernels";

    private final Project project;

    public BrokenKernelStage(Project project) {
        this.project = project;
    }

    @Override
    public String name() {
        return "brokenkernels";
    }

    @Override
    public List<String> inputs() {
        return List.of("kernel/src/main", "hal/src/main", "spec/model/src/main", "spec/alloy", "property-tests", "pom.xml");
    }

    @Override
    public StageRecord run(Setting setting, Screen screen) {
        if (!project.hasClass(MODULE, "target/classes", MAIN)) {
            return StageRecord.notRun(name(), "the module " + MODULE + " has no broken kernels (" + MAIN + ")");
        }
        Tool tool = new Tool(project, this, "./cairn verify");
        Path folder = project.at(MODULE).resolve("target/properties");
        try {
            String hash = InputHash.over(InputHash.files(project, inputs()), name());
            forget(folder);
            tool.run(Child.java(project, project.classpath(MODULE), List.of("-Xmx1g", "-Xss8m"), MAIN, List.of()).in(project.at(MODULE)), screen::progress);
            if (tool.exitCode() > 1) {
                return tool.broken(tool.complaint("it ended with exit code " + tool.exitCode()), List.of());
            }
            List<Row> rows = new ArrayList<>();
            for (Path f : results(folder)) {
                JsonRow row = JsonRow.parse(project.shown(f), Files.readString(f));
                if (row.text("kind").equals("brokenKernel")) {
                    rows.add(row(row, hash));
                }
            }
            return tool.recordWithoutLog(Outcome.ran, "", Map.of("seed", "1"), rows);
        } catch (CannotRun e) {
            return tool.cannot(e);
        } catch (JsonRow.Unreadable e) {
            return tool.broken(e.getMessage(), List.of());
        } catch (IOException e) {
            return tool.broken(project.shown(folder) + ": " + e.getMessage(), List.of());
        }
    }

    private static Row row(JsonRow r, String hash) throws JsonRow.Unreadable {
        Status status = r.text("status").equals("missed") ? Status.escaped : Status.read(r.text("status"));
        String title = r.text("title", "");
        return new Row(Section.brokenKernels, r.text("id"), status, title.contains(":") ? title.substring(0, title.indexOf(':')) : "", title, "", 0,
                r.texts("caughtBy").stream().filter(i -> i.matches("[A-Z]+-\\d+")).toList(), "cold", r.number("cpuMs", 0), hash,
                status == Status.caught ? "" : "no sequence of " + r.number("tries", 0) + " showed the fault that it must show",
                r.text("replay", "./cairn fuzz --kernel " + r.text("id")), r.keep("tries", "seed", "steps", "caughtBy"));
    }

    private static void forget(Path folder) throws IOException {
        for (Path f : results(folder)) {
            Files.deleteIfExists(f);
        }
    }

    private static List<Path> results(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
        }
    }
}
