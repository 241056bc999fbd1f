package cairn.hal.aarch64;

/**
 * Floating point as the architecture manual defines it, on raw bits: every rounding mode, flush to zero, default NaN, alternative half
 * precision, NaN propagation, cumulative flags; tininess is detected before rounding.
 *
 * <p>Inside, a finite value is (-1)^sign * sig * 2^(exp - 62) with 2^62 &lt;= sig &lt; 2^63; bits that fall off are or-ed into the lowest
 * bit, which is enough to round right.
 */
final class SoftFloat {
    /** Formats: half, single, double. */
    static final int H = 1;
    static final int S = 2;
    static final int D = 3;

    /** Rounding modes: the first four as in FPCR.RMode. */
    static final int NEAREST = 0;
    static final int UP = 1;
    static final int DOWN = 2;
    static final int ZERO = 3;
    static final int AWAY = 4;
    static final int ODD = 5;

    static final int INVALID = 1;
    static final int DIVIDE_BY_ZERO = 2;
    static final int OVERFLOW = 4;
    static final int UNDERFLOW = 8;
    static final int INEXACT = 16;
    static final int INPUT_DENORMAL = 128;
    /** FPSR.QC: an integer saturated. */
    static final int SATURATED = 1 << 27;

    /** FPCR bits that exist: AHP, DN, FZ, RMode. */
    static final long FPCR_MASK = 0x07c0_0000L;
    static final long FPSR_MASK = 0x0800_009fL;

    private static final int C_ZERO = 0;
    private static final int C_NORMAL = 1;
    private static final int C_INFINITY = 2;
    private static final int C_QUIET = 3;
    private static final int C_SIGNALLING = 4;

    private static final int[] EXPONENT_BITS = {0, 5, 8, 11};
    private static final int[] FRACTION_BITS = {0, 10, 23, 52};
    private static final int[] BIAS = {0, 15, 127, 1023};

    /** Cumulative flags, in the places of FPSR. */
    int flags;
    private int rounding;
    private boolean flush;
    private boolean defaultNan;
    private boolean alternativeHalf;
    /** Round to nearest, and the inexact flag is set already: then the host's arithmetic on normal numbers shows nothing else. */
    private boolean hostWillDo;

    // The operand unpacked last.
    private int kind;
    private boolean sign;
    private int exponent;
    private long significand;

    void control(long fpcr, long fpsr) {
        rounding = (int) (fpcr >>> 22) & 3;
        flush = (fpcr >>> 24 & 1) != 0;
        defaultNan = (fpcr >>> 25 & 1) != 0;
        alternativeHalf = (fpcr >>> 26 & 1) != 0;
        hostWillDo = rounding == NEAREST && (fpsr & INEXACT) != 0;
        flags = 0;
    }

    int rounding() {
        return rounding;
    }

    // ---- formats ----

    static int width(int format) {
        return 8 << format;
    }

    static long signBit(int format) {
        return 1L << width(format) - 1;
    }

    private static long mask(int format) {
        return format == D ? -1 : (1L << width(format)) - 1;
    }

    static long infinity(int format, boolean negative) {
        return ((1L << EXPONENT_BITS[format]) - 1) << FRACTION_BITS[format] | (negative ? signBit(format) : 0);
    }

    private static long zero(int format, boolean negative) {
        return negative ? signBit(format) : 0;
    }

    private static long largest(int format, boolean negative) {
        return infinity(format, false) - 1 | (negative ? signBit(format) : 0);
    }

    private static long quietBit(int format) {
        return 1L << FRACTION_BITS[format] - 1;
    }

    static long defaultNan(int format) {
        return infinity(format, false) | quietBit(format);
    }

    /** 2^{@code power}, or 1.5 * 2^{@code power}. */
    private static long constant(int format, int power, boolean andHalf, boolean negative) {
        return (long) (BIAS[format] + power) << FRACTION_BITS[format] | (andHalf ? quietBit(format) : 0) | zero(format, negative);
    }

    static long negate(long a, int format) {
        return a ^ signBit(format);
    }

