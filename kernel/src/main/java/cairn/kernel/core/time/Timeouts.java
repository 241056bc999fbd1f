package cairn.kernel.core.time;

import cairn.kernel.core.queue.Entry;
import cairn.kernel.core.queue.Queue;

/** Who waits no longer than to a point of time, the earliest first, and first come, first served at one. Times are microseconds since boot. */
public final class Timeouts {
    /** Of a wait that nothing but its end ends. */
    public static final long NEVER = Long.MAX_VALUE;

    /*@ spec_public @*/ private final Queue queue = new Queue();

    /** Nobody waits. */
    /*@ public normal_behavior
      @   ensures queue != null && queue.head == null && queue.tail == null;
      @   assignable \nothing;
      @*/
    public Timeouts() {
    }

    /** When the first waits no longer; {@link #NEVER} when nobody waits. */
    /*@ public normal_behavior
      @   requires queue != null;
      @   ensures \result == (queue.head == null ? 9223372036854775807L : queue.head.key);
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ long earliest() {
        Entry e = queue.first();
        return e == null ? NEVER : e.key();
    }

    /** Whose time is over at {@code now}, the earliest first; or null, and then nobody's is. */
    /*@ public normal_behavior
      @   requires queue != null && queue.head != null && queue.head.inv;
      @   ensures \result == (queue.head.key <= now ? queue.head : null);
      @   ensures \result == null ==> (\forall Entry i; i.queue == queue; now < i.key);
      @   ensures \result != null ==> (\forall Entry i; i.queue == queue; \result.key <= i.key);
      @   assignable \strictly_nothing;
      @ also public normal_behavior
      @   requires queue != null && queue.head == null;
      @   ensures \result == null;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure nullable @*/ Entry over(long now) {
        Entry e = queue.first();
        if (e == null) {
            return null;
        }
        e.headLemma(queue);
        return e.key() <= now ? e : null;
    }

    /** {@code e}, which waits for no time, waits until {@code limit}; for none when that is {@link #NEVER}. As many steps as wait longer. */
    /*@ public normal_behavior
      @   requires queue != null && e != null && e.inv && e.queue == null && limit != 9223372036854775807L;
      @   ensures e.inv && e.queue == queue && e.key == limit && queue.head != null;
      @   assignable e.queue, e.key, e.stamp, queue.head, queue.tail, queue.clock, \all_objects(e.before), \all_objects(e.after);
      @ also public normal_behavior
      @   requires limit == 9223372036854775807L;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper @*/ void add(Entry e, long limit) {
        if (limit != NEVER) {
            queue.insert(e, limit);
        }
    }

    /** {@code e} waits for no time any more. */
    /*@ public normal_behavior
      @   requires e != null && e.inv && e.queue != null;
      @   ensures e.inv && e.queue == null;
      @   assignable e.queue, e.before, e.after, e.queue.head, e.queue.tail, e.before.after, e.after.before;
      @ also public normal_behavior
      @   requires e != null && e.queue == null;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper @*/ void remove(Entry e) {
        if (e.queue() != null) {
            e.queue().remove(e);
        }
    }
}
