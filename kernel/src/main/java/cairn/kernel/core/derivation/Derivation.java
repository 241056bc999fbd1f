package cairn.kernel.core.derivation;

/**
 * The operations of the derivation tree. Each keeps {@code inv}; what it refuses with a code changes nothing. [REQ-CDT-1]
 *
 * <p>Cost: map and grant constant; restrict and delete the children of the node; unmap the subtree.
 */
public final class Derivation {
    public static final int OK = 0;
    /** The source holds nothing, or is an anchor. */
    public static final int EMPTY = 1;
    /** The target slot is taken. */
    public static final int OCCUPIED = 2;
    /** The frames are not within the source's, or not aligned to the slot's size. */
    public static final int RANGE = 3;
    /** The target slot is of another kind or size. */
    public static final int SIZE = 4;
    /** The node pool is used up. */
    public static final int NO_NODE = 5;
    /** A child holds a right that would go, or holds on to an object that would go. */
    public static final int HELD = 6;

    /** Last 4 KiB frame of 48-bit physical memory. */
    public static final long MAX_FRAME = 68719476735L;

    /*@ spec_public nullable @*/ private final Tree t;

    //@ public model boolean inv;
    //@ public represents inv = t != null && t.inv && t.unseen == null;

    // ---- lemmas: induction along parent edges -------------------------------------------------------------------------

    /** With a childless root no marked node but the root is live: each would have a marked parent, up to a child of the root. */
    /*@ public normal_behavior
      @   requires inv && t.marked && t.root.live && t.root.first == null && i.live && i != t.root;
      @   ensures \result && !(boolean) t.mark[i.id];
      @   measured_by i.birth;
      @ model public helper boolean gone(Node i) { return t.edge(i) && t.markEdge(i) && (i.parent == null || gone(i.parent)); } @*/

    /** An anchor without child is nobody's top but its own. */
    /*@ public normal_behavior
      @   requires inv && a.live && a.parent == null && a.first == null && i.live && i != a;
      @   ensures \result && i.top != a;
      @   measured_by i.birth;
      @ model public helper boolean alone(Node a, Node i) { return t.edge(i) && (i.parent == null || alone(a, i.parent)); } @*/

    /*@ public normal_behavior
      @   requires inv && a.live && a.parent == null && a.first == null;
      @   ensures (\forall Node i; i.live && i != a; alone(a, i) && i.top != a);
      @   assignable \strictly_nothing;
      @*/
    private /*@ helper @*/ void aloneLemma(Node a) {
    }

    /*@ public normal_behavior
      @   requires inv && t.marked && t.root.live && t.root.first == null;
      @   ensures (\forall Node i; i.live && i != t.root; gone(i) && !(boolean) t.mark[i.id]);
      @   assignable \strictly_nothing;
      @*/
    private /*@ helper @*/ void goneLemma() {
    }

    /*@ public normal_behavior
      @   requires inv && t.marked && t.root.live && t.root.first == null;
      @   ensures t.bare;
      @   assignable \strictly_nothing;
      @*/
    private /*@ helper @*/ void bareLemma() {
        goneLemma();
        t.bareLemma(this);
    }

    /** {@code i} is {@code n} or a descendant of it. */
    /*@ public normal_behavior
      @   requires inv && i.live;
      @   ensures \result ==> n.birth <= i.birth;
      @   measured_by i.birth;
      @ model public helper boolean below(Node i, Node n) { return t.edge(i) && (i == n || (i.parent != null && (i.parent == n || below(i.parent, n)))); } @*/

    /** Below is constant along an edge, but at the root itself. */
    /*@ public normal_behavior
      @   requires inv && i.live;
      @   ensures \result && (i == n ==> below(i, n)) && (i != n && i.parent == null ==> !below(i, n)) && (i.parent == n ==> below(i, n));
      @   ensures i != n && i.parent != null && i.parent != n ==> below(i, n) == below(i.parent, n);
      @   measured_by i.birth;
      @ model public helper boolean step(Node i, Node n) { return t.edge(i) && (i == n || i.parent == null || i.parent == n || step(i.parent, n)); } @*/

    /** A node is below itself. */
    /*@ public normal_behavior
      @   requires inv && n.live;
      @   ensures below(n, n);
      @   assignable \strictly_nothing;
      @*/
    private /*@ helper @*/ void selfLemma(Node n) {
    }

    /** Below is constant along an edge that does not end in the root. */
    /*@ public normal_behavior
      @   requires inv && n.live;
      @   ensures (\forall Node i; i.live && i != n && i.parent != null && i.parent != n; step(i, n) && below(i, n) == below(i.parent, n));
      @   assignable \strictly_nothing;
      @*/
    private /*@ helper @*/ void edgeLemma(Node n) {
    }

