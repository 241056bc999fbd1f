package cairn.kernel.core.capability;

import cairn.kernel.core.derivation.Slot;
import cairn.kernel.core.memory.Table;
import cairn.kernel.core.memory.TablePool;
import cairn.kernel.core.quota.Quota;

/** A task's capabilities by index: two levels, 2048 tables of 512 places. [REQ-CAP-1] */
public final class CapSpace {
    /** Indices are 0 .. CAPABILITIES-1 (ABI section 1: 2^20). */
    public static final int CAPABILITIES = 1 << 20;

    private final TablePool pool;
    private final Table[] directory;

    public CapSpace(TablePool pool) {
        this.pool = pool;
        this.directory = new Table[CAPABILITIES / Table.ENTRIES];
    }

    /** The place of capability {@code index}, or null when no table covers it or the index is out of range. */
    public Slot find(long index) {
        if (index < 0 || index >= CAPABILITIES) {
            return null;
        }
        Table t = directory[(int) (index / Table.ENTRIES)];
        return t == null ? null : t.slot((int) (index % Table.ENTRIES));
    }

    /** The place of capability {@code index}; its table is added and charged. Null, and nothing changed, when that cannot be. */
    public Slot provide(long index, Quota quota) {
        if (index < 0 || index >= CAPABILITIES) {
            return null;
        }
        int d = (int) (index / Table.ENTRIES);
        Table t = directory[d];
        if (t == null) {
            if (pool.free() == 0 || !quota.charge(Table.BYTES)) {
                return null;
            }
            t = pool.take();
            directory[d] = t;
        }
        return t.slot((int) (index % Table.ENTRIES));
    }

    /** The table that covers indices {@code number * 512} .. , or null. {@code number} is 0 .. 2047. */
    public Table table(int number) {
        return directory[number];
    }

    /** Gives every table back; all places must be empty. Returns the bytes that were charged for them. */
    public long close() {
        long bytes = 0;
        for (int i = 0; i < directory.length; i++) {
            Table t = directory[i];
            if (t != null) {
                directory[i] = null;
                pool.give(t);
                bytes = bytes + Table.BYTES;
            }
        }
        return bytes;
    }
}
