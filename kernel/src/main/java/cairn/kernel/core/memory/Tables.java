package cairn.kernel.core.memory;

import cairn.kernel.core.derivation.Slot;
import cairn.kernel.core.quota.Quota;

/**
 * All tables of the kernel and the primitive changes to them; each keeps every conjunct of {@link #inv}. The one of the kernel.
 * {@link AddressSpace} and the capability spaces are composed from these. [REQ-MEM-1] [REQ-MEM-2]
 */
public final class Tables {
    //@ public model boolean okH;
    //@ private represents okH = (\forall Table t; t.home != null);  // MEM-1 pool
    //@ public model boolean okM;
    //@ private represents okM = (\forall Table t; 0 <= t.number && t.number <= 2000000);  // MEM-2 shape
    //@ public model boolean okS;
    //@ private represents okS = (\forall Table t; (t.slot != null) == t.home.slots && (t.slot != null ==> t.slot.length == 512 && (\forall int k; 0 <= k && k < 512; t.slot[k] != null)));  // MEM-2 shape
    //@ public model boolean okD;
    //@ private represents okD = (\forall Table t; 0 <= t.home.entries && (t.down == null) == (t.home.entries == 0) && (t.down != null ==> t.down.length == t.home.entries && \typeof(t.down) == \type(Table[])));  // MEM-2 shape
    //@ public model boolean okN;
    //@ private represents okN = (\forall Table t; (\forall Table u; t.down != null && t.down == u.down; t == u));  // MEM-2 shape
    //@ public model boolean okL;
    //@ private represents okL = (\forall Table t; t.down != null; (\forall int i; 0 <= i && i < t.down.length && t.down[i] != null; t.down[i].home == t.home.below && t.down[i].above == t && t.down[i].at == i));  // MEM-2 shape
    //@ public model boolean okK;
    //@ private represents okK = (\forall Table t; t.down != null; (\forall int i; 0 <= i && i < t.down.length && t.down[i] != null; t.down[i].apex == t.apex));  // MEM-2 shape
    //@ public model boolean okB;
    //@ private represents okB = (\forall Table t; t.down != null; (\forall int i; 0 <= i && i < t.down.length && t.down[i] != null; t.rank < t.down[i].rank));  // MEM-2 shape
    //@ public model boolean okC;
    //@ private represents okC = (\forall Table t; t.apex != null && t.apex != t; t.above != null && t.above.down != null && 0 <= t.at && t.at < t.above.down.length && t.above.down[t.at] == t);  // MEM-2 shape
    //@ public model boolean okV;
    //@ private represents okV = (\forall Table t; t.apex == null && t.down != null; (\forall int i; 0 <= i && i < t.down.length; t.down[i] == null));  // MEM-1 pool
    //@ public model boolean okZ;
    //@ private represents okZ = (\forall Table t; t.apex == null && t.slot != null; (\forall int k; 0 <= k && k < 512; t.slot[k].node == null));  // MEM-1 pool

    //@ public model boolean okE;
    //@ private represents okE = (\forall TablePool p; 0 <= p.count && (p.first == null) == (p.count == 0) && (p.first != null ==> p.first.home == p && p.first.apex == null && p.first.rank == p.count - 1));  // MEM-1 pool
    //@ public model boolean okR;
    //@ private represents okR = (\forall Table t; t.apex == null; 0 <= t.rank && t.rank < t.home.count && (t.rank == t.home.count - 1 ==> t == t.home.first));  // MEM-1 pool
    //@ public model boolean okQ;
    //@ private represents okQ = (\forall Table t; (\forall Table u; t.apex == null && u.apex == null && t.home == u.home && t.rank == u.rank; t == u));  // MEM-1 pool
    //@ public model boolean okT;
    //@ private represents okT = (\forall Table t; t.apex == null; (t.next == null) == (t.rank == 0) && (t.next != null ==> t.next.home == t.home && t.next.apex == null && t.next.rank == t.rank - 1));  // MEM-1 pool

    //@ public model boolean okG;
    //@ private represents okG = (\forall Table t; t.apex != null; t.apex.apex == t.apex && t.apex.rank == 0 && t.apex.newest != null && t.apex.newest.apex == t.apex);  // MEM-2 shape
    //@ public model boolean okA;
    //@ private represents okA = (\forall Table t; t.apex != null; 0 <= t.rank && t.rank <= t.apex.newest.rank && (t.rank == t.apex.newest.rank ==> t == t.apex.newest));  // MEM-2 shape
    //@ public model boolean okI;
    //@ private represents okI = (\forall Table t; (\forall Table u; t.apex != null && t.apex == u.apex && t.rank == u.rank; t == u));  // MEM-2 shape
    //@ public model boolean okJ;
    //@ private represents okJ = (\forall Table t; t.apex != null && t.apex != t; t.next != null && t.next.apex == t.apex && t.next.rank == t.rank - 1);  // MEM-2 shape

