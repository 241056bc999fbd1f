package cairn.kernel.object;

import cairn.kernel.core.derivation.Node;
import cairn.kernel.core.ipc.Party;
import cairn.kernel.core.irq.Signal;
import cairn.kernel.core.queue.Queue;

/**
 * An interrupt object, of one of two kinds that differ in what a hit does: it sends a message without words to the thread that is bound, or
 * it is the up of a semaphore. Hits come from a pin of the interrupt controller or from programs. [REQ-IRQ-1]
 *
 * <pre>
 *  thread != null  exactly if  signal.bound();  in the queue of thread  exactly if  signal.sent()
 *  signal.count() == 0 or nobody waits
 * </pre>
 */
public final class Interrupt {
    /** Kernel memory that an interrupt object is charged with. */
    public static final int BYTES = 256;

    public final int number;

    // Lifetime: anchor is null while the object does not exist.
    Node anchor;
    boolean doomed;
    Factory payer;

    /** What hits do to it. */
    final Signal signal;

    // Message: who receives, null for nobody; what it reads in x1; its place in the receiver's queue.
    Thread thread;
    long label;
    final Party ipc;

    // Semaphore: threads in down.
    final Queue waiters = new Queue();

    Interrupt(int number, int partyNumber, Signal signal) {
        this.number = number;
        this.ipc = new Party(partyNumber);
        this.signal = signal;
    }

    /** Whether a hit is counted and not sent. */
    public boolean isSemaphore() {
        return signal.counts();
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
        return signal.pending();
    }

    /** How often down would not wait. */
    public long count() {
        return signal.count();
    }

    /** As a sender. */
    public Party party() {
        return ipc;
    }

    /** Threads in down. */
    public Queue waiters() {
        return waiters;
    }

    /** Whether the object exists. */
    public boolean exists() {
        return anchor != null;
    }
}
