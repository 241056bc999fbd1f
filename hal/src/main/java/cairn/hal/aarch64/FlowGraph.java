package cairn.hal.aarch64;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Control flow of one page from an entry on, through branches and past calls, as far as a limit; with what the translation needs to
 * know about registers: which are live, and which differ from the processor's array because only a local holds the newest value (dirty).
 */
final class FlowGraph {
    /** Kind of flags that differs by the path taken: a local holds it. */
    static final int DYNAMIC = 8;
    private static final int UNKNOWN = -1;

    /** Instructions {@code first .. end - 1}; successors are entries of the page, -1 for none. */
    static final class Block {
        final int first;
        int end;
        int taken = -1;
        int next = -1;
        long dirtyIn;
        long liveIn;
        /** Registers that may be in locals; all others are in the processor's array. */
        long keep = -1;
        int number;
        int kindIn = UNKNOWN;
        int kindOut;

        Block(int first) {
            this.first = first;
        }
    }

    final CodePage page;
    final int entry;
    final boolean[] in = new boolean[CodePage.ENTRIES + 1];
    final long[] reads = new long[CodePage.ENTRIES];
    final long[] writes = new long[CodePage.ENTRIES];
    final boolean[] faults = new boolean[CodePage.ENTRIES];
    final boolean[] general = new boolean[CodePage.ENTRIES];
    final List<Block> blocks = new ArrayList<>();
    int size;
    private final boolean seen;
    private final boolean[] left = new boolean[CodePage.ENTRIES + 1];
    private final Block[] at = new Block[CodePage.ENTRIES + 1];

    private FlowGraph(CodePage page, int entry, boolean seen) {
        this.page = page;
        this.entry = entry;
        this.seen = seen;
    }

    /**
     * The graph of at most {@code limit} instructions, or null when the first must be interpreted.
     *
     * @param seen leave out the ways of a conditional branch that were not taken yet
     */
    static FlowGraph of(Cpu cpu, CodePage page, int entry, int limit, boolean seen) {
        FlowGraph graph = new FlowGraph(page, entry, seen);
        boolean[] leader = graph.discover(cpu, limit);
        if (!graph.in[entry]) {
            return null;
        }
        graph.divide(leader);
        Loops.restrict(graph);
        graph.spreadDirty();
        graph.spreadKinds();
        graph.spreadLive();
        return graph;
    }

    /** A bit for each instruction of the page that is in the graph. */
    long[] coverage() {
        long[] bits = new long[CodePage.ENTRIES / 64];
        for (int i = 0; i < CodePage.ENTRIES; i++) {
            if (in[i]) {
                bits[i >>> 6] |= 1L << i;
            }
        }
        return bits;
    }

    int op(int i) {
        return (int) page.word[i] & 0xffff;
    }

    Block block(int i) {
        return at[i];
    }

    /** Dirty registers that the edge to a block puts back into the array. */
    static long spilled(Block to, long dirty) {
        return dirty & ~to.keep;
    }

    /** Registers that the edge takes from the array. */
    static long reloaded(Block from, Block to) {
        return to.liveIn & ~from.keep;
    }

    /** Whether control from {@code from} to {@code to} passes a test of the budget. */
    static boolean backwards(Block from, int to) {
        return to <= from.first;
    }

    /** Registers that any instruction names. */
    long named() {
        long all = 0;
        for (int i = 0; i < CodePage.ENTRIES; i++) {
            if (in[i]) {
                all |= reads[i] | writes[i];
            }
        }
        return all;
    }

    private boolean[] discover(Cpu cpu, int limit) {
        boolean[] leader = new boolean[CodePage.ENTRIES + 1];
        Effects effects = new Effects(page.hostFloat);
        ArrayDeque<Integer> work = new ArrayDeque<>();
        work.add(entry);
        leader[entry] = true;
        while (!work.isEmpty()) {
            int i = work.poll();
            while (i < CodePage.ENTRIES && !in[i] && size < limit) {
                if (page.word[i] == Op.UNDECODED) {
                    cpu.decode(page, i);
                }
                int op = op(i);
                if (Effects.leavesRegion(op)) {
                    break;
                }
                in[i] = true;
                size++;
                effects.of(page.word[i], page.imm[i]);
                reads[i] = effects.reads;
                writes[i] = effects.writes;
                faults[i] = effects.faults;
                general[i] = effects.general;
                if (op == Op.B) {
                    i = (int) page.imm[i];
                    leader[i] = true;
                    continue;
                }
                if (op == Op.BR || op == Op.SVC || op == Op.B_FAR) {
                    break;
                }
                if (op >= Op.BEQ && op <= Op.TBNZ) {
                    int target = (int) page.imm[i];
                    leader[target] = true;
                    if (goes(target)) {
                        work.add(target);
                    }
                }
                i++;
                leader[i] |= Effects.endsBlock(op);
                if (Effects.conditional(op) && !goes(i)) {
                    break;
                }
            }
        }
        return leader;
    }

    private boolean goes(int to) {
        if (to == CodePage.ENTRIES || !seen || page.visited(to)) {
            return true;
        }
        left[to] = true;
        return false;
    }

    /** Entries that were left out because control had not gone there. */
    long[] leftOut() {
        long[] bits = new long[CodePage.ENTRIES / 64];
        for (int i = 0; i < CodePage.ENTRIES; i++) {
            if (left[i] && !in[i]) {
                bits[i >>> 6] |= 1L << i;
            }
        }
        return bits;
    }

