package cairn.kernel.abi;

/** The kernel information page: byte offsets of what the kernel keeps up to date. Generated from spec/abi.yaml. */
public final class Information {
    /** Microseconds since boot, as of the last kernel entry. */
    public static final int CLOCK = 0x20;

    private Information() {}
}
