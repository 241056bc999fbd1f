package cairn.kernel.abi;

/** Bits of MR1 of TaskOp.UNMAP. Generated from spec/abi.yaml. */
public final class Unmap {
    /** From the task itself too. */
    public static final long SELF = 0x80000000L;
    /** Delete the object where the capability allows. */
    public static final int DELETE = 0x40000000;

    private Unmap() {}
}
