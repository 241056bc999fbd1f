package cairn.kernel.core.memory;

import cairn.kernel.core.derivation.Slot;
import cairn.kernel.core.quota.Quota;
import cairn.kernel.hil.Mmu;

/**
 * Where a task's pages are held: four levels of tables, the same as the MMU walks. [REQ-MEM-2]
 *
 * <pre>
 *  virtual page number (36 bits)   [ i0 : 9 | i1 : 9 | i2 : 9 | i3 : 9 ]
 *       root.down[i0].down[i1].down[i2].slot[i3]     4 KiB page
 *       root.down[i0].down[i1].slot[i2]              2 MiB block
 *       root.down[i0].slot[i1]                       1 GiB block
 * </pre>
 */
public final class AddressSpace {
    /** Virtual page numbers are 0 .. PAGES-1. */
    public static final long PAGES = 1L << 36;
    public static final long L1_PAGES = 512L * 512;
    public static final long L2_PAGES = 512L;

    /*@ spec_public nullable @*/ private final Mmu mmu;
    /*@ spec_public nullable @*/ private final Tables tables;
    /*@ spec_public nullable @*/ private final TablePool roots;
    /*@ spec_public nullable @*/ private final TablePool level1;
    /*@ spec_public nullable @*/ private final TablePool level2;
    /*@ spec_public nullable @*/ private final TablePool level3;
    /*@ spec_public @*/ int space;
    /*@ spec_public nullable @*/ Table root;

    //@ public model boolean inv;
    /*@ public represents inv = mmu != null && tables != null && roots != null && level1 != null && level2 != null && level3 != null
      @   && roots.below == level1 && level1.below == level2 && level2.below == level3 && level1 != level2
      @   && roots.entries == 512 && level1.entries == 512 && level2.entries == 512 && level3.entries == 0
      @   && !roots.slots && level1.slots && level2.slots && level3.slots
      @   && 0 <= space && space <= 65535
      @   && (root != null ==> root.home == roots && root.apex == root && 0 <= root.charged);  // MEM-2 shape
      @*/

    /** Closed. The pools are those of one kernel: the tables of {@code roots} refer to those of {@code level1}, and so on. */
    /*@ public normal_behavior
      @   requires roots.below == level1 && level1.below == level2 && level2.below == level3 && level1 != level2;
      @   requires roots.entries == 512 && level1.entries == 512 && level2.entries == 512 && level3.entries == 0;
      @   requires !roots.slots && level1.slots && level2.slots && level3.slots;
      @   ensures inv && root == null && this.tables == tables;
      @   ensures this.roots == roots && this.level1 == level1 && this.level2 == level2 && this.level3 == level3;
      @   ensures (\forall Table t; !\fresh(t)) && (\forall TablePool p; !\fresh(p));
      @   assignable \nothing;
      @*/
    public AddressSpace(Mmu mmu, Tables tables, TablePool roots, TablePool level1, TablePool level2, TablePool level3) {
        this.mmu = mmu;
        this.tables = tables;
        this.roots = roots;
        this.level1 = level1;
        this.level2 = level2;
        this.level3 = level3;
    }

    /** Starts an empty address space number {@code space}; false, and nothing changed, when there is no root table or the quota is used up. */
    /*@ public normal_behavior
      @   requires inv && tables.inv && quota.inv && root == null && 0 <= space && space <= 65535 && 0 < roots.count && 4096 <= quota.limit - quota.used;
      @   ensures \result && inv && tables.inv && quota.inv && this.space == space;
      @   ensures root != null && root == \old(roots.first) && roots.count == \old(roots.count) - 1;
      @   ensures (\forall int i; 0 <= i && i < 512; root.down[i] == null);
      @   ensures root.charged == 4096 && quota.used == \old(quota.used) + 4096;
      @   assignable this.space, root, roots.count, roots.first, roots.first.next, roots.first.newest, roots.first.apex, roots.first.rank, roots.first.charged, quota.used;
      @ also public normal_behavior
      @   requires inv && tables.inv && quota.inv && (roots.count == 0 || quota.limit - quota.used < 4096);
      @   ensures !\result;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper @*/ boolean open(int space, Quota quota) {
        if (!tables.spare(roots) || quota.left() < Table.BYTES) {
            return false;
        }
        Table t = tables.take(roots);
        tables.begin(this, t, space);
        tables.pay(t, quota, 1);
        mmu.clearTable(tables.number(t));
        return true;
    }

