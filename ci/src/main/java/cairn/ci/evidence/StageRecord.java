package cairn.ci.evidence;

import java.util.List;
import java.util.Map;

/**
 * What one stage left: its rows and how they came to be.
 *
 * @param outcome    {@code ran}; {@code notRun}: it could not be tried; {@code broken}: it began and could not finish; {@code partial}: only
 *                   what was asked for was tried; {@code stale}: its inputs have changed since; {@code absent}: an optional tool is not on
 *                   this machine
 * @param reason     one line; empty when it ran
 * @param inputs     folders and files that it read
 * @param inputHash  SHA-256 over them
 * @param log        what the tool printed, bounded
 */
public record StageRecord(String stage, Outcome outcome, String reason, String command, int exitCode, long wallMs, List<String> inputs,
                          String inputHash, Map<String, Object> settings, List<Row> rows, List<String> log) {
    public enum Outcome { ran, notRun, broken, partial, stale, absent }

    public static StageRecord notRun(String stage, String reason) {
        return new StageRecord(stage, Outcome.notRun, reason, "", -1, 0, List.of(), "", Map.of(), List.of(), List.of());
    }

    /** The verdict does not depend on it; the report shows in amber what it would have added. */
    public static StageRecord absent(String stage, String reason) {
        return new StageRecord(stage, Outcome.absent, reason, "", -1, 0, List.of(), "", Map.of(), List.of(), List.of());
    }

    /** Whether the claim is incomplete without it. */
    public boolean missing() {
        return outcome != Outcome.ran && outcome != Outcome.absent;
    }

    /** What was good of it is stale; what was bad is still shown as bad. */
    public StageRecord stale(String why) {
        List<Row> old = rows.stream().map(r -> r.good() ? r.stale(why) : r).toList();
        return new StageRecord(stage, Outcome.stale, why, command, exitCode, wallMs, inputs, inputHash, settings, old, log);
    }
}
