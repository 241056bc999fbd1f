package cairn.kernel.core.derivation;

import cairn.kernel.hil.Mmu;

/**
 * The derivation forest: nodes from a fixed pool, and the primitive changes to it. Each keeps every conjunct of {@link #inv}.
 * The operations of the kernel are composed from these in {@link Derivation}.
 */
public final class Tree {
    /*@ spec_public nullable @*/ private Mmu mmu;
    /*@ spec_public nullable @*/ private Node[] pool;
    /*@ spec_public @*/ private int used;

    //@ public ghost \bigint clock;                      // next birth or order stamp
    //@ public ghost \seq all;                           // every node, by id
    //@ public ghost nullable Node unseen;               // the node that is being changed, while the MMU does not show it
    //@ public ghost nullable Node root;                 // unmap in progress: its root,
    //@ public ghost \seq mark;                          //   by id: was it below the root,
    //@ public ghost \seq was;                           //   by id: was it live
    //@ public ghost nullable Node leaving;                // delete in progress: who leaves,
    //@ public ghost \seq elder;                         //   by id: the parent before
    //@ public ghost nullable Node draft;                 // map in progress: the free node that was filled,
    //@ public ghost nullable Node source;                //   from which node,
    //@ public ghost nullable Slot target;                //   for which slot,
    //@ public ghost int granted;                         //   with which rights; restrict in progress: of draft, to these rights
    //@ public ghost boolean had1;                        //   what draft had before
    //@ public ghost boolean had2;
    //@ public ghost boolean had4;
    //@ public ghost boolean had8;
    //@ public ghost boolean hadA;
    //@ public ghost boolean hadB;
    //@ public ghost boolean hadC;

    //@ public model boolean okD;
    //@ private represents okD = (\forall Node i; i.live && i.parent != null; i.parent.live && i.parent.birth < i.birth);  // CDT-1 forest
    //@ public model boolean okC;
    //@ private represents okC = 0 <= clock && (\forall Node i; i.live; 0 <= i.birth && i.birth < clock && 0 <= i.order && i.order < clock);  // CDT-1 forest
    //@ public model boolean okF;
    //@ private represents okF = (\forall Node i; i.live && i.first != null; i.first.live && i.first.parent == i && i.first.prev == null);  // CDT-2 children
    //@ public model boolean okN;
    //@ private represents okN = (\forall Node i; i.live && i.next != null; i.next.live && i.next.parent == i.parent && i.next.prev == i);  // CDT-2 children
    //@ public model boolean okP;
    //@ private represents okP = (\forall Node i; i.live && i.prev != null; i.prev.live && i.prev.next == i);  // CDT-2 children
    //@ public model boolean okQ;
    //@ private represents okQ = (\forall Node i; i.live && i.prev == null && i.parent != null; i.parent.first == i);  // CDT-2 children
    //@ public model boolean okT;
    //@ private represents okT = (\forall Node i; i.live && i.next != null; i.next.order < i.order);  // CDT-2 children
    //@ public model boolean okS;
    //@ private represents okS = (\forall Node i; i.live && i.parent != null; i.parent.first != null && i.order <= i.parent.first.order);  // CDT-2 children
    //@ public model boolean okO;
    //@ private represents okO = (\forall Node i; (\forall Node j; i.live && j.live && i.parent != null && i.parent == j.parent && i.order < j.order; j.next != null && i.order <= j.next.order));  // CDT-2 children
    //@ public model boolean okU;
    //@ private represents okU = (\forall Node i; (\forall Node j; i.live && j.live && i.order == j.order; i == j));  // CDT-2 children
    //@ public model boolean okR1;
    //@ private represents okR1 = (\forall Node i; i.live && i.parent != null; i.right1 ==> i.parent.right1);  // CDT-3 rights-shrink
    //@ public model boolean okR2;
    //@ private represents okR2 = (\forall Node i; i.live && i.parent != null; i.right2 ==> i.parent.right2);  // CDT-3 rights-shrink
    //@ public model boolean okR4;
    //@ private represents okR4 = (\forall Node i; i.live && i.parent != null; i.right4 ==> i.parent.right4);  // CDT-3 rights-shrink
    //@ public model boolean okR8;
    //@ private represents okR8 = (\forall Node i; i.live && i.parent != null; i.right8 ==> i.parent.right8);  // CDT-3 rights-shrink
    //@ public model boolean okRA;
    //@ private represents okRA = (\forall Node i; i.live && i.parent != null; i.rightA ==> i.parent.rightA);  // CDT-3 rights-shrink
    //@ public model boolean okRB;
    //@ private represents okRB = (\forall Node i; i.live && i.parent != null; i.rightB ==> i.parent.rightB);  // CDT-3 rights-shrink
    //@ public model boolean okRC;
    //@ private represents okRC = (\forall Node i; i.live && i.parent != null; i.rightC ==> i.parent.rightC);  // CDT-3 rights-shrink
    //@ public model boolean okM;
    //@ private represents okM = (\forall Node i; i.live; 0 <= i.low && i.low <= i.high && i.high <= 68719476735L && 0 <= i.attributes && i.attributes <= 7 && (i.parent != null ==> i.parent.low <= i.low && i.high <= i.parent.high));  // CDT-4 range-shrinks
    //@ public model boolean okA;
    //@ private represents okA = (\forall Node i; i.live; i.top != null && i.top.live && i.top.parent == null && (i.parent == null ==> i.top == i) && (i.parent != null ==> i.top == i.parent.top));  // CDT-5 one-object
    //@ public model boolean okG;
    //@ private represents okG = (\forall Node i; i.live && i.parent == null; i.next == null && i.prev == null && i.slot == null);  // CDT-6 one-place
    //@ public model boolean okL;
    //@ private represents okL = (\forall Node i; i.live && i.parent != null; i.slot != null && i.slot.node == i);  // CDT-6 one-place
    //@ public model boolean okK;
    //@ private represents okK = (\forall Slot s; s.node != null; s.node.live && s.node.slot == s);  // CDT-7 slots-agree
    //@ public model boolean okJ;
    //@ private represents okJ = (\forall Node i; i.live; i.kind == i.top.kind && i.number == i.top.number);  // CDT-5 one-object
    //@ public model boolean okB0;
    //@ private represents okB0 = (\forall Node i; i.live && i.slot != null; (i.kind == Node.MEMORY) == (i.slot.level != 0));  // CDT-9 kinds
    //@ public model boolean okB1;
    //@ private represents okB1 = (\forall Node i; i.live && i.slot != null && i.slot.level == 1; i.high == i.low + 262143 && i.low % 262144 == 0);  // CDT-9 kinds
    //@ public model boolean okB2;
    //@ private represents okB2 = (\forall Node i; i.live && i.slot != null && i.slot.level == 2; i.high == i.low + 511 && i.low % 512 == 0);  // CDT-9 kinds
    //@ public model boolean okB3;
    //@ private represents okB3 = (\forall Node i; i.live && i.slot != null && i.slot.level == 3; i.high == i.low);  // CDT-9 kinds
    //@ public model boolean okX;
    //@ private represents okX = (\forall Slot s; true; 0 <= s.table && s.table <= 1000000 && 0 <= s.index && s.index <= 511 && 0 <= s.level && s.level <= 3 && 0 <= s.space && s.space <= 65535 && 0 <= s.page && s.page <= 68719476735L);  // CDT-9 kinds
    //@ public model boolean okV;
    /*@ private represents okV =
      @   (\forall Slot s; s.shown; s.level != 0 && s.node != null && s.shownFrame == s.node.low)
      @   && (\forall Slot s; s.shown && s.shownRead; s.node.right4)
      @   && (\forall Slot s; s.shown && s.shownWrite; s.node.right2)
      @   && (\forall Slot s; s.shown && s.shownExecute; s.node.right1);  // CDT-10 mirror
      @*/
    //@ public model boolean okH;
    //@ private represents okH = (\forall Node i; i.live && i != unseen && i.slot != null && i.slot.level != 0; i.slot.shown && i.slot.shownRead == i.right4 && i.slot.shownWrite == i.right2 && i.slot.shownExecute == i.right1);  // CDT-10 mirror
    //@ public model boolean okE;
    //@ private represents okE = mmu != null && pool != null && \typeof(pool) == \type(Node[]) && 0 <= used && used <= pool.length && pool.length <= 10000000;  // CDT-8 pool
    //@ public model boolean okW;
    //@ private represents okW = (\forall int k; 0 <= k && k < pool.length; pool[k] != null && pool[k].pos == k && pool[k].live == (k < used));  // CDT-8 pool
    //@ public model boolean okZ;
    //@ private represents okZ = (\forall Node i; i.live; 0 <= i.pos && i.pos < used && pool[i.pos] == i);  // CDT-8 pool
    //@ public model boolean okI;
    //@ private represents okI = (\forall \bigint k; 0 <= k && k < all.length; (\exists Node i; i == (Node) all[k] && i.id == k)) && (\forall int k; 0 <= k && k < pool.length; 0 <= pool[k].id && pool[k].id < all.length && (Node) all[pool[k].id] == pool[k]);  // CDT-8 pool

