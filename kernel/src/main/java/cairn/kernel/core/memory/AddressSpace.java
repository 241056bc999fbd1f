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
    /*@ spec_public nullable @*/ private final TablePool roots;
    /*@ spec_public nullable @*/ private final TablePool level1;
    /*@ spec_public nullable @*/ private final TablePool level2;
    /*@ spec_public nullable @*/ private final TablePool level3;
    /*@ spec_public @*/ private int space;
    /*@ spec_public nullable @*/ private Table root;

    /*@ public normal_behavior
      @   ensures this.mmu == mmu && this.roots == roots && this.level1 == level1 && this.level2 == level2 && this.level3 == level3;
      @   ensures root == null && space == 0;
      @   assignable \nothing;
      @*/
    public AddressSpace(Mmu mmu, TablePool roots, TablePool level1, TablePool level2, TablePool level3) {
        this.mmu = mmu;
        this.roots = roots;
        this.level1 = level1;
        this.level2 = level2;
        this.level3 = level3;
    }

    /** Starts an empty address space number {@code space}; false, and nothing changed, when there is no root table or the quota is used up. */
    /*@ public normal_behavior
      @   requires mmu != null && roots != null && roots.inv && quota.inv && 0 < roots.count && 4096 <= quota.limit - quota.used;
      @   ensures \result && roots.inv && quota.inv && this.space == space;
      @   ensures root != null && root == \old(roots.free[roots.count - 1]) && roots.count == \old(roots.count) - 1 && quota.used == \old(quota.used) + 4096;
      @   assignable this.space, root, roots.count, quota.used;
      @ also public normal_behavior
      @   requires roots != null && roots.inv && quota.inv && (roots.count == 0 || quota.limit - quota.used < 4096);
      @   ensures !\result;
      @   assignable \nothing;
      @*/
    public /*@ helper @*/ boolean open(int space, Quota quota) {
        if (roots.free() == 0 || !quota.charge(Table.BYTES)) {
            return false;
        }
        this.space = space;
        root = roots.take();
        mmu.clearTable(root.number);
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
    public Slot find(long page) {
        Table l1 = root.down[index(page, 0)];
        if (l1 == null) {
            return null;
        }
        int i1 = index(page, 1);
        if (l1.slot[i1].node() != null) {
            return l1.slot[i1];
        }
        Table l2 = l1.down[i1];
        if (l2 == null) {
            return null;
        }
        int i2 = index(page, 2);
        if (l2.slot[i2].node() != null) {
            return l2.slot[i2];
        }
        Table l3 = l2.down[i2];
        if (l3 == null) {
            return null;
        }
        Slot s = l3.slot[index(page, 3)];
        return s.node() == null ? null : s;
    }

    /** The level of the smallest entry that is in use at {@code page}: 3 where a level-3 table exists, else 2, else 1. */
    public int depth(long page) {
        Table l1 = root.down[index(page, 0)];
        if (l1 == null || l1.down[index(page, 1)] == null) {
            return 1;
        }
        return l1.down[index(page, 1)].down[index(page, 2)] == null ? 2 : 3;
    }

    /**
     * The place for a mapping of {@code page} at {@code level}; tables on the way are added and charged. Null, and nothing
     * changed, when tables or quota are used up. A larger mapping in the way must be gone before.
     */
    public Slot provide(long page, int level, Quota quota) {
        int i0 = index(page, 0);
        int i1 = index(page, 1);
        int i2 = index(page, 2);
        Table l1 = root.down[i0];
        Table l2 = l1 == null ? null : l1.down[i1];
        Table l3 = l2 == null ? null : l2.down[i2];
        int need = 0;
        if (l1 == null) {
            if (level1.free() == 0) {
                return null;
            }
            need = need + 1;
        }
        if (level >= 2 && l2 == null) {
            if (level2.free() == 0) {
                return null;
            }
            need = need + 1;
        }
        if (level == 3 && l3 == null) {
            if (level3.free() == 0) {
                return null;
            }
            need = need + 1;
        }
        if (!quota.charge((long) need * Table.BYTES)) {
            return null;
        }
        if (l1 == null) {
            l1 = level1.take();
            enter(root, i0, l1, page - page % (512 * L1_PAGES), L1_PAGES);
        }
        if (level == 1) {
            return l1.slot[i1];
        }
        if (l2 == null) {
            l2 = level2.take();
            enter(l1, i1, l2, page - page % L1_PAGES, L2_PAGES);
        }
        if (level == 2) {
            return l2.slot[i2];
        }
        if (l3 == null) {
            l3 = level3.take();
            enter(l2, i2, l3, page - page % L2_PAGES, 1);
        }
        return l3.slot[index(page, 3)];
    }

    /** Gives every table back; all places must be empty. Returns the bytes that were charged for them. */
    public long close() {
        long bytes = Table.BYTES;
        for (int i = 0; i < Table.ENTRIES; i++) {
            Table l1 = root.down[i];
            if (l1 != null) {
                for (int j = 0; j < Table.ENTRIES; j++) {
                    Table l2 = l1.down[j];
                    if (l2 != null) {
                        for (int k = 0; k < Table.ENTRIES; k++) {
                            Table l3 = l2.down[k];
                            if (l3 != null) {
                                l2.down[k] = null;
                                level3.give(l3);
                                bytes = bytes + Table.BYTES;
                            }
                        }
                        l1.down[j] = null;
                        level2.give(l2);
                        bytes = bytes + Table.BYTES;
                    }
                }
                root.down[i] = null;
                level1.give(l1);
                bytes = bytes + Table.BYTES;
            }
        }
        roots.give(root);
        root = null;
        return bytes;
    }

    private void enter(Table above, int index, Table below, long page, long span) {
        for (int i = 0; i < Table.ENTRIES; i++) {
            below.slot[i].place(space, page + i * span);
        }
        mmu.clearTable(below.number);
        mmu.setTable(above.number, index, below.number);
        above.down[index] = below;
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
