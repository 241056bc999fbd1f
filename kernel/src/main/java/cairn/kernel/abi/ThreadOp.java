package cairn.kernel.abi;

/** Operations of a thread. Generated from spec/abi.yaml. */
public final class ThreadOp {
    /** Bind, pager, exception handler. */
    public static final int CONTROL = 0;
    /** Exchange ip and sp, and make it run. */
    public static final int EX_REGS = 1;
    /** Give up the processor. */
    public static final int SWITCH = 2;
    /** Microseconds used. */
    public static final int STATS = 3;
    /** The item, an interrupt object or semaphore, is triggered when a gate to the thread goes. */
    public static final int WATCH_DELETION = 5;
    /** Labels of waiting messages; MR1.. in fours: mask, value, bits to clear, bits to set. */
    public static final int MODIFY_SENDERS = 6;
    /** Page faults that the thread handles itself. */
    public static final int TRAMPOLINE = 9;
    /** The read-only thread pointer. */
    public static final int SET_TPIDRRO = 0x10;

    private ThreadOp() {}
}
