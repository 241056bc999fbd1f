package cairn.hal.aarch64;

import java.util.Arrays;

/**
 * Translations of one address space, direct mapped, with tags of their own for reading, writing and executing. A tag is a virtual
 * page address or -1, and the test {@code (va + size - 1) & ~4095 == tag} fails for an access that leaves the page.
 *
 * <pre>
 * data:  [4k]  read tag   [4k + 1]  write tag   [4k + 2]  what to add to a virtual address to get its place in RAM   [4k + 3]  not used
 * </pre>
 * A read and a write tag of one k name the same page or are -1. Only normal RAM is kept. A page with predecoded code has no write tag,
 * so that stores to it take the path that forgets the instructions; {@code slowWriteTag} remembers the translation for that path.
 */
final class Tlb {
    static final int SIZE = 512;
    static final int MASK = SIZE - 1;
    /** Byte offset of an entry: {@code va >>> SHIFT & OFFSETS}. */
    static final int SHIFT = 7;
    static final int OFFSETS = MASK << 5;
    static final int WRITE = 8;
    static final int AT = 16;

    final long[] data = new long[4 * SIZE];
    final long[] slowWriteTag = new long[SIZE];
    final int[] slowWriteAt = new int[SIZE];
    final long[] executeTag = new long[SIZE];
    final CodePage[] executePage = new CodePage[SIZE];
    int space = -1;
    long root = -1;
    /** A number of no other state of any space: it changes when a translation may have gone, and links to code compare it. */
    long stamp = -1;

    Tlb() {
        flush();
    }

    void flush() {
        Arrays.fill(data, -1);
        Arrays.fill(slowWriteTag, -1);
        flushCode();
    }

    void flushCode() {
        Arrays.fill(executeTag, -1);
        Arrays.fill(executePage, null);
    }

    /** The page of {@code va}, whose byte at {@code va} is at {@code offset} of RAM, may be read, or with {@code write} written. */
    void add(long va, int offset, boolean write) {
        int at = 4 * ((int) (va >>> 12) & MASK);
        long page = va & ~4095L;
        int tag = write ? at + 1 : at;
        int other = write ? at : at + 1;
        if (data[other] != page) {
            data[other] = -1;
        }
        long place = HostMemory.BASE + offset - va;
        if (data[other] == page && data[at + 2] != place) {
            data[other] = -1;
        }
        data[tag] = page;
        data[at + 2] = place;
    }

    /** Drops what translates the block of {@code 1 << shift} bytes at {@code va}. */
    void drop(long va, int shift) {
        if (shift == 12) {
            drop(va, shift, (int) (va >>> 12) & MASK);
        } else {
            for (int k = 0; k < SIZE; k++) {
                drop(va, shift, k);
            }
        }
    }

    private void drop(long va, int shift, int k) {
        long block = va >>> shift;
        if (data[4 * k] >>> shift == block) {
            data[4 * k] = -1;
        }
        if (data[4 * k + 1] >>> shift == block) {
            data[4 * k + 1] = -1;
        }
        if (slowWriteTag[k] >>> shift == block) {
            slowWriteTag[k] = -1;
        }
        if (executeTag[k] >>> shift == block) {
            executeTag[k] = -1;
        }
    }

    /** The frame at RAM offset {@code at} now holds predecoded code. */
    void dropWrites(int at) {
        for (int k = 0; k < SIZE; k++) {
            long tag = data[4 * k + 1];
            if (tag != -1 && tag + data[4 * k + 2] == HostMemory.BASE + at) {
                data[4 * k + 1] = -1;
            }
        }
    }
}