    /** A child is below its parent. */
    /*@ public normal_behavior
      @   requires inv && n.live;
      @   ensures (\forall Node i; i.live && i.parent == n; step(i, n) && below(i, n));
      @   assignable \strictly_nothing;
      @*/
    private /*@ helper @*/ void childLemma(Node n) {
    }

    /** No other anchor is below a node. */
    /*@ public normal_behavior
      @   requires inv && n.live;
      @   ensures (\forall Node i; i.live && i != n && i.parent == null; step(i, n) && !below(i, n));
      @   assignable \strictly_nothing;
      @*/
    private /*@ helper @*/ void anchorLemma(Node n) {
    }

    // ---- operations ---------------------------------------------------------------------------------------------------

    /*@ public normal_behavior
      @   ensures t == tree;
      @   assignable \nothing;
      @*/
    public Derivation(Tree tree) {
        this.t = tree;
    }

    /** A new anchor for an object or for a range of frames, or null when the pool is used up or the range is none. [REQ-CDT-2] */
    /*@ public normal_behavior
      @   requires inv && t.used < t.pool.length && 0 <= low && low <= high && high <= MAX_FRAME;
      @   ensures inv && \result != null && \result == \old(t.pool[t.used]) && \old(!t.pool[t.used].live) && t.used == \old(t.used) + 1;
      @   ensures \result.live && \result.parent == null && \result.top == \result && \result.first == null;
      @   ensures \result.kind == kind && \result.number == number && \result.low == low && \result.high == high;
      @   ensures \result.right1 && \result.right2 && \result.right4 && \result.right8 && \result.rightA && \result.rightB && \result.rightC;
      @   assignable t.pool[t.used].*, t.clock, t.used;
      @ also public normal_behavior
      @   requires inv && (t.used == t.pool.length || low < 0 || high < low || high > MAX_FRAME);
      @   ensures \result == null;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper nullable @*/ Node anchor(int kind, int number, long low, long high) {
        Node c = t.spare();
        if (c == null || low < 0 || low > high || high > MAX_FRAME) {
            return null;
        }
        t.fillAnchor(c, kind, number, low, high);
        t.plant(c);
        return c;
    }

    /** Derives a child of {@code p} into the empty slot {@code s}: rights in {@code mask}, frames {@code low} .. {@code high}. [REQ-CDT-3] */
    /*@ public normal_behavior
      @   requires inv && p.live && s.node == null && t.used < t.pool.length && p.low <= low && 0 <= low && low <= high && high <= p.high && 0 <= attributes && attributes <= 7;
      @   requires (p.kind == Node.MEMORY) == (s.level != 0) && (s.level == 3 ==> high == low);
      @   requires (s.level == 2 ==> high == low + 511 && low % 512 == 0) && (s.level == 1 ==> high == low + 262143 && low % 262144 == 0);
      @   ensures inv && \result == OK && s.node != null && s.node == \old(t.pool[t.used]) && \old(!t.pool[t.used].live) && t.used == \old(t.used) + 1;
      @   ensures s.node.live && s.node.slot == s && s.node.parent == p && s.node.top == p.top && s.node.first == null && p.first == s.node;
      @   ensures s.node.low == low && s.node.high == high && s.node.kind == p.kind && s.node.number == p.number && s.node.attributes == attributes;
      @   ensures s.node.right1 == (p.right1 && (mask & 1) != 0) && s.node.right2 == (p.right2 && (mask & 2) != 0);
      @   ensures s.node.right4 == (p.right4 && (mask & 4) != 0) && s.node.right8 == (p.right8 && (mask & 8) != 0);
      @   ensures s.node.rightA == (p.rightA && (mask & 32) != 0) && s.node.rightB == (p.rightB && (mask & 64) != 0) && s.node.rightC == (p.rightC && (mask & 128) != 0);
      @   assignable t.unseen, t.pool[t.used].*, s.node, s.shown, s.shownFrame, s.shownRead, s.shownWrite, s.shownExecute, p.first, p.first.prev, t.clock, t.used,
      @              t.draft, t.source, t.target, t.granted;
      @ also public normal_behavior
      @   requires inv && (!p.live || s.node != null || low > high || low < p.low || high > p.high || attributes < 0 || attributes > 7 || t.used == t.pool.length
      @            || (p.kind == Node.MEMORY) != (s.level != 0) || (s.level == 3 && high != low)
      @            || (s.level == 2 && (high != low + 511 || low % 512 != 0)) || (s.level == 1 && (high != low + 262143 || low % 262144 != 0)));
      @   ensures \result != OK;
      @   ensures !p.live ==> \result == EMPTY;
      @   ensures p.live && s.node != null ==> \result == OCCUPIED;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper @*/ int map(Node p, Slot s, int mask, long low, long high, int attributes) {
        int why = refusal(p, s, low, high, attributes);
        if (why == OK) {
            derive(p, s, mask, low, high, attributes);
            t.sharedLemma(s.node, p, mask);
        }
        return why;
    }

