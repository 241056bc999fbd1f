package cairn.model.ipc;

/** Where a reply capability is kept: the implicit one of a thread, or number {@code index} of a task. [ABI sections 1 and 7] */
public record Slot(boolean implicit, int owner, int index) implements Comparable<Slot> {
    /** Explicit slots of a task. */
    public static final int EACH_TASK = 64;

    public static Slot of(int thread) {
        return new Slot(true, thread, 0);
    }

    /** Null when there is no such slot. */
    public static Slot of(int task, long index) {
        return 0 <= index && index < EACH_TASK ? new Slot(false, task, (int) index) : null;
    }

    @Override
    public int compareTo(Slot o) {
        int byKind = Boolean.compare(implicit, o.implicit);
        int byOwner = Integer.compare(owner, o.owner);
        return byKind != 0 ? byKind : byOwner != 0 ? byOwner : Integer.compare(index, o.index);
    }
}
