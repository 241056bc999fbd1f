package cairn.hal.aarch64;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the loops of a control-flow graph and keeps for each block only the registers in locals that its innermost loop names: a
 * host register is then not taken by one that merely lives through the loop, which the JVM's allocator does not see by itself.
 *
 * <p>A loop is a strongly connected component; its inner loops are those of what remains without its first block.
 */
final class Loops {
    private final FlowGraph graph;
    private final int[] index;
    private final int[] low;
    private final boolean[] onStack;
    private final List<Integer> stack = new ArrayList<>();
    private int next;

    private Loops(FlowGraph graph) {
        this.graph = graph;
        int n = graph.blocks.size();
        index = new int[n];
        low = new int[n];
        onStack = new boolean[n];
    }

    /** Sets {@link FlowGraph.Block#keep} of every block. */
    static void restrict(FlowGraph graph) {
        boolean[] all = new boolean[graph.blocks.size()];
        java.util.Arrays.fill(all, true);
        new Loops(graph).divide(all);
    }

    private void divide(boolean[] within) {
        java.util.Arrays.fill(index, 0);
        next = 0;
        List<List<Integer>> loops = new ArrayList<>();
        for (int b = 0; b < within.length; b++) {
            if (within[b] && index[b] == 0) {
                visit(b, within, loops);
            }
        }
        for (List<Integer> loop : loops) {
            inside(loop);
        }
    }

    private void inside(List<Integer> loop) {
        long named = Effects.FLAGS;
        boolean[] rest = new boolean[graph.blocks.size()];
        int first = Integer.MAX_VALUE;
        for (int b : loop) {
            FlowGraph.Block block = graph.blocks.get(b);
            for (int i = block.first; i < block.end; i++) {
                named |= graph.reads[i] | graph.writes[i];
            }
            rest[b] = true;
            first = Math.min(first, b);
        }
        for (int b : loop) {
            graph.blocks.get(b).keep = named;
        }
        rest[first] = false;
        divide(rest);
    }

    /** Tarjan's algorithm; the depth is that of the graph, a few hundred at most. */
    private void visit(int b, boolean[] within, List<List<Integer>> loops) {
        index[b] = low[b] = ++next;
        onStack[b] = true;
        stack.add(b);
        FlowGraph.Block block = graph.blocks.get(b);
        boolean itself = false;
        for (int to : new int[] {block.taken, block.next}) {
            int t = to < 0 || graph.block(to) == null ? -1 : graph.block(to).number;
            if (t < 0 || !within[t]) {
                continue;
            }
            itself |= t == b;
            if (index[t] == 0) {
                visit(t, within, loops);
                low[b] = Math.min(low[b], low[t]);
            } else if (onStack[t]) {
                low[b] = Math.min(low[b], index[t]);
            }
        }
        if (low[b] != index[b]) {
            return;
        }
        List<Integer> component = new ArrayList<>();
        int last;
        do {
            last = stack.remove(stack.size() - 1);
            onStack[last] = false;
            component.add(last);
        } while (last != b);
        if (component.size() > 1 || itself) {
            loops.add(component);
        }
    }
}
