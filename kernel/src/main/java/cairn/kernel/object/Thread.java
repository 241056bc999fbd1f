package cairn.kernel.object;

import cairn.kernel.core.derivation.Node;
import cairn.kernel.hil.Frame;

/** A thread: registers, a task to run in, a place in the schedule. [REQ-THREAD-1] */
public final class Thread {
    /** Kernel memory that a thread is charged with. */
    public static final int BYTES = 2048;
    /** Words of the vector frame: V0 .. V31, then FPCR and FPSR. */
    public static final int VECTOR_WORDS = 66;

    /** Never started, or stopped by a fault: runs again when its registers are exchanged. */
    public static final int STOPPED = 0;
    /** Runs when it has been placed and its turn comes. */
    public static final int READY = 1;

    public final int number;
    /** Registers, saved into directly by the processor; layout {@link Frame}. */
    public final long[] frame = new long[Frame.WORDS];
    public final long[] vectors = new long[VECTOR_WORDS];

    // Lifetime: anchor is null while the object does not exist.
    Node anchor;
    boolean doomed;
    Factory payer;

    // Binding: task is null and utcb 0 while unbound.
    Task task;
    Thread nextInTask;
    /** Physical and user address of the UTCB. */
    long utcb;
    long utcbAddress;
    /** Capability indices in the thread's own task (ABI section 6). */
    long pager;
    long handler;

    // Schedule: queued says whether it is in the ready queue of its priority; before and after are its neighbours there.
    int state;
    boolean placed;
    int priority;
    long quantum;
    long left;
    long used;
    boolean queued;
    Thread before;
    Thread after;

    Thread(int number) {
        this.number = number;
    }

    public Task task() {
        return task;
    }

    /** Physical address of the UTCB, 0 while unbound. */
    public long utcb() {
        return utcb;
    }

    public int priority() {
        return priority;
    }

    public int state() {
        return state;
    }

    /** Whether the processor may be given to it. */
    public boolean runnable() {
        return state == READY && placed && task != null;
    }

    /** Whether the object exists. */
    public boolean exists() {
        return anchor != null;
    }
}
