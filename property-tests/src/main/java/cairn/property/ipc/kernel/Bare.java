package cairn.property.ipc.kernel;

import cairn.kernel.boot.Hardware;
import cairn.kernel.boot.Sizes;
import cairn.kernel.hil.Console;
import cairn.kernel.hil.InterruptController;
import cairn.kernel.hil.Ram;
import cairn.kernel.hil.Timer;
import cairn.property.ipc.World;

/** Hardware without a processor: kernel-user memory, a clock that is set, a timer that only remembers; page tables are {@link ShownPages}. */
final class Bare implements Ram, Console, Timer, InterruptController {
    static final int TIMER_PIN = 30;
    private static final int PINS = 32;
    private static final int MOST_STORES = 100_000;
    private static final int PAGE_WORDS = 512;
    private static final long FIRST_FRAME = World.MEMORY;
    private static final int USER_FRAMES = 16;
    private static final long KERNEL_USER = (FIRST_FRAME + USER_FRAMES) * 4096;

    private final long[] words;
    private final Sizes sizes = new Sizes();
    final ShownPages pages;
    private int stores = Integer.MAX_VALUE;
    long time;
    long alarm = Long.MAX_VALUE;

    /** @param spare room for so many objects of each kind more than the world has */
    Bare(int spare) {
        sizes.nodes = 400;
        sizes.tasks = World.TASKS + spare;
        sizes.threads = World.THREADS + spare;
        sizes.factories = 2 + spare;
        sizes.gates = World.GATES + Math.max(1, spare);
        sizes.interrupts = World.INTERRUPTS + 1 + Math.max(1, spare);
        sizes.capabilityTables = World.TASKS + spare;
        sizes.level1Tables = 2 * World.TASKS + 2 * spare; // one for the UTCBs, one for memory
        sizes.level2Tables = 2 * World.TASKS + 2 * spare;
        sizes.level3Tables = 2 * World.TASKS + 2 * spare;
        sizes.kernelUserFrames = World.TASKS + spare;
        pages = new ShownPages(sizes.mmuTables(), sizes.tasks);
        words = new long[sizes.kernelUserFrames * PAGE_WORDS];
    }

    Hardware hardware() {
        return new Hardware(pages, this, this, this, this, TIMER_PIN, PINS - 1, FIRST_FRAME, USER_FRAMES, KERNEL_USER / 4096, 0);
    }

    Sizes sizes() {
        return sizes;
    }

    /** {@code count} words from {@code address} on. */
    long[] copy(long address, int count) {
        int from = (int) (address - KERNEL_USER) / 8;
        return java.util.Arrays.copyOfRange(words, from, from + count);
    }

    @Override
    public long load(long address) {
        return words[(int) (address - KERNEL_USER) / 8];
    }

    /** The kernel is entered: from now on it may store so many words that only an endless loop stores more. */
    void entered() {
        stores = MOST_STORES;
    }

    @Override
    public void store(long address, long value) {
        if (--stores < 0) {
            throw new IllegalStateException("the kernel does not come back: " + MOST_STORES + " words stored in one entry");
        }
        words[(int) (address - KERNEL_USER) / 8] = value;
    }

    @Override
    public void zero(long frameAddress) {
        int from = (int) (frameAddress - KERNEL_USER) / 8;
        java.util.Arrays.fill(words, from, from + PAGE_WORDS, 0);
    }

    @Override
    public long now() {
        return time;
    }

    @Override
    public void arm(long microseconds) {
        alarm = microseconds;
    }

    @Override
    public int pins() {
        return PINS;
    }

    @Override
    public int acknowledge() {
        return TIMER_PIN;
    }

    @Override
    public int get() {
        return -1;
    }

    // ---- nobody looks ------------------------------------------------------------------------------------------------

    @Override
    public void endOfInterrupt(int pin) {}

    @Override
    public void mask(int pin) {}

    @Override
    public void unmask(int pin) {}

    @Override
    public void put(int value) {}
}
