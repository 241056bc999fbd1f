package cairn.kernel.abi;

/** Message tag in x0: words 5..0, typed items 11..6, flags 15..12, label 63..16 (signed). Generated from spec/abi.yaml. */
public final class Tag {
    /** Untyped words. */
    public static final int WORDS = 0x3f;
    /** Typed items, two words each. */
    public static final int ITEM_SHIFT = 6;
    /** Mask of the item count. */
    public static final int ITEMS = 0x3f;
    /** The vector registers go along: an exception. */
    public static final int TRANSFER_FPU = 0x1000;
    /** No donation; in a kernel object's result: no reply. */
    public static final int SCHEDULE = 0x2000;
    /** Output only: the reason is in the UTCB. */
    public static final int ERROR = 0x8000;
    /** Label = tag >> LABEL_SHIFT. */
    public static final int LABEL_SHIFT = 16;

    private Tag() {}
}
