package cairn.ci.stage;

import cairn.ci.CannotRun;
import cairn.ci.evidence.InputHash;
import cairn.ci.evidence.Records;
import cairn.ci.evidence.Row;
import cairn.ci.evidence.Section;
import cairn.ci.evidence.StageRecord;
import cairn.ci.evidence.StageRecord.Outcome;
import cairn.ci.evidence.Status;
import cairn.ci.run.Project;
import cairn.ci.run.Screen;
import cairn.ci.trace.NamedTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Campaigns that `./cairn fuzz` has run, here or on other machines: one sealed record each, by the hash of the sources. The stage runs
 * none; it shows those about the sources as they are.
 */
public final class FuzzStage implements Stage {
    public static final String FOLDER = ".cairn/fuzz";

    private final Project project;
    private final Records records;

    public FuzzStage(Project project) {
        this.project = project;
        records = new Records(project.at(FOLDER));
    }

    @Override
    public String name() {
        return "fuzz";
    }

    @Override
    public List<String> inputs() {
        return List.of("kernel/src/main", "hal/src/main", "spec/alloy", "spec/model/src/main", "property-tests/src/main", "pom.xml");
    }

    private String hash() {
        return InputHash.over(InputHash.files(project, inputs()), name());
    }

    /** An empty folder for the results of one run. */
    public Path fresh() {
        Path folder = project.at(FOLDER + "/now-" + ProcessHandle.current().pid());
        remove(folder);
        return folder;
    }

    /** Keeps what the run left there. */
    public void keep() {
        Path folder = project.at(FOLDER + "/now-" + ProcessHandle.current().pid());
        String hash = hash();
        for (Path f : files(folder, "")) {
            try {
                JsonRow r = JsonRow.parse(project.shown(f), Files.readString(f));
                Status status = Status.ofTool(r.text("status"));
                Row row = new Row(Section.properties, r.text("id"), status, "fuzz campaigns", r.text("title", ""), "", 0, List.of(), "cold", 0, hash,
                        status == Status.passed ? "" : "shrunk sequence in target/replays, caught by " + String.join(", ", r.texts("caughtBy")),
                        r.text("replay", ""), r.keep("tries", "seed", "steps"));
                records.put(row.id() + "-" + InputHash.of((hash + row.reproduce()).getBytes(java.nio.charset.StandardCharsets.UTF_8)).substring(0, 16),
                        new StageRecord(name(), Outcome.ran, "", row.reproduce(), 0, 0, inputs(), hash, Map.of(), List.of(row), List.of()));
            } catch (IOException | JsonRow.Unreadable e) {
                throw new CannotRun(e.getMessage(), e);
            }
        }
        remove(folder);
    }

    @Override
    public StageRecord run(Setting setting, Screen screen) {
        Tool tool = new Tool(project, this, "./cairn fuzz --for 10m");
        List<Row> rows = new ArrayList<>();
        try {
            String now = hash();
            List<String> serves = NamedTests.read(project).all().getOrDefault("kernel-matches-model", List.of());
            for (Path f : files(project.at(FOLDER), ".json")) {
                StageRecord r = records.find(f.getFileName().toString().replaceFirst("\\.json$", "")).orElseThrow();
                if (r.inputHash().equals(now)) {
                    r.rows().forEach(o -> rows.add(new Row(o.section(), rows.stream().anyMatch(x -> x.id().equals(o.id())) ? o.id() + " " + (rows.size() + 1) : o.id(),
                            o.status(), o.group(), o.title(), o.file(), o.line(), serves, "reused", o.cpuMs(), o.inputHash(), o.reason(), o.reproduce(), o.detail())));
                }
            }
        } catch (CannotRun e) {
            return tool.cannot(e);
        }
        return rows.isEmpty() ? StageRecord.absent(name(), "no campaign of these sources was recorded; ./cairn fuzz runs one")
                : tool.recordWithoutLog(Outcome.ran, "", Map.of(), rows);
    }

    private static List<Path> files(Path folder, String end) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(f -> Files.isRegularFile(f) && !f.getFileName().toString().startsWith(".") && f.toString().endsWith(end)).sorted().toList();
        } catch (IOException e) {
            throw new CannotRun(folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void remove(Path folder) {
        try {
            for (Path f : files(folder, "")) {
                Files.delete(f);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new CannotRun(folder + " cannot be emptied: " + e.getMessage(), e);
        }
    }
}