    /** Why {@link #map} refuses, or OK. */
    /*@ public normal_behavior
      @   requires inv && p.live && s.node == null && t.used < t.pool.length && p.low <= low && 0 <= low && low <= high && high <= p.high && 0 <= attributes && attributes <= 7;
      @   requires (p.kind == Node.MEMORY) == (s.level != 0) && (s.level == 3 ==> high == low);
      @   requires (s.level == 2 ==> high == low + 511 && low % 512 == 0) && (s.level == 1 ==> high == low + 262143 && low % 262144 == 0);
      @   ensures \result == OK;
      @   assignable \strictly_nothing;
      @ also public normal_behavior
      @   requires inv && (!p.live || s.node != null || low > high || low < p.low || high > p.high || attributes < 0 || attributes > 7 || t.used == t.pool.length
      @            || (p.kind == Node.MEMORY) != (s.level != 0) || (s.level == 3 && high != low)
      @            || (s.level == 2 && (high != low + 511 || low % 512 != 0)) || (s.level == 1 && (high != low + 262143 || low % 262144 != 0)));
      @   ensures \result != OK;
      @   ensures !p.live ==> \result == EMPTY;
      @   ensures p.live && s.node != null ==> \result == OCCUPIED;
      @   assignable \strictly_nothing;
      @*/
    private /*@ helper @*/ int refusal(Node p, Slot s, long low, long high, int attributes) {
        if (!p.live) {
            return EMPTY;
        }
        if (s.node != null) {
            return OCCUPIED;
        }
        t.rangeLemma(p);
        if (low > high || low < p.low || high > p.high || attributes < 0 || attributes > 7) {
            return RANGE;
        }
        int fit = t.fits(p, s, low, high);
        if (fit != OK) {
            return fit;
        }
        return t.spare() == null ? NO_NODE : OK;
    }

    /** The child that {@link #map} asks for, where nothing speaks against it; its rights are in {@code t.shared}. */
    /*@ public normal_behavior
      @   requires inv && p.live && s.node == null && t.used < t.pool.length && p.low <= low && 0 <= low && low <= high && high <= p.high && 0 <= attributes && attributes <= 7;
      @   requires (p.kind == Node.MEMORY) == (s.level != 0) && (s.level == 3 ==> high == low);
      @   requires (s.level == 2 ==> high == low + 511 && low % 512 == 0) && (s.level == 1 ==> high == low + 262143 && low % 262144 == 0);
      @   ensures inv && s.node != null && s.node == \old(t.pool[t.used]) && \old(!t.pool[t.used].live) && t.used == \old(t.used) + 1;
      @   ensures s.node.live && s.node.slot == s && s.node.parent == p && s.node.top == p.top && s.node.first == null && p.first == s.node;
      @   ensures s.node.low == low && s.node.high == high && s.node.kind == p.kind && s.node.number == p.number && s.node.attributes == attributes;
      @   ensures t.shared && t.draft == s.node && t.source == p && t.granted == mask;
      @   assignable t.unseen, t.pool[t.used].*, s.node, s.shown, s.shownFrame, s.shownRead, s.shownWrite, s.shownExecute, p.first, p.first.prev, t.clock, t.used,
      @              t.draft, t.source, t.target, t.granted;
      @*/
    private /*@ helper @*/ void derive(Node p, Slot s, int mask, long low, long high, int attributes) {
        Node c = t.spare();
        t.hiddenLemma(s);
        t.apartLemma(p, c);
        t.fill(c, p, s, mask, low, high, attributes);
        t.link(p, c, s);
        t.show(c);
    }

    /** Moves {@code x} with all that was derived from it to the empty slot {@code s} of the same size. [REQ-CDT-4] */
    /*@ public normal_behavior
      @   requires inv && x.live && x.parent != null && s.node == null && s.level == x.slot.level;
      @   ensures inv && \result == OK && x.slot == s && s.node == x && \old(x.slot).node == null;
      @   assignable t.unseen, x.slot, x.slot.node, x.slot.shown, s.node, s.shown, s.shownFrame, s.shownRead, s.shownWrite, s.shownExecute;
      @ also public normal_behavior
      @   requires inv && (!x.live || x.parent == null);
      @   ensures \result == EMPTY;
      @   assignable \strictly_nothing;
      @ also public normal_behavior
      @   requires inv && x.live && x.parent != null && s.node != null;
      @   ensures \result == OCCUPIED;
      @   assignable \strictly_nothing;
      @ also public normal_behavior
      @   requires inv && x.live && x.parent != null && s.node == null && s.level != x.slot.level;
      @   ensures \result == SIZE;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper @*/ int grant(Node x, Slot s) {
        if (!x.live || x.parent == null) {
            return EMPTY;
        }
        if (s.node != null) {
            return OCCUPIED;
        }
        if (s.level != t.place(x).level) {
            return SIZE;
        }
        t.hide(x);
        t.hiddenLemma(s);
        t.move(x, s);
        t.show(x);
        return OK;
    }

