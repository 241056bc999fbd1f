package cairn.hal.aarch64;

/**
 * Floating point of translated regions on the host's arithmetic, where that gives the same bits and flags: round to nearest, no flush to
 * zero, the inexact flag set already, and a result that says that no other flag is due. All else unwinds the region, and the interpreter
 * computes it. Formats as in {@link SoftFloat}: S in the low 32 bits, D.
 */
final class FastFloat {
    private static final long ROUNDING = 3L << 22;
    private static final long FLUSH = 1L << 24;

    private FastFloat() {}

    private static boolean plain(long[] v) {
        return (v[VectorFile.FPCR] & (ROUNDING | FLUSH) | ~v[VectorFile.FPSR] & SoftFloat.INEXACT) == 0;
    }

    private static boolean exact(long[] v) {
        return (v[VectorFile.FPCR] & FLUSH) == 0;
    }

    private static double d(long a) {
        return Double.longBitsToDouble(a);
    }

    private static float s(long a) {
        return Float.intBitsToFloat((int) a);
    }

    private static long raw(double a) {
        return Double.doubleToRawLongBits(a);
    }

    private static long raw(float a) {
        return Float.floatToRawIntBits(a) & 0xffff_ffffL;
    }

    private static boolean finite(double r) {
        return (int) (raw(r) >>> 52 & 0x7ff) != 0x7ff;
    }

    private static boolean finite(float r) {
        return (Float.floatToRawIntBits(r) & 0x7f80_0000) != 0x7f80_0000;
    }

    /** Not zero, not tiny before rounding, not infinite, not a NaN. */
    private static boolean normal(double r) {
        int biased = (int) (raw(r) >>> 52) & 0x7ff;
        return biased >= 2 && biased < 0x7ff;
    }

    private static boolean normal(float r) {
        int biased = Float.floatToRawIntBits(r) >>> 23 & 0xff;
        return biased >= 2 && biased < 0xff;
    }

    // A sum that is tiny is exact, so it raises nothing.

    static long addD(long[] v, long a, long b) {
        double r = d(a) + d(b);
        if (finite(r) && plain(v)) {
            return raw(r);
        }
        throw GuestFault.REDO_FLOAT;
    }

    static long addS(long[] v, long a, long b) {
        float r = s(a) + s(b);
        if (finite(r) && plain(v)) {
            return raw(r);
        }
        throw GuestFault.REDO_FLOAT;
    }

    static long subtractD(long[] v, long a, long b) {
        double r = d(a) - d(b);
        if (finite(r) && plain(v)) {
            return raw(r);
        }
        throw GuestFault.REDO_FLOAT;
    }

    static long subtractS(long[] v, long a, long b) {
        float r = s(a) - s(b);
        if (finite(r) && plain(v)) {
            return raw(r);
        }
        throw GuestFault.REDO_FLOAT;
    }

    static long multiplyD(long[] v, long a, long b) {
        double r = d(a) * d(b);
        if ((normal(r) || r == 0 && (d(a) == 0 || d(b) == 0)) && plain(v)) {
            return raw(r);
        }
        throw GuestFault.REDO_FLOAT;
    }

    static long multiplyS(long[] v, long a, long b) {
        float r = s(a) * s(b);
        if ((normal(r) || r == 0 && (s(a) == 0 || s(b) == 0)) && plain(v)) {
            return raw(r);
        }
        throw GuestFault.REDO_FLOAT;
    }

    static long negatedD(long[] v, long a, long b) {
        return multiplyD(v, a, b) ^ Long.MIN_VALUE;
    }

    static long negatedS(long[] v, long a, long b) {
        return multiplyS(v, a, b) ^ 0x8000_0000L;
    }

    static long divideD(long[] v, long a, long b) {
        double r = d(a) / d(b);
        if ((normal(r) || r == 0 && d(a) == 0) && plain(v)) {
            return raw(r);
        }
        throw GuestFault.REDO_FLOAT;
    }

    static long divideS(long[] v, long a, long b) {
        float r = s(a) / s(b);
        if ((normal(r) || r == 0 && s(a) == 0) && plain(v)) {
            return raw(r);
        }
        throw GuestFault.REDO_FLOAT;
    }

    /** {@code c + a * b}, where a product of zero adds nothing; with {@code negate} bit 0 of c, with bit 1 of the product. */
    static long fusedD(long[] v, long a, long b, long c, int negate) {
        double r = Math.fma((negate & 2) != 0 ? -d(a) : d(a), d(b), (negate & 1) != 0 ? -d(c) : d(c));
        if ((normal(r) || finite(r) && (d(a) == 0 || d(b) == 0)) && plain(v)) {
            return raw(r);
        }
        throw GuestFault.REDO_FLOAT;
    }

    static long fusedS(long[] v, long a, long b, long c, int negate) {
        float r = Math.fma((negate & 2) != 0 ? -s(a) : s(a), s(b), (negate & 1) != 0 ? -s(c) : s(c));
        if ((normal(r) || finite(r) && (s(a) == 0 || s(b) == 0)) && plain(v)) {
            return raw(r);
        }
        throw GuestFault.REDO_FLOAT;
    }

