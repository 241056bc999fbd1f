package cairn.kernel.core.memory;

import cairn.kernel.core.derivation.Slot;
import cairn.kernel.core.quota.Quota;

/**
 * All tables of the kernel and the primitive changes to them; each keeps every conjunct of {@link #inv}. The one of the kernel.
 * {@link AddressSpace} and the capability spaces are composed from these. [REQ-MEM-1] [REQ-MEM-2]
 */
public final class Tables {
    //@ public model boolean okE;
    //@ private represents okE = (\forall TablePool p; p.free != null && \typeof(p.free) == \type(Table[]) && 0 <= p.count && p.count <= p.free.length && p.free.length <= 1000000);  // MEM-1 pool
    //@ public model boolean okW;
    //@ private represents okW = (\forall TablePool p; (\forall int k; 0 <= k && k < p.free.length; p.free[k] != null && p.free[k].pos == k && p.free[k].home == p));  // MEM-1 pool
    //@ public model boolean okH;
    //@ private represents okH = (\forall Table t; t.home != null && 0 <= t.pos && t.pos < t.home.free.length && t.home.free[t.pos] == t);  // MEM-1 pool
    //@ public model boolean okU;
    //@ private represents okU = (\forall Table t; (t.apex != null) == (t.home.count <= t.pos));  // MEM-1 pool
    //@ public model boolean okS;
    //@ private represents okS = (\forall Table t; (t.slot != null) == t.home.slots && (t.slot != null ==> t.slot.length == 512 && (\forall int k; 0 <= k && k < 512; t.slot[k] != null)));  // MEM-2 shape
    //@ public model boolean okD;
    //@ private represents okD = (\forall Table t; 0 <= t.home.entries && (t.down == null) == (t.home.entries == 0) && (t.down != null ==> t.down.length == t.home.entries && \typeof(t.down) == \type(Table[])));  // MEM-2 shape
    //@ public model boolean okN;
    //@ private represents okN = (\forall Table t; (\forall Table u; t.down != null && t.down == u.down; t == u));  // MEM-2 shape
    //@ public model boolean okF;
    //@ private represents okF = (\forall TablePool p; (\forall TablePool q; p.free == q.free; p == q));  // MEM-1 pool
    //@ public model boolean okX;
    //@ private represents okX = (\forall Table t; (\forall TablePool p; t.down != null; t.down != p.free));  // MEM-2 shape
    //@ public model boolean okL;
    //@ private represents okL = (\forall Table t; t.down != null; (\forall int i; 0 <= i && i < t.down.length && t.down[i] != null; t.down[i].home == t.home.below && t.down[i].apex == t.apex && t.down[i].above == t && t.down[i].at == i));  // MEM-2 shape
    //@ public model boolean okP;
    //@ private represents okP = (\forall Table t; t.apex == null; t.above == null);  // MEM-1 pool
    //@ public model boolean okV;
    //@ private represents okV = (\forall Table t; t.apex == null && t.down != null; (\forall int i; 0 <= i && i < t.down.length; t.down[i] == null));  // MEM-1 pool
    //@ public model boolean okZ;
    //@ private represents okZ = (\forall Table t; t.apex == null && t.slot != null; (\forall int k; 0 <= k && k < t.slot.length; t.slot[k].node == null));  // MEM-1 pool

    //@ public model boolean okM;
    //@ private represents okM = (\forall Table t; 0 <= t.number && t.number <= 2000000);  // MEM-2 shape

    //@ public model boolean inv;
    //@ private represents inv = okE && okW && okH && okU && okS && okD && okN && okF && okX && okL && okP && okV && okZ && okM;

    /** No table, and no pool, may exist before: none may differ from one without fields set, nor be one. (KeY needs fields to look at.) */
    /*@ public normal_behavior
      @   requires (\forall Table t; t.home == null && t.apex == null && t.slot == null && t.down == null && t.number == 0) && (\forall TablePool p; p.free == null);
      @   requires (\forall Table t; t.home != null && t.apex != null && t.slot != null && t.down != null && t.number != 0) && (\forall TablePool p; p.free != null);
      @   ensures inv;
      @   assignable \nothing;
      @*/
    public Tables() {
    }

    /** A free table of {@code p}, its entries empty, for the space of {@code top}; null: it is the topmost of a new one. */
    /*@ public normal_behavior
      @   requires inv && 0 < p.count;
      @   requires top != null ==> top.apex == top;
      @   ensures inv;
      @   ensures \result != null && \result == \old(p.free[p.count - 1]) && p.count == \old(p.count) - 1 && 0 <= p.count;
      @   ensures \result.home == p && \result.above == null && \result.apex == (top == null ? \result : top);
      @   ensures \old(p.free[p.count - 1].apex) == null && \result != top;
      @   ensures (\forall int i; 0 <= i && i < p.entries; \result.down[i] == null);
      @   ensures (\forall int k; 0 <= k && k < 512 && p.slots; \result.slot[k].node == null);
      @   assignable p.count, p.free[p.count - 1].apex;
      @*/
    public /*@ helper @*/ Table take(TablePool p, /*@ nullable @*/ Table top) {
        p.count = p.count - 1;
        Table t = p.free[p.count];
        //@ set t.apex = top == null ? t : top;
        return t;
    }

