package cairn.kernel.core.capability;

import cairn.kernel.core.derivation.Slot;
import cairn.kernel.core.memory.Table;
import cairn.kernel.core.memory.TablePool;
import cairn.kernel.core.quota.Quota;

/** A task's capabilities by index: two levels, 2048 tables of 512 places. [REQ-CAP-1] */
public final class CapSpace {
    /** Indices are 0 .. CAPABILITIES-1 (ABI section 1: 2^20). */
    public static final int CAPABILITIES = 1 << 20;

    /*@ spec_public nullable @*/ private final TablePool pool;
    /*@ spec_public nullable @*/ private final Table[] directory;

    //@ public model boolean inv;
    /*@ public represents inv = directory != null && directory.length == 2048 && \typeof(directory) == \type(Table[])
      @   && (\forall int d; 0 <= d && d < 2048 && directory[d] != null; directory[d].slot != null && directory[d].slot.length == 512)
      @   && (\forall int d; 0 <= d && d < 2048 && directory[d] != null; (\forall int k; 0 <= k && k < 512; directory[d].slot[k] != null));  // CAP-1 two levels
      @*/

    /** No capability yet; tables will come from {@code pool}. */
    /*@ public normal_behavior
      @   ensures inv && this.pool == pool;
      @   ensures (\forall int d; 0 <= d && d < 2048; directory[d] == null);
      @   assignable \nothing;
      @*/
    public CapSpace(TablePool pool) {
        this.pool = pool;
        this.directory = new Table[CAPABILITIES / Table.ENTRIES];
    }

    /** The place of capability {@code index}, or null when no table covers it or the index is out of range. */
    /*@ public normal_behavior
      @   requires inv && (index < 0 || index >= 1048576);
      @   ensures \result == null;
      @   assignable \strictly_nothing;
      @ also public normal_behavior
      @   requires inv && 0 <= index && index < 1048576 && directory[(int) (index / 512)] == null;
      @   ensures \result == null;
      @   assignable \strictly_nothing;
      @ also public normal_behavior
      @   requires inv && 0 <= index && index < 1048576 && directory[(int) (index / 512)] != null;
      @   ensures \result != null && \result == directory[(int) (index / 512)].slot[(int) (index % 512)];
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper nullable @*/ Slot find(long index) {
        if (index < 0 || index >= CAPABILITIES) {
            return null;
        }
        Table t = directory[(int) (index / Table.ENTRIES)];
        return t == null ? null : t.slot((int) (index % Table.ENTRIES));
    }

    /** The place of capability {@code index}; its table is added and charged. Null, and nothing changed, when that cannot be. */
    /*@ public normal_behavior
      @   requires inv && (index < 0 || index >= 1048576);
      @   ensures \result == null;
      @   assignable \strictly_nothing;
      @ also public normal_behavior
      @   requires inv && 0 <= index && index < 1048576 && directory[(int) (index / 512)] != null;
      @   ensures \result != null && \result == directory[(int) (index / 512)].slot[(int) (index % 512)];
      @   assignable \strictly_nothing;
      @ also public normal_behavior
      @   requires inv && 0 <= index && index < 1048576 && directory[(int) (index / 512)] == null;
      @   requires pool != null && pool.inv && quota.inv && (pool.count == 0 || quota.limit - quota.used < 4096);
      @   ensures \result == null;
      @   assignable \nothing;
      @ also public normal_behavior
      @   requires inv && 0 <= index && index < 1048576 && directory[(int) (index / 512)] == null;
      @   requires pool != null && pool.inv && pool.slotted && quota.inv && 0 < pool.count && 4096 <= quota.limit - quota.used;
      @   ensures inv && \result != null && \result == directory[(int) (index / 512)].slot[(int) (index % 512)];
      @   ensures directory[(int) (index / 512)] == \old(pool.free[pool.count - 1]);
      @   ensures pool.inv && pool.slotted && quota.inv && pool.count == \old(pool.count) - 1 && quota.used == \old(quota.used) + 4096;
      @   assignable directory[(int) (index / 512)], pool.count, quota.used;
      @*/
    public /*@ helper nullable @*/ Slot provide(long index, Quota quota) {
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
    /*@ public normal_behavior
      @   requires inv && 0 <= number && number < 2048;
      @   ensures \result == directory[number];
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure nullable @*/ Table table(int number) {
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
