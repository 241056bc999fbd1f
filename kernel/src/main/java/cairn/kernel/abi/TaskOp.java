package cairn.kernel.abi;

/** Operations of a task, bits 15..0 of MR0. Generated from spec/abi.yaml. */
public final class TaskOp {
    /** Map pages or capabilities from another task into this one. */
    public static final int MAP = 0;
    /** Take back. */
    public static final int UNMAP = 1;
    /** Is a capability there, are two the same. */
    public static final int CAP_INFO = 2;
    /** Kernel-user memory. */
    public static final int ADD_KU_MEM = 3;

    private TaskOp() {}
}
