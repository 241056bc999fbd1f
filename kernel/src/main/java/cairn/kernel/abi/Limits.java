package cairn.kernel.abi;

/** Sizes a program can rely on. Generated from spec/abi.yaml. */
public final class Limits {
    /** Address of the root task's UTCB. */
    public static final long UTCB_AREA = 0xff7fffff0000L;
    /** Of the root task's gate to the root pager. */
    public static final int ROOT_LABEL = 0x40;
    /** Microseconds. */
    public static final int DEFAULT_QUANTUM = 10000;
    /** Smallest kernel-user memory area. */
    public static final int KU_MIN_ORDER = 12;
    /** Largest. */
    public static final int KU_MAX_ORDER = 17;

    private Limits() {}
}