    static long absolute(long a, int format) {
        return a & ~signBit(format) & mask(format);
    }

    private void unpack(long a, int format) {
        int fractionBits = FRACTION_BITS[format];
        int biased = (int) (a >>> fractionBits) & (1 << EXPONENT_BITS[format]) - 1;
        long fraction = a & (1L << fractionBits) - 1;
        sign = (a & signBit(format)) != 0;
        if (biased == 0) {
            if (fraction == 0) {
                kind = C_ZERO;
            } else if (flush && format != H) {
                kind = C_ZERO;
                flags |= INPUT_DENORMAL;
            } else {
                kind = C_NORMAL;
                int shift = Long.numberOfLeadingZeros(fraction) - 1;
                significand = fraction << shift;
                exponent = 1 - BIAS[format] + (62 - fractionBits - shift);
            }
        } else if (biased == (1 << EXPONENT_BITS[format]) - 1 && !(format == H && alternativeHalf)) {
            kind = fraction == 0 ? C_INFINITY : (fraction & quietBit(format)) != 0 ? C_QUIET : C_SIGNALLING;
        } else {
            kind = C_NORMAL;
            significand = (1L << fractionBits | fraction) << 62 - fractionBits;
            exponent = biased - BIAS[format];
        }
    }

    private static long shiftRightJam(long value, int by) {
        if (by <= 0) {
            return value;
        }
        if (by >= 63) {
            return value != 0 ? 1 : 0;
        }
        return value >>> by | ((value & (1L << by) - 1) != 0 ? 1 : 0);
    }

    private static boolean increments(int mode, boolean negative, long rest, long half, boolean odd) {
        return switch (mode) {
            case NEAREST -> rest > half || rest == half && odd;
            case UP -> !negative && rest != 0;
            case DOWN -> negative && rest != 0;
            case AWAY -> rest >= half;
            default -> false;
        };
    }

    private long round(boolean negative, int exp, long sig, int format) {
        return round(negative, exp, sig, format, rounding);
    }

    private long round(boolean negative, int exp, long sig, int format, int mode) {
        int fractionBits = FRACTION_BITS[format];
        int drop = 62 - fractionBits;
        int biased = exp + BIAS[format];
        if (flush && format != H && biased <= 0) {
            flags |= UNDERFLOW;
            return zero(format, negative);
        }
        boolean tiny = biased <= 0;
        if (tiny) {
            sig = shiftRightJam(sig, 1 - biased);
            biased = 0;
        }
        long rest = sig & (1L << drop) - 1;
        long kept = sig >>> drop;
        if (rest != 0) {
            if (mode == ODD) {
                kept |= 1;
            } else if (increments(mode, negative, rest, 1L << drop - 1, (kept & 1) != 0)) {
                kept++;
            }
        }
        // Adding the hidden bit to the exponent field carries a rounding overflow, and makes the largest denormal normal.
        long magnitude = biased >= 1 << EXPONENT_BITS[format]
                ? Long.MAX_VALUE
                : ((long) (tiny ? 0 : biased - 1) << fractionBits) + kept;
        if (format == H && alternativeHalf) {
            if (magnitude >= 1L << 15) {
                flags |= INVALID;
                return zero(format, negative) | 0x7fff;
            }
        } else if (magnitude >= infinity(format, false)) {
            flags |= OVERFLOW | INEXACT;
            boolean toInfinity = mode == NEAREST || mode == AWAY || mode == (negative ? DOWN : UP);
            return toInfinity ? infinity(format, negative) : largest(format, negative);
        }
        if (rest != 0) {
            flags |= INEXACT | (tiny ? UNDERFLOW : 0);
        }
        return magnitude | zero(format, negative);
    }

    // ---- NaN ----

    private static boolean nan(int kind) {
        return kind >= C_QUIET;
    }

    private long invalid(int format) {
        flags |= INVALID;
        return defaultNan(format);
    }

    private long nanOf(long a, int kindOf, int format) {
        if (kindOf == C_SIGNALLING) {
            flags |= INVALID;
        }
        return defaultNan ? defaultNan(format) : (a | quietBit(format)) & mask(format);
    }

