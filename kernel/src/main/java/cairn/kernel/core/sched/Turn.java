package cairn.kernel.core.sched;

import cairn.kernel.core.queue.Entry;

/** A thread as the schedule sees it: whether it could run, and at which priority. */
public final class Turn {
    public final int number;
    /** In the ready queue of its level, exactly if it could run and does not. */
    /*@ spec_public @*/ final Entry place;
    /*@ spec_public nullable @*/ Level level;
    /** Whether the processor may be given to it. */
    /*@ spec_public @*/ boolean able;

    /** Cannot run. At boot only. */
    /*@ public normal_behavior
      @   ensures this.number == number && !able && level == null;
      @   ensures place != null && place.queue == null && place.owner == this && place.number == number;
      @   assignable \nothing;
      @*/
    public Turn(int number) {
        this.number = number;
        this.place = new Entry(number);
        //@ set place.owner = this;
    }

    /** Whether it waits for its turn. */
    /*@ public normal_behavior
      @   requires place != null;
      @   ensures \result == (place.queue != null);
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ boolean isQueued() {
        return place.queue() != null;
    }

    /** Whether the processor may be given to it. */
    /*@ public normal_behavior
      @   ensures \result == able;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ boolean isAble() {
        return able;
    }

    /** At which it runs, 0 .. 255. */
    /*@ public normal_behavior
      @   requires level != null;
      @   ensures \result == level.priority;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ int priority() {
        return level.priority;
    }

    /** Its place among those of its level. */
    /*@ public normal_behavior
      @   ensures \result == place;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure nullable @*/ Entry place() {
        return place;
    }
}
