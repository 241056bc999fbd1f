package cairn.hal.boot;

import cairn.hal.board.RunResult;
import java.util.SortedMap;

/**
 * What a boot did.
 *
 * @param output       bytes of the serial line, as Latin-1
 * @param run          how the run ended, instructions, traps by exception class
 * @param late         whether it was ended because its wall time was used up
 * @param systemCalls  how often each operation was carried out ("task.map pages", …); refused ones are under "refused"
 * @param faults       aborts taken
 * @param switches     how often the processor went from one thread to another
 * @param microseconds virtual time at the end
 */
public record BootResult(String output, RunResult run, boolean late, SortedMap<String, Long> systemCalls, long faults, long switches,
        long microseconds) {

    /** Whether the system came to rest: no thread can run any more, and neither budget nor time was used up. */
    public boolean cameToRest() {
        return run.stop() == RunResult.Stop.IDLE && !late;
    }

    /** System calls, refused ones too. */
    public long calls() {
        return systemCalls.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Why it did not come to rest. */
    String why() {
        return late ? "the time was used up; allow more with --timeout"
                : "the budget of instructions and kernel entries was used up after " + run.instructions() + " instructions; allow more with --budget";
    }
}
