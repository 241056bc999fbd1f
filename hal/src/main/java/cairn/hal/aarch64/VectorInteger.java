package cairn.hal.aarch64;

import static cairn.hal.aarch64.VectorDecoder.bit;
import static cairn.hal.aarch64.VectorDecoder.bits;
import static cairn.hal.aarch64.VectorFile.mask;
import static cairn.hal.aarch64.VectorFile.signed;

/** Integer arithmetic on vectors and on single elements of them. */
final class VectorInteger {
    private final VectorFile file;
    private boolean saturated;

    VectorInteger(VectorFile file) {
        this.file = file;
    }

    void execute(int group, int w) {
        saturated = false;
        switch (group) {
            case VectorDecoder.THREE_SAME_INTEGER -> threeSame(w);
            case VectorDecoder.THREE_SAME_LOGIC -> logic(w);
            case VectorDecoder.TWO_MISC_INTEGER -> twoMisc(w);
            case VectorDecoder.ACROSS -> across(w);
            case VectorDecoder.THREE_DIFFERENT -> threeDifferent(w);
            case VectorDecoder.SHIFT_IMMEDIATE -> shiftImmediate(w);
            default -> byElement(w);
        }
        if (saturated) {
            file.raise(SoftFloat.SATURATED);
        }
    }

    static int elements(int w, int size) {
        boolean scalar = bit(w, 28);
        return scalar ? 1 : (bit(w, 30) ? 16 : 8) >> size;
    }

    // ---- saturation ----

    private long saturateSigned(long value, int size) {
        long limit = mask(size) >>> 1;
        if (value > limit) {
            saturated = true;
            return limit;
        }
        if (value < -limit - 1) {
            saturated = true;
            return -limit - 1;
        }
        return value;
    }

    /** A signed value to an unsigned element. */
    private long saturateUnsigned(long value, int size) {
        if (value < 0) {
            saturated = true;
            return 0;
        }
        if (size < 3 && value > mask(size)) {
            saturated = true;
            return mask(size);
        }
        return value;
    }

