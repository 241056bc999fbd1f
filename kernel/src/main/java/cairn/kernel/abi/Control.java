package cairn.kernel.abi;

/** Flags of ThreadOp.CONTROL in MR0. Generated from spec/abi.yaml. */
public final class Control {
    /** MR1 is the pager. */
    public static final int PAGER = 0x10000;
    /** The item is the task, MR5 the address of the UTCB. */
    public static final int BIND = 0x200000;
    /** MR4 has the same bit if the thread's system calls are exceptions from now on. */
    public static final int ALIEN = 0x400000;
    /** MR2 is the exception handler. */
    public static final int HANDLER = 0x1000000;

    private Control() {}
}
