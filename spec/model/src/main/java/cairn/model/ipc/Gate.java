package cairn.model.ipc;

/**
 * A gate: messages through it go to {@code thread}, {@link State#NOBODY} while it is bound to none. The low two bits of the label are 0.
 *
 * @param orphan it is bound to none because its thread has gone: what is sent through it fails at once
 * @param uncounted how many capabilities do not count for its life
 */
public record Gate(int number, int thread, long label, boolean orphan, long uncounted) {
    /** As it is made. */
    public Gate(int number, int thread, long label) {
        this(number, thread, label, false, 0);
    }

    Gate boundTo(int to, long newLabel) {
        return new Gate(number, to, newLabel, false, uncounted);
    }

    Gate left() {
        return new Gate(number, State.NOBODY, label, true, uncounted);
    }

    /** {@code count} capabilities more do not count. */
    Gate decreased(long count) {
        return new Gate(number, thread, label, orphan, count > Long.MAX_VALUE - uncounted ? Long.MAX_VALUE : uncounted + count);
    }
}