    /** Puts {@code t} at the first position of those in use, so that it can become free. */
    /*@ public normal_behavior
      @   requires inv && t.apex != null;
      @   ensures inv;
      @   ensures t.pos == t.home.count && t.home.count < t.home.free.length;
      @   ensures (\forall Table u; (\forall int i; 0 <= i && i < u.home.entries; u.down[i] == \old(u.down[i])));
      @   ensures (\forall Table u; (\forall int k; 0 <= k && k < 512 && u.home.slots; u.slot[k] == \old(u.slot[k])));
      @   ensures (\forall Table u; u.apex != null; !\fresh(u));
      @   assignable t.home.free[*], t.pos, t.home.free[t.home.count].pos;
      @*/
    /*@ helper @*/ void forward(Table t) {
        TablePool p = t.home;
        int k = t.pos;
        int l = p.count;
        Table other = p.free[l];
        p.free[k] = other;
        p.free[l] = t;
        other.pos = k;
        t.pos = l;
    }

    /** The first table of those in use, {@code t}, becomes free: no entry refers to it, and its own entries are empty. */
    /*@ public normal_behavior
      @   requires inv && t.apex != null && t.above == null && t.pos == t.home.count;
      @   requires (\forall int i; 0 <= i && i < t.home.entries; t.down[i] == null);
      @   requires (\forall int k; 0 <= k && k < 512 && t.home.slots; t.slot[k].node == null);
      @   ensures inv;
      @   ensures t.apex == null && t.home.count == \old(t.home.count) + 1;
      @   ensures (\forall Table u; u.apex != null; !\fresh(u));
      @   assignable t.home.count, t.apex;
      @*/
    /*@ helper @*/ void drop(Table t) {
        t.home.count = t.home.count + 1;
        //@ set t.apex = null;
    }

    /** Entry {@code i} of {@code t} refers to {@code below}. */
    /*@ public normal_behavior
      @   requires inv && t.apex != null && below.apex == t.apex && below.home == t.home.below && below.above == null;
      @   requires 0 <= i && i < t.home.entries && t.down[i] == null;
      @   ensures inv;
      @   ensures t.down[i] == below && below.above == t && below.at == i;
      @   ensures (\forall Table u; (\forall int k; 0 <= k && k < u.home.entries && (u != t || k != i); u.down[k] == \old(u.down[k])));
      @   ensures t.down != null && t.down.length == t.home.entries && (t != below ==> t.down != below.down);
      @   assignable t.down[i], below.above, below.at;
      @*/
    public /*@ helper @*/ void link(Table t, int i, Table below) {
        t.down[i] = below;
        //@ set below.above = t;
        //@ set below.at = i;
    }

    /** Entry {@code i} of {@code t} no longer refers to a table; the table that it referred to. */
    /*@ public normal_behavior
      @   requires inv && 0 <= i && i < t.home.entries && t.down[i] != null;
      @   ensures inv;
      @   ensures \result != null && \result == \old(t.down[i]) && t.down[i] == null && \result.above == null;
      @   ensures \result.home == t.home.below && \result.apex == t.apex;
      @   ensures \result.apex != null;
      @   ensures (\forall Table u; (\forall int k; 0 <= k && k < u.home.entries && (u != t || k != i); u.down[k] == \old(u.down[k])));
      @   ensures (\forall Table u; (\forall int k; 0 <= k && k < 512 && u.home.slots; u.slot[k] == \old(u.slot[k])));
      @   ensures \result.home.free[\result.home.count] != null;
      @   ensures (\forall Table u; u.apex != null; !\fresh(u));
      @   assignable t.down[i], t.down[i].above;
      @*/
    public /*@ helper @*/ Table unlink(Table t, int i) {
        Table below = t.down[i];
        t.down[i] = null;
        //@ set below.above = null;
        return below;
    }

    /** The table in entry {@code i} of {@code t}, or null. */
    /*@ public normal_behavior
      @   requires inv && 0 <= i && i < t.home.entries;
      @   ensures \result == t.down[i];
      @   ensures \result != null ==> \result.home == t.home.below && \result.apex == t.apex && \result.above == t && \result.at == i;
      @   ensures \result != null ==> \result.apex != null;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper nullable @*/ Table down(Table t, int i) {
        return t.down[i];
    }

    /** Number of free tables of {@code p}. */
    /*@ public normal_behavior
      @   requires inv;
      @   ensures \result == p.count && 0 <= \result;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper @*/ int free(TablePool p) {
        return p.count;
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

    /** Makes {@code size} free tables, numbered from {@code first}. At boot only. */
    /*@ public normal_behavior
      @   requires inv && 0 <= first && first <= 1000000 && 0 <= size && size <= 1000000 && 0 <= entries && entries <= 2048;
      @   ensures inv;
      @   ensures \fresh(\result) && \result.count == size && \result.level == level && \result.slots == slots && \result.entries == entries && \result.below == below;
      @   assignable \nothing;
      @*/
    public /*@ helper @*/ TablePool pool(int first, int size, int level, boolean slots, int entries, /*@ nullable @*/ TablePool below) {
        return new TablePool(first, size, level, slots, entries, below);
    }
}