    private long nans(long a, int kindA, long b, int kindB, int format) {
        if (kindA == C_SIGNALLING) {
            return nanOf(a, kindA, format);
        }
        if (kindB == C_SIGNALLING) {
            return nanOf(b, kindB, format);
        }
        return nan(kindA) ? nanOf(a, kindA, format) : nanOf(b, kindB, format);
    }

    // ---- arithmetic ----

    /** Whether the exponent field says a normal number; with {@code least} 2, also that rounding did not just make it one. */
    private static boolean normal(long a, int format, int least) {
        int biased = (int) (a >>> FRACTION_BITS[format]) & (1 << EXPONENT_BITS[format]) - 1;
        return biased >= least && biased < (1 << EXPONENT_BITS[format]) - 1;
    }

    private boolean host(long a, long b, int format) {
        return hostWillDo && normal(a, format, 1) && normal(b, format, 1);
    }

    private static double real(long a) {
        return Double.longBitsToDouble(a);
    }

    private static float single(long a) {
        return Float.intBitsToFloat((int) a);
    }

    private static long raw(double d) {
        return Double.doubleToRawLongBits(d);
    }

    private static long raw(float f) {
        return Float.floatToRawIntBits(f) & 0xffff_ffffL;
    }

    long add(long a, long b, int format) {
        if (host(a, b, format)) {
            long sum = format == D ? raw(real(a) + real(b)) : raw(single(a) + single(b));
            if (normal(sum, format, 2)) {
                return sum;
            }
        }
        unpack(a, format);
        int kindA = kind;
        boolean signA = sign;
        int expA = exponent;
        long sigA = significand;
        unpack(b, format);
        if (nan(kindA) || nan(kind)) {
            return nans(a, kindA, b, kind, format);
        }
        if (kindA == C_INFINITY || kind == C_INFINITY) {
            if (kindA == kind && signA != sign) {
                return invalid(format);
            }
            return infinity(format, kindA == C_INFINITY ? signA : sign);
        }
        if (kindA == C_ZERO || kind == C_ZERO) {
            if (kindA != kind) {
                return kindA == C_ZERO ? b : a;
            }
            return zero(format, signA == sign ? signA : rounding == DOWN);
        }
        int exp = Math.max(expA, exponent);
        long p = shiftRightJam(sigA >>> 1, exp - expA);
        long q = shiftRightJam(significand >>> 1, exp - exponent);
        boolean negative = signA;
        long sum;
        if (signA == sign) {
            sum = p + q;
        } else {
            sum = p - q;
            if (sum == 0) {
                return zero(format, rounding == DOWN);
            }
            if (sum < 0) {
                sum = -sum;
                negative = sign;
            }
        }
        int shift = Long.numberOfLeadingZeros(sum) - 1;
        return round(negative, exp + 1 - shift, sum << shift, format);
    }

    long subtract(long a, long b, int format) {
        // Subtraction is not addition of the negated operand where that operand is a NaN: it keeps its sign.
        unpack(b, format);
        return nan(kind) ? add(a, b, format) : add(a, negate(b, format), format);
    }

    long multiply(long a, long b, int format) {
        return multiply(a, b, format, false);
    }

    /** Multiply; {@code extended}: infinity times zero is 2. */
    long multiply(long a, long b, int format, boolean extended) {
        if (host(a, b, format)) {
            long product = format == D ? raw(real(a) * real(b)) : raw(single(a) * single(b));
            if (normal(product, format, 2)) {
                return product;
            }
        }
        unpack(a, format);
        int kindA = kind;
        boolean signA = sign;
        int expA = exponent;
        long sigA = significand;
        unpack(b, format);
        if (nan(kindA) || nan(kind)) {
            return nans(a, kindA, b, kind, format);
        }
        boolean negative = signA != sign;
        if (kindA == C_INFINITY && kind == C_ZERO || kindA == C_ZERO && kind == C_INFINITY) {
            return extended ? constant(format, 1, false, negative) : invalid(format);
        }
        if (kindA == C_INFINITY || kind == C_INFINITY) {
            return infinity(format, negative);
        }
        if (kindA == C_ZERO || kind == C_ZERO) {
            return zero(format, negative);
        }
        long high = Math.multiplyHigh(sigA, significand);
        long low = sigA * significand;
        int exp = expA + exponent;
        if (high >>> 61 != 0) {
            return round(negative, exp + 1, high << 1 | low >>> 63 | (low << 1 != 0 ? 1 : 0), format);
        }
        return round(negative, exp, high << 2 | low >>> 62 | (low << 2 != 0 ? 1 : 0), format);
    }

