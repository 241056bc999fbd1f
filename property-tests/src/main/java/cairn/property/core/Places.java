package cairn.property.core;

import cairn.kernel.core.derivation.Slot;

/** Every place that was provided since its task was opened: whose it is and what it is called. No other place can be occupied. */
final class Places {
    private final int[] task;
    private final long[] name;
    private final Slot[] used;
    private int count;
    private Slot last;

    /** @param tables number of tables of all kinds; tables are numbered from 0 */
    Places(int tables) {
        task = new int[tables * 512];
        name = new long[tables * 512];
        used = new Slot[tables * 512];
    }

    /** {@code slot} is now virtual page or capability index {@code called} of {@code ofTask}. */
    void use(Slot slot, int ofTask, long called) {
        int key = key(slot);
        if (task[key] == 0) {
            used[count] = slot;
            count++;
        }
        task[key] = ofTask;
        name[key] = called;
        last = slot;
    }

    /** Places of a task that is gone are nobody's. */
    void forget(int ofTask) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            Slot s = used[i];
            if (task[key(s)] == ofTask) {
                task[key(s)] = 0;
            } else {
                used[kept] = s;
                kept++;
            }
        }
        count = kept;
    }

    /** The place that was provided last. */
    Slot last() {
        return last;
    }

    int count() {
        return count;
    }

    Slot slot(int i) {
        return used[i];
    }

    int task(int i) {
        return task[key(used[i])];
    }

    /** Whose place this is; 0 when nobody's. */
    int task(Slot slot) {
        return task[key(slot)];
    }

    long name(Slot slot) {
        return name[key(slot)];
    }

    private static int key(Slot slot) {
        return slot.table * 512 + slot.index;
    }
}