    //@ public model boolean okY;
    //@ private represents okY = (\forall Node i; i.live; 0 <= i.id && i.id < all.length && (Node) all[i.id] == i);  // CDT-8 pool

    //@ public model boolean inv;
    //@ private represents inv = okD && okC && okF && okN && okP && okQ && okT && okS && okO && okU && okR1 && okR2 && okR4 && okR8 && okRA && okRB && okRC && okM && okA && okJ && okG && okL && okK && okB0 && okB1 && okB2 && okB3 && okX && okV && okH && okE && okW && okZ && okI && okY;

    //@ public model boolean marked;
    //@ private represents marked = root != null && (boolean) mark[root.id] && (\forall Node i; i.live && i != root && i.parent != null; (boolean) mark[i.id] == (boolean) mark[i.parent.id]) && (\forall Node i; i.live && i != root && (boolean) mark[i.id]; i.parent != null);
    //@ public model boolean kept;
    //@ private represents kept = (\forall \bigint k; 0 <= k && k < all.length; ((Node) all[k]).live == (boolean) was[k] || ((boolean) mark[k] && !((Node) all[k]).live));

    //@ public model boolean bare;
    //@ private represents bare = (\forall Node i; i.live && i != root; !(boolean) mark[i.id]);

    //@ public model boolean raised;
    // Each live node is the child of whom it was, or of the leaving node's parent where it was the leaving node's.
    //@ private represents raised = leaving != null && (\forall \bigint k; 0 <= k && k < all.length && ((Node) all[k]).live; ((Node) all[k]).parent == (Node) elder[k] || ((Node) elder[k] == leaving && ((Node) all[k]).parent == leaving.parent));

    //@ public model boolean drafted;
    //@ private represents drafted = draft != null && source != null && target != null && !draft.live && source.live && target.node == null && !target.shown;
    //@ public model boolean fitted;
    /*@ private represents fitted = draft != null && source != null && target != null
      @   && source.low <= draft.low && 0 <= draft.low && draft.low <= draft.high && draft.high <= source.high && 0 <= draft.attributes && draft.attributes <= 7
      @   && draft.kind == source.kind && draft.number == source.number && (draft.kind == Node.MEMORY) == (target.level != 0) && (target.level == 3 ==> draft.high == draft.low)
      @   && (target.level == 2 ==> draft.high == draft.low + 511 && draft.low % 512 == 0) && (target.level == 1 ==> draft.high == draft.low + 262143 && draft.low % 262144 == 0);
      @*/
    //@ public model boolean lesser1;
    //@ private represents lesser1 = draft != null && source != null && (draft.right1 ==> source.right1);
    //@ public model boolean lesser2;
    //@ private represents lesser2 = draft != null && source != null && (draft.right2 ==> source.right2);
    //@ public model boolean lesser4;
    //@ private represents lesser4 = draft != null && source != null && (draft.right4 ==> source.right4);
    //@ public model boolean lesser8;
    //@ private represents lesser8 = draft != null && source != null && (draft.right8 ==> source.right8);
    //@ public model boolean lesserA;
    //@ private represents lesserA = draft != null && source != null && (draft.rightA ==> source.rightA);
    //@ public model boolean lesserB;
    //@ private represents lesserB = draft != null && source != null && (draft.rightB ==> source.rightB);
    //@ public model boolean lesserC;
    //@ private represents lesserC = draft != null && source != null && (draft.rightC ==> source.rightC);
    //@ public model boolean lesser;
    //@ private represents lesser = lesser1 && lesser2 && lesser4 && lesser8 && lesserA && lesserB && lesserC;
    //@ public model boolean shared1;
    //@ private represents shared1 = draft != null && source != null && draft.right1 == (source.right1 && (granted & 1) != 0);
    //@ public model boolean shared2;
    //@ private represents shared2 = draft != null && source != null && draft.right2 == (source.right2 && (granted & 2) != 0);
    //@ public model boolean shared4;
    //@ private represents shared4 = draft != null && source != null && draft.right4 == (source.right4 && (granted & 4) != 0);
    //@ public model boolean shared8;
    //@ private represents shared8 = draft != null && source != null && draft.right8 == (source.right8 && (granted & 8) != 0);
    //@ public model boolean sharedA;
    //@ private represents sharedA = draft != null && source != null && draft.rightA == (source.rightA && (granted & 32) != 0);
    //@ public model boolean sharedB;
    //@ private represents sharedB = draft != null && source != null && draft.rightB == (source.rightB && (granted & 64) != 0);
    //@ public model boolean sharedC;
    //@ private represents sharedC = draft != null && source != null && draft.rightC == (source.rightC && (granted & 128) != 0);
    //@ public model boolean shared;
    //@ private represents shared = shared1 && shared2 && shared4 && shared8 && sharedA && sharedB && sharedC;

