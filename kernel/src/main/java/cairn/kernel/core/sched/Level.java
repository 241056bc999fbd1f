package cairn.kernel.core.sched;

import cairn.kernel.core.queue.Entry;
import cairn.kernel.core.queue.Queue;

/** One priority: who could run at it and does not, by turn. */
public final class Level {
    /** 0 .. 255, the highest runs first. */
    /*@ spec_public @*/ final int priority;
    /*@ spec_public @*/ final Queue turns = new Queue();

    /** Nobody is here. At boot only. */
    /*@ public normal_behavior
      @   ensures this.priority == priority && turns != null && turns.head == null && turns.owner == this;
      @   assignable \nothing;
      @*/
    Level(int priority) {
        this.priority = priority;
        //@ set turns.owner = this;
    }

    /** Whose turn comes first, or null. */
    /*@ public normal_behavior
      @   requires turns != null;
      @   ensures \result == turns.head;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure nullable @*/ Entry first() {
        return turns.first();
    }

    /** Whose turn comes last, or null. */
    /*@ public normal_behavior
      @   requires turns != null;
      @   ensures \result == turns.tail;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure nullable @*/ Entry last() {
        return turns.last();
    }
}