    static long rootD(long[] v, long a) {
        if (d(a) >= 0 && plain(v)) {
            return raw(Math.sqrt(d(a)));
        }
        throw GuestFault.REDO_FLOAT;
    }

    static long rootS(long[] v, long a) {
        if (s(a) >= 0 && plain(v)) {
            return raw((float) Math.sqrt(s(a)));
        }
        throw GuestFault.REDO_FLOAT;
    }

    static long maximumD(long[] v, long a, long b) {
        if (d(a) == d(a) && d(b) == d(b) && exact(v)) {
            return raw(Math.max(d(a), d(b)));
        }
        throw GuestFault.REDO_FLOAT;
    }

    static long maximumS(long[] v, long a, long b) {
        if (s(a) == s(a) && s(b) == s(b) && exact(v)) {
            return raw(Math.max(s(a), s(b)));
        }
        throw GuestFault.REDO_FLOAT;
    }

    static long minimumD(long[] v, long a, long b) {
        if (d(a) == d(a) && d(b) == d(b) && exact(v)) {
            return raw(Math.min(d(a), d(b)));
        }
        throw GuestFault.REDO_FLOAT;
    }

    static long minimumS(long[] v, long a, long b) {
        if (s(a) == s(a) && s(b) == s(b) && exact(v)) {
            return raw(Math.min(s(a), s(b)));
        }
        throw GuestFault.REDO_FLOAT;
    }

    /** NZCV in bits 3..0. */
    static long compareD(long[] v, long a, long b) {
        double p = d(a);
        double q = d(b);
        if (exact(v)) {
            if (p < q) {
                return 8;
            }
            if (p > q) {
                return 2;
            }
            if (p == q) {
                return 6;
            }
        }
        throw GuestFault.REDO_FLOAT;
    }

    static long compareS(long[] v, long a, long b) {
        float p = s(a);
        float q = s(b);
        if (exact(v)) {
            if (p < q) {
                return 8;
            }
            if (p > q) {
                return 2;
            }
            if (p == q) {
                return 6;
            }
        }
        throw GuestFault.REDO_FLOAT;
    }

    // ---- conversions ----

    static long toD(long[] v, long a) {
        if (s(a) == s(a) && exact(v)) {
            return raw((double) s(a));
        }
        throw GuestFault.REDO_FLOAT;
    }

    static long toS(long[] v, long a) {
        float r = (float) d(a);
        if ((normal(r) || d(a) == 0) && plain(v)) {
            return raw(r);
        }
        throw GuestFault.REDO_FLOAT;
    }

    static long fromIntegerD(long[] v, long value) {
        if (plain(v)) {
            return raw((double) value);
        }
        throw GuestFault.REDO_FLOAT;
    }

    static long fromIntegerS(long[] v, long value) {
        if (plain(v)) {
            return raw((float) value);
        }
        throw GuestFault.REDO_FLOAT;
    }

    static long fromUnsignedD(long[] v, long value) {
        if (value >= 0 && plain(v)) {
            return raw((double) value);
        }
        throw GuestFault.REDO_FLOAT;
    }

    static long fromUnsignedS(long[] v, long value) {
        if (value >= 0 && plain(v)) {
            return raw((float) value);
        }
        throw GuestFault.REDO_FLOAT;
    }

    /** Towards zero, to a signed or unsigned integer of 32 or 64 bits; unsigned ones from 2^63 on are left out. */
    static long toIntegerD(long[] v, long a, boolean unsigned, boolean wide) {
        return integer(v, d(a), unsigned, wide);
    }

    static long toIntegerS(long[] v, long a, boolean unsigned, boolean wide) {
        return integer(v, s(a), unsigned, wide);
    }

    private static long integer(long[] v, double a, boolean unsigned, boolean wide) {
        boolean above = unsigned ? a > -1 : wide ? a >= -0x1p63 : a > -0x1.00000002p31;
        if (above && a < (wide ? 0x1p63 : unsigned ? 0x1p32 : 0x1p31) && plain(v)) {
            return wide ? (long) a : (long) a & 0xffff_ffffL;
        }
        throw GuestFault.REDO_FLOAT;
    }

    // ---- two singles in a word ----

    private static long both(long low, long high) {
        return low | high << 32;
    }

    static long addS2(long[] v, long a, long b) {
        return both(addS(v, a, b), addS(v, a >>> 32, b >>> 32));
    }

    static long subtractS2(long[] v, long a, long b) {
        return both(subtractS(v, a, b), subtractS(v, a >>> 32, b >>> 32));
    }

    static long multiplyS2(long[] v, long a, long b) {
        return both(multiplyS(v, a, b), multiplyS(v, a >>> 32, b >>> 32));
    }

    static long divideS2(long[] v, long a, long b) {
        return both(divideS(v, a, b), divideS(v, a >>> 32, b >>> 32));
    }

    static long fusedS2(long[] v, long a, long b, long c, int negate) {
        return both(fusedS(v, a, b, c, negate), fusedS(v, a >>> 32, b >>> 32, c >>> 32, negate));
    }
}
