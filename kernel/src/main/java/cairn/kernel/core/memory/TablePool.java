package cairn.kernel.core.memory;

/** Free tables of one kind, set aside at boot. [REQ-MEM-1] */
public final class TablePool {
    private final Table[] free;
    private int count;

    /** {@code size} tables numbered from {@code first}. */
    public TablePool(int first, int size, int level, boolean slots, boolean tables) {
        free = new Table[size];
        for (int i = 0; i < size; i++) {
            free[i] = new Table(first + size - 1 - i, level, slots, tables);
        }
        count = size;
    }

    /** A table with empty entries, or null when all are in use. */
    public Table take() {
        if (count == 0) {
            return null;
        }
        count = count - 1;
        return free[count];
    }

    /** Takes back a table whose entries are empty. */
    public void give(Table t) {
        free[count] = t;
        count = count + 1;
    }

    /** Number of free tables. */
    public int free() {
        return count;
    }
}