    /** Number of this address space: the ASID, 1 .. 65535, while open. */
    /*@ public normal_behavior
      @   ensures \result == space;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ int space() {
        return space;
    }

    /** The root table, or null while closed. */
    /*@ public normal_behavior
      @   ensures \result == root;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure nullable @*/ Table root() {
        return root;
    }

    /** The place that holds the mapping of {@code page}, whatever its size, or null when nothing is mapped there. */
    /*@ public normal_behavior
      @   requires inv && tables.inv && root != null && 0 <= page && page < 68719476736L;
      @   ensures root.down[(int) (page / 134217728 % 512)] == null ==> \result == null;
      @   ensures \result != null ==> \result.node != null;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper nullable @*/ Slot find(long page) {
        return at(index(page, 0), index(page, 1), index(page, 2), index(page, 3));
    }

    /*@ public normal_behavior
      @   requires inv && tables.inv && root != null && 0 <= i0 && i0 < 512 && 0 <= i1 && i1 < 512 && 0 <= i2 && i2 < 512 && 0 <= i3 && i3 < 512;
      @   ensures root.down[i0] == null ==> \result == null;
      @   ensures root.down[i0] != null && root.down[i0].slot[i1].node != null ==> \result == root.down[i0].slot[i1];
      @   ensures root.down[i0] != null && root.down[i0].slot[i1].node == null && root.down[i0].down[i1] == null ==> \result == null;
      @   ensures root.down[i0] != null && root.down[i0].slot[i1].node == null && root.down[i0].down[i1] != null
      @           && root.down[i0].down[i1].slot[i2].node != null ==> \result == root.down[i0].down[i1].slot[i2];
      @   ensures root.down[i0] != null && root.down[i0].slot[i1].node == null && root.down[i0].down[i1] != null
      @           && root.down[i0].down[i1].slot[i2].node == null && root.down[i0].down[i1].down[i2] == null ==> \result == null;
      @   ensures root.down[i0] != null && root.down[i0].slot[i1].node == null && root.down[i0].down[i1] != null
      @           && root.down[i0].down[i1].slot[i2].node == null && root.down[i0].down[i1].down[i2] != null
      @           ==> \result == (root.down[i0].down[i1].down[i2].slot[i3].node == null ? null : root.down[i0].down[i1].down[i2].slot[i3]);
      @   ensures \result != null ==> \result.node != null;
      @   assignable \strictly_nothing;
      @*/
    private /*@ helper nullable @*/ Slot at(int i0, int i1, int i2, int i3) {
        Table l1 = tables.down(root, i0);
        if (l1 == null) {
            return null;
        }
        Slot s = tables.slot(l1, i1);
        if (s.node() != null) {
            return s;
        }
        Table l2 = tables.down(l1, i1);
        if (l2 == null) {
            return null;
        }
        s = tables.slot(l2, i2);
        if (s.node() != null) {
            return s;
        }
        Table l3 = tables.down(l2, i2);
        if (l3 == null) {
            return null;
        }
        s = tables.slot(l3, i3);
        return s.node() == null ? null : s;
    }

    /** The level of the smallest entry that is in use at {@code page}: 3 where a level-3 table exists, else 2, else 1. */
    /*@ public normal_behavior
      @   requires inv && tables.inv && root != null && 0 <= page && page < 68719476736L;
      @   ensures 1 <= \result && \result <= 3;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper @*/ int depth(long page) {
        return depth(index(page, 0), index(page, 1), index(page, 2));
    }

