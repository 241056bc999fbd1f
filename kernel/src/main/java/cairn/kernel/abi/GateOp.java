package cairn.kernel.abi;

/** Operations on the server side of a gate. Generated from spec/abi.yaml. */
public final class GateOp {
    /** MR1 capabilities count no longer for the gate's lifetime. */
    public static final int DECREASE = 0;
    /** MR1 label, the item is the thread. */
    public static final int BIND = 0x10;
    /** MR0 is the label. */
    public static final int INFO = 0x11;

    private GateOp() {}
}
