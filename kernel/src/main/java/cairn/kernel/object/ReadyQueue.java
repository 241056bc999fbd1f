package cairn.kernel.object;

/**
 * Threads that could run but do not: 256 queues, one for each priority, each a ring-free double list. The running thread is in none.
 *
 * <pre>
 *  bits[3] .. bits[0]   bit p set: queue p is not empty
 *  head[p] -> thread -after-> thread -after-> ... <- tail[p]
 * </pre>
 */
final class ReadyQueue {
    static final int PRIORITIES = 256;

    private final long[] bits = new long[PRIORITIES / 64];
    private final Thread[] head = new Thread[PRIORITIES];
    private final Thread[] tail = new Thread[PRIORITIES];

    /** Highest priority of a queued thread, or -1. */
    int highest() {
        for (int i = bits.length - 1; i >= 0; i--) {
            if (bits[i] != 0) {
                return i * 64 + 63 - Long.numberOfLeadingZeros(bits[i]);
            }
        }
        return -1;
    }

    /** First thread of priority {@code p}, or null. */
    Thread first(int p) {
        return head[p];
    }

    /** Last thread of priority {@code p}, or null. */
    Thread last(int p) {
        return tail[p];
    }

    /** Whether queue {@code p} is marked as not empty. */
    boolean isMarked(int p) {
        return (bits[p / 64] & 1L << p % 64) != 0;
    }

    void append(Thread t) {
        int p = t.priority;
        t.before = tail[p];
        t.after = null;
        if (tail[p] == null) {
            head[p] = t;
        } else {
            tail[p].after = t;
        }
        tail[p] = t;
        t.queued = true;
        bits[p / 64] = bits[p / 64] | 1L << p % 64;
    }

    void prepend(Thread t) {
        int p = t.priority;
        t.before = null;
        t.after = head[p];
        if (head[p] == null) {
            tail[p] = t;
        } else {
            head[p].before = t;
        }
        head[p] = t;
        t.queued = true;
        bits[p / 64] = bits[p / 64] | 1L << p % 64;
    }

    /** Takes out {@code t}, which is queued. */
    void remove(Thread t) {
        int p = t.priority;
        if (t.before == null) {
            head[p] = t.after;
        } else {
            t.before.after = t.after;
        }
        if (t.after == null) {
            tail[p] = t.before;
        } else {
            t.after.before = t.before;
        }
        t.before = null;
        t.after = null;
        t.queued = false;
        if (head[p] == null) {
            bits[p / 64] = bits[p / 64] & ~(1L << p % 64);
        }
    }
}