    /*@ public normal_behavior
      @   requires inv && tables.inv && root != null && 0 <= i0 && i0 < 512 && 0 <= i1 && i1 < 512 && 0 <= i2 && i2 < 512;
      @   ensures 1 <= \result && \result <= 3;
      @   ensures (\result == 1) == (root.down[i0] == null || root.down[i0].down[i1] == null);
      @   ensures (\result == 3) == (root.down[i0] != null && root.down[i0].down[i1] != null && root.down[i0].down[i1].down[i2] != null);
      @   assignable \strictly_nothing;
      @*/
    private /*@ helper @*/ int depth(int i0, int i1, int i2) {
        Table l1 = tables.down(root, i0);
        if (l1 == null) {
            return 1;
        }
        Table l2 = tables.down(l1, i1);
        if (l2 == null) {
            return 1;
        }
        return tables.down(l2, i2) == null ? 2 : 3;
    }

    /**
     * The place for a mapping of {@code page} at {@code level}; tables on the way are added and charged. Null, and nothing
     * changed, when tables or quota are used up. A larger mapping in the way must be gone before.
     */
    /*@ public normal_behavior
      @   requires inv && tables.inv && quota.inv && root != null && root.charged <= quota.used;
      @   requires 0 <= page && page < 68719476736L && 1 <= level && level <= 3;
      @   ensures inv && tables.inv && quota.inv && root.charged <= quota.used;
      @   ensures \result == null ==> level1.count == \old(level1.count) && level2.count == \old(level2.count) && level3.count == \old(level3.count) && quota.used == \old(quota.used);
      @   ensures \result == null ==> level1.count == 0 || level2.count == 0 || level3.count == 0 || quota.limit - quota.used < 12288;
      @   ensures \result != null ==> \result.space == space;
      @   ensures quota.used - \old(quota.used) == root.charged - \old(root.charged);
      @   assignable root.charged, quota.used, root.newest, level1.count, level1.first, level2.count, level2.first, level3.count, level3.first,
      @              \all_objects(root.next), \all_objects(root.above), \all_objects(root.at), \all_objects(root.apex), \all_objects(root.rank),
      @              (\infinite_union nullable Table[] a; a[*]),
      @              \all_objects(root.slot[0].space), \all_objects(root.slot[0].page);
      @*/
    public /*@ helper nullable @*/ Slot provide(long page, int level, Quota quota) {
        Table t = reach(index(page, 0), index(page, 1), index(page, 2), level, quota);
        return t == null ? null : place(t, page, level);
    }

    /** The place for a mapping of {@code page} in its table {@code t} of {@code level}. */
    /*@ public normal_behavior
      @   requires inv && tables.inv && t.home == (level == 1 ? level1 : level == 2 ? level2 : level3);
      @   requires 0 <= page && page < 68719476736L && 1 <= level && level <= 3;
      @   ensures tables.inv && \result != null && \result.space == space;
      @   assignable \all_objects(root.slot[0].space), \all_objects(root.slot[0].page);
      @*/
    private /*@ helper @*/ Slot place(Table t, long page, int level) {
        return tables.place(t, index(page, level), space, first(page, level));
    }

    /** The table for entries of {@code level}; it and those above it are added and charged. Null, and nothing changed, when that cannot be. */
    /*@ public normal_behavior
      @   requires inv && tables.inv && quota.inv && root != null && root.charged <= quota.used;
      @   requires 0 <= i0 && i0 < 512 && 0 <= i1 && i1 < 512 && 0 <= i2 && i2 < 512 && 1 <= level && level <= 3;
      @   ensures inv && tables.inv && quota.inv && root.charged <= quota.used;
      @   ensures \result == null ==> level1.count == \old(level1.count) && level2.count == \old(level2.count) && level3.count == \old(level3.count) && quota.used == \old(quota.used);
      @   ensures \result == null ==> level1.count == 0 || level2.count == 0 || level3.count == 0 || quota.limit - quota.used < 12288;
      @   ensures \result != null ==> \result.apex == root && \result.home == (level == 1 ? level1 : level == 2 ? level2 : level3);
      @   ensures quota.used - \old(quota.used) == root.charged - \old(root.charged);
      @   assignable root.charged, quota.used, root.newest, level1.count, level1.first, level2.count, level2.first, level3.count, level3.first,
      @              \all_objects(root.next), \all_objects(root.above), \all_objects(root.at), \all_objects(root.apex), \all_objects(root.rank),
      @              (\infinite_union nullable Table[] a; a[*]);
      @*/
    private /*@ helper nullable @*/ Table reach(int i0, int i1, int i2, int level, Quota quota) {
        int have = have(i0, i1, i2, level);
        if (!free(have, level) || quota.left() < (level - have) * Table.BYTES) {
            return null;
        }
        return complete(i0, i1, i2, have, level, quota);
    }