    //@ public model boolean loose;
    /*@ private represents loose = draft != null
      @   && (\forall Node i; i.live && i.parent == draft; i.right1 ==> (granted & 1) != 0)
      @   && (\forall Node i; i.live && i.parent == draft; i.right2 ==> (granted & 2) != 0)
      @   && (\forall Node i; i.live && i.parent == draft; i.right4 ==> (granted & 4) != 0)
      @   && (\forall Node i; i.live && i.parent == draft; i.right8 ==> (granted & 8) != 0)
      @   && (\forall Node i; i.live && i.parent == draft; i.rightA ==> (granted & 32) != 0)
      @   && (\forall Node i; i.live && i.parent == draft; i.rightB ==> (granted & 64) != 0)
      @   && (\forall Node i; i.live && i.parent == draft; i.rightC ==> (granted & 128) != 0);
      @*/
    //@ public model boolean lowered;
    /*@ private represents lowered = draft != null
      @   && draft.right1 == (had1 && (granted & 1) != 0)
      @   && draft.right2 == (had2 && (granted & 2) != 0)
      @   && draft.right4 == (had4 && (granted & 4) != 0)
      @   && draft.right8 == (had8 && (granted & 8) != 0)
      @   && draft.rightA == (hadA && (granted & 32) != 0)
      @   && draft.rightB == (hadB && (granted & 64) != 0)
      @   && draft.rightC == (hadC && (granted & 128) != 0);
      @*/
    //@ public model boolean intended;
    /*@ private represents intended = draft != null
      @   && had1 == draft.right1
      @   && had2 == draft.right2
      @   && had4 == draft.right4
      @   && had8 == draft.right8
      @   && hadA == draft.rightA
      @   && hadB == draft.rightB
      @   && hadC == draft.rightC;
      @*/

    /** All of {@code pool} is free. The one tree of the kernel: no node may be live before, and no slot taken. */
    /*@ public normal_behavior
      @   requires \typeof(pool) == \type(Node[]) && pool.length <= 10000000;
      @   requires (\forall int k; 0 <= k && k < pool.length; pool[k] != null && pool[k].pos == k && pool[k].id == k);
      @   requires (\forall Node i; !i.live);
      @   requires (\forall Slot s; true; s.node == null && !s.shown && 0 <= s.table && s.table <= 1000000 && 0 <= s.index && s.index <= 511 && 0 <= s.level && s.level <= 3);
      @   requires (\forall Slot s; true; 0 <= s.space && s.space <= 65535 && 0 <= s.page && s.page <= 68719476735L);
      @   ensures inv;
      @   ensures used == 0 && this.pool == pool && this.mmu == mmu;
      @   assignable \nothing;
      @*/
    public Tree(Mmu mmu, Node[] pool) {
        this.mmu = mmu;
        this.pool = pool;
        //@ set all = (\seq_def int k; 0; pool.length; pool[k]);
    }

    /** Number of nodes in use. */
    /*@ public normal_behavior
      @   ensures \result == used;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ int used() {
        return used;
    }

    /** Number of all nodes, in use or free. */
    /*@ public normal_behavior
      @   requires pool != null;
      @   ensures \result == pool.length;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ int capacity() {
        return pool.length;
    }

    /** The node at a pool position; positions 0 .. used()-1 are the live ones. For observers outside the kernel. */
    /*@ public normal_behavior
      @   requires pool != null && 0 <= position && position < pool.length;
      @   ensures \result == pool[position];
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure nullable @*/ Node at(int position) {
        return pool[position];
    }

    /** Whether {@code low} .. {@code high} of {@code p} can be held in {@code s}: kind, size and alignment. CDT-9. */
    /*@ public normal_behavior
      @   requires 0 <= low && low <= high;
      @   ensures \result == Derivation.OK || \result == Derivation.SIZE || \result == Derivation.RANGE;
      @   ensures (\result == Derivation.OK) == ((p.kind == Node.MEMORY) == (s.level != 0) && (s.level == 3 ==> high == low)
      @           && (s.level == 2 ==> high == low + 511 && low % 512 == 0) && (s.level == 1 ==> high == low + 262143 && low % 262144 == 0));
      @   assignable \strictly_nothing;
      @*/
    /*@ helper @*/ int fits(Node p, Slot s, long low, long high) {
        if ((p.kind == Node.MEMORY) != (s.level != 0)) {
            return Derivation.SIZE;
        }
        if (s.level == 3 && high != low) {
            return Derivation.SIZE;
        }
        if (s.level == 2 && high - low != 511 || s.level == 1 && high - low != 262143) {
            return Derivation.SIZE;
        }
        if (s.level == 2 && low % 512 != 0 || s.level == 1 && low % 262144 != 0) {
            return Derivation.RANGE;
        }
        return Derivation.OK;
    }

    /** The next free node, or null when all are in use. */
    /*@ public normal_behavior
      @   requires inv;
      @   ensures (\result == null) == (used == pool.length);
      @   ensures \result != null ==> !\result.live && pool != null && 0 <= used && used < pool.length && pool.length <= 10000000 && pool[used] == \result;
      @   assignable \strictly_nothing;
      @*/
    /*@ helper nullable @*/ Node spare() {
        if (used == pool.length) {
            return null;
        }
        return pool[used];
    }

    /** Writes on the dead node {@code c} what it will map: {@code lo} .. {@code hi} of {@code p}'s object, with {@code p}'s rights in {@code mask}, to be held in {@code s}. */
    /*@ public normal_behavior
      @   requires inv && p.live && !c.live;
      @   requires s.node == null && !s.shown && p.low <= lo && 0 <= lo && lo <= hi && hi <= p.high && 0 <= attributes && attributes <= 7;
      @   requires (p.kind == Node.MEMORY) == (s.level != 0) && (s.level == 3 ==> hi == lo);
      @   requires (s.level == 2 ==> hi == lo + 511 && lo % 512 == 0) && (s.level == 1 ==> hi == lo + 262143 && lo % 262144 == 0);
      @   ensures inv;
      @   ensures c.low == lo && c.high == hi && c.kind == p.kind && c.number == p.number && c.attributes == attributes;
      @   ensures (\forall Node i; !\fresh(i));
      @   ensures drafted && fitted && draft == c && source == p && target == s;
      @   ensures lesser;
      @   ensures shared && granted == mask;
      @   assignable c.low, c.high, c.kind, c.number, c.attributes, c.right1, c.right2, c.right4, c.right8, c.rightA, c.rightB, c.rightC,
      @              draft, source, target, granted;
      @*/
    /*@ helper @*/ void fill(Node c, Node p, Slot s, int mask, long lo, long hi, int attributes) {
        c.right1 = p.right1 & (mask & 1) != 0;
        c.right2 = p.right2 & (mask & 2) != 0;
        c.right4 = p.right4 & (mask & 4) != 0;
        c.right8 = p.right8 & (mask & 8) != 0;
        c.rightA = p.rightA & (mask & 32) != 0;
        c.rightB = p.rightB & (mask & 64) != 0;
        c.rightC = p.rightC & (mask & 128) != 0;
        c.low = lo;
        c.high = hi;
        c.kind = p.kind;
        c.number = p.number;
        c.attributes = attributes;
        //@ set draft = c;
        //@ set source = p;
        //@ set target = s;
        //@ set granted = mask;
    }

    /** Writes on the dead node {@code c} that it maps a whole object or all of {@code lo} .. {@code hi}, with every right. */
    /*@ public normal_behavior
      @   requires inv && !c.live;
      @   ensures inv;
      @   ensures c.right1 && c.right2 && c.right4 && c.right8 && c.rightA && c.rightB && c.rightC;
      @   ensures c.low == lo && c.high == hi && c.kind == kind && c.number == number && c.attributes == 0;
      @   assignable c.low, c.high, c.kind, c.number, c.attributes, c.right1, c.right2, c.right4, c.right8, c.rightA, c.rightB, c.rightC;
      @*/
    /*@ helper @*/ void fillAnchor(Node c, int kind, int number, long lo, long hi) {
        c.right1 = true;
        c.right2 = true;
        c.right4 = true;
        c.right8 = true;
        c.rightA = true;
        c.rightB = true;
        c.rightC = true;
        c.low = lo;
        c.high = hi;
        c.kind = kind;
        c.number = number;
        c.attributes = 0;
    }

