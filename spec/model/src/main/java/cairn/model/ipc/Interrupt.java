package cairn.model.ipc;

/**
 * An interrupt object that hangs on no pin: programs hit it.
 *
 * @param thread    who receives its messages, or {@link State#NOBODY}
 * @param remembered a hit waits for a thread to be bound
 * @param sent      a message is on its way to the thread, since {@code since}
 */
public record Interrupt(int number, int thread, long label, boolean remembered, boolean sent, long since) {
    /** Its messages are received before those of threads. */
    public static final int RANK = Thread.MAX_PRIORITY;
}
