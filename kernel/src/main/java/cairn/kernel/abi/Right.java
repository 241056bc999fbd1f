package cairn.kernel.abi;

/** Rights of capabilities and pages, as flexpages carry them. Generated from spec/abi.yaml. */
public final class Right {
    /** Page: execute. */
    public static final int X = 1;
    /** Page: write. */
    public static final int WRITE = 2;
    /** Page: read. */
    public static final int READ = 4;
    /** Page: user access (the kernel adds it). */
    public static final int USER = 8;
    /** Capability: write. */
    public static final int W = 1;
    /** Capability: strong. */
    public static final int S = 2;
    /** Capability: present. */
    public static final int R = 4;
    /** Capability: delete. */
    public static final int D = 8;
    /** All page rights that can be shown. */
    public static final int PAGE = 7;
    /** Capability of a gate: its server side. */
    public static final int SERVER = 0x20;
    /** Capability: the three object-specific rights. */
    public static final int OBJECT = 0xe0;
    /** Everything. */
    public static final int ALL = 0xff;

    private Right() {}
}
