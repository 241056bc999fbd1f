package cairn.hal.aarch64;

import static cairn.hal.aarch64.VectorDecoder.bit;
import static cairn.hal.aarch64.VectorDecoder.bits;
import static cairn.hal.aarch64.VectorFile.mask;

/** Floating-point arithmetic on vectors and on single elements of them. A format is also the size of its element. */
final class VectorFloat {
    private final VectorFile file;
    private final SoftFloat fp;

    VectorFloat(VectorFile file, SoftFloat fp) {
        this.file = file;
        this.fp = fp;
    }

    void execute(int group, int w) {
        switch (group) {
            case VectorDecoder.THREE_SAME_FLOAT -> threeSame(w);
            case VectorDecoder.TWO_MISC_FLOAT -> twoMisc(w);
            case VectorDecoder.ACROSS_FLOAT -> across(w);
            case VectorDecoder.PAIRWISE_SCALAR -> pairwise(w);
            case VectorDecoder.SHIFT_FLOAT -> fixed(w);
            default -> byElement(w);
        }
    }

    private static long truth(boolean holds) {
        return holds ? -1 : 0;
    }

    private void threeSame(int w) {
        int format = SoftFloat.S + bits(w, 22, 22);
        int n = bits(w, 9, 5);
        int m = bits(w, 20, 16);
        int d = w & 31;
        int kind = (bits(w, 15, 11) & 7) << 2 | bits(w, 23, 23) << 1 | bits(w, 29, 29); // opcode, a, U
        int count = VectorInteger.elements(w, format);
        boolean pairs = (kind & 1) != 0 && (kind >>> 2 == 0 || kind >>> 2 == 6 || kind == (2 << 2 | 1));
        file.begin();
        for (int i = 0; i < count; i++) {
            if (pairs) {
                int half = count / 2;
                int source = i < half ? n : m;
                int at = 2 * (i < half ? i : i - half);
                file.put(format, i, pair(kind, file.get(source, format, at), file.get(source, format, at + 1), format));
            } else {
                file.put(format, i, same(kind, file.get(n, format, i), file.get(m, format, i), file.get(d, format, i), format));
            }
        }
        file.end(d);
    }

    private long pair(int kind, long a, long b, int format) {
        boolean minimum = (kind & 2) != 0;
        return switch (kind >>> 2) {
            case 0 -> fp.maximumNumber(a, b, format, minimum);
            case 6 -> fp.maximum(a, b, format, minimum);
            default -> fp.add(a, b, format);
        };
    }

    private long same(int kind, long a, long b, long old, int format) {
        return switch (kind) {
            case 0 -> fp.maximumNumber(a, b, format, false);
            case 2 -> fp.maximumNumber(a, b, format, true);
            case 1 << 2 -> fp.multiplyAdd(old, a, b, format);
            case 1 << 2 | 2 -> fp.multiplyAdd(old, SoftFloat.negate(a, format), b, format);
            case 2 << 2 -> fp.add(a, b, format);
            case 2 << 2 | 2 -> fp.subtract(a, b, format);
            case 2 << 2 | 3 -> SoftFloat.absolute(fp.subtract(a, b, format), format);
            case 3 << 2 -> fp.multiply(a, b, format, true);
            case 3 << 2 | 1 -> fp.multiply(a, b, format);
            case 4 << 2 -> truth(fp.equal(a, b, format));
            case 4 << 2 | 1 -> truth(fp.greaterOrEqual(a, b, format));
            case 4 << 2 | 3 -> truth(fp.greater(a, b, format));
            case 5 << 2 | 1 -> truth(fp.greaterOrEqual(SoftFloat.absolute(a, format), SoftFloat.absolute(b, format), format));
            case 5 << 2 | 3 -> truth(fp.greater(SoftFloat.absolute(a, format), SoftFloat.absolute(b, format), format));
            case 6 << 2 -> fp.maximum(a, b, format, false);
            case 6 << 2 | 2 -> fp.maximum(a, b, format, true);
            case 7 << 2 -> fp.reciprocalStep(a, b, format);
            case 7 << 2 | 2 -> fp.rootStep(a, b, format);
            default -> fp.divide(a, b, format);
        };
    }

    private void twoMisc(int w) {
        int opcode = bits(w, 16, 12);
        boolean a = bit(w, 23);
        boolean u = bit(w, 29);
        int format = SoftFloat.S + bits(w, 22, 22);
        int n = bits(w, 9, 5);
        int d = w & 31;
        file.begin();
        if (opcode == 22) { // FCVTN, FCVTXN
            int mode = u ? SoftFloat.ODD : fp.rounding();
            int narrow = format - 1;
            for (int i = 0; i < (bit(w, 28) ? 1 : 8 >> narrow); i++) {
                file.put(narrow, i, fp.convert(file.get(n, format, i), format, narrow, mode));
            }
            file.endNarrow(d, !bit(w, 28) && bit(w, 30));
            return;
        }
        if (opcode == 23) { // FCVTL
            int narrow = format - 1;
            int count = 8 >> narrow;
            int first = bit(w, 30) ? count : 0;
            for (int i = 0; i < count; i++) {
                file.put(format, i, fp.convert(file.get(n, narrow, first + i), narrow, format, fp.rounding()));
            }
        } else {
            for (int i = 0; i < VectorInteger.elements(w, format); i++) {
                file.put(format, i, one(opcode, a, u, file.get(n, format, i), format));
            }
        }
        file.end(d);
    }

