package cairn.kernel.bench;

import cairn.kernel.Rig;
import cairn.kernel.abi.Slots;
import cairn.kernel.boot.Sizes;
import java.util.Arrays;

/**
 * What one unmap system call costs for 1 to 10000 descendants, all derived from one page (wide) or each from the one before (deep). The
 * MMU is an array, so this is the kernel's own work. Medians of the second of two passes; the first warms up.
 */
public final class UnmapCost {
    private static final int[] DESCENDANTS = {1, 10, 100, 1000, 10000};
    private static final long HERE = 0x1_0000_0000L;

    public static void main(String[] arguments) {
        Sizes sizes = Rig.small();
        sizes.nodes = 20_000;
        sizes.level3Tables = 64;
        sizes.quota = 4L << 20;
        Rig rig = new Rig(sizes);
        System.out.println("descendants   wide ns    ns each   deep ns    ns each");
        for (int pass = 0; pass < 2; pass++) {
            for (int n : DESCENDANTS) {
                int rounds = Math.max(100, 20_000 / n);
                long wide = median(rig, n, rounds, false);
                long deep = median(rig, n, rounds, true);
                if (pass == 1) {
                    System.out.printf("%11d %9d %10.1f %9d %10.1f%n", n, wide, (double) wide / n, deep, (double) deep / n);
                }
            }
        }
    }

    private static long median(Rig rig, int descendants, int rounds, boolean deep) {
        long[] nanoseconds = new long[rounds];
        for (int round = 0; round < rounds; round++) {
            nanoseconds[round] = once(rig, descendants, deep);
        }
        Arrays.sort(nanoseconds);
        return nanoseconds[rounds / 2];
    }

    private static long once(Rig rig, int descendants, boolean deep) {
        long first = HERE - 4096;
        must(rig.map(Slots.TASK, Slots.TASK, first, Rig.page(Rig.RAM, 12, 6)));
        int before = rig.boot.tree().used();
        for (int i = 0; i < descendants; i++) {
            long source = deep ? first + i * 4096L : first;
            must(rig.map(Slots.TASK, Slots.TASK, HERE + i * 4096L, Rig.page(source, 12, 6)));
        }
        if (rig.boot.tree().used() != before + descendants) {
            throw new AssertionError("not every page was mapped");
        }
        long start = System.nanoTime();
        long answer = rig.unmap(Slots.TASK, 0, Rig.page(first, 12, 7));
        long took = System.nanoTime() - start;
        must(answer);
        if (rig.boot.tree().used() != before) {
            throw new AssertionError("something is left");
        }
        return took;
    }

    private static void must(long answer) {
        if (answer != 0) {
            throw new AssertionError("the kernel answered " + answer);
        }
    }

    private UnmapCost() {}
}
