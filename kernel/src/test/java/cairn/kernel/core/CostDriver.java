package cairn.kernel.core;

import cairn.kernel.core.derivation.Derivation;
import cairn.kernel.core.derivation.Node;
import cairn.kernel.core.derivation.Slot;
import cairn.kernel.core.derivation.Tree;
import cairn.kernel.hil.Mmu;
import java.lang.reflect.Proxy;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/**
 * Builds a tree and does one operation on it; loaded beside the core with its steps counted, see {@link CostTest}. The argument is
 * OPERATION SHAPE N, for instance {@code unmap chain 100}; the result is the number of steps that the operation took.
 */
public final class CostDriver implements ToLongFunction<String> {
    private final LongSupplier steps;

    public CostDriver(LongSupplier steps) {
        this.steps = steps;
    }

    @Override
    public long applyAsLong(String what) {
        String[] word = what.split(" ");
        int n = Integer.parseInt(word[2]);
        boolean chain = word[1].equals("chain");
        Mmu mmu = (Mmu) Proxy.newProxyInstance(Mmu.class.getClassLoader(), new Class<?>[] {Mmu.class},
                (proxy, method, arguments) -> method.getReturnType() == boolean.class ? Boolean.TRUE : method.getReturnType() == int.class ? 0
                        : method.getReturnType() == long.class ? 0L : null);
        Derivation derivation = new Derivation(new Tree(mmu, Node.pool(n + 8)));
        IntFunction<Slot> slot = i -> new Slot(i / 512, i % 512, 0);
        Node anchor = derivation.anchor(1, 1, 0, 0);
        Slot first = slot.apply(0);
        must(derivation.map(anchor, first, 255, 0, 0, 0));
        Slot from = first;
        for (int i = 1; i <= n; i++) {
            Slot to = slot.apply(i);
            must(derivation.map(from.node(), to, 3, 0, 0, 0));
            from = chain ? to : first;
        }
        Slot free = slot.apply(n + 1);
        long before = steps.getAsLong();
        int result = switch (word[0]) {
            case "unmap" -> derivation.unmap(first.node());
            case "map" -> derivation.map(first.node(), free, 3, 0, 0, 0);
            case "grant" -> derivation.grant(first.node(), free);
            case "delete" -> derivation.delete(first.node());
            case "restrict" -> derivation.restrict(first.node(), 3);
            default -> throw new IllegalArgumentException(what);
        };
        long took = steps.getAsLong() - before;
        must(result);
        return took;
    }

    private static void must(int result) {
        if (result != Derivation.OK) {
            throw new AssertionError("refused with " + result);
        }
    }
}
