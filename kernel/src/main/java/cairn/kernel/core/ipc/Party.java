package cairn.kernel.core.ipc;

/**
 * One thread as IPC sees it: which phase it waits in, for whom, and who is to answer it. An interrupt object is one too, which only sends.
 * [ABI section 7]
 *
 * <pre>
 *  IDLE --send--> SENDING --end--> IDLE --receive--> RECEIVING --end--> IDLE
 *  s.caller == b  exactly if  b.owed == s, for a slot s; then b is RECEIVING, from the thread that s belongs to or from one of its task
 * </pre>
 */
public final class Party {
    public static final int IDLE = 0;
    /** In a queue of senders. */
    public static final int SENDING = 1;
    public static final int RECEIVING = 2;

    public final int number;
    private final SenderQueue senders = new SenderQueue();
    private int phase;
    /** RECEIVING: from whom, null for anyone. */
    private Party partner;
    private final ReplySlot implicit = new ReplySlot();
    /** RECEIVING: the slot that names this one as who is owed an answer, or null. */
    ReplySlot owed;

    // SENDING: the queue, its place there, and the neighbours.
    SenderQueue queue;
    int priority;
    Party before;
    Party after;

    public Party(int number) {
        this.number = number;
    }

    public int phase() {
        return phase;
    }

    public SenderQueue senders() {
        return senders;
    }

    /** The implicit reply capability. */
    public ReplySlot implicit() {
        return implicit;
    }

    /** Whether a message of {@code from} can be delivered now. */
    public boolean accepts(Party from) {
        return phase == RECEIVING && (partner == null || partner == from);
    }

    /** SENDING: who is served after this one, or null. */
    public Party queuedBehind() {
        return after;
    }

    /** SENDING: the priority at which it was put into the queue. */
    public int queuedAt() {
        return priority;
    }

    /** SENDING: who is served before this one, or null. */
    public Party queuedBefore() {
        return before;
    }

    /** The queue that it stands in, or null. */
    public SenderQueue inQueue() {
        return queue;
    }

    /** The slot that names it as who is owed an answer, or null. */
    public ReplySlot owedIn() {
        return owed;
    }

    /** Whether this one waits for {@code other} alone. */
    public boolean awaits(Party other) {
        return phase == RECEIVING && partner == other;
    }

    /** Whether this one would take a message of anyone. */
    public boolean isOpen() {
        return phase == RECEIVING && partner == null;
    }

    /** The sender in this one's queue that is served next: {@code from}, or anyone when that is null. Null when there is none. */
    public Party pending(Party from) {
        if (from == null) {
            return senders.first();
        }
        return from.queue == senders ? from : null;
    }

    /** IDLE to SENDING: waits in {@code where}. */
    public void send(SenderQueue where, int atPriority) {
        phase = SENDING;
        where.insert(this, atPriority);
    }

    /** IDLE to RECEIVING: waits for {@code from}, null for anyone. */
    public void receive(Party from) {
        phase = RECEIVING;
        partner = from;
    }

    /** Waits no more. */
    public void end() {
        if (queue != null) {
            queue.remove(this);
        }
        if (owed != null) {
            owed.forget();
        }
        partner = null;
        phase = IDLE;
    }
}
