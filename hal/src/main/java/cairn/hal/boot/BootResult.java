package cairn.hal.boot;

import cairn.hal.board.RunResult;
import java.util.SortedMap;

/**
 * What a boot did.
 *
 * @param output       bytes of the serial line, as Latin-1
 * @param run          how the run ended, instructions, traps by exception class
 * @param systemCalls  how often each operation was carried out ("task.map pages", …); refused ones are under "refused"
 * @param faults       aborts taken
 * @param microseconds virtual time at the end
 */
public record BootResult(String output, RunResult run, SortedMap<String, Long> systemCalls, long faults, long microseconds) {

    /** Whether the system came to rest: no thread can run any more, and the budget was not used up. */
    public boolean cameToRest() {
        return run.stop() == RunResult.Stop.IDLE;
    }
}