    long divide(long a, long b, int format) {
        if (host(a, b, format)) {
            long quotient = format == D ? raw(real(a) / real(b)) : raw(single(a) / single(b));
            if (normal(quotient, format, 2)) {
                return quotient;
            }
        }
        unpack(a, format);
        int kindA = kind;
        boolean signA = sign;
        int expA = exponent;
        long sigA = significand;
        unpack(b, format);
        if (nan(kindA) || nan(kind)) {
            return nans(a, kindA, b, kind, format);
        }
        boolean negative = signA != sign;
        if (kindA == kind && kindA != C_NORMAL) {
            return invalid(format);
        }
        if (kindA == C_INFINITY || kind == C_ZERO) {
            if (kindA != C_INFINITY) {
                flags |= DIVIDE_BY_ZERO;
            }
            return infinity(format, negative);
        }
        if (kindA == C_ZERO || kind == C_INFINITY) {
            return zero(format, negative);
        }
        long p = sigA >>> 10;
        long q = significand >>> 10;
        int exp = expA - exponent;
        if (p < q) {
            p <<= 1;
            exp--;
        }
        long quotient = p / q;
        long rest = p % q;
        for (int i = 0; i < 6; i++) {
            rest <<= 10;
            quotient = quotient << 10 | rest / q;
            rest %= q;
        }
        return round(negative, exp, quotient << 2 | (rest != 0 ? 1 : 0), format);
    }

    long squareRoot(long a, int format) {
        if (host(a, a, format) && (a & signBit(format)) == 0) {
            return format == D ? raw(Math.sqrt(real(a))) : raw((float) Math.sqrt(single(a)));
        }
        unpack(a, format);
        if (nan(kind)) {
            return nanOf(a, kind, format);
        }
        if (kind == C_ZERO) {
            return zero(format, sign);
        }
        if (sign) {
            return invalid(format);
        }
        if (kind == C_INFINITY) {
            return infinity(format, false);
        }
        int odd = exponent & 1;
        long radicand = significand << odd; // two bits before the point
        long root = 0;
        long rest = 0;
        for (int i = 0; i < 56; i++) {
            rest = rest << 2 | radicand >>> 62;
            radicand <<= 2;
            long trial = root << 2 | 1;
            root <<= 1;
            if (rest >= trial) {
                rest -= trial;
                root |= 1;
            }
        }
        return round(false, exponent - odd >> 1, root << 7 | (rest != 0 ? 1 : 0), format);
    }

    /** {@code addend + a * b}, rounded once. */
    long multiplyAdd(long addend, long a, long b, int format) {
        return multiplyAdd(addend, a, b, format, 0);
    }

