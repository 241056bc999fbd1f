package cairn.kernel.core.capability;

import cairn.kernel.core.derivation.Slot;
import cairn.kernel.core.memory.Table;
import cairn.kernel.core.memory.TablePool;
import cairn.kernel.core.memory.Tables;
import cairn.kernel.core.quota.Quota;

/** A task's capabilities by index: two levels, a directory of 2048 tables of 512 places. [REQ-CAP-1] [REQ-CAP-4] [REQ-CAP-5] */
public final class CapSpace {
    /** Indices are 0 .. CAPABILITIES-1 (ABI section 1: 2^20). */
    public static final int CAPABILITIES = 1 << 20;

    /*@ spec_public nullable @*/ private final Tables tables;
    /*@ spec_public nullable @*/ private final TablePool pool;
    /*@ spec_public nullable @*/ private final Table directory;

    //@ public model boolean inv;
    /*@ public represents inv = tables != null && pool != null && directory != null && directory.apex == directory
      @   && directory.home != null && directory.home.entries == 2048 && directory.home.below == pool && pool.slots && pool.entries == 0
      @   && directory.home != pool && 0 <= directory.charged;  // CAP-1 two levels
      @*/

    /** No capability yet; the tables below {@code directory}, which nobody else has, will come from {@code pool}. */
    /*@ public normal_behavior
      @   requires directory.apex == directory && directory.home != null && directory.home.entries == 2048 && directory.home.below == pool;
      @   requires pool.slots && pool.entries == 0 && directory.home != pool && 0 <= directory.charged;
      @   ensures inv && this.tables == tables && this.pool == pool && this.directory == directory;
      @   ensures (\forall Table t; !\fresh(t)) && (\forall TablePool p; !\fresh(p));
      @   assignable \nothing;
      @*/
    public CapSpace(Tables tables, TablePool pool, Table directory) {
        this.tables = tables;
        this.pool = pool;
        this.directory = directory;
    }

    /** The place of capability {@code index}, or null when no table covers it or the index is out of range. */
    /*@ public normal_behavior
      @   requires index < 0 || index >= 1048576;
      @   ensures \result == null;
      @   assignable \strictly_nothing;
      @ also public normal_behavior
      @   requires inv && tables.inv && 0 <= index && index < 1048576;
      @   ensures directory.down[(int) (index / 512)] == null ==> \result == null;
      @   ensures directory.down[(int) (index / 512)] != null ==> \result != null && \result == directory.down[(int) (index / 512)].slot[(int) (index % 512)];
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper nullable @*/ Slot find(long index) {
        if (index < 0 || index >= CAPABILITIES) {
            return null;
        }
        Table t = tables.down(directory, (int) (index / Table.ENTRIES));
        return t == null ? null : tables.slot(t, (int) (index % Table.ENTRIES));
    }

    /** The place of capability {@code index}; its table is added and charged. Null, and nothing changed, when that cannot be. */
    /*@ public normal_behavior
      @   requires index < 0 || index >= 1048576;
      @   ensures \result == null;
      @   assignable \strictly_nothing;
      @ also public normal_behavior
      @   requires inv && tables.inv && 0 <= index && index < 1048576;
      @   requires quota.inv && directory.charged <= quota.used;
      @   requires directory.down[(int) (index / 512)] != null || (0 < pool.count && 4096 <= quota.limit - quota.used);
      @   ensures inv && tables.inv && quota.inv && directory.charged <= quota.used;
      @   ensures \result != null && directory.down[(int) (index / 512)] != null && \result == directory.down[(int) (index / 512)].slot[(int) (index % 512)];
      @   ensures \old(directory.down[(int) (index / 512)]) != null ==> directory.down[(int) (index / 512)] == \old(directory.down[(int) (index / 512)])
      @           && pool.count == \old(pool.count) && quota.used == \old(quota.used);
      @   ensures \old(directory.down[(int) (index / 512)]) == null ==> pool.count == \old(pool.count) - 1
      @           && quota.used == \old(quota.used) + 4096 && directory.charged == \old(directory.charged) + 4096;
      @   assignable directory.down[(int) (index / 512)], directory.newest, directory.charged, quota.used, pool.count, pool.first,
      @              pool.first.next, pool.first.above, pool.first.at, pool.first.apex, pool.first.rank;
      @ also public normal_behavior
      @   requires inv && tables.inv && 0 <= index && index < 1048576;
      @   requires quota.inv && directory.down[(int) (index / 512)] == null;
      @   requires pool.count == 0 || quota.limit - quota.used < 4096;
      @   ensures \result == null;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper nullable @*/ Slot provide(long index, Quota quota) {
        if (index < 0 || index >= CAPABILITIES) {
            return null;
        }
        int d = (int) (index / Table.ENTRIES);
        Table t = tables.down(directory, d);
        if (t == null) {
            if (!tables.spare(pool) || quota.left() < Table.BYTES) {
                return null;
            }
            tables.pay(directory, quota, 1);
            t = tables.extend(directory, directory, d);
        }
        return tables.slot(t, (int) (index % Table.ENTRIES));
    }

    /** The table that covers indices {@code number * 512} .. , or null. {@code number} is 0 .. 2047. */
    /*@ public normal_behavior
      @   requires inv && tables.inv && 0 <= number && number < 2048;
      @   ensures \result == directory.down[number];
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper nullable @*/ Table table(int number) {
        return tables.down(directory, number);
    }

    /** Gives every table back; all places must be empty. Returns the bytes that were charged for them. */
    /*@ public normal_behavior
      @   requires inv && tables.inv;
      @   requires (\forall Table u; u.apex == directory && u.slot != null; (\forall int k; 0 <= k && k < 512; u.slot[k].node == null));
      @   ensures inv && tables.inv && \result == \old(directory.charged) && directory.charged == 0;
      @   ensures (\forall int k; 0 <= k && k < 2048; directory.down[k] == null);
      @   assignable directory.charged, directory.newest, tables.leaving, \all_objects(pool.count), \all_objects(pool.first),
      @              \all_objects(directory.next), \all_objects(directory.apex), \all_objects(directory.rank), (\infinite_union nullable Table[] a; a[*]);
      @*/
    public /*@ helper @*/ long close() {
        tables.leave(directory);
        empty();
        return tables.settle(directory);
    }

    /** Gives the tables below the directory back, the newest first. */
    /*@ public normal_behavior
      @   requires inv && tables.inv && tables.vacant && tables.leaving == directory && directory.newest != null && 0 <= directory.newest.rank;
      @   ensures inv && tables.inv && (\forall int k; 0 <= k && k < 2048; directory.down[k] == null);
      @   assignable directory.newest, \all_objects(pool.count), \all_objects(pool.first),
      @              \all_objects(directory.next), \all_objects(directory.apex), \all_objects(directory.rank), (\infinite_union nullable Table[] a; a[*]);
      @*/
    private /*@ helper @*/ void empty() {
        /*@ loop_invariant tables.inv && tables.vacant && directory.apex == directory && directory.newest != null && 0 <= directory.newest.rank;
          @ decreases directory.newest.rank;
          @ assignable directory.newest, \all_objects(pool.count), \all_objects(pool.first),
          @            \all_objects(directory.next), \all_objects(directory.apex), \all_objects(directory.rank), (\infinite_union nullable Table[] a; a[*]);
          @*/
        while (tables.more(directory)) {
            tables.release(directory);
        }
    }
}
