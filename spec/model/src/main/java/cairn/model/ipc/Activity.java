package cairn.model.ipc;

/**
 * What a thread is at. One that waits began to at {@code since} (a count of all waits, not a time) and waits no longer than
 * {@code until}, in microseconds; {@link State#NEVER} is for ever.
 */
public sealed interface Activity {
    /** Not started. */
    record Stopped() implements Activity {}

    /** Runs, or could. */
    record Ready() implements Activity {}

    sealed interface Waiting extends Activity {
        long since();

        long until();
    }

    /**
     * Its partner does not receive it yet.
     *
     * @param to   the partner, or {@link State#NOBODY} while the gate is bound to nobody
     * @param rank the priority that it had when it began to wait
     */
    record Sending(Message message, int to, int rank, Then then, long since, long until) implements Waiting {
        /** The gate that it came through has gone. */
        Sending withoutGate() {
            Message m = new Message(message.tag(), message.label(), message.rights(), State.NOBODY);
            return new Sending(m, to, rank, then, since, until);
        }
    }

    /**
     * @param from    the thread, or the {@link State#interrupt}, or {@link State#NOBODY} for anyone
     * @param callers where it keeps whoever calls it; null when it waits for one partner
     */
    record Receiving(int from, Slot callers, long since, long until) implements Waiting {
        public boolean open() {
            return from == State.NOBODY;
        }
    }

    /** Waits for a semaphore. */
    record Down(int semaphore, int rank, long since, long until) implements Waiting {}

    Activity STOPPED = new Stopped();
    Activity READY = new Ready();
}
