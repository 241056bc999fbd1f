package cairn.kernel.object;

import cairn.kernel.core.derivation.Derivation;
import cairn.kernel.core.derivation.Node;

/** Walks below a derivation, children before parents, without recursion. */
final class Subtree {
    /** What {@link Node#attributes} of a capability is when it does not count for its object's life. */
    static final int WEAK = 1;

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

    /** Whether more than {@code uncounted} capabilities below {@code anchor} count for the life of its object. */
    static boolean counts(Node anchor, long uncounted) {
        long strong = 0;
        Node n = anchor.first();
        while (n != null) {
            if (n.attributes() != WEAK) {
                if (strong == uncounted) {
                    return true;
                }
                strong = strong + 1;
            }
            n = n.first() != null ? n.first() : after(anchor, n);
        }
        return false;
    }

    /** The first node behind {@code n} and all below it, or null. */
    private static Node after(Node anchor, Node n) {
        Node x = n;
        while (x != anchor && x.next() == null) {
            x = x.parent();
        }
        return x == anchor ? null : x.next();
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