    /** Adds and charges what {@link #reach} found to be missing below the {@code have} tables that are there. */
    /*@ public normal_behavior
      @   requires inv && tables.inv && quota.inv && root != null && root.charged <= quota.used;
      @   requires 0 <= i0 && i0 < 512 && 0 <= i1 && i1 < 512 && 0 <= i2 && i2 < 512 && 1 <= level && level <= 3;
      @   requires 0 <= have && have <= level && (level - have) * 4096 <= quota.limit - quota.used;
      @   requires (have == 0) == (root.down[i0] == null);
      @   requires 1 <= have ==> root.down[i0] != null;
      @   requires 1 == have && 2 <= level ==> root.down[i0].down[i1] == null;
      @   requires 2 <= have ==> root.down[i0].down[i1] != null;
      @   requires 2 == have && 3 <= level ==> root.down[i0].down[i1].down[i2] == null;
      @   requires 3 <= have ==> root.down[i0].down[i1].down[i2] != null;
      @   requires have < 1 ==> 0 < level1.count;
      @   requires have < 2 && 2 <= level ==> 0 < level2.count;
      @   requires have < 3 && 3 <= level ==> 0 < level3.count;
      @   ensures tables.inv && quota.inv && root.apex == root && 0 <= root.charged && root.charged <= quota.used;
      @   ensures \result != null && \result.apex == root && \result.home == (level == 1 ? level1 : level == 2 ? level2 : level3);
      @   ensures quota.used - \old(quota.used) == root.charged - \old(root.charged);
      @   assignable root.charged, quota.used, root.newest, level1.count, level1.first, level2.count, level2.first, level3.count, level3.first,
      @              \all_objects(root.next), \all_objects(root.above), \all_objects(root.at), \all_objects(root.apex), \all_objects(root.rank),
      @              (\infinite_union nullable Table[] a; a[*]);
      @*/
    private /*@ helper @*/ Table complete(int i0, int i1, int i2, int have, int level, Quota quota) {
        Table t = build(i0, i1, i2, have, level);
        tables.pay(root, quota, level - have);
        return t;
    }

    /** Adds what is missing below the {@code have} tables that are there, down to {@code level}; the lowest of it. */
    /*@ public normal_behavior
      @   requires inv && tables.inv && root != null;
      @   requires 0 <= i0 && i0 < 512 && 0 <= i1 && i1 < 512 && 0 <= i2 && i2 < 512 && 1 <= level && level <= 3 && 0 <= have && have <= level;
      @   requires (have == 0) == (root.down[i0] == null);
      @   requires 1 <= have ==> root.down[i0] != null;
      @   requires 1 == have && 2 <= level ==> root.down[i0].down[i1] == null;
      @   requires 2 <= have ==> root.down[i0].down[i1] != null;
      @   requires 2 == have && 3 <= level ==> root.down[i0].down[i1].down[i2] == null;
      @   requires 3 <= have ==> root.down[i0].down[i1].down[i2] != null;
      @   requires have < 1 ==> 0 < level1.count;
      @   requires have < 2 && 2 <= level ==> 0 < level2.count;
      @   requires have < 3 && 3 <= level ==> 0 < level3.count;
      @   ensures tables.inv && root.apex == root;
      @   ensures \result != null && \result.apex == root && \result.home == (level == 1 ? level1 : level == 2 ? level2 : level3);
      @   assignable root.newest, level1.count, level1.first, level2.count, level2.first, level3.count, level3.first,
      @              \all_objects(root.next), \all_objects(root.above), \all_objects(root.at), \all_objects(root.apex), \all_objects(root.rank),
      @              (\infinite_union nullable Table[] a; a[*]);
      @*/
    private /*@ helper @*/ Table build(int i0, int i1, int i2, int have, int level) {
        return grow(last(i0, i1, i2, have), i0, i1, i2, have, level);
    }

