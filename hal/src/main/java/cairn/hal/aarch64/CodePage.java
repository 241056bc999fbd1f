package cairn.hal.aarch64;

/**
 * The predecoded instructions of one frame. They depend on the bytes alone and not on where the frame is mapped, and a store into
 * the frame forgets the entries it touches, so a page can never be stale however it is mapped.
 *
 * <pre>
 * word:  63      48 47   40 39   32 31   24 23   16 15       0
 *       +----------+-------+-------+-------+-------+----------+
 *       |   aux    |   a   |   m   |   n   |   d   |    op    |     + one immediate in imm[]
 *       +----------+-------+-------+-------+-------+----------+
 * </pre>
 * Entry 1024 is a sentinel that leads to the next page.
 */
final class CodePage {
    static final int ENTRIES = 1024;

    final long[] word = new long[ENTRIES + 1];
    final long[] imm = new long[ENTRIES + 1];
    int frame = -1;

    CodePage() {
        word[ENTRIES] = Op.PAGE_END;
    }

    /** Bytes {@code offset .. offset + size - 1} of the frame changed. */
    void forget(int offset, int size) {
        int last = Math.min(offset + size - 1, 4095) >>> 2;
        for (int entry = offset >>> 2; entry <= last; entry++) {
            word[entry] = Op.UNDECODED;
        }
    }

    void forgetAll() {
        java.util.Arrays.fill(word, 0, ENTRIES, Op.UNDECODED);
    }
}