    /** Takes away all that was derived from {@code n}; {@code n} and everything else stays. [REQ-CDT-5] */
    /*@ public normal_behavior
      @   requires inv && n.live;
      @   ensures inv && n.live && n.first == null && n.parent == \old(n.parent) && n.slot == \old(n.slot);
      @   ensures t.kept && t.bare && t.root == n;
      @   ensures (\forall \bigint k; 0 <= k && k < t.all.length; ((Node) t.all[k]).live == (\old(((Node) t.all[k]).live) && ((Node) t.all[k] == n || !\old(below((Node) t.all[k], n)))));
      @   assignable t.unseen, t.root, t.mark, t.was, t.used, t.pool[*], \all_objects(n.live), \all_objects(n.first), \all_objects(n.next), \all_objects(n.prev), \all_objects(n.pos), \all_objects(n.slot.node), \all_objects(n.slot.shown);
      @*/
    public /*@ helper @*/ void revoke(Node n) {
        mark(n);
        clear(n);
        bareLemma();
        t.clearedLemma();
    }

    /** Labels {@code n} and what is below it, and who is live. Nothing but ghost state changes. */
    /*@ public normal_behavior
      @   requires inv && n.live;
      @   ensures inv && t.marked && t.kept && t.root == n && n.live && n.parent == \old(n.parent) && n.slot == \old(n.slot);
      @   ensures (\forall \bigint k; 0 <= k && k < t.all.length; (boolean) t.was[k] == \old(((Node) t.all[k]).live) && (boolean) t.mark[k] == \old(below((Node) t.all[k], n)));
      @   assignable t.root, t.mark, t.was;
      @*/
    private /*@ helper @*/ void mark(Node n) {
        selfLemma(n);
        edgeLemma(n);
        childLemma(n);
        anchorLemma(n);
        t.label(this, n);
    }

    /** Takes away the marked nodes but the root {@code n}, leaf by leaf. */
    /*@ public normal_behavior
      @   requires inv && t.marked && t.kept && t.root == n && n.live;
      @   ensures inv && t.marked && t.kept && t.root == n && n.live && n.first == null && n.parent == \old(n.parent) && n.slot == \old(n.slot);
      @   ensures t == \old(t) && t.all == \old(t.all) && t.mark == \old(t.mark) && t.was == \old(t.was);
      @   assignable t.unseen, t.used, t.pool[*], \all_objects(n.live), \all_objects(n.first), \all_objects(n.next), \all_objects(n.prev), \all_objects(n.pos), \all_objects(n.slot.node), \all_objects(n.slot.shown);
      @*/
    private /*@ helper @*/ void clear(Node n) {
        t.rangeLemma(n);
        Node x = leaf(n);
        /*@ loop_invariant inv && t == \old(t) && t.marked && t.kept && t.root == n && n.live && n.parent == \old(n.parent) && n.slot == \old(n.slot);
          @ loop_invariant t.all == \old(t.all) && t.mark == \old(t.mark) && t.was == \old(t.was);
          @ loop_invariant (\exists Node i; i == x) && x.live && x.first == null && (x == n || (boolean) t.mark[x.id]);
          @ loop_invariant 0 <= t.used;
          @ decreases t.used;
          @ assignable t.unseen, t.used, t.pool[*], \all_objects(n.live), \all_objects(n.first), \all_objects(n.next), \all_objects(n.prev), \all_objects(n.pos), \all_objects(n.slot.node), \all_objects(n.slot.shown);
          @*/
        while (x != n) {
            Node p = t.up(x);
            deleteLeaf(x);
            x = leaf(p);
        }
    }

    /** Takes away {@code n} and all that was derived from it. Anchors stay. [REQ-CDT-5] */
    /*@ public normal_behavior
      @   requires inv && n.live && n.parent != null;
      @   ensures inv && \result == OK && !n.live && \old(n.slot).node == null;
      @   ensures (\forall \bigint k; 0 <= k && k < t.all.length; ((Node) t.all[k]).live == (\old(((Node) t.all[k]).live) && !\old(below((Node) t.all[k], n))));
      @   assignable t.unseen, t.root, t.mark, t.was, t.used, t.pool[*], \all_objects(n.live), \all_objects(n.first), \all_objects(n.next), \all_objects(n.prev), \all_objects(n.pos), \all_objects(n.slot.node), \all_objects(n.slot.shown);
      @ also public normal_behavior
      @   requires inv && (!n.live || n.parent == null);
      @   ensures \result == EMPTY;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper @*/ int unmap(Node n) {
        if (!n.live || n.parent == null) {
            return EMPTY;
        }
        t.nodesLemma();
        selfLemma(n);
        revoke(n);
        deleteLeaf(n);
        return OK;
    }