    private void divide(boolean[] leader) {
        Block current = null;
        for (int i = 0; i < CodePage.ENTRIES; i++) {
            if (!in[i]) {
                current = null;
                continue;
            }
            if (current == null || leader[i]) {
                current = new Block(i);
                current.number = blocks.size();
                blocks.add(current);
                at[i] = current;
            }
            current.end = i + 1;
            int op = op(i);
            current.next = i + 1;
            current.taken = -1;
            if (op == Op.B || op >= Op.BEQ && op <= Op.TBNZ) {
                current.taken = (int) page.imm[i];
            }
            if (op == Op.B || op == Op.B_FAR || op == Op.BR || op == Op.SVC) {
                current.next = -1;
            }
            if (Effects.endsBlock(op)) {
                current = null;
            }
        }
    }

    /** Dirty registers after instruction {@code i}, given those before it. */
    long dirtyAfter(int i, long before) {
        if (Effects.call(op(i))) {
            return 0;
        }
        return general[i] ? before & ~(reads[i] | writes[i]) : before | writes[i];
    }

    private void spreadDirty() {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Block b : blocks) {
                long dirty = b.dirtyIn;
                for (int i = b.first; i < b.end; i++) {
                    dirty = dirtyAfter(i, dirty);
                }
                changed |= joinDirty(b.taken, dirty) | joinDirty(b.next, dirty);
            }
        }
    }

    private boolean joinDirty(int to, long dirty) {
        if (to < 0 || at[to] == null || (dirty & at[to].keep & ~at[to].dirtyIn) == 0) {
            return false;
        }
        at[to].dirtyIn |= dirty & at[to].keep;
        return true;
    }

    /** Kind of the flags after instruction {@code i}. */
    int kindAfter(int i, int before) {
        if (Effects.call(op(i))) {
            return DYNAMIC;
        }
        if ((writes[i] & Effects.FLAGS) == 0) {
            return before;
        }
        if (general[i]) {
            return Flags.NZCV;
        }
        int aux = (int) (page.word[i] >>> 48);
        boolean wide = (aux >>> 12 & 1) != 0;
        return switch (op(i)) {
            case Op.ADDSI64, Op.ADDS64 -> Flags.ADDS64;
            case Op.ADDSI32, Op.ADDS32 -> Flags.ADDS32;
            case Op.SUBSI64, Op.SUBS64 -> Flags.SUBS64;
            case Op.SUBSI32, Op.SUBS32 -> Flags.SUBS32;
            case Op.ANDSI64, Op.ANDS64 -> Flags.LOGIC64;
            case Op.ANDSI32, Op.ANDS32 -> Flags.LOGIC32;
            case Op.LOGIC_SHIFT -> wide ? Flags.LOGIC64 : Flags.LOGIC32;
            case Op.ADDSUB_SHIFT, Op.ADDSUB_EXT -> (aux >>> 9 & 1) != 0
                    ? wide ? Flags.SUBS64 : Flags.SUBS32
                    : wide ? Flags.ADDS64 : Flags.ADDS32;
            default -> Flags.NZCV; // ADC, CCMP
        };
    }

    private void spreadKinds() {
        at[entry].kindIn = DYNAMIC;
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Block b : blocks) {
                if (b.kindIn == UNKNOWN) {
                    continue;
                }
                int kind = b.kindIn;
                for (int i = b.first; i < b.end; i++) {
                    kind = kindAfter(i, kind);
                }
                b.kindOut = kind;
                changed |= joinKind(b.taken, kind) | joinKind(b.next, kind);
            }
        }
    }

    private boolean joinKind(int to, int kind) {
        if (to < 0 || at[to] == null || at[to].kindIn == kind || at[to].kindIn == DYNAMIC) {
            return false;
        }
        at[to].kindIn = at[to].kindIn == UNKNOWN ? kind : DYNAMIC;
        return true;
    }

    private void spreadLive() {
        boolean changed = true;
        long[] dirtyBefore = new long[CodePage.ENTRIES];
        for (Block b : blocks) {
            long dirty = b.dirtyIn;
            for (int i = b.first; i < b.end; i++) {
                dirtyBefore[i] = dirty;
                dirty = dirtyAfter(i, dirty);
            }
        }
        while (changed) {
            changed = false;
            for (int k = blocks.size() - 1; k >= 0; k--) {
                Block b = blocks.get(k);
                long live = liveAtEnd(b, dirtyBefore[b.end - 1]);
                for (int i = b.end - 1; i >= b.first; i--) {
                    if (Effects.call(op(i))) {
                        live = dirtyBefore[i] | reads[i];
                        continue;
                    }
                    live = live & ~writes[i] | reads[i];
                    if (faults[i]) {
                        live |= dirtyBefore[i];
                    }
                }
                live &= b.keep;
                if (live != b.liveIn) {
                    b.liveIn = live;
                    changed = true;
                }
            }
        }
    }

    private long liveAtEnd(Block b, long dirtyBeforeLast) {
        long dirty = dirtyAfter(b.end - 1, dirtyBeforeLast);
        return liveOnEdge(b, b.taken, dirty) | liveOnEdge(b, b.next, dirty) | (leaves(b) ? dirty : 0);
    }

    /** Whether the block's last instruction may leave the region by itself. */
    private boolean leaves(Block b) {
        int op = op(b.end - 1);
        return op == Op.BR || op == Op.SVC || op == Op.B_FAR || op >= Op.BCOND_FAR && op <= Op.TBNZ_FAR;
    }

    private long liveOnEdge(Block b, int to, long dirty) {
        if (to < 0) {
            return 0;
        }
        return at[to] == null ? dirty : at[to].liveIn & b.keep | dirty & ~at[to].keep | (backwards(b, to) ? dirty : 0);
    }
}
