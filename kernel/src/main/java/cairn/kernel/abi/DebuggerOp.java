package cairn.kernel.abi;

/** Operations of the debugger. Generated from spec/abi.yaml. */
public final class DebuggerOp {
    /** MR1 bytes from MR2 are written, and a line ends: nobody is entered. */
    public static final int ENTER = 0;
    /** MR1 is written. */
    public static final int CHARACTER = 1;
    /** MR1 bytes from MR2 are written. */
    public static final int TEXT = 2;
    /** MR1 in eight digits. */
    public static final int HEX32 = 3;
    /** MR1 in five digits. */
    public static final int HEX20 = 4;
    /** MR1 in four digits. */
    public static final int HEX16 = 5;
    /** MR1 in three digits. */
    public static final int HEX12 = 6;
    /** MR1 in two digits. */
    public static final int HEX8 = 7;
    /** MR1 in decimal digits. */
    public static final int DECIMAL = 8;
    /** A name for the object that the item names: taken, not kept. */
    public static final int SET_NAME = 0x100;

    private DebuggerOp() {}
}
