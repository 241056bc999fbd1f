package cairn.kernel.core.memory;

import cairn.kernel.core.derivation.Slot;

/**
 * One table: a capability table, or one level of a page table. Its number is also the number of the MMU's table.
 *
 * <pre>
 *  level   entries are                       an entry spans
 *  0       capabilities (kind CAPABILITY)    one capability
 *  0       tables (kind ROOT)                512 GiB
 *  0       tables (kind DIRECTORY)           512 capabilities
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
    /** The pool that it belongs to. */
    /*@ spec_public @*/ final TablePool home;
    /** The places of this table; none in a root table. */
    /*@ spec_public nullable @*/ final Slot[] slot;
    /** The tables below; none in a capability table and at level 3. */
    /*@ spec_public nullable @*/ final Table[] down;
    /** Position in its pool. */
    /*@ spec_public @*/ int pos;
    /** Bytes that were charged for this table and those below it; kept in the topmost table only. */
    /*@ spec_public @*/ long charged;

    //@ public ghost nullable Table apex;     // topmost table of the space that has it; null while it is free
    //@ public ghost nullable Table above;    // the table that has it in an entry,
    //@ public ghost int at;                  //   and in which

    //@ public model boolean made;
    /*@ public represents made = apex == null && above == null
      @   && (slot != null ==> slot.length == 512 && (\forall int k; 0 <= k && k < 512; slot[k] != null && slot[k].node == null))
      @   && (down != null ==> \typeof(down) == \type(Table[]) && (\forall int k; 0 <= k && k < down.length; down[k] == null));  // MEM-1 pool
      @*/

    /** A table for position {@code pos} of {@code home}: 512 places or none, {@code entries} tables below or none. */
    /*@ public normal_behavior
      @   requires 0 <= entries && entries <= 2048;
      @   ensures this.number == number && this.level == level && this.home == home && this.pos == pos && made;
      @   ensures (slot != null) == slots && (down != null) == (entries != 0);
      @   ensures down != null ==> down.length == entries && \fresh(down);
      @   ensures (\forall Table t; \fresh(t); t == this) && (\forall TablePool p; !\fresh(p));
      @   assignable \nothing;
      @*/
    Table(int number, int level, boolean slots, int entries, TablePool home, int pos) {
        this.number = number;
        this.level = level;
        this.home = home;
        this.pos = pos;
        if (slots) {
            slot = new Slot[ENTRIES];
            /*@ loop_invariant 0 <= i && i <= 512 && (\forall int k; 0 <= k && k < i; slot[k] != null && slot[k].node == null);
              @ loop_invariant (\forall Table t; \fresh(t); t == this) && (\forall TablePool p; !\fresh(p));
              @ decreases 512 - i;
              @ assignable slot[*];
              @*/
            for (int i = 0; i < ENTRIES; i++) {
                slot[i] = new Slot(number, i, level);
            }
        } else {
            slot = null;
        }
        down = entries == 0 ? null : new Table[entries];
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

    /** The table at {@code index}, or null. */
    /*@ public normal_behavior
      @   requires down == null || (0 <= index && index < down.length);
      @   ensures \result == (down == null ? null : down[index]);
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure nullable @*/ Table down(int index) {
        return down == null ? null : down[index];
    }

    /** Goes back to its pool: no entry refers to it, and its own entries are empty. */
    /*@ public normal_behavior
      @   requires tables.inv && apex != null && above == null;
      @   requires (\forall int i; 0 <= i && i < home.entries; down[i] == null);
      @   requires (\forall int k; 0 <= k && k < 512 && home.slots; slot[k].node == null);
      @   ensures tables.inv && apex == null && home.count == \old(home.count) + 1;
      @   ensures (\forall Table u; (\forall int i; 0 <= i && i < u.home.entries; u.down[i] == \old(u.down[i])));
      @   assignable home.count, home.free[*], pos, home.free[home.count].pos, apex;
      @*/
    public /*@ helper @*/ void give(Tables tables) {
        tables.forward(this);
        tables.drop(this);
    }
}
