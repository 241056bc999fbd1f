package cairn.kernel.core.irq;

/**
 * What hits do to an interrupt object: a message to the thread that is bound, or the up of a semaphore. Changed in {@link Pins} alone, whose
 * invariant speaks of all. [REQ-IRQ-1, REQ-IRQ-3]
 *
 * <pre>
 *  message     not bound:  quiet -- hit by an edge or a program --> pending
 *              bound:      quiet -- hit --> sent -- delivered --> quiet        (bind: pending becomes sent; detach: sent, by an edge, pending)
 *  semaphore   ups, 0 or more
 * </pre>
 */
public final class Signal {
    public final int number;
    /*@ spec_public nullable @*/ Pin pin;
    /** Whether it is a semaphore. */
    /*@ spec_public @*/ boolean counts;
    /** Whether a thread receives. */
    /*@ spec_public @*/ boolean bound;
    /** A message is on its way to the thread. */
    /*@ spec_public @*/ boolean sent;
    /** A hit waits for a thread to be bound. */
    /*@ spec_public @*/ boolean pending;
    /** The pin is unmasked when the message on its way, or the next, has been received. */
    /*@ spec_public @*/ boolean unmasks;
    /** Ups that nobody has taken: how often down would not wait. */
    /*@ spec_public @*/ long ups;

    /** Quiet, on no pin, and of the kind that sends. At boot only. */
    /*@ public normal_behavior
      @   ensures this.number == number && pin == null && !counts && !bound && !sent && !pending && !unmasks && ups == 0;
      @   assignable \nothing;
      @*/
    Signal(int number) {
        this.number = number;
    }

    /** Where its hits come from, besides programs; null for nowhere. */
    /*@ public normal_behavior
      @   ensures \result == pin;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure nullable @*/ Pin pin() {
        return pin;
    }

    /** Whether a hit is counted and not sent. */
    /*@ public normal_behavior
      @   ensures \result == counts;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ boolean counts() {
        return counts;
    }

    /** Whether a thread receives. */
    /*@ public normal_behavior
      @   ensures \result == bound;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ boolean bound() {
        return bound;
    }

    /** Whether a message is on its way to the bound thread. */
    /*@ public normal_behavior
      @   ensures \result == sent;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ boolean sent() {
        return sent;
    }

    /** Whether a hit waits for a thread to be bound. */
    /*@ public normal_behavior
      @   ensures \result == pending;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ boolean pending() {
        return pending;
    }

    /** How often down would not wait, 0 or more. */
    /*@ public normal_behavior
      @   ensures \result == ups;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ long count() {
        return ups;
    }
}
