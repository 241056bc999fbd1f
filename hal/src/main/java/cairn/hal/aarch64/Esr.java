package cairn.hal.aarch64;

/**
 * Exception syndromes as ESR_EL1 holds them.
 *
 * <pre>
 *  31      26  25  24                                0
 * +----------+----+------------------------------------+
 * |    EC    | IL |                ISS                 |
 * +----------+----+------------------------------------+
 * data abort ISS:  8 CM (cache maintenance)  6 WnR  5..0 DFSC      instruction abort ISS:  5..0 IFSC
 * </pre>
 */
public final class Esr {
    public static final int EC_UNKNOWN = 0x00;
    public static final int EC_FP_ACCESS = 0x07;
    public static final int EC_SVC64 = 0x15;
    public static final int EC_SYSTEM_REGISTER = 0x18;
    public static final int EC_INSTRUCTION_ABORT = 0x20;
    public static final int EC_PC_ALIGNMENT = 0x22;
    public static final int EC_DATA_ABORT = 0x24;
    public static final int EC_BRK = 0x3c;

    /** Fault status codes; the low two bits of the first five are the level of the walk. */
    public static final int ADDRESS_SIZE = 0x00;
    public static final int TRANSLATION = 0x04;
    public static final int ACCESS_FLAG = 0x08;
    public static final int PERMISSION = 0x0c;
    public static final int EXTERNAL_ON_WALK = 0x14;
    public static final int EXTERNAL = 0x10;
    public static final int ALIGNMENT = 0x21;

    static final int WNR = 1 << 6;
    static final int CACHE_MAINTENANCE = 1 << 8;

    private static final long IL = 1L << 25;

    /** Syndrome of class {@code ec} for a 32-bit instruction. */
    public static long of(int ec, long iss) {
        return (long) ec << 26 | IL | iss;
    }

    /** Exception class of a syndrome. */
    public static int ec(long esr) {
        return (int) (esr >>> 26) & 63;
    }

    /** Instruction specific part of a syndrome. */
    public static int iss(long esr) {
        return (int) esr & 0x1ffffff;
    }

    private Esr() {}
}
