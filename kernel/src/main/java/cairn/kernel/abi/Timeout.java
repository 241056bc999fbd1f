package cairn.kernel.abi;

/** In x3: receive 15..0, send 31..16; 0 for never. Mantissa 9..0 << exponent 14..10 microseconds. Generated from spec/abi.yaml. */
public final class Timeout {
    /** Position of the send timeout. */
    public static final int SEND_SHIFT = 16;
    /** Of one timeout. */
    public static final int MASK = 0xffff;
    /** 0: now. */
    public static final int MANTISSA = 0x3ff;
    /** Position of the exponent. */
    public static final int EXPONENT_SHIFT = 10;
    /** Mask of the exponent. */
    public static final int EXPONENT = 0x1f;
    /** The buffer register that bits 5..0 name has the time. */
    public static final int ABSOLUTE = 0x8000;
    /** Mask of that number. */
    public static final int REGISTER = 0x3f;

    private Timeout() {}
}
