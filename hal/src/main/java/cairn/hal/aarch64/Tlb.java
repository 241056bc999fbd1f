package cairn.hal.aarch64;

import java.util.Arrays;

/**
 * Translations of one address space, direct mapped, with tags of their own for reading, writing and executing. A tag is a virtual
 * page address or -1, and the test {@code (va + size - 1) & ~4095 == tag} fails for an access that leaves the page.
 *
 * <p>Only normal RAM is kept. A page with predecoded code has no write tag, so that stores to it take the path that forgets the
 * instructions; {@code slowWriteTag} remembers the translation for that path.
 *
 * <p>{@code ...At} holds what to add to the low 32 bits of a virtual address to get its offset in RAM.
 */
final class Tlb {
    static final int SIZE = 256;
    static final int MASK = SIZE - 1;

    final long[] readTag = new long[SIZE];
    final int[] readAt = new int[SIZE];
    final long[] writeTag = new long[SIZE];
    final int[] writeAt = new int[SIZE];
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
        Arrays.fill(readTag, -1);
        Arrays.fill(writeTag, -1);
        Arrays.fill(slowWriteTag, -1);
        flushCode();
    }

    void flushCode() {
        Arrays.fill(executeTag, -1);
        Arrays.fill(executePage, null);
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
        if (readTag[k] >>> shift == block) {
            readTag[k] = -1;
        }
        if (writeTag[k] >>> shift == block) {
            writeTag[k] = -1;
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
            if (writeTag[k] != -1 && (int) writeTag[k] + writeAt[k] == at) {
                writeTag[k] = -1;
            }
        }
    }
}
