package cairn.kernel.abi;

/** The attributes of the log that count. Generated from spec/abi.yaml. */
public final class LogFlag {
    /** Of what is read, MR1. */
    public static final int NL_TO_CR = 0x40;
    /** The same. */
    public static final int IGNORE_CR = 0x80;
    /** The same; set at first. */
    public static final int CR_TO_NL = 0x100;
    /** Of what is written, MR2: set, and without effect, as the line needs none. */
    public static final int NL_TO_CRNL = 4;
    /** The same: a CR is written as NL. */
    public static final int CR_AS_NL = 8;
    /** The same: none is written. */
    public static final int NO_CR = 0x20;
    /** MR3, set at first: what is read is written too. */
    public static final int ECHO = 8;

    private LogFlag() {}
}