    private long multiplyAdd(long addend, long a, long b, int format, int scale) {
        if (scale == 0 && host(a, b, format) && host(addend, addend, format)) {
            long result = format == D
                    ? raw(Math.fma(real(a), real(b), real(addend)))
                    : raw(Math.fma(single(a), single(b), single(addend)));
            if (normal(result, format, 2)) {
                return result;
            }
        }
        unpack(addend, format);
        int kindC = kind;
        boolean signC = sign;
        int expC = exponent;
        long sigC = significand;
        unpack(a, format);
        int kindA = kind;
        boolean signA = sign;
        int expA = exponent;
        long sigA = significand;
        unpack(b, format);
        boolean undefinedProduct = kindA == C_INFINITY && kind == C_ZERO || kindA == C_ZERO && kind == C_INFINITY;
        if (nan(kindC) || nan(kindA) || nan(kind)) {
            if (kindC == C_QUIET && undefinedProduct) {
                return invalid(format);
            }
            if (kindC == C_SIGNALLING || kindA != C_SIGNALLING && kind != C_SIGNALLING && nan(kindC)) {
                return nanOf(addend, kindC, format);
            }
            return nans(a, kindA, b, kind, format);
        }
        boolean negative = signA != sign;
        boolean infiniteProduct = kindA == C_INFINITY || kind == C_INFINITY;
        if (undefinedProduct || kindC == C_INFINITY && infiniteProduct && signC != negative) {
            return invalid(format);
        }
        if (kindC == C_INFINITY || infiniteProduct) {
            return infinity(format, infiniteProduct ? negative : signC);
        }
        if (kindA == C_ZERO || kind == C_ZERO) {
            if (kindC == C_ZERO) {
                return zero(format, signC == negative ? signC : rounding == DOWN);
            }
            return scale == 0 ? addend : round(signC, expC + scale, sigC, format);
        }
        // The product as 128 bits with its leading bit at 125.
        long high = Math.multiplyHigh(sigA, significand);
        long low = sigA * significand;
        int exp = expA + exponent + 1;
        if (high >>> 61 == 0) {
            high = high << 1 | low >>> 63;
            low <<= 1;
            exp--;
        }
        if (kindC != C_ZERO) {
            long highC = sigC >>> 1;
            long lowC = sigC << 63;
            int distance = exp - expC;
            if (distance > 0) {
                long newLow = lowJam(highC, lowC, distance);
                highC = distance >= 64 ? 0 : highC >>> distance;
                lowC = newLow;
            } else if (distance < 0) {
                long newLow = lowJam(high, low, -distance);
                high = -distance >= 64 ? 0 : high >>> -distance;
                low = newLow;
                exp = expC;
            }
            if (signC == negative) {
                long sum = low + lowC;
                high = high + highC + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
                low = sum;
            } else {
                long difference = low - lowC;
                high = high - highC - (Long.compareUnsigned(low, lowC) < 0 ? 1 : 0);
                low = difference;
                if (high < 0) {
                    low = -low;
                    high = ~high + (low == 0 ? 1 : 0);
                    negative = signC;
                }
                if ((high | low) == 0) {
                    return zero(format, rounding == DOWN);
                }
            }
        }
        int leading = high != 0 ? Long.numberOfLeadingZeros(high) : 64 + Long.numberOfLeadingZeros(low);
        int shift = leading - 1; // bring the leading bit to 126, that is bit 62 of the high word
        long sig;
        if (shift == 0) {
            sig = high | (low != 0 ? 1 : 0);
        } else if (shift < 64) {
            sig = high << shift | low >>> 64 - shift | (low << shift != 0 ? 1 : 0);
        } else {
            sig = low << shift - 64;
        }
        return round(negative, exp + 1 - shift + scale, sig, format);
    }

    /** Low word of a 128-bit value shifted right, lost bits jammed. */
    private static long lowJam(long high, long low, int by) {
        if (by < 64) {
            return high << 64 - by | low >>> by | (low << 64 - by != 0 ? 1 : 0);
        }
        if (by == 64) {
            return high | (low != 0 ? 1 : 0);
        }
        if (by < 128) {
            return high >>> by - 64 | (low != 0 || high << 128 - by != 0 ? 1 : 0);
        }
        return 1;
    }

    /** FRECPS: 2 - a * b. */
    long reciprocalStep(long a, long b, int format) {
        long p = negate(a, format);
        if (infinityTimesZero(p, b, format)) {
            return constant(format, 1, false, false);
        }
        return multiplyAdd(constant(format, 1, false, false), p, b, format, 0);
    }

