package cairn.hal.aarch64;

/**
 * Operations on the elements of a 64-bit half of a vector register, all at once where arithmetic allows: for translated regions, which
 * pass the size as a constant. A size is the logarithm of an element's bytes: 0 byte, 1 half, 2 word, 3 double word.
 */
final class Lanes {
    private Lanes() {}

    /** A word with the low bits of {@code element} in each place. */
    static long everywhere(long element, int size) {
        return switch (size) {
            case 0 -> (element & 0xff) * 0x0101_0101_0101_0101L;
            case 1 -> (element & 0xffff) * 0x0001_0001_0001_0001L;
            case 2 -> element << 32 | element & 0xffff_ffffL;
            default -> element;
        };
    }

    private static long top(int size) {
        return everywhere(1L << (8 << size) - 1, size);
    }

    static long get(long word, int size, int index) {
        return word >>> (index << 3 + size) & VectorFile.mask(size);
    }

    static long getSigned(long word, int size, int index) {
        return VectorFile.signed(word >>> (index << 3 + size), size);
    }

    private static long put(long value, int size, int index) {
        return (value & VectorFile.mask(size)) << (index << 3 + size);
    }

    // Carries and borrows stop at the top bit of each element.

    static long add(long a, long b, int size) {
        if (size == 3) {
            return a + b;
        }
        long top = top(size);
        return (a & ~top) + (b & ~top) ^ (a ^ b) & top;
    }

    static long subtract(long a, long b, int size) {
        if (size == 3) {
            return a - b;
        }
        long top = top(size);
        return (a | top) - (b & ~top) ^ (a ^ ~b) & top;
    }

    static long multiply(long a, long b, int size) {
        long result = 0;
        for (int i = 0; i < 8 >> size; i++) {
            result |= put((a >>> (i << 3 + size)) * (b >>> (i << 3 + size)), size, i);
        }
        return result;
    }

    /** All ones in the elements whose top bit is set. */
    private static long spread(long word, int size) {
        if (size == 3) {
            return word >> 63;
        }
        int width = 8 << size;
        long ones = (word & top(size)) >>> width - 1;
        return (ones << width) - ones;
    }

    static long higher(long a, long b, int size) {
        return spread(a & ~b | (a | ~b) & subtract(b, a, size), size);
    }

    static long higherOrSame(long a, long b, int size) {
        return ~higher(b, a, size);
    }

    static long greater(long a, long b, int size) {
        return higher(a ^ top(size), b ^ top(size), size);
    }

    static long greaterOrEqual(long a, long b, int size) {
        return ~greater(b, a, size);
    }

    /** All ones where {@code a} is not zero. */
    private static long nonzero(long a, int size) {
        if (size == 3) {
            return a != 0 ? -1 : 0;
        }
        return spread((a & ~top(size)) + ~top(size) | a, size);
    }

    static long equal(long a, long b, int size) {
        return ~nonzero(a ^ b, size);
    }

    static long test(long a, long b, int size) {
        return nonzero(a & b, size);
    }

    private static long choose(long mask, long a, long b) {
        return a & mask | b & ~mask;
    }

    static long maximum(long a, long b, int size) {
        return choose(greater(a, b, size), a, b);
    }

    static long minimum(long a, long b, int size) {
        return choose(greater(a, b, size), b, a);
    }

    static long maximumUnsigned(long a, long b, int size) {
        return choose(higher(a, b, size), a, b);
    }

    static long minimumUnsigned(long a, long b, int size) {
        return choose(higher(a, b, size), b, a);
    }

    /** Sums of neighbours: those of {@code a} below those of {@code b}. */
    static long pairs(long a, long b, int size) {
        if (size == 3) {
            return a + b;
        }
        long result = 0;
        int half = 4 >> size;
        for (int i = 0; i < half; i++) {
            result |= put(get(a, size, 2 * i) + get(a, size, 2 * i + 1), size, i);
            result |= put(get(b, size, 2 * i) + get(b, size, 2 * i + 1), size, i + half);
        }
        return result;
    }

    // ---- shifts; right ones by 1 .. width ----

    static long left(long a, int by, int size) {
        return a << by & everywhere(VectorFile.mask(size) << by, size);
    }

    static long rightUnsigned(long a, int by, int size) {
        return by == 8 << size ? 0 : a >>> by & everywhere(VectorFile.mask(size) >>> by, size);
    }

    static long right(long a, int by, int size) {
        int shift = Math.min(by, (8 << size) - 1);
        if (size == 3) {
            return a >> shift;
        }
        long sign = everywhere(1L << (8 << size) - 1 - shift, size);
        return subtract(rightUnsigned(a, shift, size) ^ sign, sign, size);
    }

    // ---- other widths ----

    /** Elements of twice the size from the low or high half of those of a word. */
    static long widen(long word, int size, boolean unsigned, boolean upper) {
        long result = 0;
        int count = 4 >> size;
        for (int i = 0; i < count; i++) {
            int at = upper ? i + count : i;
            result |= put(unsigned ? get(word, size, at) : getSigned(word, size, at), size + 1, i);
        }
        return result;
    }

    /** The low halves, of size {@code size}, of the elements of two words. */
    static long narrow(long low, long high, int size) {
        long result = 0;
        int count = 4 >> size;
        for (int i = 0; i < count; i++) {
            result |= put(low >>> (i << 4 + size), size, i) | put(high >>> (i << 4 + size), size, i + count);
        }
        return result;
    }

    // ---- single elements ----

    static long insert(long word, long value, int size, int index) {
        long mask = VectorFile.mask(size) << (index << 3 + size);
        return word & ~mask | value << (index << 3 + size) & mask;
    }

    /** Sum of all elements, cut to {@code to}. */
    static long sum(long low, long high, int size, boolean unsigned, int to) {
        long sum = 0;
        for (int i = 0; i < 8 >> size; i++) {
            sum += unsigned ? get(low, size, i) + get(high, size, i) : getSigned(low, size, i) + getSigned(high, size, i);
        }
        return sum & VectorFile.mask(to);
    }

    /** One half of ZIP, TRN or UZP: {@code opcode} as encoded in bits 14..12; {@code count} elements make the whole result. */
    static long permute(long nLow, long nHigh, long mLow, long mHigh, int opcode, int size, int count, int first) {
        long result = 0;
        int part = opcode >>> 2;
        int inWord = 8 >> size;
        for (int k = 0; k < inWord; k++) {
            int i = first + k;
            boolean fromN = (opcode & 3) == 1 ? 2 * i + part < count : (i & 1) == 0;
            int at = switch (opcode & 3) {
                case 1 -> (2 * i + part) % count;
                case 2 -> (i & ~1) + part;
                default -> (i >>> 1) + part * count / 2;
            };
            long word = fromN ? at < inWord ? nLow : nHigh : at < inWord ? mLow : mHigh;
            result |= put(get(word, size, at % inWord), size, k);
        }
        return result;
    }
}
