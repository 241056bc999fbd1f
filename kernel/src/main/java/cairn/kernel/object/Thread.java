package cairn.kernel.object;

import cairn.kernel.abi.Selector;
import cairn.kernel.core.derivation.Node;
import cairn.kernel.core.ipc.Party;
import cairn.kernel.core.ipc.ReplySlot;
import cairn.kernel.core.queue.Entry;
import cairn.kernel.core.sched.Turn;
import cairn.kernel.core.time.Timeouts;
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
    /** Waits in IPC: {@link Blocking}. */
    public static final int BLOCKED = 2;

    /** As {@link #pager} and {@link #handler}: the index of no capability, all ones. */
    static final long NOBODY = -1L >>> Selector.SHIFT;

    /** What {@link #fault} says: nothing, or which message the kernel sends in the thread's name. */
    public static final int NO_FAULT = 0;
    public static final int PAGE_FAULT = 1;
    public static final int EXCEPTION = 2;

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

    // Schedule: its turn is able exactly if it is runnable, and at the level of the priority at which it runs: the own of on.
    final Turn turn;
    int state;
    boolean placed;
    /** What it was placed with; and what is left of its time slice when it does not run on it. */
    int own;
    long quantum;
    long left;
    long used;
    /** Whose priority and time slice it runs on: its own or its lender's; {@link Scheduler#lend}. */
    Thread on;
    /** Whom it calls, and who calls it, as far as time is lent on that call; or null. */
    Thread borrower;
    Thread lender;
    /** Its time slice was used up; and it was in use when its call ended, so that it goes on with it. */
    boolean spent;
    boolean ahead;

    // IPC: state, and the message that is sent; the receive phase that follows it, taken down when the call was made.
    final Party ipc;
    /** NO_FAULT, or what the kernel sends in the thread's name; then ESR_EL1 and FAR_EL1. */
    int fault;
    long syndrome;
    long faultAddress;
    long tag;
    /** What the receiver reads in x1: the sender's word, or the label of the gate and the rights on it. */
    long label;
    /** Rights of the capability that is sent through, and the gate; null when it is a thread's or a reply. */
    int rights;
    Gate gate;
    boolean receives;
    boolean open;
    /** Who is waited for when not open. */
    Thread from;
    /** The interrupt object that is waited for in its place, or null. */
    Interrupt awaited;
    /** Where the partner, which took the message in an open wait, keeps whom it owes an answer; null when it owes none. */
    ReplySlot answer;
    /** Where it keeps whom it will owe an answer to when it waits for anyone. */
    ReplySlot replySlot;
    /** The semaphore that is waited for, in the same way as one waits to send. */
    Interrupt semaphore;
    /** What is hit when a gate to this thread goes; or null. */
    Interrupt watcher;
    int receiveTimeout;
    long absoluteTimeout;
    /** In the list of timeouts while waiting ends by itself, with that time as key. */
    final Entry timeout;
    /** Whether page faults and system calls go to the exception handler, all but a call that this allowed. */
    boolean alien;
    boolean allowed;
    /** Physical and user address of the structure of {@link Trampolines}, 0 for none; whether the next page fault goes there. */
    long trampoline;
    long trampolineAddress;
    boolean armed;
    /** The last fault that went there. */
    long reflectedSyndrome;
    long reflectedAddress;
    /** Links of the three work lists of IPC; an exception with the syndrome trap is to be raised when no IPC is in the way. */
    Thread nextGoing;
    Thread nextStranded;
    boolean stranded;
    Thread nextTriggered;
    boolean listed;
    boolean triggered;
    long trap;

    Thread(int number) {
        this.number = number;
        this.ipc = new Party(number);
        this.turn = new Turn(number);
        this.timeout = new Entry(number);
        this.on = this;
    }

    public Task task() {
        return task;
    }

    /** Physical address of the UTCB, 0 while unbound. */
    public long utcb() {
        return utcb;
    }

    /** At which it runs: its own, or that of a caller. */
    public int priority() {
        return turn.priority();
    }

    /** Whose priority and time slice it runs on: its own, or that of a caller that waits for its answer. */
    public Thread runsOn() {
        return on;
    }

    /** Its implicit reply capability. */
    public ReplySlot replySlot() {
        return ipc.implicit();
    }

    /** {@link Party#phase}. */
    public int phase() {
        return ipc.phase();
    }

    /** ESR_EL1 and FAR_EL1 of the last fault or exception. */
    public long syndrome() {
        return syndrome;
    }

    public long faultAddress() {
        return faultAddress;
    }

    public int state() {
        return state;
    }

    /** NO_FAULT, PAGE_FAULT or EXCEPTION: what the kernel sends in the thread's name. */
    public int fault() {
        return fault;
    }

    /** STOPPED: by an exception that the handler which it once was given does not take any more. */
    public boolean lostItsHandler() {
        return fault == EXCEPTION && handler != NOBODY && handler != 0; // slot 0 is never used
    }

    /** Capability index, in its task, of whom its page faults are sent to. */
    public long pager() {
        return pager;
    }

    /** Capability index, in its task, of whom its exceptions are sent to. */
    public long handler() {
        return handler;
    }

    /** BLOCKED: for whom it waits; null for anyone, or for whoever will be bound to {@link #gate}. */
    public Thread partner() {
        return from;
    }

    /** BLOCKED and receiving: the interrupt object that alone is waited for, or null. */
    public Interrupt awaited() {
        return awaited;
    }

    /** BLOCKED and receiving: from anyone. */
    public boolean open() {
        return open;
    }

    /** BLOCKED and sending: the gate that it sends through, or null. */
    public Gate gate() {
        return gate;
    }

    /** BLOCKED and sending: the semaphore that it waits for, or null. */
    public Interrupt semaphore() {
        return semaphore;
    }

    /** When waiting ends, in microseconds since boot; {@link Long#MAX_VALUE} for never. */
    public long waitsUntil() {
        return timeout.queue() == null ? Timeouts.NEVER : timeout.key();
    }

    /** Whether its page faults and system calls go to its exception handler. */
    public boolean alien() {
        return alien;
    }

    /** Whether it may make the system call that it makes now: once. */
    public boolean allowed() {
        boolean yes = !alien || allowed;
        allowed = false;
        return yes;
    }

    /** Its state of IPC. */
    public Party party() {
        return ipc;
    }

    /** As the schedule sees it. */
    public Turn turn() {
        return turn;
    }

    /** Its place among those whose waiting ends by itself. */
    public Entry timeout() {
        return timeout;
    }

    /** Who has lent it a turn, or null. */
    public Thread lender() {
        return lender;
    }

    /** Whether it has a place in the schedule. */
    public boolean placed() {
        return placed;
    }

    /** BLOCKED and sending: whether it will receive. */
    public boolean willReceive() {
        return receives;
    }

    /** Where it keeps whom it owes an answer to when it waits for anyone. */
    public ReplySlot keepsCallersIn() {
        return replySlot;
    }

    /** BLOCKED and sending: the tag, and what the receiver will read in x1. */
    public long sentTag() {
        return tag;
    }

    public long sentLabel() {
        return label;
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