    //@ public model boolean inv;
    //@ private represents inv = okH && okM && okS && okD && okN && okL && okK && okB && okC && okV && okZ && okE && okR && okQ && okT && okG && okA && okI && okJ;

    //@ public ghost nullable Table leaving;   // topmost table of the space that is being given back,
    //@ public model boolean vacant;           //   all of whose places are empty
    //@ private represents vacant = (\forall Table u; u.apex != null && u.apex == leaving && u.slot != null; (\forall int k; 0 <= k && k < 512; u.slot[k].node == null));

    //@ public ghost nullable Slot[] draft;    // entries for a new table's places,
    //@ public ghost int laid;                 //   of which so many have an empty place
    //@ public model boolean furnished;
    //@ private represents furnished = draft != null && draft.length == 512 && \typeof(draft) == \type(Slot[]) && 0 <= laid && laid <= 512 && (\forall int k; 0 <= k && k < laid; draft[k] != null && draft[k].node == null);

    /** No table, and no pool, may exist before: none may differ from one without fields set, nor be one. (KeY needs fields to look at.) */
    /*@ public normal_behavior
      @   requires (\forall Table t; t.home == null && t.apex == null && t.slot == null && t.down == null && t.number == 0) && (\forall TablePool p; p.first == null && p.count == 0);
      @   requires (\forall Table t; t.home != null && t.apex != null && t.slot != null && t.down != null && t.number != 0) && (\forall TablePool p; p.first != null && p.count != 0);
      @   ensures inv;
      @   assignable \nothing;
      @*/
    public Tables() {
    }

    /** A pool without tables; those in its tables' entries will come from {@code below}. At boot only. */
    /*@ public normal_behavior
      @   requires inv && 0 <= entries && entries <= 2048;
      @   ensures inv;
      @   ensures \fresh(\result) && \result.count == 0 && \result.level == level && \result.slots == slots && \result.entries == entries && \result.below == below;
      @   assignable \nothing;
      @*/
    public /*@ helper @*/ TablePool pool(int level, boolean slots, int entries, /*@ nullable @*/ TablePool below) {
        return new TablePool(level, slots, entries, below);
    }

    /** 512 entries for the places of a table. At boot only. */
    /*@ public normal_behavior
      @   requires inv;
      @   ensures inv && furnished;
      @   ensures \result == draft && laid == 0 && \fresh(\result);
      @   assignable draft, laid;
      @*/
    /*@ helper nullable @*/ Slot[] row() {
        Slot[] row = new Slot[Table.ENTRIES];
        //@ set draft = row;
        //@ set laid = 0;
        return row;
    }

    /** Puts the place {@code i} of table {@code number} into {@code row}, empty. At boot only. */
    /*@ public normal_behavior
      @   requires inv && furnished && row == draft && i == laid && i < 512;
      @   ensures inv && furnished;
      @   ensures laid == i + 1;
      @   assignable draft[laid], laid;
      @*/
    /*@ helper @*/ void furnish(/*@ nullable @*/ Slot[] row, int i, int number, int level) {
        row[i] = new Slot(number, i, level);
        //@ set laid = laid + 1;
    }

    /** Makes a free table of {@code p}, with the places of {@code row}. At boot only. */
    /*@ public normal_behavior
      @   requires inv && 0 <= number && number <= 2000000 && 0 <= p.entries && p.entries <= 2048;
      @   requires (row != null) == p.slots;
      @   requires row != null ==> furnished && row == draft && laid == 512;
      @   ensures inv;
      @   ensures p.count == \old(p.count) + 1;
      @   assignable p.first, p.count;
      @*/
    /*@ helper @*/ void add(TablePool p, int number, /*@ nullable @*/ Slot[] row) {
        Table t = new Table(number, p.level, row, p.entries, p);
        t.next = p.first;
        //@ set t.rank = p.count;
        p.first = t;
        //@ set p.count = p.count + 1;
    }

