package cairn.kernel.abi;

/** Flags of ThreadOp.EX_REGS in MR0. Generated from spec/abi.yaml. */
public final class ExRegs {
    /** End a running IPC. */
    public static final int CANCEL = 0x10000;
    /** Raise an exception. */
    public static final int TRIGGER = 0x20000;
    /** As ip or sp: leave as it is. */
    public static final int KEEP = -1;

    private ExRegs() {}
}