    /** Makes the spare node {@code c} the newest child of {@code p}, held in the empty slot {@code s}. */
    /*@ public normal_behavior
      @   requires inv && drafted && fitted && lesser && shared && draft == c && source == p && target == s && pool != null && 0 <= used && used < pool.length && pool.length <= 10000000 && pool[used] == c;
      @   requires unseen == null;
      @   ensures inv;
      @   ensures c.live && c.parent == p && c.top == p.top && c.slot == s && s.node == c && c.first == null && p.first == c && used == \old(used) + 1;
      @   ensures (\forall Node i; !\fresh(i));
      @   ensures shared;
      @   ensures unseen == c;
      @   assignable unseen, c.parent, c.first, c.next, c.prev, c.live, c.birth, c.order, c.top, c.slot, s.node, p.first, p.first.prev, clock, used;
      @*/
    /*@ helper @*/ void link(Node p, Node c, Slot s) {
        Node f = p.first;
        c.parent = p;
        c.first = null;
        c.next = f;
        c.prev = null;
        c.top = p.top;
        c.slot = s;
        c.live = true;
        //@ set c.birth = clock;
        //@ set c.order = clock;
        //@ set clock = clock + 1;
        if (f != null) {
            f.prev = c;
        }
        p.first = c;
        s.node = c;
        used = used + 1;
        //@ set unseen = c;
    }

    /** Makes the spare node {@code c} an anchor. */
    /*@ public normal_behavior
      @   requires inv && !c.live && pool != null && 0 <= used && used < pool.length && pool.length <= 10000000 && pool[used] == c && 0 <= c.low && c.low <= c.high && c.high <= 68719476735L && 0 <= c.attributes && c.attributes <= 7;
      @   ensures inv;
      @   ensures c.live && c.parent == null && c.top == c && c.slot == null && c.first == null && used == \old(used) + 1;
      @   assignable c.parent, c.first, c.next, c.prev, c.live, c.birth, c.order, c.top, c.slot, clock, used;
      @*/
    /*@ helper @*/ void plant(Node c) {
        c.parent = null;
        c.first = null;
        c.next = null;
        c.prev = null;
        c.top = c;
        c.slot = null;
        c.live = true;
        //@ set c.birth = clock;
        //@ set c.order = clock;
        //@ set clock = clock + 1;
        used = used + 1;
    }

    /** Swaps {@code x} into the last used pool position, so that it can leave the pool. */
    /*@ public normal_behavior
      @   requires inv && x.live;
      @   ensures inv;
      @   ensures 0 < used && pool != null && used <= pool.length && pool.length <= 10000000 && pool[used - 1] == x;
      @   ensures \old(marked) ==> marked;
      @   ensures \old(kept) ==> kept;
      @   ensures \old(raised) ==> raised;
      @   assignable pool[x.pos], pool[used - 1], x.pos, pool[used - 1].pos;
      @*/
    /*@ helper @*/ void toLast(Node x) {
        int k = x.pos;
        int l = used - 1;
        Node y = pool[l];
        pool[k] = y;
        pool[l] = x;
        y.pos = k;
        x.pos = l;
    }

    /** A live node's range starts at 0 or above. */
    /*@ public normal_behavior
      @   requires inv && x.live;
      @   ensures 0 <= x.low && x.low <= x.high;
      @   ensures 0 <= used;
      @   assignable \strictly_nothing;
      @*/
    /*@ helper @*/ void rangeLemma(Node x) {
    }

    /** Where a live node that is no anchor is held. */
    /*@ public normal_behavior
      @   requires inv && x.live && x.parent != null;
      @   ensures \result != null && \result == x.slot && \result.node == x;
      @   assignable \strictly_nothing;
      @*/
    /*@ helper @*/ Slot place(Node x) {
        return x.slot;
    }

    /** The leaf {@code x}, last in the pool, leaves its parent, its slot and the pool. */
    /*@ public normal_behavior
      @   requires inv && x.live && x.parent != null && x.slot != null && !x.slot.shown && x.first == null && pool != null && 0 < used && used <= pool.length && pool.length <= 10000000 && pool[used - 1] == x;
      @   requires unseen == x;
      @   ensures inv;
      @   ensures !x.live && used == \old(used) - 1 && \old(x.slot).node == null;
      @   ensures \old(marked) && x != root ==> marked;
      @   ensures \old(kept) && (boolean) mark[x.id] ==> kept;
      @   ensures \old(raised) ==> raised;
      @   ensures unseen == null;
      @   assignable unseen, x.live, x.parent.first, x.prev.next, x.next.prev, x.slot.node, used;
      @*/
    /*@ helper @*/ void unlink(Node x) {
        Node p = x.parent;
        Node a = x.prev;
        Node b = x.next;
        if (a == null) {
            p.first = b;
        } else {
            a.next = b;
        }
        if (b != null) {
            b.prev = a;
        }
        x.slot.node = null;
        x.live = false;
        used = used - 1;
        //@ set unseen = null;
    }

    /** The childless anchor {@code a}, which nobody names, leaves the pool: its object is gone. */
    /*@ public normal_behavior
      @   requires inv && a.live && a.parent == null && a.first == null && (\forall Node i; i.live && i != a; i.top != a);
      @   ensures inv;
      @   ensures !a.live && used == \old(used) - 1;
      @   assignable a.live, a.pos, pool[a.pos], pool[used - 1], pool[used - 1].pos, used;
      @*/
    /*@ helper @*/ void uproot(Node a) {
        int k = a.pos;
        int l = used - 1;
        Node y = pool[l];
        pool[k] = y;
        pool[l] = a;
        y.pos = k;
        a.pos = l;
        a.live = false;
        used = l;
    }

    /** Around the newest child of {@code x}: who is live, who is next to whom, who differs from whom. */
    /*@ public normal_behavior
      @   requires inv && x.live && x.parent != null && x.first != null;
      @   ensures x.parent.live && x.parent.birth < x.birth && x.parent != x;
      @   ensures x.first.live && x.first.parent == x && x.first.prev == null && x.birth < x.first.birth;
      @   ensures x.parent.first != null && x.parent.first.live && x.parent.first.parent == x.parent && x.parent.first.prev == null;
      @   ensures x.first.next != null ==> x.first.next.live && x.first.next.parent == x && x.first.next.prev == x.first && x.first.next.order < x.first.order;
      @   ensures (\forall Node i; i.live && i.parent == x && i != x.first; x.first.next != null && i.order <= x.first.next.order);
      @   ensures x != x.first && x.parent != x.first && x.parent.first != x.first && x.parent.first != x.parent && x.first.next != x.parent.first
      @           && x.first.next != x && x.first.next != x.parent && x.first.next != x.first;
      @   assignable \strictly_nothing;
      @*/
    /*@ helper @*/ void raiseLemma(Node x) {
    }

