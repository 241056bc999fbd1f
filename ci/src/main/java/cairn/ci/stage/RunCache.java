package cairn.ci.stage;

import cairn.ci.evidence.InputHash;
import cairn.ci.evidence.Records;
import cairn.ci.evidence.Row;
import cairn.ci.evidence.StageRecord;
import cairn.ci.evidence.StageRecord.Outcome;
import cairn.ci.run.Project;
import cairn.ci.run.Screen;
import java.util.List;
import java.util.Optional;

/**
 * A stage that is run again only when something that it reads has changed. Proofs and Alloy checks reuse row by row in their own tools;
 * wrong sources and test runs are reused as a whole, and only if every row was good.
 */
final class RunCache implements Stage {
    private final Project project;
    private final Stage stage;
    private final Records kept;

    RunCache(Project project, Stage stage) {
        this.project = project;
        this.stage = stage;
        kept = new Records(project.at(".cairn/runs"));
    }

    @Override
    public String name() {
        return stage.name();
    }

    @Override
    public List<String> inputs() {
        return stage.inputs();
    }

    @Override
    public StageRecord run(Setting setting, Screen screen) {
        String hash = InputHash.over(InputHash.files(project, inputs()), name());
        String key = name() + "-" + InputHash.of((hash + System.getProperty("java.runtime.version")).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        if (!setting.fresh() && setting.filter().isEmpty()) {
            Optional<StageRecord> known = kept.find(key);
            if (known.isPresent()) {
                return reused(known.get());
            }
        }
        StageRecord record = stage.run(setting, screen);
        // What was read must still be what is there: a source edited during the run would be credited with the old one's result.
        if (record.outcome() == Outcome.ran && !record.rows().isEmpty() && record.rows().stream().allMatch(Row::good)
                && hash.equals(record.inputHash())) {
            kept.put(key, record);
        }
        return record;
    }

    private static StageRecord reused(StageRecord r) {
        List<Row> rows = r.rows().stream().map(o -> new Row(o.section(), o.id(), o.status(), o.group(), o.title(), o.file(), o.line(), o.ids(),
                "reused", o.cpuMs(), o.inputHash(), o.reason(), o.reproduce(), o.detail())).toList();
        return new StageRecord(r.stage(), r.outcome(), r.reason(), r.command(), r.exitCode(), 0, r.inputs(), r.inputHash(), r.settings(), rows, r.log());
    }
}