    /** FRSQRTS: (3 - a * b) / 2. */
    long rootStep(long a, long b, int format) {
        long p = negate(a, format);
        if (infinityTimesZero(p, b, format)) {
            return constant(format, 0, true, false);
        }
        return multiplyAdd(constant(format, 1, true, false), p, b, format, -1);
    }

    private boolean infinityTimesZero(long a, long b, int format) {
        unpack(a, format);
        int kindA = kind;
        unpack(b, format);
        return kindA == C_INFINITY && kind == C_ZERO || kindA == C_ZERO && kind == C_INFINITY;
    }

    // ---- comparison ----

    /** NZCV in bits 3..0. */
    int compare(long a, long b, int format, boolean signalling) {
        unpack(a, format);
        int kindA = kind;
        boolean signA = sign;
        int expA = exponent;
        long sigA = significand;
        unpack(b, format);
        if (nan(kindA) || nan(kind)) {
            if (signalling || kindA == C_SIGNALLING || kind == C_SIGNALLING) {
                flags |= INVALID;
            }
            return 3;
        }
        int order = order(kindA, signA, expA, sigA);
        return order == 0 ? 6 : order < 0 ? 8 : 2;
    }

    /** Order of the given operand and the one unpacked last. */
    private int order(int kindA, boolean signA, int expA, long sigA) {
        if (kindA == C_ZERO && kind == C_ZERO) {
            return 0;
        }
        if (kindA == C_ZERO) {
            return sign ? 1 : -1;
        }
        if (kind == C_ZERO || signA != sign) {
            return signA ? -1 : 1;
        }
        int magnitude = Integer.compare(kindA, kind);
        if (magnitude == 0 && kindA == C_NORMAL) {
            magnitude = Integer.compare(expA, exponent);
            if (magnitude == 0) {
                magnitude = Long.compare(sigA, significand);
            }
        }
        return signA ? -magnitude : magnitude;
    }

    boolean equal(long a, long b, int format) {
        return compare(a, b, format, false) == 6;
    }

    boolean greaterOrEqual(long a, long b, int format) {
        int nzcv = compare(a, b, format, true);
        return nzcv == 6 || nzcv == 2;
    }

    boolean greater(long a, long b, int format) {
        return compare(a, b, format, true) == 2;
    }

    long maximum(long a, long b, int format, boolean minimum) {
        unpack(a, format);
        int kindA = kind;
        boolean signA = sign;
        int expA = exponent;
        long sigA = significand;
        unpack(b, format);
        if (nan(kindA) || nan(kind)) {
            return nans(a, kindA, b, kind, format);
        }
        if (kindA == C_ZERO && kind == C_ZERO) {
            return zero(format, minimum ? signA | sign : signA & sign);
        }
        int order = order(kindA, signA, expA, sigA);
        boolean first = minimum ? order < 0 : order > 0;
        if (first) {
            return kindA == C_ZERO ? zero(format, signA) : a;
        }
        return kind == C_ZERO ? zero(format, sign) : b;
    }

    /** FMAXNM, FMINNM: a quiet NaN loses to a number. */
    long maximumNumber(long a, long b, int format, boolean minimum) {
        int before = flags;
        unpack(a, format);
        int kindA = kind;
        unpack(b, format);
        int kindB = kind;
        flags = before;
        if (kindA == C_QUIET && kindB != C_QUIET) {
            return maximum(infinity(format, !minimum), b, format, minimum);
        }
        if (kindB == C_QUIET && kindA != C_QUIET) {
            return maximum(a, infinity(format, !minimum), format, minimum);
        }
        return maximum(a, b, format, minimum);
    }

    // ---- conversion ----

    /** To another format. */
    long convert(long a, int from, int to, int mode) {
        unpack(a, from);
        boolean negative = sign;
        boolean alternative = to == H && alternativeHalf;
        if (nan(kind)) {
            if (kind == C_SIGNALLING || alternative) {
                flags |= INVALID;
            }
            if (alternative) {
                return zero(to, negative);
            }
            if (defaultNan) {
                return defaultNan(to);
            }
            long fraction = (a & (1L << FRACTION_BITS[from]) - 1) << 52 - FRACTION_BITS[from];
            return infinity(to, negative) | quietBit(to) | fraction >>> 52 - FRACTION_BITS[to];
        }
        if (kind == C_INFINITY) {
            if (alternative) {
                flags |= INVALID;
                return zero(to, negative) | 0x7fff;
            }
            return infinity(to, negative);
        }
        if (kind == C_ZERO) {
            return zero(to, negative);
        }
        return round(negative, exponent, significand, to, mode);
    }