    /** The newest child {@code c} of {@code x} becomes the newest child of {@code x}'s parent {@code g}; {@code b} is next to {@code c}, {@code f} first of {@code g}. */
    /*@ public normal_behavior
      @   requires inv && x.live && x.parent == g && x.first == c && c.next == b && g.first == f;
      @   requires g.live && c.live && f.live && c.parent == x && c.prev == null && f.parent == g && f.prev == null;
      @   requires g.birth < x.birth && x.birth < c.birth && x != g && x != c && g != c && f != c && f != g && b != f && b != x && b != g && b != c;
      @   requires b != null ==> b.live && b.parent == x && b.prev == c && b.order < c.order;
      @   requires (\forall Node i; i.live && i.parent == x && i != c; b != null && i.order <= b.order);
      @   ensures inv;
      @   ensures c.parent == g && g.first == c && x.first == b;
      @   ensures \old(raised) && leaving == x ==> raised;
      @   assignable x.first, b.prev, c.parent, c.prev, c.next, c.order, f.prev, g.first, clock;
      @*/
    /*@ helper @*/ void raise(Node x, Node g, Node c, /*@ nullable @*/ Node b, Node f) {
        x.first = b;
        if (b != null) {
            b.prev = null;
        }
        c.parent = g;
        c.prev = null;
        c.next = f;
        f.prev = c;
        g.first = c;
        //@ set c.order = clock;
        //@ set clock = clock + 1;
    }

    /** {@code x} moves to the empty slot {@code s}; its descendants stay its descendants. */
    /*@ public normal_behavior
      @   requires inv && x.live && x.parent != null && x.slot != null && s.node == null && s.level == x.slot.level && !x.slot.shown;
      @   requires unseen == x;
      @   ensures inv;
      @   ensures x.slot == s && s.node == x && \old(x.slot).node == null;
      @   assignable x.slot, x.slot.node, s.node;
      @*/
    /*@ helper @*/ void move(Node x, Slot s) {
        x.slot.node = null;
        x.slot = s;
        s.node = x;
    }

    /** {@code x} is to keep only the rights in {@code mask}; no child of it holds one that goes. Nothing but ghost state changes. */
    /*@ public normal_behavior
      @   requires inv && x.live;
      @   requires (\forall Node i; i.live && i.parent == x; i.right1 ==> (mask & 1) != 0);
      @   requires (\forall Node i; i.live && i.parent == x; i.right2 ==> (mask & 2) != 0);
      @   requires (\forall Node i; i.live && i.parent == x; i.right4 ==> (mask & 4) != 0);
      @   requires (\forall Node i; i.live && i.parent == x; i.right8 ==> (mask & 8) != 0);
      @   requires (\forall Node i; i.live && i.parent == x; i.rightA ==> (mask & 32) != 0);
      @   requires (\forall Node i; i.live && i.parent == x; i.rightB ==> (mask & 64) != 0);
      @   requires (\forall Node i; i.live && i.parent == x; i.rightC ==> (mask & 128) != 0);
      @   ensures inv;
      @   ensures loose && intended && draft == x && granted == mask;
      @   ensures had1 == x.right1;
      @   ensures had2 == x.right2;
      @   ensures had4 == x.right4;
      @   ensures had8 == x.right8;
      @   ensures hadA == x.rightA;
      @   ensures hadB == x.rightB;
      @   ensures hadC == x.rightC;
      @   ensures (\forall Node i; !\fresh(i));
      @   assignable draft, granted, had1, had2, had4, had8, hadA, hadB, hadC;
      @*/
    /*@ helper @*/ void intend(Node x, int mask) {
        //@ set draft = x;
        //@ set granted = mask;
        //@ set had1 = x.right1;
        //@ set had2 = x.right2;
        //@ set had4 = x.right4;
        //@ set had8 = x.right8;
        //@ set hadA = x.rightA;
        //@ set hadB = x.rightB;
        //@ set hadC = x.rightC;
        return;
    }

    /** {@code x}, not shown now, keeps only the rights in {@code mask}, as it was intended. */
    /*@ public normal_behavior
      @   requires inv && x.live && x.slot != null && !x.slot.shown && loose && intended && draft == x && granted == mask;
      @   requires unseen == x;
      @   ensures inv;
      @   ensures lowered;
      @   ensures (\forall Node i; !\fresh(i));
      @   assignable x.right1, x.right2, x.right4, x.right8, x.rightA, x.rightB, x.rightC;
      @*/
    /*@ helper @*/ void limit(Node x, int mask) {
        x.right1 = x.right1 & (mask & 1) != 0;
        x.right2 = x.right2 & (mask & 2) != 0;
        x.right4 = x.right4 & (mask & 4) != 0;
        x.right8 = x.right8 & (mask & 8) != 0;
        x.rightA = x.rightA & (mask & 32) != 0;
        x.rightB = x.rightB & (mask & 64) != 0;
        x.rightC = x.rightC & (mask & 128) != 0;
    }

    /** The rights that {@link #limit} left. */
    /*@ public normal_behavior
      @   requires lowered && draft == x && granted == mask;
      @   ensures x.right1 == (had1 && (mask & 1) != 0);
      @   ensures x.right2 == (had2 && (mask & 2) != 0);
      @   ensures x.right4 == (had4 && (mask & 4) != 0);
      @   ensures x.right8 == (had8 && (mask & 8) != 0);
      @   ensures x.rightA == (hadA && (mask & 32) != 0);
      @   ensures x.rightB == (hadB && (mask & 64) != 0);
      @   ensures x.rightC == (hadC && (mask & 128) != 0);
      @   assignable \strictly_nothing;
      @*/
    /*@ helper @*/ void loweredLemma(Node x, int mask) {
    }

    /** The MMU shows {@code x} as it is. Nothing to do for a capability. */
    /*@ public normal_behavior
      @   requires inv && x.live && x.parent != null;
      @   requires unseen == null || unseen == x;
      @   ensures inv;
      @   ensures (\forall Node i; !\fresh(i));
      @   ensures \old(shared) ==> shared;
      @   ensures \old(lowered) ==> lowered;
      @   ensures unseen == null;
      @   assignable unseen, x.slot.shown, x.slot.shownFrame, x.slot.shownRead, x.slot.shownWrite, x.slot.shownExecute;
      @*/
    /*@ helper @*/ void show(Node x) {
        Slot s = x.slot;
        if (s.level != 0) {
            mmu.setLeaf(s.table, s.index, s.level, x.low, x.rights(), x.attributes);
            //@ set s.shown = true;
            //@ set s.shownFrame = x.low;
            //@ set s.shownRead = x.right4;
            //@ set s.shownWrite = x.right2;
            //@ set s.shownExecute = x.right1;
        }
        //@ set unseen = null;
    }

    /** The MMU no longer shows {@code x}: descriptor gone, no stale translation. Nothing to do for a capability. */
    /*@ public normal_behavior
      @   requires inv && x.live && x.parent != null;
      @   requires unseen == null;
      @   ensures inv;
      @   ensures x.slot != null && !x.slot.shown;
      @   ensures \old(marked) ==> marked;
      @   ensures \old(kept) ==> kept;
      @   ensures \old(raised) ==> raised;
      @   ensures (\forall Node i; !\fresh(i));
      @   ensures \old(loose && intended) ==> loose && intended;
      @   ensures unseen == x;
      @   assignable unseen, x.slot.shown;
      @*/
    /*@ helper @*/ void hide(Node x) {
        Slot s = x.slot;
        if (s.level != 0) {
            mmu.clearEntry(s.table, s.index);
            mmu.invalidate(s.space, s.page, s.level);
            //@ set s.shown = false;
        }
        //@ set unseen = x;
    }

