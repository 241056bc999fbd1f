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
 *
 * <p>Each table is in one list: of the free ones of its pool, or of those of its space, from the newest to the topmost. A table is
 * newer than the one that has it in an entry, so the newest has nothing below it: a space is given back from the newest on.
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
    /** The table that has this one in an entry, and in which; meaningful while in use, and not topmost. */
    /*@ spec_public nullable @*/ Table above;
    /*@ spec_public @*/ int at;
    /** The next one of its list. */
    /*@ spec_public nullable @*/ Table next;
    /** The newest table of the space of which this one is the topmost. */
    /*@ spec_public nullable @*/ Table newest;
    /** Bytes that were charged for this table and those below it; kept in the topmost table only. */
    /*@ spec_public @*/ long charged;

    //@ public ghost nullable Table apex;     // topmost table of the space that has it; null while it is free
    //@ public ghost \bigint rank;            // how many come after it in its list

    /** A table of {@code home}, in no list: places in {@code slot} or none, {@code entries} tables below or none. */
    /*@ public normal_behavior
      @   requires 0 <= entries && entries <= 2048;
      @   ensures this.number == number && this.level == level && this.home == home && this.slot == slot;
      @   ensures apex == null && (down == null) == (entries == 0);
      @   ensures down != null ==> down.length == entries && \typeof(down) == \type(Table[]) && \fresh(down) && (\forall int k; 0 <= k && k < entries; down[k] == null);
      @   assignable \nothing;
      @*/
    Table(int number, int level, /*@ nullable @*/ Slot[] slot, int entries, TablePool home) {
        this.number = number;
        this.level = level;
        this.home = home;
        this.slot = slot;
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

    /** The next one of the list of free tables, or of the tables of a space; null: this is the last. */
    /*@ public normal_behavior
      @   ensures \result == next;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure nullable @*/ Table next() {
        return next;
    }
}