    /** Adds what is missing below {@code t}, which is {@code have} below the root, down to {@code level}; the lowest of it. */
    /*@ public normal_behavior
      @   requires inv && tables.inv && root != null && t.apex == root && 1 <= level && level <= 3 && 0 <= have && have <= level;
      @   requires 0 <= i0 && i0 < 512 && 0 <= i1 && i1 < 512 && 0 <= i2 && i2 < 512;
      @   requires have == 0 ==> t == root && t.down[i0] == null && 0 < level1.count && (2 <= level ==> 0 < level2.count) && (3 <= level ==> 0 < level3.count);
      @   requires have == 1 ==> t.home == level1 && (2 <= level ==> t.down[i1] == null && 0 < level2.count) && (3 <= level ==> 0 < level3.count);
      @   requires have == 2 ==> t.home == level2 && (3 <= level ==> t.down[i2] == null && 0 < level3.count);
      @   requires have == 3 ==> t.home == level3;
      @   ensures tables.inv && root.apex == root;
      @   ensures \result != null && \result.apex == root && \result.home == (level == 1 ? level1 : level == 2 ? level2 : level3);
      @   assignable root.newest, level1.count, level1.first, level2.count, level2.first, level3.count, level3.first,
      @              \all_objects(root.next), \all_objects(root.above), \all_objects(root.at), \all_objects(root.apex), \all_objects(root.rank),
      @              (\infinite_union nullable Table[] a; a[*]);
      @*/
    private /*@ helper @*/ Table grow(Table t, int i0, int i1, int i2, int have, int level) {
        if (have == level) {
            return t;
        }
        if (have == 0) {
            return grow1(t, i0, i1, i2, level);
        }
        return have == 1 ? grow2(t, i1, i2, level) : next(t, i2, level3);
    }

    /** Adds what is missing below the root {@code t}, down to {@code level}; the lowest of it. */
    /*@ public normal_behavior
      @   requires inv && tables.inv && root != null && t == root && 1 <= level && level <= 3;
      @   requires 0 <= i0 && i0 < 512 && 0 <= i1 && i1 < 512 && 0 <= i2 && i2 < 512 && t.down[i0] == null;
      @   requires 0 < level1.count && (2 <= level ==> 0 < level2.count) && (3 <= level ==> 0 < level3.count);
      @   ensures tables.inv && root.apex == root;
      @   ensures \result != null && \result.apex == root && \result.home == (level == 1 ? level1 : level == 2 ? level2 : level3);
      @   assignable root.newest, level1.count, level1.first, level2.count, level2.first, level3.count, level3.first,
      @              \all_objects(root.next), \all_objects(root.above), \all_objects(root.at), \all_objects(root.apex), \all_objects(root.rank),
      @              (\infinite_union nullable Table[] a; a[*]);
      @*/
    private /*@ helper @*/ Table grow1(Table t, int i0, int i1, int i2, int level) {
        Table below = next(t, i0, level1);
        return level == 1 ? below : grow2(below, i1, i2, level);
    }

    /** Adds what is missing below the level-1 table {@code t}, down to {@code level}; the lowest of it. */
    /*@ public normal_behavior
      @   requires inv && tables.inv && root != null && t.apex == root && t.home == level1 && 2 <= level && level <= 3;
      @   requires 0 <= i1 && i1 < 512 && 0 <= i2 && i2 < 512 && t.down[i1] == null;
      @   requires 0 < level2.count && (3 <= level ==> 0 < level3.count);
      @   ensures tables.inv && root.apex == root;
      @   ensures \result != null && \result.apex == root && \result.home == (level == 2 ? level2 : level3);
      @   assignable root.newest, level2.count, level2.first, level3.count, level3.first,
      @              \all_objects(root.next), \all_objects(root.above), \all_objects(root.at), \all_objects(root.apex), \all_objects(root.rank),
      @              (\infinite_union nullable Table[] a; a[*]);
      @*/
    private /*@ helper @*/ Table grow2(Table t, int i1, int i2, int level) {
        Table below = next(t, i1, level2);
        return level == 2 ? below : next(below, i2, level3);
    }

