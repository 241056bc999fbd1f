package cairn.hal.board;

import cairn.hal.aarch64.Esr;

/**
 * How a run ended.
 *
 * @param stop         why
 * @param status       status given to {@link Machine#halt}, 0 otherwise
 * @param instructions instructions executed in this run
 * @param interrupts   interrupts taken
 * @param traps        synchronous exceptions by exception class (64 entries)
 */
public record RunResult(Stop stop, int status, long instructions, long interrupts, long[] traps) {

    /** Why a run ended. */
    public enum Stop {
        /** The budget of instructions and kernel entries is used up. */
        BUDGET,
        /** No thread can run and no interrupt will come. */
        IDLE,
        /** {@link Machine#halt} was called. */
        HALTED
    }

    /** What the run took of its budget: instructions and kernel entries. */
    public long spent() {
        return instructions + interrupts + java.util.Arrays.stream(traps).sum();
    }

    /** The same run, and {@code next} behind it. */
    public RunResult then(RunResult next) {
        long[] both = traps.clone();
        for (int i = 0; i < both.length; i++) {
            both[i] += next.traps[i];
        }
        return new RunResult(next.stop, next.status, instructions + next.instructions, interrupts + next.interrupts, both);
    }

    /** System calls made. */
    public long systemCalls() {
        return traps[Esr.EC_SVC64];
    }

    /** Data and instruction aborts. */
    public long aborts() {
        return traps[Esr.EC_DATA_ABORT] + traps[Esr.EC_INSTRUCTION_ABORT];
    }
}