    /** Takes away {@code x} alone: its children become its parent's. [REQ-CDT-6] */
    /*@ public normal_behavior
      @   requires inv && x.live && x.parent != null;
      @   ensures inv && \result == OK && !x.live && \old(x.slot).node == null && t.used == \old(t.used) - 1 && x.parent == \old(x.parent);
      @   ensures t.raised && t.leaving == x && (\forall \bigint k; 0 <= k && k < t.all.length; (Node) t.elder[k] == \old(((Node) t.all[k]).parent));
      @   assignable t.unseen, t.leaving, t.elder, t.used, t.pool[*], t.clock, x.live, x.slot.node, x.slot.shown, \all_objects(x.first), \all_objects(x.next), \all_objects(x.prev), \all_objects(x.parent), \all_objects(x.order), \all_objects(x.pos);
      @ also public normal_behavior
      @   requires inv && (!x.live || x.parent == null);
      @   ensures \result == EMPTY;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper @*/ int delete(Node x) {
        if (!x.live || x.parent == null) {
            return EMPTY;
        }
        t.depart(x);
        raiseAll(x);
        deleteLeaf(x);
        return OK;
    }

    /** The children of {@code x}, which is to leave, become its parent's. */
    /*@ public normal_behavior
      @   requires inv && x.live && x.parent != null && t.raised && t.leaving == x;
      @   ensures inv && x.live && x.first == null && x.parent == \old(x.parent) && x.slot == \old(x.slot) && t == \old(t) && t.used == \old(t.used) && t.raised;
      @   assignable t.clock, \all_objects(x.first), \all_objects(x.next), \all_objects(x.prev), \all_objects(x.parent), \all_objects(x.order);
      @*/
    private /*@ helper @*/ void raiseAll(Node x) {
        Node c = t.child(x);
        /*@ loop_invariant inv && t == \old(t) && x.live && x.parent != null && x.parent == \old(x.parent) && x.slot == \old(x.slot) && t.used == \old(t.used);
          @ loop_invariant t.raised && t.leaving == x;
          @ loop_invariant c == x.first && (c != null ==> (\exists Node i; i == c) && 0 <= c.order && c != x);
          @ decreases c == null ? 0 : c.order + 1;
          @ assignable t.clock, \all_objects(x.first), \all_objects(x.next), \all_objects(x.prev), \all_objects(x.parent), \all_objects(x.order);
          @*/
        while (c != null) {
            lift(x, c);
            c = t.child(x);
        }
    }

    /** The newest child {@code c} of {@code x}, which is to leave, becomes the newest child of {@code x}'s parent. */
    /*@ public normal_behavior
      @   requires inv && x.live && x.parent != null && c == x.first && t.raised && t.leaving == x;
      @   ensures inv && x.live && x.parent == \old(x.parent) && x.slot == \old(x.slot) && t.raised;
      @   ensures x.first != null ==> x.first.order < \old(c.order);
      @   assignable x.first, c.next.prev, c.parent, c.prev, c.next, c.order, x.parent.first.prev, x.parent.first, t.clock;
      @*/
    private /*@ helper @*/ void lift(Node x, Node c) {
        t.raiseLemma(x);
        t.raise(x, x.parent, c, c.next, x.parent.first);
    }

