package cairn.kernel.abi;

/** What ThreadOp.TRAMPOLINE does, bits 19..16 of MR0; then the structure in kernel-user memory: byte offsets. Generated from spec/abi.yaml. */
public final class Trampoline {
    /** Mask of what it does. */
    public static final int DO = 0xf0000;
    /** MR1 is the address of the structure; armed. */
    public static final int SETUP = 0;
    /** Of oneself: registers and MR0 as saved; armed again. */
    public static final int RESUME = 0x10000;
    /** Of oneself: the same, and the fault becomes an exception. */
    public static final int REFLECT = 0x20000;
    /** No longer armed; MR0 is whether it was. */
    public static final int DISABLE = 0x30000;
    /** Armed. */
    public static final int ENABLE = 0x40000;
    /** Where the thread goes on when it is armed and meets a page fault, no longer armed: x0 structure, x1 fault word. */
    public static final int IP = 0;
    /** MR0 at the fault. */
    public static final int SAVED_MR0 = 24;
    /** IN_PROGRESS, and TRIGGER_LATER. */
    public static final int FLAGS = 32;
    /** The first 38 words of an exception message. */
    public static final int STATE = 40;
    /** All of it, in one page. */
    public static final int SIZE = 344;
    /** Flag: the handler has not ended yet. */
    public static final int IN_PROGRESS = 1;
    /** Flag: an exception is raised after RESUME. */
    public static final int TRIGGER_LATER = 2;

    private Trampoline() {}
}
