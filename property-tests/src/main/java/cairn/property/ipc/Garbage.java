package cairn.property.ipc;

import cairn.kernel.abi.Limits;
import cairn.model.ipc.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Steps of programs that pass anything: every register and every word of the UTCB is overwritten before each system call, with what some
 * part of the ABI could read as something, or with noise; and faults with any syndrome. Knows nothing of the kernel's state.
 */
final class Garbage {
    private static final int WORDS = 128;
    private static final int DESCRIPTOR = 64;
    private static final int BR0 = 65;
    /** Objects of the world: where their capabilities are, and the protocols that they speak. */
    private static final long[][] OBJECTS = {{1, -11}, {1, -11}, {2, -15}, {3, -12}, {5, -13}, {6, -1}, {7, -14}, {7, -14}, {7, -1}, {10, -23}, {World.THREAD, -12}, {World.THREAD, 0},
        {World.GATE, -10}, {World.GATE, 0}, {World.CLIENT, 0}, {World.INTERRUPT, -1}, {World.INTERRUPT, -10}, {World.INTERRUPT, -18},
        {World.SEMAPHORE_CAP, -20}, {World.SEMAPHORE_CAP, -1}, {World.WEAK_THREAD, 0}, {World.ROOM, -12}, {World.ROOM, -10}, {World.ROOM, -11}, {World.ROOM, -15}};
    private static final long[] NEW = {-11, -12, 0, -10, -15, -18, -20};
    private static final int[] OPERATIONS = {1, 3, 3, 3, 3, 2, 6, 6, 7, 9, 15, 15, 0, 11};
    private static final long SVC = 0x15;

    private final SplittableRandom random;

    Garbage(long seed) {
        random = new SplittableRandom(seed);
    }

    /** @param idle nobody runs: only time can pass; {@code alarm} is how long until the timer fires */
    Step next(boolean idle, long alarm) {
        if (idle || chance(8)) {
            return new Step.Pass(chance(idle ? 95 : 60) ? Math.min(Math.max(alarm, 0), 1L << 40) : random.nextInt(3000));
        }
        if (chance(4)) {
            long syndrome = chance(70) ? (chance(50) ? 0x24L : 0x20L) << 26 | random.nextInt(128) : random.nextLong() & 0xffff_ffffL;
            return calls(syndrome) ? new Step.Pass(1) : new Step.Fault(syndrome, word(), word(), word(), word(), word());
        }
        return call();
    }

    /** Whether it is a system call: {@link Step.Call} is. */
    private static boolean calls(long syndrome) {
        long kind = syndrome >>> 26 & 63;
        return kind == SVC || kind == 0x11 || kind == 0x12 || kind == 0x16;
    }

    private Step call() {
        List<Step.Write> writes = new ArrayList<>();
        for (int i = 0; i < WORDS; i++) {
            writes.add(new Step.Write(i, word()));
        }
        if (chance(10)) {
            return new Step.Call(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong(), writes);
        }
        long[] object = OBJECTS[random.nextInt(OBJECTS.length)];
        long index = chance(5) ? random.nextInt(0x120) : object[0] + (object[0] >= World.THREAD ? random.nextInt(5) : 0);
        long protocol = chance(10) ? random.nextInt(-25, 3) : object[1];
        int words = chance(60) ? 1 + random.nextInt(6) : random.nextInt(64);
        int items = chance(70) ? random.nextInt(2) : random.nextInt(64);
        aimed(writes, protocol, words);
        if ((protocol == -15 || protocol >= -14 && protocol <= -10) && chance(50)) {
            words = protocol == -14 ? 5 : 3;
            items = protocol == -15 ? 0 : 1;
            named(writes, protocol, words);
        }
        long selector = index << 12 | OPERATIONS[random.nextInt(OPERATIONS.length)] | (chance(8) ? 0x800 : 0) | (chance(8) ? 0x400 : 0);
        long timeouts = chance(5) ? random.nextLong() : (long) random.nextInt(1 << 12) << 16 | random.nextInt(1 << 12);
        return new Step.Call(protocol << 16 | (long) random.nextInt(16) << 12 | (long) items << 6 | words, word(), selector, timeouts, writes);
    }

