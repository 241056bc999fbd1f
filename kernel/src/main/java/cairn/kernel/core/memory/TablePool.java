package cairn.kernel.core.memory;

import cairn.kernel.core.derivation.Slot;

/**
 * The free tables of one kind, in a list: the one that was given back last comes first. All are made at boot.
 * {@link Tables} makes and changes it. [REQ-MEM-1]
 */
public final class TablePool {
    /*@ spec_public nullable @*/ Table first;
    /** Level of the tables, 0 .. 3. */
    public final int level;
    /** Whether the tables have places. */
    public final boolean slots;
    /** Number of tables that can be below each one: 0 where there are none. */
    public final int entries;
    /** Where the tables below are from; null where there are none. */
    /*@ spec_public nullable @*/ final TablePool below;

    //@ public ghost \bigint count;          // how many are free

    /** No table yet. */
    /*@ public normal_behavior
      @   ensures first == null && count == 0 && this.level == level && this.slots == slots && this.entries == entries && this.below == below;
      @   assignable \nothing;
      @*/
    TablePool(int level, boolean slots, int entries, /*@ nullable @*/ TablePool below) {
        this.level = level;
        this.slots = slots;
        this.entries = entries;
        this.below = below;
        //@ set this.count = 0;
    }

    /** Makes {@code size} tables more, numbered from {@code from}; the one taken first has the lowest number. At boot only. */
    /*@ public normal_behavior
      @   requires tables.inv && 0 <= from && from <= 1000000 && 0 <= size && size <= 1000000 && 0 <= entries && entries <= 2048 && 0 <= level && level <= 3;
      @   ensures tables.inv && count == \old(count) + size && \result == this;
      @   assignable first, count, tables.draft, tables.laid;
      @*/
    public /*@ helper @*/ TablePool stock(Tables tables, int from, int size) {
        /*@ loop_invariant 0 <= i && i <= size && tables.inv && count == \old(count) + i;
          @ decreases size - i;
          @ assignable first, count, tables.draft, tables.laid;
          @*/
        for (int i = 0; i < size; i++) {
            int number = from + size - 1 - i;
            tables.add(this, number, slots ? places(tables, number) : null);
        }
        return this;
    }

    /** 512 empty places for table {@code number}. */
    /*@ public normal_behavior
      @   requires tables.inv && 0 <= level && level <= 3;
      @   ensures tables.inv && tables.furnished && \result == tables.draft && tables.laid == 512 && \result != null && \fresh(\result);
      @   assignable tables.draft, tables.laid;
      @*/
    private /*@ helper nullable @*/ Slot[] places(Tables tables, int number) {
        Slot[] row = tables.row();
        /*@ loop_invariant 0 <= i && i <= 512 && tables.inv && tables.furnished && row == tables.draft && tables.laid == i;
          @ decreases 512 - i;
          @ assignable row[*], tables.laid;
          @*/
        for (int i = 0; i < Table.ENTRIES; i++) {
            tables.furnish(row, i, number, level);
        }
        return row;
    }

    /** The free table that is taken next, or null. */
    /*@ public normal_behavior
      @   ensures \result == first;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure nullable @*/ Table first() {
        return first;
    }
}
