package cairn.model.ipc;

/**
 * A gate: messages through it go to {@code thread}, {@link State#NOBODY} while it is bound to none. The low two bits of the label are 0.
 *
 * @param orphan it is bound to none because its thread has gone: what is sent through it fails at once
 */
public record Gate(int number, int thread, long label, boolean orphan) {
    /** As it is made, and as it is bound. */
    public Gate(int number, int thread, long label) {
        this(number, thread, label, false);
    }
}
