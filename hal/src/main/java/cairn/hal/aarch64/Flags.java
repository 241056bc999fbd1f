package cairn.hal.aarch64;

/**
 * NZCV as the operation that sets it, with its operands, computed only when something looks: what translated regions keep and leave
 * behind. A packed value has N in bit 3, Z in bit 2, C in bit 1, V in bit 0.
 */
final class Flags {
    /** The flags are in the processor's fields. */
    static final int SETTLED = 0;
    static final int ADDS64 = 1;
    static final int ADDS32 = 2;
    static final int SUBS64 = 3;
    static final int SUBS32 = 4;
    /** Of a logical result: N and Z of the first operand. */
    static final int LOGIC64 = 5;
    static final int LOGIC32 = 6;
    /** The packed value itself is the first operand. */
    static final int NZCV = 7;

    private Flags() {}

    static int adds64(long a, long b) {
        long r = a + b;
        return (int) (r >>> 63) << 3 | (r == 0 ? 4 : 0) | (int) ((a & b | (a | b) & ~r) >>> 63) << 1 | (int) (((a ^ r) & (b ^ r)) >>> 63);
    }

    static int adds32(long a, long b) {
        return adds64(a << 32, b << 32);
    }

    static int subs64(long a, long b) {
        long r = a - b;
        return (int) (r >>> 63) << 3 | (r == 0 ? 4 : 0) | (int) (~(~a & b | (~a | b) & r) >>> 63) << 1
                | (int) (((a ^ b) & (a ^ r)) >>> 63);
    }

    static int subs32(long a, long b) {
        return subs64(a << 32, b << 32);
    }

    static int logic64(long r) {
        return (int) (r >>> 63) << 3 | (r == 0 ? 4 : 0);
    }

    static int logic32(long r) {
        return logic64(r << 32);
    }

    /** Flags of {@code a + b + carry}, where 32-bit operands are shifted up with the carry, as the interpreter does. */
    static int carry64(long a, long b, long carry) {
        long r = a + b + carry;
        return (int) (r >>> 63) << 3 | (r == 0 ? 4 : 0) | (int) ((a & b | (a | b) & ~r) >>> 63) << 1 | (int) (((a ^ r) & (b ^ r)) >>> 63);
    }

    static int carry32(long a, long b, long carry) {
        return carry64(a << 32, b << 32, carry << 32);
    }

    /** Not zero when signed less or equal: from a packed value and the same shifted down by 3. */
    static int lessOrEqual(int nzcv, int n) {
        return (nzcv ^ n) & 1 | nzcv & 4;
    }
}