    private long one(int opcode, boolean a, boolean u, long value, int format) {
        int width = SoftFloat.width(format);
        return switch (opcode) {
            case 12 -> truth(u ? fp.greaterOrEqual(value, 0, format) : fp.greater(value, 0, format));
            case 13 -> truth(u ? fp.greaterOrEqual(0, value, format) : fp.equal(value, 0, format));
            case 14 -> truth(fp.greater(0, value, format));
            case 15 -> u ? SoftFloat.negate(value, format) : SoftFloat.absolute(value, format);
            case 24 -> fp.roundToIntegral(value, format, a ? SoftFloat.UP : u ? SoftFloat.AWAY : SoftFloat.NEAREST, false);
            case 25 -> fp.roundToIntegral(value, format, a ? u ? fp.rounding() : SoftFloat.ZERO : u ? fp.rounding() : SoftFloat.DOWN,
                    !a && u);
            case 26 -> fp.toInteger(value, format, a ? SoftFloat.UP : SoftFloat.NEAREST, u, width, 0);
            case 27 -> fp.toInteger(value, format, a ? SoftFloat.ZERO : SoftFloat.DOWN, u, width, 0);
            case 28 -> a
                    ? u ? SoftFloat.unsignedRoot(value) : SoftFloat.unsignedReciprocal(value)
                    : fp.toInteger(value, format, SoftFloat.AWAY, u, width, 0);
            case 29 -> a
                    ? u ? fp.rootEstimate(value, format) : fp.reciprocalEstimate(value, format)
                    : fp.fromInteger(u ? value : VectorFile.signed(value, format), u, format, 0);
            default -> u ? fp.squareRoot(value, format) : fp.reciprocalExponent(value, format);
        };
    }

    private void across(int w) {
        int n = bits(w, 9, 5);
        boolean minimum = bit(w, 23);
        boolean number = bits(w, 16, 12) == 12;
        long low = reduce(number, minimum, file.get(n, 2, 0), file.get(n, 2, 1), SoftFloat.S);
        long high = reduce(number, minimum, file.get(n, 2, 2), file.get(n, 2, 3), SoftFloat.S);
        file.setScalar(w & 31, reduce(number, minimum, low, high, SoftFloat.S));
    }

    private long reduce(boolean number, boolean minimum, long a, long b, int format) {
        return number ? fp.maximumNumber(a, b, format, minimum) : fp.maximum(a, b, format, minimum);
    }

    private void pairwise(int w) {
        int opcode = bits(w, 16, 12);
        int n = bits(w, 9, 5);
        if (opcode == 27) { // ADDP, integer
            file.setScalar(w & 31, file.low(n) + file.high(n));
            return;
        }
        int format = SoftFloat.S + bits(w, 22, 22);
        long a = file.get(n, format, 0);
        long b = file.get(n, format, 1);
        file.setScalar(w & 31, opcode == 13 ? fp.add(a, b, format) : reduce(opcode == 12, bit(w, 23), a, b, format));
    }

    private void byElement(int w) {
        int opcode = bits(w, 15, 12);
        int format = SoftFloat.S + bits(w, 22, 22);
        int n = bits(w, 9, 5);
        int m = bits(w, 20, 16);
        int d = w & 31;
        int index = format == SoftFloat.S ? bits(w, 11, 11) << 1 | bits(w, 21, 21) : bits(w, 11, 11);
        long b = file.get(m, format, index);
        file.begin();
        for (int i = 0; i < VectorInteger.elements(w, format); i++) {
            long a = file.get(n, format, i);
            file.put(format, i, switch (opcode) {
                case 1 -> fp.multiplyAdd(file.get(d, format, i), a, b, format);
                case 5 -> fp.multiplyAdd(file.get(d, format, i), SoftFloat.negate(a, format), b, format);
                default -> fp.multiply(a, b, format, bit(w, 29));
            });
        }
        file.end(d);
    }

    /** Conversions with a fixed point. */
    private void fixed(int w) {
        boolean u = bit(w, 29);
        int format = bits(w, 22, 19) >= 8 ? SoftFloat.D : SoftFloat.S;
        int width = SoftFloat.width(format);
        int fraction = 2 * width - bits(w, 22, 16);
        int n = bits(w, 9, 5);
        file.begin();
        for (int i = 0; i < VectorInteger.elements(w, format); i++) {
            long value = file.get(n, format, i);
            file.put(format, i, bits(w, 15, 11) == 28
                    ? fp.fromInteger(u ? value : VectorFile.signed(value, format), u, format, fraction)
                    : fp.toInteger(value, format, SoftFloat.ZERO, u, width, fraction) & mask(format));
        }
        file.end(w & 31);
    }
}
