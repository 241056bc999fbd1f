package cairn.kernel.core.ipc;

/**
 * Senders that wait for one receiver: by priority, and first come, first served within one. The links lie in the senders.
 *
 * <pre>
 *  head -> party -after-> party -after-> ... <- tail      priorities fall
 * </pre>
 */
public final class SenderQueue {
    private Party head;
    private Party tail;

    /** Who is served next, or null. */
    public Party first() {
        return head;
    }

    /** Who is served last, or null. */
    public Party last() {
        return tail;
    }

    /** Puts in {@code p}, which is in no queue. */
    void insert(Party p, int priority) {
        Party before = tail;
        while (before != null && before.priority < priority) {
            before = before.before;
        }
        Party after = before == null ? head : before.after;
        p.priority = priority;
        p.queue = this;
        p.before = before;
        p.after = after;
        if (before == null) {
            head = p;
        } else {
            before.after = p;
        }
        if (after == null) {
            tail = p;
        } else {
            after.before = p;
        }
    }

    /** Takes out {@code p}, which is in this queue. */
    void remove(Party p) {
        if (p.before == null) {
            head = p.after;
        } else {
            p.before.after = p.after;
        }
        if (p.after == null) {
            tail = p.before;
        } else {
            p.after.before = p.before;
        }
        p.queue = null;
        p.before = null;
        p.after = null;
    }
}