    /** How many of the tables below the root that a place of {@code level} needs are there. */
    /*@ public normal_behavior
      @   requires inv && tables.inv && root != null && 1 <= level && level <= 3;
      @   requires 0 <= i0 && i0 < 512 && 0 <= i1 && i1 < 512 && 0 <= i2 && i2 < 512;
      @   ensures 0 <= \result && \result <= level;
      @   ensures (\result == 0) == (root.down[i0] == null);
      @   ensures 1 <= \result ==> root.down[i0] != null;
      @   ensures 1 == \result && 2 <= level ==> root.down[i0].down[i1] == null;
      @   ensures 2 <= \result ==> root.down[i0].down[i1] != null;
      @   ensures 2 == \result && 3 <= level ==> root.down[i0].down[i1].down[i2] == null;
      @   ensures 3 <= \result ==> root.down[i0].down[i1].down[i2] != null;
      @   assignable \strictly_nothing;
      @*/
    private /*@ helper @*/ int have(int i0, int i1, int i2, int level) {
        Table l1 = tables.down(root, i0);
        if (l1 == null) {
            return 0;
        }
        if (level == 1) {
            return 1;
        }
        Table l2 = tables.down(l1, i1);
        if (l2 == null) {
            return 1;
        }
        if (level == 2) {
            return 2;
        }
        return tables.down(l2, i2) == null ? 2 : 3;
    }

    /** The table that is {@code have} below the root. */
    /*@ public normal_behavior
      @   requires inv && tables.inv && root != null && 0 <= have && have <= 3;
      @   requires 0 <= i0 && i0 < 512 && 0 <= i1 && i1 < 512 && 0 <= i2 && i2 < 512;
      @   requires 1 <= have ==> root.down[i0] != null;
      @   requires 2 <= have ==> root.down[i0].down[i1] != null;
      @   requires 3 <= have ==> root.down[i0].down[i1].down[i2] != null;
      @   ensures \result != null && \result.apex == root;
      @   ensures have == 0 ==> \result == root;
      @   ensures have == 1 ==> \result == root.down[i0] && \result.home == level1;
      @   ensures have == 2 ==> \result == root.down[i0].down[i1] && \result.home == level2;
      @   ensures have == 3 ==> \result == root.down[i0].down[i1].down[i2] && \result.home == level3;
      @   assignable \strictly_nothing;
      @*/
    private /*@ helper @*/ Table last(int i0, int i1, int i2, int have) {
        if (have == 0) {
            return root;
        }
        Table l1 = tables.down(root, i0);
        if (have == 1) {
            return l1;
        }
        Table l2 = tables.down(l1, i1);
        return have == 2 ? l2 : tables.down(l2, i2);
    }

    /** Whether there is a free table for each level below the {@code have} first ones, down to {@code level}. */
    /*@ public normal_behavior
      @   requires inv && tables.inv && 1 <= level && level <= 3 && 0 <= have && have <= level;
      @   ensures !\result ==> level1.count == 0 || level2.count == 0 || level3.count == 0;
      @   ensures \result && have < 1 ==> 0 < level1.count;
      @   ensures \result && have < 2 && 2 <= level ==> 0 < level2.count;
      @   ensures \result && have < 3 && 3 <= level ==> 0 < level3.count;
      @   assignable \strictly_nothing;
      @*/
    private /*@ helper @*/ boolean free(int have, int level) {
        if (have < 1 && !tables.spare(level1)) {
            return false;
        }
        if (have < 2 && level >= 2 && !tables.spare(level2)) {
            return false;
        }
        return have == 3 || level < 3 || tables.spare(level3);
    }

