package cairn.kernel.core.ipc;

/** Names the one who is owed an answer: a thread's own, or one of its task's. [ABI section 7] */
public final class ReplySlot {
    Party caller;
    /** Of the capability that the caller used: they hold for the answer too. */
    private int rights;

    /** Who is owed the answer, and waits for it; null for nobody. */
    public Party caller() {
        return caller;
    }

    public int rights() {
        return rights;
    }

    /** From now on {@code p}, which waits for the answer, is owed it; whoever was owed one here no longer is. */
    public void owe(Party p, int withRights) {
        forget();
        caller = p;
        rights = withRights;
        p.owed = this;
    }

    /** Nobody is owed an answer here any more. */
    public void forget() {
        if (caller != null) {
            caller.owed = null;
            caller = null;
        }
    }
}