    /** Some words where this protocol looks for them. */
    private void aimed(List<Step.Write> writes, long protocol, int words) {
        long operation = protocol == -15 ? NEW[random.nextInt(NEW.length)] : protocol == -10 ? 0x10 + random.nextInt(2) : random.nextInt(17);
        set(writes, 0, 90, operation | (chance(40) && protocol == -12 ? (long) random.nextInt(512) << 16 : 0));
        set(writes, 1, 30, random.nextInt(64) * 4L);
        set(writes, 2, 30, protocol == -14 ? 1 : chance(50) ? capability() : page());
        set(writes, 3, 30, random.nextInt(300));
        set(writes, words, 60, World.ROOM + random.nextInt(World.ROOMS) << 12 | 8 | random.nextInt(4));
        set(writes, words + 1, 60, chance(70) ? capability() : page());
        set(writes, DESCRIPTOR, 70, random.nextInt(4) << 10 | 20);
        set(writes, BR0, 50, World.ROOM + random.nextInt(World.ROOMS) << 12 | 8 | 2 | random.nextInt(8));
        set(writes, BR0 + 20, 50, 8);
        set(writes, BR0 + 21, 50, chance(50) ? 63 << 6 : page());
    }

    /** The operations that name another object, with a typed item; of a factory those that have an argument. */
    private void named(List<Step.Write> writes, long protocol, int words) {
        if (protocol == -15) {
            set(writes, 1, 90, 1 + 2L * random.nextInt(2) | 8L << 16);
            set(writes, 2, 50, chance(50) ? Limits.UTCB_AREA | 12 << 6 | 1 << 4 | 6 : random.nextInt(1 << 14));
            return;
        }
        long object = World.THREAD + random.nextInt(World.THREADS);
        if (protocol == -11) {
            set(writes, 0, 90, 0);
            set(writes, 1, 90, World.ROOM + random.nextInt(World.ROOMS) << 12 | 8 | random.nextInt(16) << 4);
            object = World.OWN_TASK;
            if (chance(20)) { // kernel-user memory, twice
                set(writes, 0, 99, 3);
                set(writes, 1, 99, Limits.UTCB_AREA - random.nextInt(1, 8) * 0x1000L | 12 << 6 | 1 << 4 | 6);
                set(writes, 2, 99, Limits.UTCB_AREA - random.nextInt(1, 8) * 0x1000L | 12 << 6 | 1 << 4 | 6);
            }
        } else if (protocol == -14) {
            set(writes, 0, 90, 1);
            set(writes, 1, 90, 0);
        } else if (protocol == -12 && chance(50)) {
            set(writes, 0, 90, 5);
            object = World.INTERRUPT + random.nextInt(World.INTERRUPTS);
        }
        set(writes, words, 95, 8);
        set(writes, words + 1, 95, Words.capability(object));
    }

    private void set(List<Step.Write> writes, int word, int percent, long value) {
        if (chance(percent)) {
            writes.set(word, new Step.Write(word, value));
        }
    }

    private long word() {
        return switch (random.nextInt(8)) {
            case 0, 1 -> random.nextLong();
            case 2 -> random.nextInt(300);
            case 3 -> capability();
            case 4 -> page();
            case 5 -> Limits.UTCB_AREA + random.nextInt(64) * 0x400L | (chance(50) ? 0 : 12 << 6 | 1 << 4 | 6);
            case 6 -> 0xc000_0000L << random.nextInt(2);
            default -> 0;
        };
    }

    private long capability() {
        long[] object = OBJECTS[random.nextInt(OBJECTS.length)];
        long order = chance(80) ? 0 : random.nextInt(21);
        return object[0] + random.nextInt(5) << 12 | order << 6 | 3 << 4 | (chance(70) ? 15 : random.nextInt(16));
    }

    private long page() {
        long page = chance(50) ? World.MEMORY + random.nextInt(World.FRAMES) : World.PAGE_ROOM + random.nextInt(World.ROOMS);
        long order = 12 + (chance(80) ? random.nextInt(4) : random.nextInt(52));
        return page << 12 | order << 6 | 1 << 4 | random.nextInt(16);
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}
