package cairn.kernel.object;

import cairn.kernel.core.derivation.Node;
import cairn.kernel.core.queue.Queue;

/** An IPC gate: a name for a thread that its clients do not see, and a label that tells the thread which name was used. [ABI section 6] */
public final class Gate {
    /** Kernel memory that a gate is charged with. */
    public static final int BYTES = 128;

    public final int number;
    /** Senders that wait for a thread to be bound. */
    final Queue senders = new Queue();

    // Lifetime: anchor is null while the object does not exist.
    Node anchor;
    boolean doomed;
    Factory payer;
    /** How many capabilities do not count for its life. */
    long uncounted;

    /** Who receives; null while unbound. */
    Thread thread;
    /** Unbound because who received has gone: nobody waits for another then. */
    boolean orphan;
    /** The low two bits are 0. */
    long label;

    Gate(int number) {
        this.number = number;
    }

    /** Who receives, or null while unbound. */
    public Thread thread() {
        return thread;
    }

    /** Whether who received through it has gone, and nobody has taken over. */
    public boolean isOrphan() {
        return orphan;
    }

    /** What the receiver reads in x1, the rights of the sender in its low two bits. */
    public long label() {
        return label;
    }

    /** Senders that wait for a thread to be bound. */
    public Queue senders() {
        return senders;
    }

    /** Whether the object exists. */
    public boolean exists() {
        return anchor != null;
    }
}