    /** To an integral value in the same format. */
    long roundToIntegral(long a, int format, int mode, boolean exact) {
        unpack(a, format);
        if (nan(kind)) {
            return nanOf(a, kind, format);
        }
        if (kind == C_INFINITY) {
            return infinity(format, sign);
        }
        if (kind == C_ZERO) {
            return zero(format, sign);
        }
        int fractionBits = FRACTION_BITS[format];
        if (exponent >= fractionBits) {
            return a & mask(format);
        }
        boolean negative = sign;
        long integer;
        long rest;
        if (exponent < -1) {
            integer = 0;
            rest = 1;
        } else {
            int drop = 62 - exponent; // 63 when the value is below one
            integer = drop == 63 ? 0 : significand >>> drop;
            rest = drop == 63 ? significand : significand & (1L << drop) - 1;
        }
        long half = exponent < -1 ? 2 : 1L << (62 - exponent) - 1;
        if (rest != 0) {
            if (exact) {
                flags |= INEXACT;
            }
            if (increments(mode, negative, rest, half, (integer & 1) != 0)) {
                integer++;
            }
        }
        if (integer == 0) {
            return zero(format, negative);
        }
        int shift = Long.numberOfLeadingZeros(integer) - 1;
        // The hidden bit carries one into the exponent field.
        long exponentField = (long) (62 - shift + BIAS[format] - 1) << fractionBits;
        return zero(format, negative) | exponentField + (integer << shift >>> 62 - fractionBits);
    }

    /** To an integer of {@code width} bits with {@code fraction} bits after the point, saturating. */
    long toInteger(long a, int format, int mode, boolean unsigned, int width, int fraction) {
        unpack(a, format);
        if (nan(kind)) {
            flags |= INVALID;
            return 0;
        }
        if (kind == C_ZERO) {
            return 0;
        }
        int exp = kind == C_INFINITY ? 1000 : exponent + fraction;
        if (exp >= 64) {
            return saturate(unsigned, width);
        }
        long integer;
        if (exp == 63) {
            integer = significand << 1;
        } else {
            long rest = exp < -1 ? 1 : exp == -1 ? significand : significand & (1L << 62 - exp) - 1;
            long half = exp < -1 ? 2 : 1L << (62 - exp) - 1;
            integer = exp < 0 ? 0 : significand >>> 62 - exp;
            if (exp == 62) {
                rest = 0;
            }
            if (rest != 0) {
                if (increments(mode, sign, rest, half, (integer & 1) != 0)) {
                    integer++;
                }
                return fitted(integer, unsigned, width, true);
            }
        }
        return fitted(integer, unsigned, width, false);
    }

    private long fitted(long magnitude, boolean unsigned, int width, boolean inexact) {
        long limit = unsigned ? sign ? 0 : width == 64 ? -1 : (1L << width) - 1 : sign ? 1L << width - 1 : (1L << width - 1) - 1;
        if (Long.compareUnsigned(magnitude, limit) > 0) {
            return saturate(unsigned, width);
        }
        if (inexact) {
            flags |= INEXACT;
        }
        long value = sign ? -magnitude : magnitude;
        return width == 64 ? value : value & (1L << width) - 1;
    }

    private long saturate(boolean unsigned, int width) {
        flags |= INVALID;
        if (unsigned) {
            return sign ? 0 : width == 64 ? -1 : (1L << width) - 1;
        }
        return sign ? 1L << width - 1 : (1L << width - 1) - 1;
    }

