package cairn.kernel.core.memory;

/** Free tables of one kind, set aside at boot. [REQ-MEM-1] */
public final class TablePool {
    /*@ spec_public nullable @*/ private final Table[] free;
    /*@ spec_public @*/ private int count;

    //@ public model boolean inv;
    //@ public represents inv = free != null && \typeof(free) == \type(Table[]) && 0 <= count && count <= free.length && (\forall int k; 0 <= k && k < count; free[k] != null);  // MEM-1 pool

    /** {@code size} tables numbered from {@code first}. */
    public TablePool(int first, int size, int level, boolean slots, boolean tables) {
        free = new Table[size];
        for (int i = 0; i < size; i++) {
            free[i] = new Table(first + size - 1 - i, level, slots, tables);
        }
        count = size;
    }

    /** A table with empty entries, or null when all are in use. */
    /*@ public normal_behavior
      @   requires inv && 0 < count;
      @   ensures inv && \result != null && \result == \old(free[count - 1]) && count == \old(count) - 1;
      @   assignable count;
      @ also public normal_behavior
      @   requires inv && count == 0;
      @   ensures \result == null;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper nullable @*/ Table take() {
        if (count == 0) {
            return null;
        }
        count = count - 1;
        return free[count];
    }

    /** Takes back a table whose entries are empty. */
    /*@ public normal_behavior
      @   requires inv && count < free.length;
      @   ensures inv && count == \old(count) + 1 && free[count - 1] == t;
      @   assignable free[count], count;
      @*/
    public /*@ helper @*/ void give(Table t) {
        free[count] = t;
        count = count + 1;
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