    /** {@code x} loses the rights outside {@code mask}; refused while a child holds one of them. [REQ-CDT-7] */
    /*@ public normal_behavior
      @   requires inv && x.live && x.parent != null;
      @   ensures inv && (\result == OK || \result == HELD);
      @   ensures \result == OK ==> x.right1 == (\old(x.right1) && (mask & 1) != 0) && x.right2 == (\old(x.right2) && (mask & 2) != 0);
      @   ensures \result == OK ==> x.right4 == (\old(x.right4) && (mask & 4) != 0) && x.right8 == (\old(x.right8) && (mask & 8) != 0);
      @   ensures \result == OK ==> x.rightA == (\old(x.rightA) && (mask & 32) != 0) && x.rightB == (\old(x.rightB) && (mask & 64) != 0) && x.rightC == (\old(x.rightC) && (mask & 128) != 0);
      @   ensures \result == HELD ==> (\exists Node i; i.live && i.parent == x; (i.right1 && (mask & 1) == 0) || (i.right2 && (mask & 2) == 0) || (i.right4 && (mask & 4) == 0) || (i.right8 && (mask & 8) == 0) || (i.rightA && (mask & 32) == 0) || (i.rightB && (mask & 64) == 0) || (i.rightC && (mask & 128) == 0));
      @   ensures \result == HELD ==> x.slot.shown == \old(x.slot.shown) && x.slot.shownFrame == \old(x.slot.shownFrame) && x.slot.shownRead == \old(x.slot.shownRead) && x.slot.shownWrite == \old(x.slot.shownWrite) && x.slot.shownExecute == \old(x.slot.shownExecute);
      @   ensures \result == HELD ==> x.right1 == \old(x.right1) && x.right2 == \old(x.right2) && x.right4 == \old(x.right4) && x.right8 == \old(x.right8) && x.rightA == \old(x.rightA) && x.rightB == \old(x.rightB) && x.rightC == \old(x.rightC);
      @   assignable t.unseen, x.right1, x.right2, x.right4, x.right8, x.rightA, x.rightB, x.rightC, x.slot.shown, x.slot.shownFrame, x.slot.shownRead, x.slot.shownWrite, x.slot.shownExecute,
      @              t.draft, t.granted, t.had1, t.had2, t.had4, t.had8, t.hadA, t.hadB, t.hadC;
      @ also public normal_behavior
      @   requires inv && (!x.live || x.parent == null);
      @   ensures \result == EMPTY;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper @*/ int restrict(Node x, int mask) {
        if (!x.live || x.parent == null) {
            return EMPTY;
        }
        t.place(x);
        if (held(x, mask)) {
            return HELD;
        }
        t.intend(x, mask);
        lower(x, mask);
        t.loweredLemma(x, mask);
        return OK;
    }

    /** What {@link #restrict} does where no child holds on to a right that goes; the rights left are in {@code t.lowered}. */
    /*@ public normal_behavior
      @   requires inv && x.live && x.parent != null && t.loose && t.intended && t.draft == x && t.granted == mask;
      @   ensures inv && t.lowered;
      @   assignable t.unseen, x.right1, x.right2, x.right4, x.right8, x.rightA, x.rightB, x.rightC, x.slot.shown, x.slot.shownFrame, x.slot.shownRead, x.slot.shownWrite, x.slot.shownExecute;
      @*/
    private /*@ helper @*/ void lower(Node x, int mask) {
        t.hide(x);
        t.limit(x, mask);
        t.show(x);
    }

    /** The object behind the anchor {@code a} goes; refused while anyone holds a capability to it. [REQ-CDT-8] */
    /*@ public normal_behavior
      @   requires inv && a.live && a.parent == null && a.first == null;
      @   ensures inv && \result == OK && !a.live && t.used == \old(t.used) - 1;
      @   assignable a.live, a.pos, t.pool[a.pos], t.pool[t.used - 1], t.pool[t.used - 1].pos, t.used;
      @ also public normal_behavior
      @   requires inv && (!a.live || a.parent != null);
      @   ensures \result == EMPTY;
      @   assignable \strictly_nothing;
      @ also public normal_behavior
      @   requires inv && a.live && a.parent == null && a.first != null;
      @   ensures \result == HELD;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper @*/ int destroy(Node a) {
        if (!a.live || a.parent != null) {
            return EMPTY;
        }
        if (a.first != null) {
            return HELD;
        }
        aloneLemma(a);
        t.uproot(a);
        return OK;
    }

    /** Whether some child of {@code x} holds a right outside {@code mask}. */
    /*@ public normal_behavior
      @   requires inv && x.live;
      @   ensures !\result ==> (\forall Node i; i.live && i.parent == x; i.right1 ==> (mask & 1) != 0);
      @   ensures !\result ==> (\forall Node i; i.live && i.parent == x; i.right2 ==> (mask & 2) != 0);
      @   ensures !\result ==> (\forall Node i; i.live && i.parent == x; i.right4 ==> (mask & 4) != 0);
      @   ensures !\result ==> (\forall Node i; i.live && i.parent == x; i.right8 ==> (mask & 8) != 0);
      @   ensures !\result ==> (\forall Node i; i.live && i.parent == x; i.rightA ==> (mask & 32) != 0);
      @   ensures !\result ==> (\forall Node i; i.live && i.parent == x; i.rightB ==> (mask & 64) != 0);
      @   ensures !\result ==> (\forall Node i; i.live && i.parent == x; i.rightC ==> (mask & 128) != 0);
      @   ensures \result ==> (\exists Node i; i.live && i.parent == x; (i.right1 && (mask & 1) == 0) || (i.right2 && (mask & 2) == 0) || (i.right4 && (mask & 4) == 0) || (i.right8 && (mask & 8) == 0) || (i.rightA && (mask & 32) == 0) || (i.rightB && (mask & 64) == 0) || (i.rightC && (mask & 128) == 0));
      @   assignable \strictly_nothing;
      @*/
    private /*@ helper @*/ boolean held(Node x, int mask) {
        return held1(x, mask) || held2(x, mask) || held4(x, mask) || held8(x, mask) || heldA(x, mask) || heldB(x, mask) || heldC(x, mask);
    }

