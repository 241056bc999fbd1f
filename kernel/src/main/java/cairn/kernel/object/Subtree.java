package cairn.kernel.object;

import cairn.kernel.core.derivation.Derivation;
import cairn.kernel.core.derivation.Node;

/** Walks below a derivation, children before parents, without recursion. */
final class Subtree {
    /** All that was derived from {@code n}, and {@code n} itself when {@code self}, loses the rights outside {@code mask}. */
    static void narrow(Derivation derivation, Node n, int mask, boolean self) {
        Node x = leaf(n);
        while (x != n) {
            derivation.restrict(x, mask);
            Node sibling = x.next();
            x = sibling == null ? x.parent() : leaf(sibling);
        }
        if (self) {
            derivation.restrict(n, mask);
        }
    }

    private static Node leaf(Node n) {
        Node x = n;
        while (x.first() != null) {
            x = x.first();
        }
        return x;
    }

    private Subtree() {}
}
