package cairn.property;

import cairn.kernel.core.derivation.Derivation;
import cairn.kernel.core.derivation.Node;
import cairn.kernel.core.derivation.Slot;
import cairn.kernel.core.derivation.Tree;
import cairn.kernel.hil.Mmu;

/**
 * Cost of unmap by number of descendants: a chain, and one parent with many children. The time for each descendant should stay the
 * same. Run by hand, see README.md.
 */
public final class UnmapCost {
    private static final int MOST = 10_000;
    private static final int ROUNDS = 9;

    private final Tree tree = new Tree(new NoMmu(), Node.pool(MOST + 2));
    private final Derivation derivation = new Derivation(tree);
    private final Slot[] slots = new Slot[MOST + 1];
    private final Node anchor = derivation.anchor(1, 1, 0, 0);

    private UnmapCost() {
        for (int i = 0; i < slots.length; i++) {
            slots[i] = new Slot(i / 512, i % 512, 0);
        }
    }

    public static void main(String[] arguments) {
        UnmapCost cost = new UnmapCost();
        for (int i = 0; i < 200; i++) {
            cost.once(MOST / 10, i % 2 == 0);
        }
        System.out.printf("%11s %14s %14s%n", "descendants", "chain ns each", "fan ns each");
        for (int n = 1; n <= MOST; n *= 10) {
            System.out.printf("%11d %14.1f %14.1f%n", n, cost.best(n, true), cost.best(n, false));
        }
    }

    /** The best of several rounds: the others were disturbed. */
    private double best(int n, boolean chain) {
        double best = Double.MAX_VALUE;
        int repeat = Math.max(1, 20_000 / n);
        for (int round = 0; round < ROUNDS; round++) {
            long sum = 0;
            for (int i = 0; i < repeat; i++) {
                sum += once(n, chain);
            }
            best = Math.min(best, (double) sum / repeat / n);
        }
        return best;
    }

    private long once(int n, boolean chain) {
        require(derivation.map(anchor, slots[0], 255, 0, 0, 0));
        Node from = slots[0].node();
        for (int i = 1; i <= n; i++) {
            require(derivation.map(chain ? slots[i - 1].node() : from, slots[i], 255, 0, 0, 0));
        }
        long start = System.nanoTime();
        int result = derivation.unmap(from);
        long nanos = System.nanoTime() - start;
        require(result);
        return nanos;
    }

    private static void require(int result) {
        if (result != Derivation.OK) {
            throw new IllegalStateException("refused: " + result);
        }
    }

    /** Capabilities never reach it. */
    private static final class NoMmu implements Mmu {
        @Override
        public void clearTable(int table) {}

        @Override
        public void setTable(int table, int index, int child) {}

        @Override
        public void setLeaf(int table, int index, int level, long frame, int rights, int attributes) {}

        @Override
        public void clearEntry(int table, int index) {}

        @Override
        public void invalidate(int space, long page, int level) {}

        @Override
        public void activate(int space, int rootTable) {}
    }
}