    /*@ public normal_behavior
      @   requires inv && x.live;
      @   ensures !\result ==> (\forall Node i; i.live && i.parent == x; i.right1 ==> (mask & 1) != 0);
      @   ensures \result ==> (mask & 1) == 0 && (\exists Node i; i.live && i.parent == x; i.right1);
      @   assignable \strictly_nothing;
      @*/
    private /*@ helper @*/ boolean held1(Node x, int mask) {
        if ((mask & 1) != 0) {
            return false;
        }
        Node c = t.child(x);
        /*@ loop_invariant c == null || ((\exists Node i; i == c) && c.live && c.parent == x && 0 <= c.order);
          @ loop_invariant (\forall Node i; i.live && i.parent == x && i.right1; c != null && i.order <= c.order);
          @ decreases c == null ? 0 : c.order + 1;
          @ assignable \strictly_nothing;
          @*/
        while (c != null) {
            if (c.right1) {
                return true;
            }
            c = t.sibling(c);
        }
        return false;
    }

    /*@ public normal_behavior
      @   requires inv && x.live;
      @   ensures !\result ==> (\forall Node i; i.live && i.parent == x; i.right2 ==> (mask & 2) != 0);
      @   ensures \result ==> (mask & 2) == 0 && (\exists Node i; i.live && i.parent == x; i.right2);
      @   assignable \strictly_nothing;
      @*/
    private /*@ helper @*/ boolean held2(Node x, int mask) {
        if ((mask & 2) != 0) {
            return false;
        }
        Node c = t.child(x);
        /*@ loop_invariant c == null || ((\exists Node i; i == c) && c.live && c.parent == x && 0 <= c.order);
          @ loop_invariant (\forall Node i; i.live && i.parent == x && i.right2; c != null && i.order <= c.order);
          @ decreases c == null ? 0 : c.order + 1;
          @ assignable \strictly_nothing;
          @*/
        while (c != null) {
            if (c.right2) {
                return true;
            }
            c = t.sibling(c);
        }
        return false;
    }

    /*@ public normal_behavior
      @   requires inv && x.live;
      @   ensures !\result ==> (\forall Node i; i.live && i.parent == x; i.right4 ==> (mask & 4) != 0);
      @   ensures \result ==> (mask & 4) == 0 && (\exists Node i; i.live && i.parent == x; i.right4);
      @   assignable \strictly_nothing;
      @*/
    private /*@ helper @*/ boolean held4(Node x, int mask) {
        if ((mask & 4) != 0) {
            return false;
        }
        Node c = t.child(x);
        /*@ loop_invariant c == null || ((\exists Node i; i == c) && c.live && c.parent == x && 0 <= c.order);
          @ loop_invariant (\forall Node i; i.live && i.parent == x && i.right4; c != null && i.order <= c.order);
          @ decreases c == null ? 0 : c.order + 1;
          @ assignable \strictly_nothing;
          @*/
        while (c != null) {
            if (c.right4) {
                return true;
            }
            c = t.sibling(c);
        }
        return false;
    }

    /*@ public normal_behavior
      @   requires inv && x.live;
      @   ensures !\result ==> (\forall Node i; i.live && i.parent == x; i.right8 ==> (mask & 8) != 0);
      @   ensures \result ==> (mask & 8) == 0 && (\exists Node i; i.live && i.parent == x; i.right8);
      @   assignable \strictly_nothing;
      @*/
    private /*@ helper @*/ boolean held8(Node x, int mask) {
        if ((mask & 8) != 0) {
            return false;
        }
        Node c = t.child(x);
        /*@ loop_invariant c == null || ((\exists Node i; i == c) && c.live && c.parent == x && 0 <= c.order);
          @ loop_invariant (\forall Node i; i.live && i.parent == x && i.right8; c != null && i.order <= c.order);
          @ decreases c == null ? 0 : c.order + 1;
          @ assignable \strictly_nothing;
          @*/
        while (c != null) {
            if (c.right8) {
                return true;
            }
            c = t.sibling(c);
        }
        return false;
    }

    /*@ public normal_behavior
      @   requires inv && x.live;
      @   ensures !\result ==> (\forall Node i; i.live && i.parent == x; i.rightA ==> (mask & 32) != 0);
      @   ensures \result ==> (mask & 32) == 0 && (\exists Node i; i.live && i.parent == x; i.rightA);
      @   assignable \strictly_nothing;
      @*/
    private /*@ helper @*/ boolean heldA(Node x, int mask) {
        if ((mask & 32) != 0) {
            return false;
        }
        Node c = t.child(x);
        /*@ loop_invariant c == null || ((\exists Node i; i == c) && c.live && c.parent == x && 0 <= c.order);
          @ loop_invariant (\forall Node i; i.live && i.parent == x && i.rightA; c != null && i.order <= c.order);
          @ decreases c == null ? 0 : c.order + 1;
          @ assignable \strictly_nothing;
          @*/
        while (c != null) {
            if (c.rightA) {
                return true;
            }
            c = t.sibling(c);
        }
        return false;
    }

