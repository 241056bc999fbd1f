package cairn.kernel.object;

/** Threads that wait no longer than to a point of time, the earliest first; the links lie in the threads. */
final class Timeouts {
    private Thread head;

    /** Microseconds since boot when the first waits no longer; {@link Long#MAX_VALUE} for never. */
    long earliest() {
        return head == null ? Long.MAX_VALUE : head.limit;
    }

    /** Whose time is over at {@code now}, the earliest first; or null. */
    Thread over(long now) {
        return head != null && head.limit <= now ? head : null;
    }

    /** {@code t} waits until {@code limit}; for ever when that is {@link Long#MAX_VALUE}. */
    void add(Thread t, long limit) {
        if (limit == Long.MAX_VALUE) {
            return;
        }
        Thread sooner = null;
        Thread later = head;
        while (later != null && later.limit <= limit) {
            sooner = later;
            later = later.later;
        }
        t.limit = limit;
        t.timed = true;
        t.sooner = sooner;
        t.later = later;
        if (sooner == null) {
            head = t;
        } else {
            sooner.later = t;
        }
        if (later != null) {
            later.sooner = t;
        }
    }

    /** {@code t} waits without limit, or not at all. */
    void remove(Thread t) {
        if (!t.timed) {
            return;
        }
        if (t.sooner == null) {
            head = t.later;
        } else {
            t.sooner.later = t.later;
        }
        if (t.later != null) {
            t.later.sooner = t.sooner;
        }
        t.timed = false;
        t.sooner = null;
        t.later = null;
    }
}