    // ---- subtrees ---------------------------------------------------------------------------------------------------

    /** What one edge of the forest says. */
    /*@ public normal_behavior
      @   requires inv && i.live;
      @   ensures \result && 0 <= i.birth && (i.parent == null ==> i.top == i) && (i.parent != null ==> i.parent.live && i.parent.birth < i.birth && i.parent.first != null && i.top == i.parent.top);
      @ model public helper boolean edge(Node i) { return true; } @*/

    /** What one edge says of the marks. */
    /*@ public normal_behavior
      @   requires marked && i.live && i != root;
      @   ensures \result && ((boolean) mark[i.id] ==> i.parent != null && (boolean) mark[i.parent.id]);
      @ model public helper boolean markEdge(Node i) { return true; } @*/

    /** Marks the subtree of {@code n}, and remembers who is live. Ghost code only. */
    /*@ public normal_behavior
      @   requires inv && n.live;
      @   ensures inv;
      @   ensures kept;
      @   ensures root == n;
      @   ensures (\forall \bigint k; 0 <= k && k < all.length; (boolean) was[k] == \old(((Node) all[k]).live));
      @   ensures (\forall \bigint k; 0 <= k && k < all.length; (boolean) mark[k] == \old(d.below((Node) all[k], n)));
      @   assignable root, mark, was;
      @ also public normal_behavior
      @   requires inv && n.live && d.below(n, n);
      @   requires (\forall Node i; i.live && i != n && i.parent != null && i.parent != n; d.below(i, n) == d.below(i.parent, n));
      @   requires (\forall Node i; i.live && i.parent == n; d.below(i, n));
      @   requires (\forall Node i; i.live && i != n && i.parent == null; !d.below(i, n));
      @   ensures marked;
      @   assignable root, mark, was;
      @*/
    /*@ helper @*/ void label(Derivation d, Node n) {
        //@ set mark = (\seq_def int k; 0; all.length; d.below((Node) all[k], n));
        //@ set was = (\seq_def int k; 0; all.length; ((Node) all[k]).live);
        //@ set root = n;
    }

    /** All edges at once: parents of live nodes are live and older. CDT-1. */
    /*@ public normal_behavior
      @   requires inv;
      @   ensures (\forall Node i; i.live && i.parent != null; i.parent.live && i.parent.birth < i.birth);
      @   ensures (\forall Node i; i.live; 0 <= i.birth);
      @   assignable \strictly_nothing;
      @*/
    /*@ helper @*/ void edgesLemma() {
    }

    /** Nothing below the root is live. */
    /*@ public normal_behavior
      @   requires (\forall Node i; i.live && i != root; d.gone(i) && !(boolean) mark[i.id]);
      @   ensures bare;
      @   assignable \strictly_nothing;
      @*/
    /*@ helper @*/ void bareLemma(Derivation d) {
    }

    /** The rights that {@link #fill} gave. */
    /*@ public normal_behavior
      @   requires shared && draft == c && source == p && granted == mask;
      @   ensures c.right1 == (p.right1 && (mask & 1) != 0);
      @   ensures c.right2 == (p.right2 && (mask & 2) != 0);
      @   ensures c.right4 == (p.right4 && (mask & 4) != 0);
      @   ensures c.right8 == (p.right8 && (mask & 8) != 0);
      @   ensures c.rightA == (p.rightA && (mask & 32) != 0);
      @   ensures c.rightB == (p.rightB && (mask & 64) != 0);
      @   ensures c.rightC == (p.rightC && (mask & 128) != 0);
      @   assignable \strictly_nothing;
      @*/
    /*@ helper @*/ void sharedLemma(Node c, Node p, int mask) {
    }

    /** A live node is not a free one. */
    /*@ public normal_behavior
      @   requires p.live && !c.live;
      @   ensures p != c;
      @   assignable \strictly_nothing;
      @*/
    /*@ helper @*/ void apartLemma(Node p, Node c) {
    }

    /** A free slot is not shown. CDT-10. */
    /*@ public normal_behavior
      @   requires inv && s.node == null;
      @   ensures !s.shown;
      @   assignable \strictly_nothing;
      @*/
    /*@ helper @*/ void hiddenLemma(Slot s) {
    }

    /** A node without first child is nobody's parent. */
    /*@ public normal_behavior
      @   requires inv && x.live && x.first == null;
      @   ensures (\forall Node i; i.live; i.parent != x);
      @   assignable \strictly_nothing;
      @*/
    /*@ helper @*/ void leafLemma(Node x) {
    }

    /** {@code x} is to leave; whose child each node was is remembered. Ghost code only. */
    /*@ public normal_behavior
      @   requires inv;
      @   ensures inv;
      @   ensures raised && leaving == x;
      @   ensures (\forall \bigint k; 0 <= k && k < all.length; (Node) elder[k] == \old(((Node) all[k]).parent));
      @   assignable leaving, elder;
      @*/
    /*@ helper @*/ void depart(Node x) {
        //@ set elder = (\seq_def int k; 0; all.length; ((Node) all[k]).parent);
        //@ set leaving = x;
        return;
    }

    /** Every entry of the list of all nodes exists. */
    /*@ public normal_behavior
      @   requires inv;
      @   ensures (\forall \bigint k; 0 <= k && k < all.length; (\exists Node i; i == (Node) all[k]));
      @   assignable \strictly_nothing;
      @*/
    /*@ helper @*/ void nodesLemma() {
    }

    /** Of the nodes that were live at the last {@link #label}, those that were marked are gone but for the root, and no others. */
    /*@ public normal_behavior
      @   requires inv && kept && bare && root != null && root.live;
      @   ensures (\forall \bigint k; 0 <= k && k < all.length; ((Node) all[k]).live == ((boolean) was[k] && ((Node) all[k] == root || !(boolean) mark[k])));
      @   assignable \strictly_nothing;
      @*/
    /*@ helper @*/ void clearedLemma() {
    }

    /** One step down, to the newest child. */
    /*@ public normal_behavior
      @   requires inv && x.live;
      @   ensures \result == x.first;
      @   ensures 0 <= x.birth && x.birth < clock;
      @   ensures \result != null ==> \result.live && \result != x && \result.parent == x && x.birth < \result.birth && \result.birth < clock;
      @   ensures (\forall Node i; i.live && i.parent == x; \result != null && i.order <= \result.order);
      @   ensures \result != null ==> 0 <= \result.order;
      @   ensures \result != null && marked && (x == root || (boolean) mark[x.id]) ==> \result == root || (boolean) mark[\result.id];
      @   assignable \strictly_nothing;
      @*/
    /*@ helper nullable @*/ Node child(Node x) {
        return x.first;
    }

