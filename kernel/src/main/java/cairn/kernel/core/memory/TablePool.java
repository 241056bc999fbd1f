package cairn.kernel.core.memory;

/**
 * The tables of one kind, all made at boot: positions 0 .. count-1 of {@code free} are free, those from {@code count} on are in use.
 * {@link Tables} makes and changes it. [REQ-MEM-1]
 */
public final class TablePool {
    /*@ spec_public nullable @*/ final Table[] free;
    /*@ spec_public @*/ int count;
    /** Level of the tables, 0 .. 3. */
    public final int level;
    /** Whether the tables have places. */
    public final boolean slots;
    /** Number of tables that can be below each one: 0 where there are none. */
    public final int entries;
    /** Where the tables below are from; null where there are none. */
    /*@ spec_public nullable @*/ final TablePool below;

    /** {@code size} free tables numbered from {@code first}; the one taken first has the lowest number. */
    /*@ public normal_behavior
      @   requires 0 <= first && first <= 1000000 && 0 <= size && size <= 1000000 && 0 <= entries && entries <= 2048;
      @   ensures count == size && this.level == level && this.slots == slots && this.entries == entries && this.below == below;
      @   ensures free != null && \typeof(free) == \type(Table[]) && free.length == size && \fresh(free);
      @   ensures (\forall int k; 0 <= k && k < size; free[k] != null && free[k].pos == k && free[k].home == this);
      @   ensures (\forall Table t; t.home == this; 0 <= t.pos && t.pos < size && free[t.pos] == t);
      @   ensures (\forall Table t; t.home == this; t.made && \fresh(t) && 0 <= t.number && t.number <= 2000000);
      @   ensures (\forall Table t; t.home == this; (t.slot != null) == slots && (t.down != null) == (entries != 0));
      @   ensures (\forall Table t; t.home == this && t.down != null; t.down.length == entries && \fresh(t.down) && t.down != free);
      @   ensures (\forall Table t; (\forall Table u; t.home == this && u.home == this && t.down != null && t.down == u.down; t == u));
      @   ensures (\forall Table t; \fresh(t); t.home == this) && (\forall TablePool p; \fresh(p); p == this);
      @   assignable \nothing;
      @*/
    TablePool(int first, int size, int level, boolean slots, int entries, /*@ nullable @*/ TablePool below) {
        this.level = level;
        this.slots = slots;
        this.entries = entries;
        this.below = below;
        free = new Table[size];
        /*@ loop_invariant 0 <= i && i <= size;
          @ loop_invariant (\forall int k; 0 <= k && k < i; free[k] != null && free[k].pos == k && free[k].home == this);
          @ loop_invariant (\forall Table t; t.home == this; 0 <= t.pos && t.pos < i && free[t.pos] == t);
          @ loop_invariant (\forall Table t; t.home == this; t.made && \fresh(t) && 0 <= t.number && t.number <= 2000000);
          @ loop_invariant (\forall Table t; t.home == this; (t.slot != null) == slots && (t.down != null) == (entries != 0));
          @ loop_invariant (\forall Table t; t.home == this && t.down != null; t.down.length == entries && \fresh(t.down) && t.down != free);
          @ loop_invariant (\forall Table t; (\forall Table u; t.home == this && u.home == this && t.down != null && t.down == u.down; t == u));
          @ loop_invariant (\forall Table t; \fresh(t); t.home == this) && (\forall TablePool p; \fresh(p); p == this);
          @ decreases size - i;
          @ assignable free[*];
          @*/
        for (int i = 0; i < size; i++) {
            free[i] = new Table(first + size - 1 - i, level, slots, entries, this, i);
        }
        count = size;
    }

    /** Number of free tables. */
    /*@ public normal_behavior
      @   ensures \result == count;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ int free() {
        return count;
    }
}
