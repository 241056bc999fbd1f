package cairn.property.ipc.kernel;

import cairn.kernel.boot.Boot;
import cairn.kernel.core.capability.CapSpace;
import cairn.kernel.core.derivation.Node;
import cairn.kernel.core.derivation.Slot;
import cairn.kernel.core.derivation.Tree;
import cairn.kernel.core.memory.AddressSpace;
import cairn.kernel.core.memory.Table;
import cairn.kernel.object.Kind;
import cairn.kernel.object.Task;
import java.util.ArrayList;
import java.util.List;

/** The invariants of capabilities and memory, CDT-1 to CDT-10, in plain Java: on the nodes of a tree, all places of all tasks, and all page tables. */
final class Derivations {
    private final Boot boot;
    private final Tree tree;
    private final ShownPages pages;
    private final List<String> broken = new ArrayList<>();
    /** Nodes that name a place, and places that are found from a task and hold a node. */
    private int placed;
    private int occupied;

    private Derivations(Boot boot, ShownPages pages) {
        this.boot = boot;
        this.tree = boot.tree();
        this.pages = pages;
    }

    /** What does not hold: an ID and words. */
    static List<String> broken(Boot boot, ShownPages pages) {
        Derivations d = new Derivations(boot, pages);
        for (int i = 0; i < d.tree.used(); i++) {
            d.node(d.tree.at(i));
        }
        for (int i = d.tree.used(); i < d.tree.capacity(); i++) {
            d.check(!d.tree.at(i).live(), "CDT-8 a free node is live", d.tree.at(i));
        }
        for (int i = 0; i < boot.pools().tasks(); i++) {
            if (boot.pools().task(i).exists()) {
                d.task(boot.pools().task(i));
            }
            d.stale(boot.pools().task(i));
        }
        if (d.placed != d.occupied) {
            d.broken.add("CDT-7 " + d.placed + " nodes are in places, of which " + d.occupied + " belong to a task");
        }
        return d.broken;
    }

    private void node(Node n) {
        check(n.live(), "CDT-8 a node in use is not live", n);
        int children = 0;
        for (Node c = n.first(); c != null && children <= tree.capacity(); c = c.next()) {
            check(c.parent() == n, "CDT-2 a child has another parent", c);
            children++;
        }
        check(children <= tree.capacity(), "CDT-2 the children are a ring", n);
        if (n.parent() == null) {
            check(n.slot() == null, "CDT-6 an anchor lies in a table", n);
            return;
        }
        check(n.parent().live(), "CDT-1 the parent is not live", n);
        check((n.rights() & ~n.parent().rights()) == 0, "CDT-3 more rights than the parent", n);
        check(n.parent().low() <= n.low() && n.high() <= n.parent().high(), "CDT-4 more memory than the parent", n);
        check(n.parent().top() == n.top(), "CDT-5 another object than the parent", n);
        check(n.slot() != null && n.slot().node() == n, "CDT-6 its place does not hold it", n);
        if (n.slot() != null) {
            placed++;
            check(fits(n, n.slot()), "CDT-9 of another kind or size than its place", n);
        }
    }

    private static boolean fits(Node n, Slot s) {
        if (n.kind() != Kind.MEMORY) {
            return s.level == 0 && n.low() == 0 && n.high() == 0;
        }
        return s.level > 0 && n.high() - n.low() == ShownPages.span(s.level) - 1 && n.low() % ShownPages.span(s.level) == 0;
    }

    // ---- places and page tables ----------------------------------------------------------------------------------------

    private void task(Task t) {
        for (int i = 0; i < CapSpace.CAPABILITIES / Table.ENTRIES; i++) {
            Table table = t.caps().table(i);
            for (int j = 0; table != null && j < Table.ENTRIES; j++) {
                place(table.slot(j));
            }
        }
        table(t.memory().root(), 0);
    }

    /** @param level of the entries; a root has tables alone */
    private void table(Table table, int level) {
        for (int i = 0; i < Table.ENTRIES; i++) {
            Table below = table.down(i);
            Slot s = level == 0 ? null : table.slot(i);
            if (s != null) {
                place(s);
            }
            String difference = pages.differs(table, i, below, s);
            if (difference != null) {
                broken.add("CDT-10 " + difference);
            }
            if (below != null) {
                table(below, level + 1);
            }
        }
    }

    private void place(Slot s) {
        Node n = s.node();
        if (n != null) {
            occupied++;
            check(n.live() && n.slot() == s, "CDT-7 a place holds a node that is not in it", n);
        }
    }

    /** Spaces are numbered from 1 on, as tasks are from 0. */
    private void stale(Task t) {
        AddressSpace memory = t.memory();
        for (String stale : pages.stale(t.number + 1, page -> t.exists() ? memory.find(page) : null)) {
            broken.add("CDT-10 " + stale);
        }
    }

    private void check(boolean holds, String what, Node n) {
        if (!holds) {
            broken.add(what + ": node " + n.id);
        }
    }
}
