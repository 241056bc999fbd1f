package cairn.property.ipc.kernel;

import cairn.kernel.core.derivation.Node;
import cairn.kernel.core.derivation.Slot;
import cairn.kernel.core.memory.Table;
import cairn.kernel.hil.Mmu;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Page tables as the kernel wrote them, and the worst TLB that the architecture allows: it holds every translation that was ever looked at
 * until the kernel invalidates it.
 *
 * <pre>
 *  an entry:  0 nothing | child + 1 of a table | LEAF with [ frame : 40 | level : 2 | attributes : 3 | rights : 3 ]
 * </pre>
 */
final class ShownPages implements Mmu {
    private static final long LEAF = 1L << 62;

    private final long[][] entries;
    /** By space, then by page: what the TLB may hold. */
    private final List<Map<Long, Long>> cached = new ArrayList<>();

    ShownPages(int tables, int spaces) {
        entries = new long[tables][Table.ENTRIES];
        for (int i = 0; i <= spaces; i++) {
            cached.add(new HashMap<>());
        }
    }

    @Override
    public void clearTable(int table) {
        java.util.Arrays.fill(entries[table], 0);
    }

    @Override
    public void setTable(int table, int index, int child) {
        entries[table][index] = child + 1;
    }

    @Override
    public void setLeaf(int table, int index, int level, long frame, int rights, int attributes) {
        entries[table][index] = leaf(level, frame, rights, attributes);
    }

    @Override
    public void clearEntry(int table, int index) {
        entries[table][index] = 0;
    }

    @Override
    public void invalidate(int space, long page, int level) {
        long span = span(level);
        cached.get(space).keySet().removeIf(p -> p / span == page / span);
    }

    @Override
    public void activate(int space, int rootTable) {}

    /** What table {@code above} says about {@code index}, where the kernel has table {@code below} or, in {@code s}, a mapping; null when all is well. */
    String differs(Table above, int index, Table below, Slot s) {
        long entry = entries[above.number][index];
        Node n = s == null ? null : s.node();
        long expected = below != null ? below.number + 1 : n == null ? 0 : leaf(s.level, n.low(), n.rights(), n.attributes());
        if (n != null && below == null && entry != 0) {
            cached.get(s.space).putIfAbsent(s.page, entry);
        }
        boolean hidden = entry == 0 && n != null && (n.rights() & 7) == 0; // without a right of a page it may be left out
        return entry == expected || hidden ? null : "table " + above.number + " entry " + index + " shows " + Long.toHexString(entry)
                + ", granted is " + Long.toHexString(expected);
    }

    /** What the TLB may still hold of {@code space} although the kernel has nothing, or something else, at its page now. */
    List<String> stale(int space, java.util.function.LongFunction<Slot> find) {
        List<String> stale = new ArrayList<>();
        cached.get(space).forEach((page, entry) -> {
            Slot s = find.apply(page);
            if (s == null || s.page != page || entries[s.table][s.index] != entry) {
                stale.add("the TLB may still hold page " + Long.toHexString(page) + " of space " + space);
            }
        });
        return stale;
    }

    private static long leaf(int level, long frame, int rights, int attributes) {
        return LEAF | frame << 8 | (long) level << 6 | (long) (attributes & 7) << 3 | rights & 7;
    }

    /** Pages that a leaf of {@code level} maps. */
    static long span(int level) {
        return 1L << 9 * (3 - level);
    }
}