    private long addSaturating(long a, long b, int size, boolean unsigned) {
        if (size < 3) {
            return unsigned ? saturateUnsigned(a + b, size) : saturateSigned(a + b, size);
        }
        long sum = a + b;
        if (unsigned) {
            if (Long.compareUnsigned(sum, a) < 0) {
                saturated = true;
                return -1;
            }
        } else if (((a ^ sum) & (b ^ sum)) < 0) {
            saturated = true;
            return a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return sum;
    }

    private long subtractSaturating(long a, long b, int size, boolean unsigned) {
        if (size < 3) {
            return unsigned ? saturateUnsigned(a - b, size) : saturateSigned(a - b, size);
        }
        long difference = a - b;
        if (unsigned) {
            if (Long.compareUnsigned(a, b) < 0) {
                saturated = true;
                return 0;
            }
        } else if (((a ^ b) & (a ^ difference)) < 0) {
            saturated = true;
            return a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return difference;
    }

    // ---- shifts ----

    private static long right(long value, int by, boolean unsigned) {
        if (by >= 64) {
            return unsigned ? 0 : value >> 63;
        }
        return unsigned ? value >>> by : value >> by;
    }

    private static long right(long value, int by, boolean unsigned, boolean rounding) {
        long shifted = right(value, by, unsigned);
        return rounding && by > 0 ? shifted + (right(value, by - 1, unsigned) & 1) : shifted;
    }

    private long leftSaturating(long value, int by, int size, boolean unsigned) {
        int width = 8 << size;
        long shifted = by >= 64 ? 0 : value << by;
        boolean fits = by < width && (unsigned
                ? shifted >>> by == value && (size == 3 || shifted <= mask(size))
                : shifted >> by == value && shifted == signed(shifted, size));
        if (value == 0 || fits) {
            return shifted;
        }
        saturated = true;
        return unsigned ? mask(size) : value < 0 ? ~(mask(size) >>> 1) : mask(size) >>> 1;
    }

    private long shift(long value, int by, int size, boolean unsigned, boolean rounding, boolean saturating) {
        if (by < 0) {
            return right(value, -by, unsigned, rounding);
        }
        if (saturating) {
            return leftSaturating(value, by, size, unsigned);
        }
        return by >= 8 << size ? 0 : value << by;
    }

    // ---- three same ----

    private void threeSame(int w) {
        int opcode = bits(w, 15, 11);
        int size = bits(w, 23, 22);
        boolean u = bit(w, 29);
        int n = bits(w, 9, 5);
        int m = bits(w, 20, 16);
        int d = w & 31;
        if (opcode == 16 && !bit(w, 28)) {
            file.set(d, lanes(file.low(n), file.low(m), size, u), bit(w, 30) ? lanes(file.high(n), file.high(m), size, u) : 0);
            return;
        }
        int count = elements(w, size);
        file.begin();
        if (opcode == 20 || opcode == 21 || opcode == 23) {
            for (int i = 0; i < count; i++) {
                int half = count / 2;
                int source = i < half ? n : m;
                int at = 2 * (i < half ? i : i - half);
                long a = u ? file.get(source, size, at) : file.getSigned(source, size, at);
                long b = u ? file.get(source, size, at + 1) : file.getSigned(source, size, at + 1);
                file.put(size, i, opcode == 23 ? a + b : opcode == 20 ? Math.max(a, b) : Math.min(a, b));
            }
        } else {
            for (int i = 0; i < count; i++) {
                long a = u ? file.get(n, size, i) : file.getSigned(n, size, i);
                long b = u ? file.get(m, size, i) : file.getSigned(m, size, i);
                file.put(size, i, same(opcode, u, size, a, b, file.get(d, size, i)));
            }
        }
        file.end(d);
    }

    /** Sum or difference of all elements of a word at once: carries stop at the top bit of each. */
    private static long lanes(long a, long b, int size, boolean subtract) {
        long top = everywhere(1L << (8 << size) - 1, size);
        return subtract ? (a | top) - (b & ~top) ^ (a ^ ~b) & top : (a & ~top) + (b & ~top) ^ (a ^ b) & top;
    }

    /** A word with {@code element} in each place. */
    private static long everywhere(long element, int size) {
        long word = element;
        for (int width = 8 << size; width < 64; width <<= 1) {
            word |= word << width;
        }
        return word;
    }

    private long same(int opcode, boolean u, int size, long a, long b, long old) {
        return switch (opcode) {
            case 0 -> a + b >> 1;
            case 1 -> addSaturating(a, b, size, u);
            case 2 -> a + b + 1 >> 1;
            case 4 -> a - b >> 1;
            case 5 -> subtractSaturating(a, b, size, u);
            case 6 -> truth(u ? Long.compareUnsigned(a, b) > 0 : a > b);
            case 7 -> truth(u ? Long.compareUnsigned(a, b) >= 0 : a >= b);
            case 8, 9, 10, 11 -> shift(a, (byte) b, size, u, (opcode & 2) != 0, (opcode & 1) != 0);
            case 12 -> Math.max(a, b);
            case 13 -> Math.min(a, b);
            case 14 -> Math.abs(a - b);
            case 15 -> old + Math.abs(a - b);
            case 16 -> u ? a - b : a + b;
            case 17 -> truth(u ? a == b : (a & b) != 0);
            case 18 -> u ? old - a * b : old + a * b;
            case 19 -> u ? polynomial(a, b) : a * b;
            default -> doublingHigh(signed(a, size), signed(b, size), size, u);
        };
    }

    private static long truth(boolean holds) {
        return holds ? -1 : 0;
    }

    private static long polynomial(long a, long b) {
        long product = 0;
        for (int i = 0; i < 8; i++) {
            if ((b >>> i & 1) != 0) {
                product ^= a << i;
            }
        }
        return product;
    }

    private long doublingHigh(long a, long b, int size, boolean rounding) {
        int width = 8 << size;
        return saturateSigned(a * b + (rounding ? 1L << width - 2 : 0) >> width - 1, size);
    }

    private void logic(int w) {
        int n = bits(w, 9, 5);
        int m = bits(w, 20, 16);
        int d = w & 31;
        int kind = bits(w, 29, 29) << 2 | bits(w, 23, 22);
        long low = logic(kind, file.low(n), file.low(m), file.low(d));
        long high = bit(w, 30) ? logic(kind, file.high(n), file.high(m), file.high(d)) : 0;
        file.set(d, low, high);
    }

    private static long logic(int kind, long a, long b, long old) {
        return switch (kind) {
            case 0 -> a & b;
            case 1 -> a & ~b;
            case 2 -> a | b;
            case 3 -> a | ~b;
            case 4 -> a ^ b;
            case 5 -> a & old | b & ~old; // BSL
            case 6 -> a & b | old & ~b; // BIT
            default -> a & ~b | old & b; // BIF
        };
    }

    // ---- two registers ----

    private void twoMisc(int w) {
        int opcode = bits(w, 16, 12);
        int size = bits(w, 23, 22);
        boolean u = bit(w, 29);
        int n = bits(w, 9, 5);
        int d = w & 31;
        int count = elements(w, size);
        file.begin();
        switch (opcode) {
            case 0, 1 -> {
                int container = opcode == 1 ? 2 : u ? 4 : 8;
                int swap = (container >> size) - 1;
                for (int i = 0; i < count; i++) {
                    file.put(size, i ^ swap, file.get(n, size, i));
                }
                file.end(d);
            }
            case 2, 6 -> {
                for (int i = 0; i < count / 2; i++) {
                    long sum = u
                            ? file.get(n, size, 2 * i) + file.get(n, size, 2 * i + 1)
                            : file.getSigned(n, size, 2 * i) + file.getSigned(n, size, 2 * i + 1);
                    file.put(size + 1, i, opcode == 6 ? sum + file.get(d, size + 1, i) : sum);
                }
                file.end(d);
            }
            case 18, 20 -> {
                int narrow = bit(w, 28) ? 1 : 8 >> size;
                for (int i = 0; i < narrow; i++) {
                    file.put(size, i, narrow(file.get(n, size + 1, i), size, opcode == 20, opcode == 18 && u, opcode == 20 && u));
                }
                file.endNarrow(d, !bit(w, 28) && bit(w, 30));
            }
            case 19 -> {
                int first = bit(w, 30) ? 8 >> size : 0;
                for (int i = 0; i < 8 >> size; i++) {
                    file.put(size + 1, i, file.get(n, size, first + i) << (8 << size));
                }
                file.end(d);
            }
            case 5 -> { // the size tells NOT from RBIT; both work on bytes
                for (int i = 0; i < elements(w, 0); i++) {
                    long a = file.get(n, 0, i);
                    file.put(0, i, u ? size == 0 ? ~a : Long.reverse(a) >>> 56 : Long.bitCount(a));
                }
                file.end(d);
            }
            default -> {
                for (int i = 0; i < count; i++) {
                    file.put(size, i, one(opcode, u, size, file.getSigned(n, size, i), file.get(d, size, i)));
                }
                file.end(d);
            }
        }
    }

    /** A wide element to a narrow one: cut, signed to signed, signed to unsigned, or unsigned to unsigned. */
    private long narrow(long wide, int size, boolean saturating, boolean signedToUnsigned, boolean unsigned) {
        if (signedToUnsigned) {
            return saturateUnsigned(signed(wide, size + 1), size);
        }
        if (!saturating) {
            return wide;
        }
        if (unsigned) {
            if (Long.compareUnsigned(wide, mask(size)) > 0) {
                saturated = true;
                return mask(size);
            }
            return wide;
        }
        return saturateSigned(signed(wide, size + 1), size);
    }

    private long one(int opcode, boolean u, int size, long a, long old) {
        int width = 8 << size;
        return switch (opcode) {
            case 3 -> u ? unsignedPlusSigned(old, a, size) : signedPlusUnsigned(signed(old, size), a & mask(size), size);
            case 4 -> u
                    ? Long.numberOfLeadingZeros(a & mask(size)) - (64 - width)
                    : Long.numberOfLeadingZeros(a ^ a >> 63) - 1 - (64 - width);
            case 7 -> u || a < 0 ? negateSaturating(a, size) : a;
            case 8 -> truth(u ? a >= 0 : a > 0);
            case 9 -> truth(u ? a <= 0 : a == 0);
            case 10 -> truth(a < 0);
            default -> u ? -a : Math.abs(a);
        };
    }

    private long negateSaturating(long a, int size) {
        if (a == ~(mask(size) >>> 1)) {
            saturated = true;
            return mask(size) >>> 1;
        }
        return -a;
    }

    private long signedPlusUnsigned(long a, long b, int size) {
        if (size < 3) {
            return saturateSigned(a + b, size);
        }
        long sum = a + b;
        // b counts up from a: too far if it passes the top.
        boolean over = Long.compareUnsigned(b, Long.MAX_VALUE - a) > 0;
        if (over) {
            saturated = true;
            return Long.MAX_VALUE;
        }
        return sum;
    }

    private long unsignedPlusSigned(long a, long b, int size) {
        if (size < 3) {
            return saturateUnsigned(a + b, size);
        }
        long sum = a + b;
        if (b >= 0 && Long.compareUnsigned(sum, a) < 0) {
            saturated = true;
            return -1;
        }
        if (b < 0 && Long.compareUnsigned(sum, a) > 0) {
            saturated = true;
            return 0;
        }
        return sum;
    }

    // ---- across lanes ----

    private void across(int w) {
        int opcode = bits(w, 16, 12);
        int size = bits(w, 23, 22);
        boolean u = bit(w, 29);
        int n = bits(w, 9, 5);
        long result = u ? file.get(n, size, 0) : file.getSigned(n, size, 0);
        for (int i = 1; i < elements(w, size); i++) {
            long next = u ? file.get(n, size, i) : file.getSigned(n, size, i);
            result = switch (opcode) {
                case 10 -> Math.max(result, next);
                case 26 -> Math.min(result, next);
                default -> result + next;
            };
        }
        file.setScalar(w & 31, result & mask(opcode == 3 ? size + 1 : size));
    }

    // ---- three different ----

    private void threeDifferent(int w) {
        int opcode = bits(w, 15, 12);
        int size = bits(w, 23, 22);
        boolean u = bit(w, 29);
        boolean scalar = bit(w, 28);
        int n = bits(w, 9, 5);
        int m = bits(w, 20, 16);
        int d = w & 31;
        int count = scalar ? 1 : 8 >> size;
        int first = !scalar && bit(w, 30) ? count : 0;
        file.begin();
        if (opcode == 4 || opcode == 6) {
            for (int i = 0; i < count; i++) {
                long a = file.get(n, size + 1, i);
                long b = file.get(m, size + 1, i);
                long sum = opcode == 4 ? a + b : a - b;
                file.put(size, i, sum + (u ? 1L << (8 << size) - 1 : 0) >>> (8 << size));
            }
            file.endNarrow(d, first != 0);
            return;
        }
        boolean wideFirst = opcode == 1 || opcode == 3;
        for (int i = 0; i < count; i++) {
            long a = wideFirst ? file.get(n, size + 1, i) : operand(n, size, first + i, u);
            long b = operand(m, size, first + i, u);
            file.put(size + 1, i, different(opcode, size, a, b, file.get(d, size + 1, i)));
        }
        file.end(d);
    }

    private long operand(int register, int size, int index, boolean unsigned) {
        return unsigned ? file.get(register, size, index) : file.getSigned(register, size, index);
    }

    private long different(int opcode, int size, long a, long b, long old) {
        return switch (opcode) {
            case 0, 1 -> a + b;
            case 2, 3 -> a - b;
            case 5 -> old + Math.abs(a - b);
            case 7 -> Math.abs(a - b);
            case 8 -> old + a * b;
            case 10 -> old - a * b;
            case 12 -> a * b;
            case 9 -> addSaturating(signed(old, size + 1), doubled(a, b, size), size + 1, false);
            case 11 -> subtractSaturating(signed(old, size + 1), doubled(a, b, size), size + 1, false);
            case 13 -> doubled(a, b, size);
            default -> polynomial(a & mask(size), b & mask(size));
        };
    }

    private long doubled(long a, long b, int size) {
        long product = a * b;
        if (size == 2) {
            if (product == 1L << 62) {
                saturated = true;
                return Long.MAX_VALUE;
            }
            return product << 1;
        }
        return saturateSigned(product << 1, size + 1);
    }

    // ---- shift by immediate ----

    private void shiftImmediate(int w) {
        int opcode = bits(w, 15, 11);
        int immediate = bits(w, 22, 16);
        int size = 31 - Integer.numberOfLeadingZeros(immediate >>> 3);
        int width = 8 << size;
        boolean u = bit(w, 29);
        boolean scalar = bit(w, 28);
        int n = bits(w, 9, 5);
        int d = w & 31;
        int right = 2 * width - immediate;
        int left = immediate - width;
        if (!scalar && opcode == 0 && u && right < width) {
            long kept = everywhere((1L << width - right) - 1, size);
            file.set(d, file.low(n) >>> right & kept, bit(w, 30) ? file.high(n) >>> right & kept : 0);
            return;
        }
        file.begin();
        if (opcode >= 16 && opcode <= 19) {
            for (int i = 0; i < (scalar ? 1 : 8 >> size); i++) {
                boolean unsigned = opcode >= 18 && u;
                long wide = file.get(n, size + 1, i);
                long value = right(unsigned ? wide : signed(wide, size + 1), right, unsigned, (opcode & 1) != 0);
                file.put(size, i, narrow(value, size, opcode >= 18, opcode < 18 && u, unsigned));
            }
            file.endNarrow(d, !scalar && bit(w, 30));
            return;
        }
        if (opcode == 20) {
            int first = bit(w, 30) ? 8 >> size : 0;
            for (int i = 0; i < 8 >> size; i++) {
                file.put(size + 1, i, operand(n, size, first + i, u) << left);
            }
        } else {
            for (int i = 0; i < elements(w, size); i++) {
                file.put(size, i, shifted(opcode, u, size, operand(n, size, i, u), file.get(d, size, i), right, left));
            }
        }
        file.end(d);
    }

    private long shifted(int opcode, boolean u, int size, long a, long old, int right, int left) {
        return switch (opcode) {
            case 0 -> right(a, right, u);
            case 2 -> old + right(a, right, u);
            case 4 -> right(a, right, u, true);
            case 6 -> old + right(a, right, u, true);
            case 8 -> { // SRI
                long kept = right == 8 << size ? mask(size) : ~(mask(size) >>> right) & mask(size);
                yield old & kept | right(a, right, true);
            }
            case 10 -> u ? old & (1L << left) - 1 | a << left : a << left; // SLI, SHL
            case 12 -> { // SQSHLU: signed in, unsigned out
                long value = signed(a, size);
                if (value < 0) {
                    saturated = true;
                    yield 0;
                }
                yield leftSaturating(value, left, size, true);
            }
            default -> leftSaturating(a, left, size, u);
        };
    }

    // ---- by element ----

    private void byElement(int w) {
        int opcode = bits(w, 15, 12);
        int size = bits(w, 23, 22);
        boolean u = bit(w, 29);
        boolean scalar = bit(w, 28);
        int n = bits(w, 9, 5);
        int d = w & 31;
        int m = size == 1 ? bits(w, 19, 16) : bits(w, 20, 16);
        int index = size == 1 ? bits(w, 11, 11) << 2 | bits(w, 21, 20) : bits(w, 11, 11) << 1 | bits(w, 21, 21);
        file.begin();
        boolean longer = switch (opcode) {
            case 2, 3, 6, 7, 10, 11 -> true;
            default -> false;
        };
        if (longer) {
            int count = scalar ? 1 : 8 >> size;
            int first = !scalar && bit(w, 30) ? count : 0;
            long b = operand(m, size, index, u);
            int as = opcode == 2 ? 8 : opcode == 6 ? 10 : opcode == 10 ? 12 : opcode == 3 ? 9 : opcode == 7 ? 11 : 13;
            for (int i = 0; i < count; i++) {
                file.put(size + 1, i, different(as, size, operand(n, size, first + i, u), b, file.get(d, size + 1, i)));
            }
        } else {
            long b = file.getSigned(m, size, index);
            for (int i = 0; i < elements(w, size); i++) {
                long a = file.getSigned(n, size, i);
                long old = file.get(d, size, i);
                file.put(size, i, switch (opcode) {
                    case 0 -> old + a * b;
                    case 4 -> old - a * b;
                    case 8 -> a * b;
                    default -> doublingHigh(a, b, size, opcode == 13);
                });
            }
        }
        file.end(d);
    }
}
