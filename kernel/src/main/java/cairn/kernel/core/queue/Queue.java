package cairn.kernel.core.queue;

/**
 * A queue in order of keys, the lowest first, and first come, first served within one key: senders by priority, timeouts by time, ready
 * threads by turn. The links lie in the entries, and so do the primitives that change them: {@link Entry}.
 *
 * <pre>
 *  head -> entry -after-> entry -after-> ... <- tail      keys do not fall
 * </pre>
 */
public final class Queue {
    /*@ spec_public nullable @*/ Entry head;
    /*@ spec_public nullable @*/ Entry tail;

    //@ public ghost nullable Object owner;   // who holds it, and nobody else does
    //@ public ghost \bigint dawn;    // no stamp in it is lower,
    //@ public ghost \bigint clock;   //   and all are lower than this

    /** Nobody is in it. */
    /*@ public normal_behavior
      @   ensures head == null && tail == null;
      @   assignable \nothing;
      @*/
    public Queue() {
    }

    /** Who is served next, or null. */
    /*@ public normal_behavior
      @   ensures \result == head;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure nullable @*/ Entry first() {
        return head;
    }

    /** Who is served last, or null. */
    /*@ public normal_behavior
      @   ensures \result == tail;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure nullable @*/ Entry last() {
        return tail;
    }

    /** Who is to be right before one that comes with {@code key}: the last whose key is not higher; null: before everyone. {@code e} is any entry. */
    /*@ public normal_behavior
      @   requires e != null && e.inv;
      @   ensures \result != null ==> \result.queue == this && \result.key <= key && (\result.after != null ==> key < \result.after.key);
      @   ensures \result == null && head != null ==> key < head.key;
      @   assignable \strictly_nothing;
      @*/
    private /*@ helper pure nullable @*/ Entry seek(Entry e, long key) {
        e.tailLemma(this);
        Entry ahead = tail;
        /*@ loop_invariant ahead != null ==> (\exists Entry i; true; i == ahead);
          @ loop_invariant ahead != null ==> ahead.queue == this && (ahead.after != null ==> key < ahead.after.key);
          @ loop_invariant ahead == null && head != null ==> key < head.key;
          @ decreases ahead == null || ahead.key <= key ? (\bigint) 0 : (\bigint) ahead.key - (\bigint) key;
          @ assignable \strictly_nothing;
          @*/
        while (ahead != null && key < ahead.key()) {
            ahead = pass(e, ahead, key);
        }
        return ahead;
    }

    /** Who is last of those with a lower key than {@code x}, whose key is higher than {@code key}; or null. */
    /*@ public normal_behavior
      @   requires e != null && e.inv && x != null && x.queue == this && key < x.key;
      @   ensures \result != null ==> \result.queue == this && \result.key < x.key && (\result.after != null ==> key < \result.after.key);
      @   ensures \result == null && head != null ==> key < head.key;
      @   assignable \strictly_nothing;
      @*/
    private /*@ helper pure nullable @*/ Entry pass(Entry e, Entry x, long key) {
        Entry ahead = x;
        /*@ loop_invariant ahead != null ==> (\exists Entry i; true; i == ahead);
          @ loop_invariant ahead == x || ahead == null || ahead.after != null && key < ahead.after.key;
          @ loop_invariant ahead != null ==> ahead.queue == this && ahead.key <= x.key;
          @ loop_invariant ahead == null && head != null ==> key < head.key;
          @ decreases ahead == null || ahead.key < x.key ? (\bigint) 0 : ahead.stamp - dawn + 1;
          @ assignable \strictly_nothing;
          @*/
        while (ahead != null && ahead.key() == x.key()) {
            e.beforeLemma(ahead);
            ahead = ahead.before();
        }
        return ahead;
    }

    /** {@code e}, which is in no queue, comes: behind all whose key is not higher. As many steps as there are with a higher key. */
    /*@ public normal_behavior
      @   requires e != null && e.inv && e.queue == null;
      @   ensures e.inv && e.queue == this && e.key == key && e.stamp == \old(clock) && clock == \old(clock) + 1 && head != null;
      @   assignable e.queue, e.key, e.stamp, head, tail, clock, \all_objects(e.before), \all_objects(e.after);
      @*/
    public /*@ helper @*/ void insert(Entry e, long key) {
        Entry ahead = seek(e, key);
        e.behindLemma(this, ahead, key);
        e.aheadLemma(this, ahead, key);
        e.enter(this, ahead, key);
    }

    /** {@code e}, which is in no queue, comes before everyone: no key is lower. */
    /*@ public normal_behavior
      @   requires e != null && e.inv && e.queue == null;
      @   requires head != null ==> key <= head.key;
      @   ensures e.inv && e.queue == this && e.key == key && head == e && e.stamp == \old(dawn) - 1 && dawn == e.stamp;
      @   assignable e.queue, e.key, e.before, e.after, e.stamp, head, tail, dawn, head.before;
      @*/
    public /*@ helper @*/ void lead(Entry e, long key) {
        e.frontLemma(this, key);
        e.precede(this, key);
    }

    /** {@code e}, which stands here, does no more. */
    /*@ public normal_behavior
      @   requires e != null && e.inv && e.queue == this;
      @   ensures e.inv && e.queue == null && e.before == null && e.after == null;
      @   assignable e.queue, e.before, e.after, head, tail, e.before.after, e.after.before;
      @*/
    public /*@ helper @*/ void remove(Entry e) {
        e.besideLemma(e);
        e.withoutLemma(e);
        e.leave();
    }
}