    /*@ public normal_behavior
      @   requires inv && x.live;
      @   ensures !\result ==> (\forall Node i; i.live && i.parent == x; i.rightB ==> (mask & 64) != 0);
      @   ensures \result ==> (mask & 64) == 0 && (\exists Node i; i.live && i.parent == x; i.rightB);
      @   assignable \strictly_nothing;
      @*/
    private /*@ helper @*/ boolean heldB(Node x, int mask) {
        if ((mask & 64) != 0) {
            return false;
        }
        Node c = t.child(x);
        /*@ loop_invariant c == null || ((\exists Node i; i == c) && c.live && c.parent == x && 0 <= c.order);
          @ loop_invariant (\forall Node i; i.live && i.parent == x && i.rightB; c != null && i.order <= c.order);
          @ decreases c == null ? 0 : c.order + 1;
          @ assignable \strictly_nothing;
          @*/
        while (c != null) {
            if (c.rightB) {
                return true;
            }
            c = t.sibling(c);
        }
        return false;
    }

    /*@ public normal_behavior
      @   requires inv && x.live;
      @   ensures !\result ==> (\forall Node i; i.live && i.parent == x; i.rightC ==> (mask & 128) != 0);
      @   ensures \result ==> (mask & 128) == 0 && (\exists Node i; i.live && i.parent == x; i.rightC);
      @   assignable \strictly_nothing;
      @*/
    private /*@ helper @*/ boolean heldC(Node x, int mask) {
        if ((mask & 128) != 0) {
            return false;
        }
        Node c = t.child(x);
        /*@ loop_invariant c == null || ((\exists Node i; i == c) && c.live && c.parent == x && 0 <= c.order);
          @ loop_invariant (\forall Node i; i.live && i.parent == x && i.rightC; c != null && i.order <= c.order);
          @ decreases c == null ? 0 : c.order + 1;
          @ assignable \strictly_nothing;
          @*/
        while (c != null) {
            if (c.rightC) {
                return true;
            }
            c = t.sibling(c);
        }
        return false;
    }

    // ---- steps --------------------------------------------------------------------------------------------------------

    /** The leaf that is reached from {@code x} by newest children. */
    /*@ public normal_behavior
      @   requires inv && x.live;
      @   ensures \result.live && \result.first == null;
      @   ensures t.marked && (x == t.root || (boolean) t.mark[x.id]) ==> \result == t.root || (boolean) t.mark[\result.id];
      @   assignable \strictly_nothing;
      @*/
    private /*@ helper @*/ Node leaf(Node x) {
        Node n = x;
        Node c = t.child(n);
        /*@ loop_invariant (\exists Node i; i == n) && n.live && c == n.first;
          @ loop_invariant 0 <= n.birth && n.birth < t.clock;
          @ loop_invariant c != null ==> c.live && n.birth < c.birth && c.birth < t.clock;
          @ loop_invariant t.marked && (x == t.root || (boolean) t.mark[x.id]) ==> n == t.root || (boolean) t.mark[n.id];
          @ loop_invariant t.marked && (x == t.root || (boolean) t.mark[x.id]) && c != null ==> c == t.root || (boolean) t.mark[c.id];
          @ decreases t.clock - n.birth;
          @ assignable \strictly_nothing;
          @*/
        while (c != null) {
            n = c;
            c = t.child(n);
        }
        return n;
    }

    /** The leaf {@code x} goes: out of the MMU's sight, out of its slot, out of the tree, out of the pool. */
    /*@ public normal_behavior
      @   requires inv && x.live && x.parent != null && x.first == null;
      @   ensures inv && !x.live && \old(x.slot).node == null && t.used == \old(t.used) - 1 && 0 <= t.used;
      @   ensures \old(t.marked) && x != t.root ==> t.marked;
      @   ensures \old(t.kept) && (boolean) t.mark[x.id] ==> t.kept;
      @   ensures \old(t.raised) ==> t.raised;
      @   assignable t.unseen, x.live, x.parent.first, x.prev.next, x.next.prev, x.slot.node, x.slot.shown, x.pos, t.used, t.pool[x.pos], t.pool[t.used - 1], t.pool[t.used - 1].pos;
      @*/
    private /*@ helper @*/ void deleteLeaf(Node x) {
        t.hide(x);
        t.toLast(x);
        t.unlink(x);
    }
}
