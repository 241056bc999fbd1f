package cairn.kernel.object;

import cairn.kernel.core.derivation.Node;
import cairn.kernel.core.ipc.Party;
import cairn.kernel.core.ipc.SenderQueue;

/**
 * An interrupt object, of one of two kinds that differ in what a hit does: it sends a message without words to the thread that is bound, or
 * it is the up of a semaphore. Hits come from a pin of the interrupt controller or from programs. [REQ-IRQ-1]
 *
 * <pre>
 *  message     no thread: a hit is remembered (edge) or dropped (level: the line still says so later)
 *              thread:    sent -- received --> quiet; a second hit before that masks an edge-triggered pin until it is received
 *  semaphore   count == 0 or nobody waits
 * </pre>
 */
public final class Interrupt {
    /** Kernel memory that an interrupt object is charged with. */
    public static final int BYTES = 256;
    /** {@link #pin} while it hangs on none. */
    static final int NO_PIN = -1;

    public final int number;

    // Lifetime: anchor is null while the object does not exist.
    Node anchor;
    boolean doomed;
    Factory payer;

    /** Whether it is a semaphore. */
    boolean counts;
    int pin;

    // Message: who receives, null for nobody; what it reads in x1; its place in the receiver's queue.
    Thread thread;
    long label;
    final Party ipc;
    /** A hit waits for a thread to be bound. */
    boolean pending;
    /** The pin is masked until the message on its way has been received. */
    boolean masked;

    // Semaphore: threads in down, and how often down would not wait.
    final SenderQueue waiters = new SenderQueue();
    long count;

    Interrupt(int number, int partyNumber) {
        this.number = number;
        this.ipc = new Party(partyNumber);
        this.pin = NO_PIN;
    }

    /** Whether a message is on its way to the bound thread. */
    boolean sent() {
        return ipc.phase() == Party.SENDING;
    }

    /** Whether a hit is counted and not sent. */
    public boolean isSemaphore() {
        return counts;
    }

    /** Who receives its messages, or null. */
    public Thread thread() {
        return thread;
    }

    public long label() {
        return label;
    }

    /** Whether a hit waits for a thread to be bound. */
    public boolean isPending() {
        return pending;
    }

    /** How often down would not wait. */
    public long count() {
        return count;
    }

    /** As a sender. */
    public Party party() {
        return ipc;
    }

    /** Threads in down. */
    public SenderQueue waiters() {
        return waiters;
    }

    /** Whether the object exists. */
    public boolean exists() {
        return anchor != null;
    }
}
