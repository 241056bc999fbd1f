package cairn.property.ipc.kernel;

import cairn.kernel.core.derivation.Node;
import cairn.kernel.core.derivation.Tree;
import java.util.ArrayList;
import java.util.List;

/** The invariants of capabilities and memory, as far as plain Java can see them on the nodes of a tree; CDT-10, the page tables, is not. */
final class Derivations {
    private final Tree tree;
    private final List<String> broken = new ArrayList<>();

    private Derivations(Tree tree) {
        this.tree = tree;
    }

    /** What does not hold: an ID and words. */
    static List<String> broken(Tree tree) {
        Derivations d = new Derivations(tree);
        for (int i = 0; i < tree.used(); i++) {
            d.node(tree.at(i));
        }
        for (int i = tree.used(); i < tree.capacity(); i++) {
            d.check(!tree.at(i).live(), "CDT-8 a free node is live", tree.at(i));
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
    }

    private void check(boolean holds, String what, Node n) {
        if (!holds) {
            broken.add(what + ": node " + n.id);
        }
    }
}
