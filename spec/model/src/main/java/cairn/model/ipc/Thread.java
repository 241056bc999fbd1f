package cairn.model.ipc;

import java.util.OptionalLong;

/**
 * A thread.
 *
 * @param x0 result tag of its last system call, or what it called with while that lasts
 * @param x1 the label that it received last; empty when x1 means nothing
 */
public record Thread(int number, int task, Turn turn, Activity activity, long x0, OptionalLong x1, long pc, long sp, Utcb utcb) {
    public static final long DEFAULT_QUANTUM = 10_000;
    public static final int MAX_PRIORITY = 255;

    public boolean isReady() {
        return activity == Activity.READY;
    }

    /** Whether a message of {@code from}, a thread or a {@link State#interrupt}, can go over now. */
    public boolean accepts(int from) {
        return activity instanceof Activity.Receiving r && (r.open() || r.from() == from);
    }

    public Thread with(Activity a) {
        return new Thread(number, task, turn, a, x0, x1, pc, sp, utcb);
    }

    public Thread with(Utcb u) {
        return new Thread(number, task, turn, activity, x0, x1, pc, sp, u);
    }

    public Thread with(Turn t) {
        return new Thread(number, task, t, activity, x0, x1, pc, sp, utcb);
    }

    public Thread withResult(long tag, OptionalLong label) {
        return new Thread(number, task, turn, activity, tag, label, pc, sp, utcb);
    }

    public Thread withPointers(long newPc, long newSp) {
        return new Thread(number, task, turn, activity, x0, x1, newPc, newSp, utcb);
    }
}
