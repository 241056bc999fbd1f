package cairn.hal.boot;

import cairn.kernel.core.capability.CapSpace;
import cairn.kernel.core.derivation.Node;
import cairn.kernel.core.derivation.Slot;
import cairn.kernel.core.memory.Table;
import cairn.kernel.object.Kind;
import cairn.kernel.object.Pools;
import cairn.kernel.object.Task;
import java.util.HashMap;
import java.util.Map;

/** Where derivations are held, in a program's terms: task and capability index, or task and page. The kernel's tables say so. */
final class Places {
    private static final int DIRECTORY = (int) (CapSpace.CAPABILITIES / Table.ENTRIES);
    private static final long[] SPAN = {512L * 512 * 512, 512L * 512, 512, 1};

    private final Pools pools;
    /** Tables by number; whoever is asked for checks that the entry still holds, because tables are used again. */
    private final Map<Integer, Found> tables = new HashMap<>();

    /**
     * One place.
     *
     * @param task  the task's number
     * @param at    capability index, or virtual page number
     * @param pages pages that the place spans, 0 for a capability
     */
    record Place(int task, long at, long pages) {}

    /** @param path the number of the capability table in its directory; or indices at levels 0, 1, 2, -1 behind the last */
    private record Found(Task task, boolean capabilities, int i0, int i1, int i2) {
        Table table() {
            if (!task.exists()) {
                return null;
            }
            if (capabilities) {
                return task.caps().table(i0);
            }
            Table t = task.memory().root();
            t = t == null ? null : t.down(i0);
            t = t == null || i1 < 0 ? t : t.down(i1);
            return t == null || i2 < 0 ? t : t.down(i2);
        }

        long first() {
            return capabilities ? (long) i0 * Table.ENTRIES : i0 * SPAN[0] + Math.max(i1, 0) * SPAN[1] + Math.max(i2, 0) * SPAN[2];
        }
    }

    Places(Pools pools) {
        this.pools = pools;
    }

    /** Where {@code n} is held; null for an anchor, and for what no task's tables hold any more. */
    Place of(Node n) {
        Slot s = n.slot();
        if (s == null) {
            return null;
        }
        Found f = tables.get(s.table);
        if (!holds(f, s)) {
            scan();
            f = tables.get(s.table);
        }
        if (!holds(f, s)) {
            return null;
        }
        boolean memory = n.kind() == Kind.MEMORY;
        return new Place(f.task.number, f.first() + s.index * (memory ? SPAN[s.level] : 1), memory ? SPAN[s.level] : 0);
    }

    private static boolean holds(Found f, Slot s) {
        Table t = f == null ? null : f.table();
        return t != null && t.number == s.table;
    }

    private void scan() {
        tables.clear();
        for (int i = 0; i < pools.tasks(); i++) {
            Task t = pools.task(i);
            if (t.exists()) {
                for (int j = 0; j < DIRECTORY; j++) {
                    put(t.caps().table(j), new Found(t, true, j, -1, -1));
                }
                scan(t);
            }
        }
    }

    private void scan(Task t) {
        Table root = t.memory().root();
        for (int i = 0; root != null && i < Table.ENTRIES; i++) {
            Table l1 = root.down(i);
            put(l1, new Found(t, false, i, -1, -1));
            for (int j = 0; l1 != null && j < Table.ENTRIES; j++) {
                Table l2 = l1.down(j);
                put(l2, new Found(t, false, i, j, -1));
                for (int k = 0; l2 != null && k < Table.ENTRIES; k++) {
                    put(l2.down(k), new Found(t, false, i, j, k));
                }
            }
        }
    }

    private void put(Table t, Found f) {
        if (t != null) {
            tables.put(t.number, f);
        }
    }
}
