package cairn.kernel.abi;

/** First word of a typed item or of a receive buffer. Generated from spec/abi.yaml. */
public final class Item {
    /** It is a map item. */
    public static final int MAP = 8;
    /** Send item: move instead of derive. */
    public static final int GRANT = 2;
    /** Capability: the new one does not count for the object's lifetime. */
    public static final int WEAK = 0x10;
    /** Buffer: one slot, one word. */
    public static final int SMALL = 2;
    /** Send item: the next one goes to the same buffer. */
    public static final int COMPOUND = 1;
    /** Buffer: the word behind it names the task that receives. */
    public static final int FORWARD = 1;
    /** Small buffer: a gate to one's own task comes as its label. */
    public static final int RECEIVE_ID = 4;
    /** Received item: what became of it; 0: mapped. */
    public static final int KIND = 0x6;
    /** Received item: there was nothing to map. */
    public static final int NOTHING = 0x2;
    /** Received item: the second word is the gate's label and rights. */
    public static final int GATE_LABEL = 0x4;
    /** Received item: the second word is the sender's flexpage, of the same task. */
    public static final int FLEXPAGE = 0x6;
    /** Received item: type and order of the sent flexpage. */
    public static final int SENT = 0xff0;
    /** Memory: use the attributes given here. */
    public static final int SET = 0x10;
    /** Memory: 0x20 cached, 0x40 buffered. */
    public static final int ATTRIBUTES = 0x60;
    /** A kernel object's answer: one capability was put in the buffer. */
    public static final int OBJECT = 0x38;

    private Item() {}
}
