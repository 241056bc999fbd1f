package cairn.kernel.abi;

/** First word of a typed item or of a receive buffer. Generated from spec/abi.yaml. */
public final class Item {
    /** It is a map item. */
    public static final int MAP = 8;
    /** Send item: move instead of derive. */
    public static final int GRANT = 2;
    /** Buffer: one slot, one word. */
    public static final int SMALL = 2;
    /** Memory: use the attributes given here. */
    public static final int SET = 0x10;
    /** Memory: 0x20 cached, 0x40 buffered. */
    public static final int ATTRIBUTES = 0x60;
    /** A kernel object's answer: one capability was put in the buffer. */
    public static final int OBJECT = 0x38;

    private Item() {}
}
