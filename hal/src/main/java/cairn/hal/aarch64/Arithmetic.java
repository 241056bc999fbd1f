package cairn.hal.aarch64;

/** Operations that translated regions call by name, on one or two operands. */
final class Arithmetic {
    private static final long LOW32 = 0xffff_ffffL;

    private Arithmetic() {}

    static String name(int op) {
        return switch (op) {
            case Op.UDIV64 -> "udiv64";
            case Op.UDIV32 -> "udiv32";
            case Op.SDIV64 -> "sdiv64";
            case Op.SDIV32 -> "sdiv32";
            case Op.RORV64 -> "rorv64";
            case Op.RORV32 -> "rorv32";
            case Op.SMULH -> "smulh";
            case Op.UMULH -> "umulh";
            case Op.RBIT64 -> "rbit64";
            case Op.RBIT32 -> "rbit32";
            case Op.REV16 -> "rev16";
            case Op.REV32 -> "rev32";
            case Op.REV64 -> "rev64";
            case Op.CLZ64 -> "clz64";
            case Op.CLZ32 -> "clz32";
            case Op.CLS64 -> "cls64";
            case Op.CLS32 -> "cls32";
            default -> throw new IllegalStateException("operation " + op);
        };
    }

    static long udiv64(long n, long m) {
        return m == 0 ? 0 : Long.divideUnsigned(n, m);
    }

    static long udiv32(long n, long m) {
        return (int) m == 0 ? 0 : (n & LOW32) / (m & LOW32);
    }

    static long sdiv64(long n, long m) {
        return m == 0 ? 0 : n / m;
    }

    static long sdiv32(long n, long m) {
        return (int) m == 0 ? 0 : (int) n / (int) m & LOW32;
    }

    static long rorv64(long n, long m) {
        return Long.rotateRight(n, (int) m);
    }

    static long rorv32(long n, long m) {
        return Integer.rotateRight((int) n, (int) m) & LOW32;
    }

    static long smulh(long n, long m) {
        return Math.multiplyHigh(n, m);
    }

    static long umulh(long n, long m) {
        return Math.multiplyHigh(n, m) + (n >> 63 & m) + (m >> 63 & n);
    }

    static long rbit64(long n, long ignored) {
        return Long.reverse(n);
    }

    static long rbit32(long n, long ignored) {
        return Integer.reverse((int) n) & LOW32;
    }

    static long rev16(long n, long ignored) {
        return (n & 0x00ff_00ff_00ff_00ffL) << 8 | n >>> 8 & 0x00ff_00ff_00ff_00ffL;
    }

    static long rev32(long n, long ignored) {
        return Long.rotateRight(Long.reverseBytes(n), 32);
    }

    static long rev64(long n, long ignored) {
        return Long.reverseBytes(n);
    }

    static long clz64(long n, long ignored) {
        return Long.numberOfLeadingZeros(n);
    }

    static long clz32(long n, long ignored) {
        return Integer.numberOfLeadingZeros((int) n);
    }

    static long cls64(long n, long ignored) {
        return Long.numberOfLeadingZeros(n ^ n >> 63) - 1;
    }

    static long cls32(long n, long ignored) {
        return Integer.numberOfLeadingZeros((int) n ^ (int) n >> 31) - 1;
    }
}
