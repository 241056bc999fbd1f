package cairn.kernel.abi;

/** Bits of the capability selector in x2; bits 63..12 are the capability index. Generated from spec/abi.yaml. */
public final class Selector {
    /** Send phase. */
    public static final int SEND = 0x1;
    /** Receive phase. */
    public static final int RECEIVE = 0x2;
    /** Receive from anyone. */
    public static final int OPEN_WAIT = 0x4;
    /** The reply capability is the destination. */
    public static final int REPLY = 0x8;
    /** Explicit reply slot; without REPLY the invoking thread itself. */
    public static final int EXPLICIT = 0x400;
    /** The invoking thread itself. */
    public static final int SPECIAL = 0x800;
    /** Capability index = selector >>> SHIFT. */
    public static final int SHIFT = 12;

    private Selector() {}
}