    /** A free table of {@code p}, its entries empty, becomes the topmost of a new space. */
    /*@ public normal_behavior
      @   requires inv && 0 < p.count;
      @   ensures inv;
      @   ensures \result != null && \result == \old(p.first) && p.count == \old(p.count) - 1 && 0 <= p.count;
      @   ensures \result.home == p && \result.apex == \result && \result.newest == \result;
      @   ensures (\forall int i; 0 <= i && i < p.entries; \result.down[i] == null);
      @   ensures (\forall int k; 0 <= k && k < 512 && p.slots; \result.slot[k].node == null);
      @   assignable p.first, p.count, p.first.next, p.first.newest, p.first.apex, p.first.rank;
      @*/
    public /*@ helper @*/ Table take(TablePool p) {
        Table t = p.first;
        p.first = t.next;
        //@ set p.count = p.count - 1;
        t.next = null;
        t.newest = t;
        //@ set t.apex = t;
        //@ set t.rank = 0;
        return t;
    }

    /** Entry {@code i} of {@code t}, a table of the space of {@code top}, refers to a free table from now on, whose entries are empty; that table. */
    /*@ public normal_behavior
      @   requires inv && top.apex == top && t.apex == top && 0 <= i && i < t.home.entries && t.down[i] == null;
      @   requires t.home.below != null && 0 < t.home.below.count;
      @   ensures inv;
      @   ensures \result != null && \result == \old(t.home.below.first) && t.home.below.count == \old(t.home.below.count) - 1;
      @   ensures \result.home == t.home.below && \result.apex == top && top.apex == top && t.down[i] == \result;
      @   ensures \result != top && \result != t && \old(t.home.below.first.apex) == null;
      @   ensures (\forall int k; 0 <= k && k < t.home.below.entries; \result.down[k] == null);
      @   ensures t.down != null && t.down.length == t.home.entries && t.down != \result.down;
      @   assignable t.home.below.first, t.home.below.count, t.home.below.first.next, t.home.below.first.above, t.home.below.first.at,
      @              t.home.below.first.apex, t.home.below.first.rank, top.newest, t.down[i];
      @*/
    public /*@ helper @*/ Table extend(Table top, Table t, int i) {
        TablePool p = t.home.below;
        Table below = p.first;
        p.first = below.next;
        //@ set p.count = p.count - 1;
        //@ set below.rank = top.newest.rank + 1;
        below.next = top.newest;
        top.newest = below;
        below.above = t;
        below.at = i;
        //@ set below.apex = top;
        t.down[i] = below;
        return below;
    }

    /** Whether the space of {@code top} has a table below {@code top}. */
    /*@ public normal_behavior
      @   requires inv && top.apex == top;
      @   ensures \result == (top.newest != top) && 0 <= top.newest.rank;
      @   ensures !\result ==> (\forall int i; 0 <= i && i < top.home.entries; top.down[i] == null);
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper @*/ boolean more(Table top) {
        return top.newest != top;
    }

    /** The space of {@code top}, all of whose places are empty, is about to be given back. */
    /*@ public normal_behavior
      @   requires inv && top.apex == top;
      @   requires (\forall Table u; u.apex == top && u.slot != null; (\forall int k; 0 <= k && k < 512; u.slot[k].node == null));
      @   ensures inv && vacant;
      @   ensures leaving == top && top.newest != null && 0 <= top.newest.rank;
      @   assignable leaving;
      @*/
    public /*@ helper @*/ void leave(Table top) {
        //@ set leaving = top;
    }

    /** The newest table of the space of {@code top} goes back to its pool: nothing is below it, and its places are empty. */
    /*@ public normal_behavior
      @   requires inv && vacant && top.apex == top && top == leaving && top.newest != top;
      @   ensures inv && vacant;
      @   ensures top.apex == top && top.newest != null && top.newest.rank == \old(top.newest.rank) - 1 && 0 <= top.newest.rank;
      @   assignable top.newest, top.newest.apex, top.newest.rank, top.newest.next, top.newest.home.first, top.newest.home.count,
      @              top.newest.above.down[top.newest.at];
      @*/
    public /*@ helper @*/ void release(Table top) {
        Table t = top.newest;
        t.above.down[t.at] = null;
        top.newest = t.next;
        TablePool p = t.home;
        t.next = p.first;
        p.first = t;
        //@ set t.apex = null;
        //@ set t.rank = p.count;
        //@ set p.count = p.count + 1;
    }

