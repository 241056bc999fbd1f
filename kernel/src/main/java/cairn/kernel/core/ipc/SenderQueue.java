package cairn.kernel.core.ipc;

/**
 * Senders that wait for one receiver: by priority, and first come, first served within one. The links lie in the senders, and the
 * primitives that change them in {@link Party}.
 *
 * <pre>
 *  head -> party -after-> party -after-> ... <- tail      priorities fall
 * </pre>
 */
public final class SenderQueue {
    /*@ spec_public nullable @*/ Party head;
    /*@ spec_public nullable @*/ Party tail;

    //@ public ghost \bigint clock;   // how many have come

    /** Nobody waits. */
    /*@ public normal_behavior
      @   ensures head == null && tail == null;
      @   assignable \nothing;
      @*/
    public SenderQueue() {
    }

    /** Who is served next, or null. */
    /*@ public normal_behavior
      @   ensures \result == head;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure nullable @*/ Party first() {
        return head;
    }

    /** Who is served last, or null. */
    /*@ public normal_behavior
      @   ensures \result == tail;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure nullable @*/ Party last() {
        return tail;
    }

    /** {@code p}, which is idle, waits here: behind all of its priority, before all of lower. As many steps as there are of lower priority. */
    public /*@ helper @*/ void insert(Party p, int priority) {
        Party ahead = p.begin(this, priority);
        while (ahead != null && ahead.queuedAt() < priority) {
            ahead = p.pass(ahead);
        }
        p.enter(this, ahead, priority);
    }
}