    /** A table of {@code pool}, its entries empty, in entry {@code i} of {@code t}, where none is. */
    /*@ public normal_behavior
      @   requires inv && tables.inv && root != null && t.apex == root && t.home != null && t.home.below == pool && 0 <= i && i < t.home.entries;
      @   requires t.down[i] == null && 0 < pool.count;
      @   ensures tables.inv && root.apex == root && t.down[i] == \result && pool.count == \old(pool.count) - 1;
      @   ensures \result != null && \result == \old(pool.first) && \result.home == pool && \result.apex == root;
      @   ensures \old(pool.first.apex) == null && t.down != null && t.down.length == t.home.entries && t.down != \result.down && \result != root && \result != t;
      @   ensures (\forall int k; 0 <= k && k < pool.entries; \result.down[k] == null);
      @   assignable pool.first, pool.count, pool.first.next, pool.first.above, pool.first.at, pool.first.apex, pool.first.rank, root.newest, t.down[i];
      @*/
    private /*@ helper @*/ Table next(Table t, int i, TablePool pool) {
        Table below = tables.extend(root, t, i);
        mmu.clearTable(tables.number(below));
        mmu.setTable(tables.number(t), i, tables.number(below));
        return below;
    }

    /** Gives every table back; all places must be empty. Returns the bytes that were charged for them. */
    /*@ public normal_behavior
      @   requires inv && tables.inv && root != null;
      @   requires (\forall Table u; u.apex == root && u.slot != null; (\forall int k; 0 <= k && k < 512; u.slot[k].node == null));
      @   ensures inv && tables.inv && root == null && \result == \old(root.charged);
      @   ensures \old(root).apex == null;
      @   assignable root, root.charged, root.newest, tables.leaving, \all_objects(roots.count), \all_objects(roots.first),
      @              \all_objects(root.next), \all_objects(root.apex), \all_objects(root.rank), (\infinite_union nullable Table[] a; a[*]);
      @*/
    public /*@ helper @*/ long close() {
        tables.leave(root);
        empty();
        long bytes = tables.drop(root);
        tables.end(this);
        return bytes;
    }

    /** Gives the tables below the root back, the newest first. */
    /*@ public normal_behavior
      @   requires inv && tables.inv && tables.vacant && root != null && tables.leaving == root && root.newest != null && 0 <= root.newest.rank;
      @   ensures inv && tables.inv && tables.vacant && root.newest == root && root.apex == root;
      @   assignable root.newest, \all_objects(roots.count), \all_objects(roots.first),
      @              \all_objects(root.next), \all_objects(root.apex), \all_objects(root.rank), (\infinite_union nullable Table[] a; a[*]);
      @*/
    private /*@ helper @*/ void empty() {
        /*@ loop_invariant tables.inv && tables.vacant && root.apex == root && root.newest != null && 0 <= root.newest.rank;
          @ decreases root.newest.rank;
          @ assignable root.newest, \all_objects(roots.count), \all_objects(roots.first),
          @            \all_objects(root.next), \all_objects(root.apex), \all_objects(root.rank), (\infinite_union nullable Table[] a; a[*]);
          @*/
        while (tables.more(root)) {
            tables.release(root);
        }
    }

    /** The first page of what an entry of {@code level}, 1 .. 3, maps around {@code page}. */
    /*@ public normal_behavior
      @   requires 0 <= page && page < 68719476736L && 1 <= level && level <= 3;
      @   ensures level == 1 ==> \result == page - page % 262144;
      @   ensures level == 2 ==> \result == page - page % 512;
      @   ensures level == 3 ==> \result == page;
      @   assignable \strictly_nothing;
      @*/
    private static /*@ helper @*/ long first(long page, int level) {
        if (level == 3) {
            return page;
        }
        return level == 1 ? page - page % L1_PAGES : page - page % L2_PAGES;
    }

    /** Nine bits of the page number: where {@code page} is found in a table of {@code level}. */
    /*@ public normal_behavior
      @   requires 0 <= page && page < 68719476736L && 0 <= level && level <= 3;
      @   ensures 0 <= \result && \result <= 511;
      @   ensures level == 0 ==> \result == page / 134217728;
      @   ensures level == 3 ==> \result == page % 512;
      @   assignable \strictly_nothing;
      @*/
    private static /*@ helper @*/ int index(long page, int level) {
        if (level == 0) {
            return (int) (page / 134217728L % 512);
        }
        if (level == 1) {
            return (int) (page / 262144 % 512);
        }
        if (level == 2) {
            return (int) (page / 512 % 512);
        }
        return (int) (page % 512);
    }
}
