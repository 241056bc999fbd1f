package cairn.kernel.core.quota;

/** Bytes of kernel memory that a factory may still hand out. Invariant QUOTA-1: 0 &lt;= used &lt;= limit. [REQ-QUOTA-1] */
public final class Quota {
    /*@ spec_public @*/ private long limit;
    /** Written by {@link #charge}, {@link #release} and the tables that are charged: KeY lets a call make tables, an assignment not. */
    public long used;

    //@ public model boolean inv;
    //@ public represents inv = 0 <= used && used <= limit && limit <= 9223372036854775807L;  // QUOTA-1 bounded

    /** An empty account that nothing can be charged to. */
    /*@ public normal_behavior
      @   ensures inv && limit == 0 && used == 0;
      @   assignable \nothing;
      @*/
    public Quota() {
        limit = 0;
        used = 0;
    }

    /** Starts the account anew with {@code bytes} (0 or more). */
    /*@ public normal_behavior
      @   requires 0 <= bytes;
      @   ensures inv && limit == bytes && used == 0;
      @   assignable limit, used;
      @*/
    public /*@ helper @*/ void open(long bytes) {
        limit = bytes;
        used = 0;
    }

    /** Charges {@code bytes} (0 or more), or refuses and changes nothing. */
    /*@ public normal_behavior
      @   requires inv && 0 <= bytes && bytes <= limit - used;
      @   ensures inv && \result && used == \old(used) + bytes;
      @   assignable used;
      @ also public normal_behavior
      @   requires inv && 0 <= bytes && limit - used < bytes;
      @   ensures !\result;
      @   assignable \strictly_nothing;
      @ also public normal_behavior
      @   requires bytes < 0;
      @   ensures !\result;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper @*/ boolean charge(long bytes) {
        if (bytes < 0 || bytes > limit - used) {
            return false;
        }
        used = used + bytes;
        return true;
    }

    /** Bytes that can still be charged. */
    /*@ public normal_behavior
      @   requires inv;
      @   ensures \result == limit - used && 0 <= \result;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ long left() {
        return limit - used;
    }

    /** Gives back {@code bytes} that were charged before. */
    /*@ public normal_behavior
      @   requires inv && 0 <= bytes && bytes <= used;
      @   ensures inv && used == \old(used) - bytes;
      @   assignable used;
      @*/
    public /*@ helper @*/ void release(long bytes) {
        used = used - bytes;
    }

    /*@ public normal_behavior
      @   ensures \result == used;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ long used() {
        return used;
    }

    /*@ public normal_behavior
      @   ensures \result == limit;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ long limit() {
        return limit;
    }
}
