package cairn.model.ipc;

import java.util.OptionalLong;

/**
 * A thread.
 *
 * @param quantum how long a turn is, in microseconds
 * @param left    how long its next turn is
 * @param x0      result tag of its last system call, or what it called with while that lasts
 * @param x1      the label that it received last; empty when x1 means nothing
 */
public record Thread(int number, int task, int priority, long quantum, long left, Activity activity, long x0, OptionalLong x1, long pc,
        long sp, Utcb utcb) {
    public static final long DEFAULT_QUANTUM = 10_000;
    public static final int MAX_PRIORITY = 255;

    public boolean isReady() {
        return activity == Activity.READY;
    }

    /** Whether a message of thread {@code from} can go over now. */
    public boolean accepts(int from) {
        return activity instanceof Activity.Receiving r && (r.open() || r.from() == from);
    }

    /** Whether it waits for anyone. */
    public boolean isOpen() {
        return activity instanceof Activity.Receiving r && r.open();
    }

    public Thread with(Activity a) {
        return new Thread(number, task, priority, quantum, left, a, x0, x1, pc, sp, utcb);
    }

    public Thread with(Utcb u) {
        return new Thread(number, task, priority, quantum, left, activity, x0, x1, pc, sp, u);
    }

    public Thread withResult(long tag, OptionalLong label) {
        return new Thread(number, task, priority, quantum, left, activity, tag, label, pc, sp, utcb);
    }

    public Thread withPointers(long newPc, long newSp) {
        return new Thread(number, task, priority, quantum, left, activity, x0, x1, newPc, newSp, utcb);
    }

    public Thread withTurn(long newLeft) {
        return new Thread(number, task, priority, quantum, newLeft, activity, x0, x1, pc, sp, utcb);
    }

    public Thread placed(int newPriority, long newQuantum) {
        return new Thread(number, task, newPriority, newQuantum, newQuantum, activity, x0, x1, pc, sp, utcb);
    }
}