    /** One step aside, to the next older sibling. */
    /*@ public normal_behavior
      @   requires inv && c.live && c.parent != null;
      @   ensures \result == c.next;
      @   ensures \result != null ==> \result.live && \result.parent == c.parent && 0 <= \result.order && \result.order < c.order;
      @   ensures (\forall Node i; i.live && i.parent == c.parent && i.order < c.order; \result != null && i.order <= \result.order);
      @   ensures (\forall Node i; i.live && i.order == c.order; i == c);
      @   assignable \strictly_nothing;
      @*/
    /*@ helper nullable @*/ Node sibling(Node c) {
        return c.next;
    }

    /** One step up, from a marked node. */
    /*@ public normal_behavior
      @   requires inv && x.live && marked && x != root && (boolean) mark[x.id];
      @   ensures \result != null && \result == x.parent && \result.live && (boolean) mark[\result.id] && \result != x;
      @   assignable \strictly_nothing;
      @*/
    /*@ helper @*/ Node up(Node x) {
        return x.parent;
    }

    /** Between operations, when no node is being changed, the MMU is shown all that the nodes grant. CDT-10 [REQ-MMU-2] */
    /*@ public normal_behavior
      @   requires inv && unseen == null;
      @   ensures \result && (\forall Slot k; k.level != 0 && k.node != null;
      @       k.shown && k.shownFrame == k.node.low && k.shownRead == k.node.right4 && k.shownWrite == k.node.right2 && k.shownExecute == k.node.right1);
      @ model public helper boolean keepsMirror() { return true; } @*/

    // ---- generated from spec/alloy, do not edit: see spec/alloy/README.md ----

    // CDT-1 forest: a live node's parent is live; no node is its own ancestor. (The kernel's witness: a parent is older than its child.)
    // [spec/alloy/derivation.als]
    // |   all n: Live | lone n.parent and n.parent in Live and n not in n.^parent
    // not here: the closure of parent is no first-order formula: the kernel keeps a witness for it
    //@ public model boolean CDT_1_forest;
    /*@ private represents CDT_1_forest =
      @      (\forall Node n; n.live && n.parent != null; n.parent.live);
      @*/
    /*@ public normal_behavior requires inv; ensures \result && CDT_1_forest; model public helper boolean keeps_CDT_1() { return true; } @*/

    // CDT-2 children lists: first, nextSibling and prevSibling list exactly the children of each node, each once. [spec/alloy/derivation.als]
    // |   all n: Live | lone n.first and lone n.nextSibling and lone n.prevSibling
    // |   all n: Live | n.nextSibling.prevSibling in n and n.prevSibling.nextSibling in n and (some n.nextSibling implies n.nextSibling.prevSibling =
    // |     n) and (some n.prevSibling implies n.prevSibling.nextSibling = n)
    // |   all n: Live | no n.first.prevSibling and n.first.*nextSibling = parent.n
    // |   all n: Live | no n.parent implies no n.nextSibling and no n.prevSibling
    // not here: the closure of nextSibling is no first-order formula: the kernel keeps a witness for it
    //@ public model boolean CDT_2_childrenLists;
    /*@ private represents CDT_2_childrenLists =
      @      (\forall Node n; n.live;
      @             (n.next != null && n.next.prev != null ==> n.next.prev == n)
      @          && (n.prev != null && n.prev.next != null ==> n.prev.next == n)
      @          && (n.next != null ==> n.next.prev == n)
      @          && (n.prev != null ==> n.prev.next == n))
      @   && (\forall Node n; n.live; !(n.first != null && n.first.prev != null))
      @   && (\forall Node n; n.live && n.parent == null; n.next == null && n.prev == null);
      @*/
    /*@ public normal_behavior requires inv; ensures \result && CDT_2_childrenLists; model public helper boolean keeps_CDT_2() { return true; } @*/

    // CDT-3 rights-shrink: along an edge, rights only shrink. [spec/alloy/derivation.als]
    // |   all n: Live | some n.parent implies n.rights in n.parent.rights
    //@ public model boolean CDT_3_rightsShrink;
    /*@ private represents CDT_3_rightsShrink =
      @      (\forall Node n; n.live && n.parent != null;
      @             (n.right1 ==> n.parent.right1)
      @          && (n.right2 ==> n.parent.right2)
      @          && (n.right4 ==> n.parent.right4)
      @          && (n.right8 ==> n.parent.right8)
      @          && (n.rightA ==> n.parent.rightA)
      @          && (n.rightB ==> n.parent.rightB)
      @          && (n.rightC ==> n.parent.rightC));
      @*/
    /*@ public normal_behavior requires inv; ensures \result && CDT_3_rightsShrink; model public helper boolean keeps_CDT_3() { return true; } @*/

    // CDT-4 range-shrinks: a node's frames are a range, and lie in its parent's. [spec/alloy/derivation.als]
    // |   all n: Live | range[n.frames] and (some n.parent implies n.frames in n.parent.frames)
    //@ public model boolean CDT_4_rangeShrinks;
    /*@ private represents CDT_4_rangeShrinks =
      @      (\forall Node n; n.live;
      @             (\forall long f; 0 <= f && f <= 68719476735L && !(n.kind == Node.MEMORY && n.low <= f && f <= n.high); !((\exists long f2; true; 0 <= f2 && f2 <= 68719476735L && f < f2 && n.kind == Node.MEMORY && n.low <= f2 && f2 <= n.high) && (\exists long f2; true; 0 <= f2 && f2 <= 68719476735L && f2 < f && n.kind == Node.MEMORY && n.low <= f2 && f2 <= n.high)))
      @          && (n.parent != null && n.kind == Node.MEMORY && n.low <= n.high ==> n.parent.kind == Node.MEMORY && n.parent.low <= n.low && n.high <= n.parent.high));
      @*/
    /*@ public normal_behavior requires inv; ensures \result && CDT_4_rangeShrinks; model public helper boolean keeps_CDT_4() { return true; } @*/

    // CDT-5 one-object: all nodes of a tree name one anchor and its object, which is made; a made object has exactly one anchor.
    // [spec/alloy/derivation.als]
    // |   all n: Live | one n.object and n.object in Made
    // |   all n: Live | some n.parent implies n.object = n.parent.object and n.top = n.parent.top
    // |   all n: Live | no n.parent implies n.top = n
    // |   all o: Made | one n: Live | n.object = o and no n.parent
    // not here: Made: which objects exist is known to cairn.kernel.object; each has its anchor here, but the core does not say that it has only one
    // not here: Made: which objects exist is known to cairn.kernel.object; each has its anchor here, but the core does not say that it has only one
    //@ public model boolean CDT_5_oneObject;
    /*@ private represents CDT_5_oneObject =
      @      (\forall Node n; n.live && n.parent != null; n.kind == n.parent.kind && n.number == n.parent.number && n.top == n.parent.top)
      @   && (\forall Node n; n.live && n.parent == null; n.top == n);
      @*/
    /*@ public normal_behavior requires inv; ensures \result && CDT_5_oneObject; model public helper boolean keeps_CDT_5() { return true; } @*/

    // CDT-6 one-place: a live node is an anchor without a slot, or has exactly one slot, which names it back. [spec/alloy/space.als]
    // |   all n: Live | some n.parent implies one n.slot and n.slot.holds = n
    // |   all n: Live | no n.parent implies no n.slot
    //@ public model boolean CDT_6_onePlace;
    /*@ private represents CDT_6_onePlace =
      @      (\forall Node n; n.live && n.parent != null; n.slot != null && n.slot.node == n)
      @   && (\forall Node n; n.live && n.parent == null; n.slot == null);
      @*/
    /*@ public normal_behavior requires inv; ensures \result && CDT_6_onePlace; model public helper boolean keeps_CDT_6() { return true; } @*/

