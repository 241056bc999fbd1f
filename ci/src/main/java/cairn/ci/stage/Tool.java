package cairn.ci.stage;

import cairn.ci.CannotRun;
import cairn.ci.evidence.InputHash;
import cairn.ci.evidence.Row;
import cairn.ci.evidence.StageRecord;
import cairn.ci.evidence.StageRecord.Outcome;
import cairn.ci.run.Child;
import cairn.ci.run.Project;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Runs a stage's process and wraps what came of it into a record. */
final class Tool {
    private static final int MOST_LOG_LINES = 2_000;

    private final Project project;
    private final Stage stage;
    private final String shownCommand;
    private final long start = System.nanoTime();
    private final List<String> log = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private int exitCode = -1;

    Tool(Project project, Stage stage, String shownCommand) {
        this.project = project;
        this.stage = stage;
        this.shownCommand = shownCommand;
    }

    void run(Child child, Consumer<String> out) {
        run(child, out, line -> {});
    }

    int run(Child child, Consumer<String> out, Consumer<String> err) {
        exitCode = child.run(line -> {
            keep(log, line);
            out.accept(line);
        }, line -> {
            keep(complaints, line);
            err.accept(line);
        });
        return exitCode;
    }

    private static synchronized void keep(List<String> lines, String line) {
        if (lines.size() < MOST_LOG_LINES) {
            lines.add(line);
        }
    }

    int exitCode() {
        return exitCode;
    }

    /** What a tool says last is why it stopped. */
    String complaint(String otherwise) {
        return complaints.stream().filter(l -> !l.isBlank()).findFirst().orElse(otherwise);
    }

    StageRecord record(Outcome outcome, String reason, Map<String, Object> settings, List<Row> rows) {
        String hash = InputHash.over(InputHash.files(project, stage.inputs()), stage.name());
        return new StageRecord(stage.name(), outcome, reason, shownCommand, exitCode, (System.nanoTime() - start) / 1_000_000,
                stage.inputs(), hash, settings, rows, List.copyOf(log));
    }

    /** For a stage whose rows are the log. */
    StageRecord recordWithoutLog(Outcome outcome, String reason, Map<String, Object> settings, List<Row> rows) {
        log.clear();
        return record(outcome, reason, settings, rows);
    }

    StageRecord broken(String reason, List<Row> rows) {
        return record(Outcome.broken, reason, Map.of(), rows);
    }

    StageRecord cannot(CannotRun e) {
        return record(Outcome.notRun, e.getMessage(), Map.of(), List.of());
    }
}
