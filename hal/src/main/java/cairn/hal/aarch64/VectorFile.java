package cairn.hal.aarch64;

/**
 * The vector registers of the running thread, and a result under construction.
 *
 * <pre>
 * thread's array:  2r low half of Vr, 2r + 1 high half, r = 0 .. 31;  64 FPCR;  65 FPSR
 * </pre>
 * A size is the logarithm of an element's bytes: 0 byte, 1 half, 2 word, 3 double word.
 */
final class VectorFile {
    static final int FPCR = 64;
    static final int FPSR = 65;
    static final int WORDS = 66;

    long[] v;
    private long low;
    private long high;

    static long mask(int size) {
        return size == 3 ? -1 : (1L << (8 << size)) - 1;
    }

    static long signed(long value, int size) {
        int up = 64 - (8 << size);
        return value << up >> up;
    }

    long get(int register, int size, int index) {
        int at = index << 3 + size;
        return v[2 * register + (at >>> 6)] >>> (at & 63) & mask(size);
    }

    long getSigned(int register, int size, int index) {
        return signed(get(register, size, index), size);
    }

    long low(int register) {
        return v[2 * register];
    }

    long high(int register) {
        return v[2 * register + 1];
    }

    /** A scalar result: the rest of the register becomes zero. */
    void setScalar(int register, long value) {
        v[2 * register] = value;
        v[2 * register + 1] = 0;
    }

    void set(int register, long lowHalf, long highHalf) {
        v[2 * register] = lowHalf;
        v[2 * register + 1] = highHalf;
    }

    /** Writes one element and leaves the others. */
    void insert(int register, int size, int index, long value) {
        int at = index << 3 + size;
        int word = 2 * register + (at >>> 6);
        v[word] = v[word] & ~(mask(size) << (at & 63)) | (value & mask(size)) << (at & 63);
    }

    // ---- the result under construction, so that a destination may also be a source ----

    void begin() {
        low = 0;
        high = 0;
    }

    void put(int size, int index, long value) {
        int at = index << 3 + size;
        if (at < 64) {
            low |= (value & mask(size)) << at;
        } else {
            high |= (value & mask(size)) << at - 64;
        }
    }

    void end(int register) {
        v[2 * register] = low;
        v[2 * register + 1] = high;
    }

    /** Ends a narrowing operation: the result is the low half, or with {@code upper} becomes the high half of the register. */
    void endNarrow(int register, boolean upper) {
        if (upper) {
            v[2 * register + 1] = low;
        } else {
            end(register);
        }
    }

    void raise(int flags) {
        v[FPSR] |= flags;
    }
}
