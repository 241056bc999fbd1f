package cairn.kernel.abi;

/** rights 3..0, type 5..4, log2 of the size 11..6, address 63..12. Generated from spec/abi.yaml. */
public final class Flexpage {
    /** Mask. */
    public static final int RIGHTS = 0xf;
    /** Position of the type. */
    public static final int TYPE_SHIFT = 4;
    /** Mask of the type. */
    public static final int TYPE = 3;
    /** Type: all spaces. */
    public static final int SPECIAL = 0;
    /** Type: virtual memory. */
    public static final int MEMORY = 1;
    /** Type: capabilities. */
    public static final int OBJECT = 3;
    /** Position of the order. */
    public static final int ORDER_SHIFT = 6;
    /** Mask of the order. */
    public static final int ORDER = 0x3f;
    /** Order: everything. */
    public static final int WHOLE = 63;

    private Flexpage() {}
}
