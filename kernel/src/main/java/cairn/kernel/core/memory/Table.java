package cairn.kernel.core.memory;

import cairn.kernel.core.derivation.Slot;

/**
 * One table of 512 entries: a capability table, or one level of a page table. Its number is also the number of the MMU's table.
 *
 * <pre>
 *  level   entries are                       an entry spans
 *  0       capabilities (kind CAPABILITY)    one capability
 *  0       tables (kind ROOT)                512 GiB
 *  1       1 GiB blocks or tables            1 GiB
 *  2       2 MiB blocks or tables            2 MiB
 *  3       4 KiB pages                       4 KiB
 * </pre>
 */
public final class Table {
    public static final int ENTRIES = 512;
    /** Kernel memory that one table is charged with. */
    public static final int BYTES = 4096;

    public final int number;
    public final int level;
    /** The places of this table; none in a root table. */
    /*@ spec_public nullable @*/ final Slot[] slot;
    /** The tables below; none in a capability table and at level 3. */
    /*@ spec_public nullable @*/ final Table[] down;

    /** A table of page-table level 1 .. 3, or a capability table or root table of level 0. */
    /*@ public normal_behavior
      @   ensures this.number == number && this.level == level;
      @   ensures slots ==> slot != null && slot.length == 512 && (\forall int k; 0 <= k && k < 512; slot[k] != null);
      @   ensures !slots ==> slot == null;
      @   ensures tables ==> down != null && down.length == 512 && (\forall int k; 0 <= k && k < 512; down[k] == null);
      @   ensures !tables ==> down == null;
      @   assignable \nothing;
      @*/
    Table(int number, int level, boolean slots, boolean tables) {
        this.number = number;
        this.level = level;
        if (slots) {
            slot = new Slot[ENTRIES];
            /*@ loop_invariant 0 <= i && i <= 512 && (\forall int k; 0 <= k && k < i; slot[k] != null);
              @ decreases 512 - i;
              @ assignable slot[*];
              @*/
            for (int i = 0; i < ENTRIES; i++) {
                slot[i] = new Slot(number, i, level);
            }
        } else {
            slot = null;
        }
        down = tables ? new Table[ENTRIES] : null;
    }

    /** The place at {@code index}, 0 .. 511. */
    /*@ public normal_behavior
      @   requires slot != null && 0 <= index && index < slot.length && slot[index] != null;
      @   ensures \result == slot[index];
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ Slot slot(int index) {
        return slot[index];
    }

    /** The table at {@code index}, 0 .. 511, or null. */
    /*@ public normal_behavior
      @   requires down == null || (0 <= index && index < down.length);
      @   ensures \result == (down == null ? null : down[index]);
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure nullable @*/ Table down(int index) {
        return down == null ? null : down[index];
    }
}
