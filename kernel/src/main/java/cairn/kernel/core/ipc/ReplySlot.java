package cairn.kernel.core.ipc;

/** Names the one who is owed an answer: a thread's own, or one of its task's. That slot and caller agree is part of {@link Party#inv}. [ABI section 7] */
public final class ReplySlot {
    /*@ spec_public nullable @*/ Party caller;
    /** Of the capability that the caller used: they hold for the answer too. */
    /*@ spec_public @*/ int rights;

    /** Nobody is owed an answer here. */
    /*@ public normal_behavior
      @   ensures caller == null && rights == 0;
      @   assignable \nothing;
      @*/
    public ReplySlot() {
    }

    /** Who is owed the answer, and waits for it; null for nobody. */
    /*@ public normal_behavior
      @   ensures \result == caller;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure nullable @*/ Party caller() {
        return caller;
    }

    /*@ public normal_behavior
      @   ensures \result == rights;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ int rights() {
        return rights;
    }

    /** From now on {@code p}, which waits for the answer, is owed it; whoever was owed one here no longer is. */
    /*@ public normal_behavior
      @   requires p != null && p.inv && p.receiving && p.place != null && p.place.inv;
      @   requires p.owed == null || p.owed == this;
      @   ensures p.inv && p.place.inv && caller == p && rights == withRights && p.owed == this;
      @   ensures \old(caller) != null && \old(caller) != p ==> \old(caller).owed == null;
      @   assignable caller, rights, p.owed, caller.owed;
      @*/
    public /*@ helper @*/ void owe(Party p, int withRights) {
        p.await(this, withRights);
    }

    /** Nobody is owed an answer here any more. */
    /*@ public normal_behavior
      @   requires caller != null && caller.inv && caller.place != null && caller.place.inv;
      @   ensures caller == null && \old(caller).inv && \old(caller).place.inv && \old(caller).owed == null;
      @   assignable caller, caller.owed;
      @ also public normal_behavior
      @   requires caller == null;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper @*/ void forget() {
        if (caller != null) {
            caller.release(this);
        }
    }
}
