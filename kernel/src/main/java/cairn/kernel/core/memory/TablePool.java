package cairn.kernel.core.memory;

/** Free tables of one kind, set aside at boot. [REQ-MEM-1] */
public final class TablePool {
    /*@ spec_public nullable @*/ private final Table[] free;
    /*@ spec_public @*/ private int count;

    //@ public model boolean inv;
    //@ public represents inv = free != null && \typeof(free) == \type(Table[]) && 0 <= count && count <= free.length && (\forall int k; 0 <= k && k < count; free[k] != null);  // MEM-1 pool

    //@ public model boolean slotted;
    //@ public represents slotted = free != null && (\forall int k; 0 <= k && k < count; free[k].slot != null && free[k].slot.length == 512 && (\forall int i; 0 <= i && i < 512; free[k].slot[i] != null));  // MEM-1 pool

    /** {@code size} tables numbered from {@code first}. */
    /*@ public normal_behavior
      @   requires 0 <= first && 0 <= size && first <= 1000000 && size <= 1000000;
      @   ensures inv && count == size && free.length == size;
      @   assignable \nothing;
      @*/
    public TablePool(int first, int size, int level, boolean slots, boolean tables) {
        free = new Table[size];
        /*@ loop_invariant 0 <= i && i <= size && (\forall int k; 0 <= k && k < i; free[k] != null);
          @ decreases size - i;
          @ assignable free[*];
          @*/
        for (int i = 0; i < size; i++) {
            free[i] = new Table(first + size - 1 - i, level, slots, tables);
        }
        count = size;
    }

    /** A table with empty entries, or null when all are in use. */
    /*@ public normal_behavior
      @   requires inv && 0 < count;
      @   ensures inv && \result != null && \result == \old(free[count - 1]) && count == \old(count) - 1;
      @   ensures \old(slotted) ==> slotted;
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