    /** {@code top}, the only table of its space, goes back to its pool; its places are empty. The bytes that were charged for the space. */
    /*@ public normal_behavior
      @   requires inv && vacant && top.apex == top && top == leaving && top.newest == top;
      @   ensures inv;
      @   ensures top.apex == null && top.home.count == \old(top.home.count) + 1 && \result == top.charged;
      @   assignable top.apex, top.rank, top.next, top.home.first, top.home.count;
      @*/
    /*@ helper @*/ long drop(Table top) {
        TablePool p = top.home;
        top.next = p.first;
        p.first = top;
        //@ set top.apex = null;
        //@ set top.rank = p.count;
        //@ set p.count = p.count + 1;
        return top.charged;
    }

    /** The table in entry {@code i} of {@code t}, or null. */
    /*@ public normal_behavior
      @   requires inv && 0 <= i && i < t.home.entries;
      @   ensures \result == t.down[i];
      @   ensures \result != null ==> \result.home == t.home.below && \result.apex == t.apex && \result.above == t && \result.at == i;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper nullable @*/ Table down(Table t, int i) {
        return t.down[i];
    }

    /** Whether {@code p} has a free table. */
    /*@ public normal_behavior
      @   requires inv;
      @   ensures \result == (0 < p.count) && 0 <= p.count;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper @*/ boolean spare(TablePool p) {
        return p.first != null;
    }

    /** The MMU's number of {@code t}. */
    /*@ public normal_behavior
      @   requires inv;
      @   ensures \result == t.number && 0 <= \result && \result <= 2000000;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper @*/ int number(Table t) {
        return t.number;
    }

    /** The place {@code i} of {@code t}. */
    /*@ public normal_behavior
      @   requires inv && t.home.slots && 0 <= i && i < 512;
      @   ensures \result == t.slot[i] && \result != null;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper @*/ Slot slot(Table t, int i) {
        return t.slot[i];
    }

    /** The place {@code i} of {@code t}, which translates virtual page {@code page} of {@code space}. */
    /*@ public normal_behavior
      @   requires inv && t.home.slots && 0 <= i && i < 512;
      @   ensures inv;
      @   ensures \result == t.slot[i] && \result != null && \result.space == space && \result.page == page;
      @   assignable t.slot[i].space, t.slot[i].page;
      @*/
    public /*@ helper @*/ Slot place(Table t, int i, int space, long page) {
        Slot s = t.slot[i];
        s.space = space;
        s.page = page;
        return s;
    }

    /** Charges {@code quota} for {@code n} tables, 0 .. 3, of the space of {@code top}; or refuses and changes nothing. */
    /*@ public normal_behavior
      @   requires inv && quota.inv && 0 <= top.charged && top.charged <= quota.used && 0 <= n && n <= 3 && n * 4096 <= quota.limit - quota.used;
      @   ensures inv;
      @   ensures \result && quota.inv && quota.used == \old(quota.used) + n * 4096 && top.charged == \old(top.charged) + n * 4096;
      @   assignable top.charged, quota.used;
      @ also public normal_behavior
      @   requires quota.inv && 0 <= n && n <= 3 && quota.limit - quota.used < n * 4096;
      @   ensures !\result;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper @*/ boolean pay(Table top, Quota quota, int n) {
        if (quota.left() < (long) n * Table.BYTES) {
            return false;
        }
        quota.used = quota.used + (long) n * Table.BYTES;
        top.charged = top.charged + (long) n * Table.BYTES;
        return true;
    }

    /** The bytes that were charged for the space of {@code top}; none are from now on. */
    /*@ public normal_behavior
      @   requires inv;
      @   ensures inv;
      @   ensures \result == \old(top.charged) && top.charged == 0;
      @   assignable top.charged;
      @*/
    public /*@ helper @*/ long settle(Table top) {
        long bytes = top.charged;
        top.charged = 0;
        return bytes;
    }

    /** {@code a} has the topmost table {@code t} and number {@code space}; nothing was charged for it yet. */
    /*@ public normal_behavior
      @   requires inv;
      @   ensures inv;
      @   ensures a.root == t && a.space == space && t.charged == 0;
      @   assignable a.root, a.space, t.charged;
      @*/
    /*@ helper @*/ void begin(AddressSpace a, Table t, int space) {
        a.root = t;
        a.space = space;
        t.charged = 0;
    }

    /** {@code a} has no table any more. */
    /*@ public normal_behavior
      @   requires inv;
      @   ensures inv;
      @   ensures a.root == null;
      @   assignable a.root;
      @*/
    /*@ helper @*/ void end(AddressSpace a) {
        a.root = null;
    }
}