    /** From an integer (already extended to 64 bits) with {@code fraction} bits after the point. */
    long fromInteger(long value, boolean unsigned, int format, int fraction) {
        if (value == 0) {
            return 0;
        }
        boolean negative = !unsigned && value < 0;
        long magnitude = negative ? -value : value;
        int leading = Long.numberOfLeadingZeros(magnitude);
        if (leading == 0) {
            return round(negative, 63 - fraction, magnitude >>> 1 | magnitude & 1, format);
        }
        return round(negative, 63 - leading - fraction, magnitude << leading - 1, format);
    }

    // ---- estimates ----

    private static int reciprocalTable(int a) {
        int b = (1 << 19) / (a * 2 + 1);
        return b + 1 >> 1;
    }

    private static int rootTable(int a) {
        int x = a < 256 ? a * 2 + 1 : (a >> 1 << 1) + 1 << 1;
        int b = 512;
        while ((long) x * (b + 1) * (b + 1) < 1L << 28) {
            b++;
        }
        return b + 1 >> 1;
    }

    /** FRECPE. */
    long reciprocalEstimate(long a, int format) {
        unpack(a, format);
        if (nan(kind)) {
            return nanOf(a, kind, format);
        }
        if (kind == C_INFINITY) {
            return zero(format, sign);
        }
        if (kind == C_ZERO) {
            flags |= DIVIDE_BY_ZERO;
            return infinity(format, sign);
        }
        if (exponent < -BIAS[format] - 1) {
            flags |= OVERFLOW | INEXACT;
            boolean toInfinity = rounding == NEAREST || rounding == (sign ? DOWN : UP);
            return toInfinity ? infinity(format, sign) : largest(format, sign);
        }
        if (flush && exponent >= BIAS[format] - 1) {
            flags |= UNDERFLOW;
            return zero(format, sign);
        }
        int estimate = reciprocalTable((int) (significand >>> 54));
        int resultExponent = 2 * BIAS[format] - 1 - (exponent + BIAS[format]);
        long fraction = (long) (estimate & 0xff) << 44;
        if (resultExponent == 0) {
            fraction = 1L << 51 | fraction >>> 1;
        } else if (resultExponent == -1) {
            fraction = 1L << 50 | fraction >>> 2;
            resultExponent = 0;
        }
        return zero(format, sign) | (long) resultExponent << FRACTION_BITS[format] | fraction >>> 52 - FRACTION_BITS[format];
    }

    /** FRSQRTE. */
    long rootEstimate(long a, int format) {
        unpack(a, format);
        if (nan(kind)) {
            return nanOf(a, kind, format);
        }
        if (kind == C_ZERO) {
            flags |= DIVIDE_BY_ZERO;
            return infinity(format, sign);
        }
        if (sign) {
            return invalid(format);
        }
        if (kind == C_INFINITY) {
            return 0;
        }
        int biased = exponent + BIAS[format];
        int scaled = (biased & 1) == 0 ? (int) (significand >>> 54) : (int) (significand >>> 55);
        int resultExponent = 3 * BIAS[format] - 1 - biased >> 1;
        long fraction = (long) (rootTable(scaled) & 0xff) << 44;
        return (long) resultExponent << FRACTION_BITS[format] | fraction >>> 52 - FRACTION_BITS[format];
    }

    /** FRECPX. */
    long reciprocalExponent(long a, int format) {
        unpack(a, format);
        if (nan(kind)) {
            return nanOf(a, kind, format);
        }
        long field = infinity(format, false);
        long exponentField = a & field;
        if (exponentField == 0) {
            return zero(format, sign) | field - (1L << FRACTION_BITS[format]);
        }
        return zero(format, sign) | ~a & field;
    }

    /** URECPE. */
    static long unsignedReciprocal(long a) {
        return (a >>> 31 & 1) == 0 ? 0xffff_ffffL : (long) reciprocalTable((int) (a >>> 23) & 511) << 23;
    }

    /** URSQRTE. */
    static long unsignedRoot(long a) {
        return (a >>> 30 & 3) == 0 ? 0xffff_ffffL : (long) rootTable((int) (a >>> 23) & 511) << 23;
    }
}
