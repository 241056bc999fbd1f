package cairn.kernel.abi;

/** Operations of the log. Generated from spec/abi.yaml. */
public final class LogOp {
    /** MR1 bytes from MR2. */
    public static final int WRITE = 0;
    /** Up to bits 31..16 of MR0 bytes. */
    public static final int READ = 1;
    /** MR1..MR3. */
    public static final int SET_ATTRIBUTES = 2;
    /** To MR1..MR3. */
    public static final int GET_ATTRIBUTES = 3;
    /** Longest write. */
    public static final int MAX_BYTES = 488;
    /** No more input waits. */
    public static final long READ_DONE = 0x80000000L;

    private LogOp() {}
}