    // CDT-7 slots-agree: an occupied slot belongs to a made task and holds one live node, which names it. [spec/alloy/space.als]
    // |   all k: Slot | some k.holds implies one k.holds and k.holds in Live and k.holds.slot = k and k.owner in Made
    // not here: owner: a slot does not know its task; cairn.kernel.object keeps each task's tables
    //@ public model boolean CDT_7_slotsAgree;
    /*@ private represents CDT_7_slotsAgree =
      @      (\forall Slot k; k.node != null; k.node.live && k.node.slot == k);
      @*/
    /*@ public normal_behavior requires inv; ensures \result && CDT_7_slotsAgree; model public helper boolean keeps_CDT_7() { return true; } @*/

    // CDT-8 pool: live nodes are exactly the used part of the pool; a spare node carries nothing. [spec/alloy/derivation.als]
    // |   Live = Used
    // |   all n: Node - Live | no n.parent and no n.top and no n.object and no n.rights and no n.frames and no n.slot
    // |   all n: Node - Live | no n.first and no n.nextSibling and no n.prevSibling
    // not here: Node - Live: the fields of a dead node are never read, and the kernel does not clear them
    // not here: Node - Live: the fields of a dead node are never read, and the kernel does not clear them
    //@ public model boolean CDT_8_pool;
    /*@ private represents CDT_8_pool =
      @      (\forall Node n; n.live; 0 <= n.pos && n.pos < used && pool[n.pos] == n)
      @   && (\forall Node n; 0 <= n.pos && n.pos < used && pool[n.pos] == n; n.live);
      @*/
    /*@ public normal_behavior requires inv; ensures \result && CDT_8_pool; model public helper boolean keeps_CDT_8() { return true; } @*/

    // CDT-9 kinds: only memory has frames; a memory node is held in a page-table slot of its size, an object node in a capability slot.
    // [spec/alloy/space.als]
    // |   all n: Live | n.object in Memory iff some n.frames
    // |   all n: Live | n.object not in Memory implies n.slot in CapSlot
    // |   all n: Live | n.object in Memory and some n.slot implies n.slot in PageSlot and fitting[n.slot, n.frames]
    //@ public model boolean CDT_9_kinds;
    /*@ private represents CDT_9_kinds =
      @      (\forall Node n; n.live && n.kind == Node.MEMORY; n.low <= n.high)
      @   && (\forall Node n; n.live && n.kind != Node.MEMORY && n.slot != null; n.slot.level == 0)
      @   && (\forall Node n; n.live && n.kind == Node.MEMORY && n.slot != null;
      @             n.slot.level != 0
      @          && 1 <= n.slot.level
      @          && n.slot.level <= 3
      @          && 0 <= n.low
      @          && n.low % (n.slot.level == 1 ? 262144 : n.slot.level == 2 ? 512 : 1) == 0
      @          && n.low <= n.high
      @          && n.low + (n.slot.level == 1 ? 262143 : n.slot.level == 2 ? 511 : 0) == n.high);
      @*/
    /*@ public normal_behavior requires inv; ensures \result && CDT_9_kinds; model public helper boolean keeps_CDT_9() { return true; } @*/

    // CDT-10 mirror: the MMU is shown exactly what the nodes in page-table slots grant, and nothing where no node is. (A node that has no right of a
    // page may be left out of the page table.) [spec/alloy/space.als]
    // |   all k: PageSlot | k.shown in k.holds.frames and k.shownRights in k.holds.rights
    // |   all k: PageSlot | some k.holds.rights & PageRight implies k.shown = k.holds.frames and k.shownRights = k.holds.rights & PageRight
    // |   all k: CapSlot | no k.shown and no k.shownRights
    // not here: statement 2: it fails of the node that is being changed (unseen); okH says it of all others, and the lemma keepsMirror of all between
    // operations
    //@ public model boolean CDT_10_mirror;
    /*@ private represents CDT_10_mirror =
      @      (\forall Slot k; k.level != 0;
      @             (k.shown ==> k.node != null && k.node.kind == Node.MEMORY && k.node.low <= k.shownFrame && k.shownFrame + (k.level == 1 ? 262143 : k.level == 2 ? 511 : 0) <= k.node.high)
      @          && (k.shown && k.shownExecute ==> k.node != null && k.node.right1)
      @          && (k.shown && k.shownWrite ==> k.node != null && k.node.right2)
      @          && (k.shown && k.shownRead ==> k.node != null && k.node.right4))
      @   && (\forall Slot k; k.level == 0; !k.shown);
      @*/
    /*@ public normal_behavior requires inv; ensures \result && CDT_10_mirror; model public helper boolean keeps_CDT_10() { return true; } @*/

    // OBJ-1 serves-made: a made thread or gate serves a made task or none. [spec/alloy/derivation.als]
    // |   all c: Made & Channel | c.serves in Made
    // not here: Made: which objects exist is known to cairn.kernel.object; each has its anchor here, but the core does not say that it has only one

    // The other direction: of the conjuncts of inv, these say no more than the specification, as the lemmas show.
    /*@ public normal_behavior requires CDT_3_rightsShrink; ensures \result && okR1 && okR2 && okR4 && okR8 && okRA && okRB && okRC; model public helper boolean gives_okR1() { return true; } @*/
    /*@ public normal_behavior requires CDT_6_onePlace; ensures \result && okL; model public helper boolean gives_okL() { return true; } @*/
    /*@ public normal_behavior requires CDT_2_childrenLists && CDT_6_onePlace; ensures \result && okG; model public helper boolean gives_okG() { return true; } @*/
    /*@ public normal_behavior requires CDT_7_slotsAgree; ensures \result && okK; model public helper boolean gives_okK() { return true; } @*/
    /*@ public normal_behavior requires CDT_8_pool; ensures \result && okZ; model public helper boolean gives_okZ() { return true; } @*/
    /*@ public normal_behavior requires CDT_9_kinds; ensures \result && okB0 && okB1 && okB2 && okB3; model public helper boolean gives_okB0() { return true; } @*/
    /*@ public normal_behavior requires CDT_7_slotsAgree && CDT_9_kinds && CDT_10_mirror; ensures \result && okV; model public helper boolean gives_okV() { return true; } @*/
    // These say more than the specification (its witnesses, and bounds of the machine):
    // okD okC: a parent was born before its child, in the ghost field birth: what stands for "no node is its own ancestor" of CDT-1
    // okF okN okP okQ okT okS okO okU: each link of a list agrees with its neighbours and ghost stamps order it: what stands for the closure in CDT-2
    // okM: every live range is within physical memory and lies in its parent's, that of an object too; attributes are bounded
    // okA okJ: CDT-5 says along each edge that top and object are the parent's; that the top is a live anchor of that object follows by induction
    // only
    // okH: every page but that of the node that is being changed is shown with all its rights: what stands for the second statement of CDT-10
    // okX: bounds of what a slot is called: table, index, level, space, page
    // okE okW: the pool exists, and every position, used or not, holds a node that knows it
    // okI okY: the list of all nodes by id, which the labels of unmap need

    // ---- end of what is generated ----
}
