package cairn.kernel.core.derivation;

/**
 * The operations of the derivation tree. Each keeps {@code t.inv}; what it refuses with a code changes nothing. [REQ-CDT-1]
 *
 * <p>Cost: map and grant constant; restrict and delete the children of the node; unmap the subtree.
 */
public final class Derivation {
    public static final int OK = 0;
    /** The source holds nothing. */
    public static final int EMPTY = 1;
    /** The target slot is taken. */
    public static final int OCCUPIED = 2;
    /** The frames are not within the source's, or not aligned to the slot's size. */
    public static final int RANGE = 3;
    /** The target slot is of another kind or size. */
    public static final int SIZE = 4;
    /** The node pool is used up. */
    public static final int NO_NODE = 5;
    /** A child holds a right that would go. */
    public static final int HELD = 6;

    /*@ spec_public nullable @*/ private final Tree t;

    //@ public model boolean inv;
    //@ public represents inv = t != null && t.inv;

    /*@ public normal_behavior
      @   requires tree.inv;
      @   ensures inv && t == tree;
      @   assignable \nothing;
      @*/
    public Derivation(Tree tree) {
        this.t = tree;
    }

    /** The leaf that is reached from {@code x} by newest children. */
    /*@ public normal_behavior
      @   requires inv && x.live;
      @   ensures \result.live && \result.first == null;
      @   ensures t.marked && (boolean) t.mark[x.id] ==> (boolean) t.mark[\result.id] || \result == t.root;
      @   assignable \strictly_nothing;
      @*/
    private /*@ helper @*/ Node leaf(Node x) {
        Node n = x;
        Node c = t.child(n);
        /*@ loop_invariant (\exists Node i; i == n) && n.live && c == n.first;
          @ loop_invariant 0 <= n.birth && n.birth < t.clock;
          @ loop_invariant c != null ==> c.live && n.birth < c.birth && c.birth < t.clock;
          @ loop_invariant t.marked && (boolean) t.mark[x.id] ==> ((boolean) t.mark[n.id] || n == t.root) && (c != null ==> (boolean) t.mark[c.id]);
          @ decreases t.clock - n.birth;
          @ assignable \strictly_nothing;
          @*/
        while (c != null) {
            n = c;
            c = t.child(n);
        }
        return n;
    }

    /** A new anchor for an object or for a range of frames, or null when the pool is used up. [REQ-CDT-2] */
    public /*@ helper nullable @*/ Node anchor(int kind, int number, long low, long high) {
        Node c = t.spare();
        if (c == null || low > high) {
            return null;
        }
        t.fillAnchor(c, kind, number, low, high);
        t.plant(c);
        return c;
    }

    /** Derives a child of {@code p} into the empty slot {@code s}: rights in {@code mask}, frames {@code low} .. {@code high}. [REQ-CDT-3] */
    public /*@ helper @*/ int map(Node p, Slot s, int mask, long low, long high, int attributes) {
        if (!p.live) {
            return EMPTY;
        }
        if (s.node != null) {
            return OCCUPIED;
        }
        if (low > high || low < p.low || high > p.high) {
            return RANGE;
        }
        int fit = t.fits(p, s, low, high);
        if (fit != OK) {
            return fit;
        }
        Node c = t.spare();
        if (c == null) {
            return NO_NODE;
        }
        t.fill(c, p, mask, low, high, attributes);
        t.link(p, c, s);
        t.show(c);
        return OK;
    }

    /** Moves {@code x} with all that was derived from it to the empty slot {@code s} of the same size. [REQ-CDT-4] */
    public /*@ helper @*/ int grant(Node x, Slot s) {
        if (!x.live || x.parent == null) {
            return EMPTY;
        }
        if (s.node != null) {
            return OCCUPIED;
        }
        if (s.level != x.slot.level) {
            return SIZE;
        }
        t.hide(x);
        t.move(x, s);
        t.show(x);
        return OK;
    }

    /** Takes away all that was derived from {@code n}; {@code n} stays. [REQ-CDT-5] */
    public /*@ helper @*/ void revoke(Node n) {
        t.label(n);
        Node x = leaf(n);
        while (x != n) {
            Node p = t.up(x);
            deleteLeaf(x);
            x = leaf(p);
        }
    }

    /** Takes away {@code n} and all that was derived from it. Anchors stay. [REQ-CDT-5] */
    public /*@ helper @*/ int unmap(Node n) {
        if (!n.live || n.parent == null) {
            return EMPTY;
        }
        revoke(n);
        deleteLeaf(n);
        return OK;
    }

    /** Takes away {@code x} alone: its children become its parent's. [REQ-CDT-6] */
    public /*@ helper @*/ int delete(Node x) {
        if (!x.live || x.parent == null) {
            return EMPTY;
        }
        while (x.first != null) {
            t.raise(x);
        }
        deleteLeaf(x);
        return OK;
    }

    /** {@code x} loses the rights outside {@code mask}; refused while a child holds one of them. [REQ-CDT-7] */
    public /*@ helper @*/ int restrict(Node x, int mask) {
        if (!x.live || x.parent == null) {
            return EMPTY;
        }
        if (!t.childrenWithin(x, mask)) {
            return HELD;
        }
        t.hide(x);
        t.limit(x, mask);
        t.show(x);
        return OK;
    }

    /** The object behind the anchor {@code a} goes; refused while anyone holds a capability to it. [REQ-CDT-8] */
    public /*@ helper @*/ int destroy(Node a) {
        if (!a.live || a.parent != null) {
            return EMPTY;
        }
        if (a.first != null) {
            return HELD;
        }
        t.toLast(a);
        t.uproot(a);
        return OK;
    }

    private /*@ helper @*/ void deleteLeaf(Node x) {
        t.hide(x);
        t.toLast(x);
        t.unlink(x);
    }
}
