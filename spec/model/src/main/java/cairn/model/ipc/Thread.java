package cairn.model.ipc;

import java.util.OptionalLong;

/**
 * A thread.
 *
 * @param x0       result tag of its last system call, or what it called with while that lasts
 * @param x1       the label that it received last, or what it set
 * @param utcb     user address of its UTCB
 * @param others   its other registers
 * @param handlers whom it calls when it meets a fault
 * @param fault    the fault that the kernel sends in its name, until it is resolved; null for none
 * @param traps    what else keeps it from running straight on
 */
public record Thread(int number, int task, Turn turn, Activity activity, long x0, long x1, long pc, long sp, long utcb,
        Registers others, Handlers handlers, Fault fault, Traps traps) {
    public static final long DEFAULT_QUANTUM = 10_000;
    public static final int MAX_PRIORITY = 255;

    /** Where in the table of its own task a thread has its pager and its exception handler; looked up when they are needed. */
    public record Handlers(long pager, long exceptions) {}

    public boolean isReady() {
        return activity == Activity.READY;
    }

    /** Whether a message of {@code from}, a thread or a {@link State#interrupt}, can go over now. */
    public boolean accepts(int from) {
        return activity instanceof Activity.Receiving r && (r.open() || r.from() == from);
    }

    public Thread with(Activity a) {
        return new Thread(number, task, turn, a, x0, x1, pc, sp, utcb, others, handlers, fault, traps);
    }

    public Thread with(Turn t) {
        return new Thread(number, task, t, activity, x0, x1, pc, sp, utcb, others, handlers, fault, traps);
    }

    /** The result tag; x1 stays what it was unless a label was received. */
    public Thread withResult(long tag, OptionalLong label) {
        return new Thread(number, task, turn, activity, tag, label.orElse(x1), pc, sp, utcb, others, handlers, fault, traps);
    }

    public Thread withPointers(long newPc, long newSp) {
        return new Thread(number, task, turn, activity, x0, x1, newPc, newSp, utcb, others, handlers, fault, traps);
    }

    public Thread with(Registers r) {
        return new Thread(number, task, turn, activity, x0, x1, pc, sp, utcb, r, handlers, fault, traps);
    }

    public Thread with(Handlers h) {
        return new Thread(number, task, turn, activity, x0, x1, pc, sp, utcb, others, h, fault, traps);
    }

    /** {@code f} is null when its fault is resolved, or given up. */
    public Thread with(Fault f) {
        return new Thread(number, task, turn, activity, x0, x1, pc, sp, utcb, others, handlers, f, traps);
    }

    public Thread with(Traps x) {
        return new Thread(number, task, turn, activity, x0, x1, pc, sp, utcb, others, handlers, fault, x);
    }
}
