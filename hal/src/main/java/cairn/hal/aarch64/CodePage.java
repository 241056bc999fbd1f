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
 *
 * <p>What the translator knows about the page: its regions by entry, which instructions any region was made from, and how often each
 * instruction began a block that was interpreted.
 */
final class CodePage {
    static final int ENTRIES = 1024;
    private static final int FAILURES = 50;
    /** Instructions between two failures of the host's floating point that make it not worth while. */
    private static final int OFTEN = 2000;

    final long[] word = new long[ENTRIES + 1];
    final long[] imm = new long[ENTRIES + 1];
    int frame = -1;
    private Region[] regions;
    private long[] translated;
    private short[] visits;
    private int rebuilt;
    /** Whether regions compute floating point with {@link FastFloat}. */
    boolean hostFloat = true;
    private int failures;
    private long lastFailure;

    CodePage() {
        word[ENTRIES] = Op.PAGE_END;
    }

    /** Bytes {@code offset .. offset + size - 1} of the frame changed; whether regions were lost. */
    boolean forget(int offset, int size) {
        int last = Math.min(offset + size - 1, 4095) >>> 2;
        boolean hit = false;
        for (int entry = offset >>> 2; entry <= last; entry++) {
            word[entry] = Op.UNDECODED;
            hit |= isTranslated(entry);
        }
        if (hit) {
            rebuilt++;
            dropRegions();
        }
        return hit;
    }

    void forgetAll() {
        java.util.Arrays.fill(word, 0, ENTRIES, Op.UNDECODED);
        dropRegions();
        rebuilt = 0;
        hostFloat = true;
        failures = 0;
    }

    // ---- regions ----

    /** The region that begins at {@code entry} of this page at virtual address {@code base}, or null. */
    Region region(int entry, long base) {
        if (regions == null) {
            return null;
        }
        Region r = regions[entry];
        return r != null && r.base == base ? r : null;
    }

    /** Adds a region made from the instructions whose bits are set in {@code from}. */
    void add(int entry, Region region, long[] from) {
        if (regions == null) {
            regions = new Region[ENTRIES];
            translated = new long[ENTRIES / 64];
        }
        if (regions[entry] != null) {
            regions[entry].cut();
        }
        dropWithout(entry);
        regions[entry] = region;
        for (int i = 0; i < from.length; i++) {
            translated[i] |= from[i];
        }
    }

    private boolean isTranslated(int entry) {
        return translated != null && (translated[entry >>> 6] >>> entry & 1) != 0;
    }

    void dropRegions() {
        if (regions != null) {
            for (Region r : regions) {
                if (r != null) {
                    r.cut();
                }
            }
            regions = null;
            translated = null;
        }
        visits = null;
    }

    /** Counts a visit of {@code entry}; true when it is worth translating: later each time that the page was written again. */
    boolean visit(int entry, int threshold) {
        if (visits == null) {
            visits = new short[ENTRIES];
        }
        if (visits[entry] < 0) {
            return false;
        }
        return ++visits[entry] >= Math.min((threshold - 1 << Math.min(rebuilt, 10)) + 1, Short.MAX_VALUE);
    }

    /**
     * A region was left because {@link FastFloat} refused, with {@code left} instructions to go. Where that is often so, the regions are
     * made again without it; all active ones are on their way out.
     */
    void hostFloatFailed(long left) {
        long since = lastFailure - left;
        lastFailure = left;
        failures += since >= 0 && since < OFTEN ? 1 : -Math.min(failures, 1);
        if (failures > FAILURES) {
            hostFloat = false;
            dropRegions();
        }
    }

    /** Whether a block that begins at {@code entry} was interpreted. */
    boolean visited(int entry) {
        return visits != null && visits[entry] != 0;
    }

    /** {@code entry} proved to be worth translating: regions that left it out are made again when they are entered. */
    private void dropWithout(int entry) {
        for (int i = 0; i < ENTRIES; i++) {
            Region r = regions[i];
            if (r != null && (r.leftOut[entry >>> 6] >>> entry & 1) != 0) {
                r.cut();
                regions[i] = null;
            }
        }
    }

    /** Nothing can be translated from {@code entry} on. */
    void refuse(int entry) {
        if (visits == null) {
            visits = new short[ENTRIES];
        }
        visits[entry] = -1;
    }
}
