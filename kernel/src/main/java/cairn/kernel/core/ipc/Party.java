package cairn.kernel.core.ipc;

/**
 * One thread as IPC sees it: which phase it waits in, for whom, and who is to answer it. An interrupt object is one too, which only sends.
 * The primitive changes of queues and reply slots are here; each keeps every conjunct of {@link #inv}, which speaks of all of them.
 * [ABI section 7]
 *
 * <pre>
 *  IDLE --insert--> SENDING --end--> IDLE --receive--> RECEIVING --end--> IDLE
 *  s.caller == b  exactly if  b.owed == s, for a slot s; then b is RECEIVING, from the thread that s belongs to or from one of its task
 * </pre>
 */
public final class Party {
    public static final int IDLE = 0;
    /** In a queue of senders. */
    public static final int SENDING = 1;
    public static final int RECEIVING = 2;

    public final int number;
    /*@ spec_public @*/ private final SenderQueue senders = new SenderQueue();
    /*@ spec_public @*/ private int phase;
    /** RECEIVING: from whom, null for anyone. */
    /*@ spec_public nullable @*/ private Party partner;
    /*@ spec_public @*/ private final ReplySlot implicit = new ReplySlot();
    /** RECEIVING: the slot that names this one as who is owed an answer, or null. */
    /*@ spec_public nullable @*/ private ReplySlot owed;

    // SENDING: the queue, its place there, and the neighbours.
    /*@ spec_public nullable @*/ private SenderQueue queue;
    /*@ spec_public @*/ private int priority;
    /*@ spec_public nullable @*/ private Party before;
    /*@ spec_public nullable @*/ private Party after;

    //@ public ghost \bigint rank;             // rises along a queue
    //@ public ghost \bigint stamp;            // the queue's clock when it came
    //@ public ghost nullable SenderQueue aim; // the queue in which its place is looked for,
    //@ public ghost nullable Party at;        //   those behind this one have been passed, and shall come behind it
    //@ public ghost int bar;                  //   at this priority

    //@ public model boolean okA;
    //@ private represents okA = (\forall Party i; i.after != null; i.queue != null && i.after.queue == i.queue && i.after.before == i && i.rank < i.after.rank);  // IPC-1 sender-queue
    //@ public model boolean okB;
    //@ private represents okB = (\forall Party i; i.before != null; i.queue != null && i.before.queue == i.queue && i.before.after == i);  // IPC-1 sender-queue
    //@ public model boolean okH;
    //@ private represents okH = (\forall Party i; i.queue != null && i.before == null; i.queue.head == i);  // IPC-1 sender-queue
    //@ public model boolean okT;
    //@ private represents okT = (\forall Party i; i.queue != null && i.after == null; i.queue.tail == i);  // IPC-1 sender-queue
    //@ public model boolean okF;
    //@ private represents okF = (\forall SenderQueue q; q.head != null; q.head.queue == q && q.head.before == null);  // IPC-1 sender-queue
    //@ public model boolean okL;
    //@ private represents okL = (\forall SenderQueue q; q.tail != null; q.tail.queue == q && q.tail.after == null);  // IPC-1 sender-queue
    //@ public model boolean okO;
    //@ private represents okO = (\forall Party i; (\forall Party j; i.queue != null && i.queue == j.queue && i.rank < j.rank; i.after != null && i.after.rank <= j.rank));  // IPC-1 sender-queue
    //@ public model boolean okU;
    //@ private represents okU = (\forall Party i; (\forall Party j; i.queue != null && i.queue == j.queue && i.rank == j.rank; i == j));  // IPC-1 sender-queue
    //@ public model boolean okZ;
    //@ private represents okZ = (\forall Party i; i.queue != null; 0 <= i.rank && i.queue.head != null && i.queue.head.rank <= i.rank);  // IPC-1 sender-queue
    //@ public model boolean okY;
    //@ private represents okY = (\forall Party i; i.queue != null; i.queue.tail != null && i.rank <= i.queue.tail.rank);  // IPC-1 sender-queue
    //@ public model boolean okW;
    //@ private represents okW = (\forall Party i; (i.queue != null) == (i.phase == 1));  // IPC-2 one-queue
    //@ public model boolean okP;
    //@ private represents okP = (\forall Party i; (\forall Party j; i.queue != null && i.queue == j.queue && i.rank < j.rank; j.priority < i.priority || j.priority == i.priority && i.stamp < j.stamp));  // IPC-3 priority-order
    //@ public model boolean okC;
    //@ private represents okC = (\forall Party i; i.queue != null; i.stamp < i.queue.clock);  // IPC-3 priority-order
    //@ public model boolean okS;
    //@ private represents okS = (\forall ReplySlot s; s.caller != null; s.caller.owed == s);  // IPC-6 reply-slots
    //@ public model boolean okD;
    //@ private represents okD = (\forall Party i; i.owed != null; i.owed.caller == i);  // IPC-6 reply-slots
    //@ public model boolean okV;
    //@ private represents okV = (\forall Party i; i.owed != null; i.phase == 2);  // IPC-7 caller-waits
    //@ public model boolean okQ;
    //@ private represents okQ = (\forall Party i; i.partner != null; i.phase == 2);  // IPC-7 caller-waits

    //@ public model boolean inv;
    //@ private represents inv = okA && okB && okH && okT && okF && okL && okO && okU && okZ && okY && okW && okP && okC && okS && okD && okV && okQ;

    //@ public model boolean open;
    //@ private represents open = aim != null && (at != null ==> at.queue == aim) && (\forall Party i; i.queue == aim && (at == null || at.rank < i.rank); i.priority < bar && 0 < i.rank && (at != null ==> at.rank + 1 < i.rank));

    /** Waits for nothing. At boot only. */
    /*@ public normal_behavior
      @   ensures this.number == number && phase == 0 && partner == null && owed == null && queue == null && before == null && after == null;
      @   ensures senders != null && senders.head == null && senders.tail == null && implicit != null && implicit.caller == null;
      @   assignable \nothing;
      @*/
    public Party(int number) {
        this.number = number;
    }

    /** {@link #IDLE}, {@link #SENDING} or {@link #RECEIVING}. */
    /*@ public normal_behavior
      @   ensures \result == phase;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ int phase() {
        return phase;
    }

    /** Who waits to send to this one. */
    /*@ public normal_behavior
      @   ensures \result == senders;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure nullable @*/ SenderQueue senders() {
        return senders;
    }

    /** The implicit reply capability. */
    /*@ public normal_behavior
      @   ensures \result == implicit;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure nullable @*/ ReplySlot implicit() {
        return implicit;
    }

    /** Whether a message of {@code from} can be delivered now. */
    /*@ public normal_behavior
      @   ensures \result == (phase == 2 && (partner == null || partner == from));
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ boolean accepts(/*@ nullable @*/ Party from) {
        return phase == RECEIVING && (partner == null || partner == from);
    }

    /** SENDING: who is served after this one, or null. */
    /*@ public normal_behavior
      @   ensures \result == after;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure nullable @*/ Party queuedBehind() {
        return after;
    }

    /** SENDING: the priority at which it was put into the queue. */
    /*@ public normal_behavior
      @   ensures \result == priority;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ int queuedAt() {
        return priority;
    }

    /** SENDING: who is served before this one, or null. */
    /*@ public normal_behavior
      @   ensures \result == before;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure nullable @*/ Party queuedBefore() {
        return before;
    }

    /** The queue that it stands in, or null. */
    /*@ public normal_behavior
      @   ensures \result == queue;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure nullable @*/ SenderQueue inQueue() {
        return queue;
    }

    /** The slot that names it as who is owed an answer, or null. */
    /*@ public normal_behavior
      @   ensures \result == owed;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure nullable @*/ ReplySlot owedIn() {
        return owed;
    }

    /** Whether this one waits for {@code other} alone. */
    /*@ public normal_behavior
      @   ensures \result == (phase == 2 && partner == other);
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ boolean awaits(/*@ nullable @*/ Party other) {
        return phase == RECEIVING && partner == other;
    }

    /** Whether this one would take a message of anyone. */
    /*@ public normal_behavior
      @   ensures \result == (phase == 2 && partner == null);
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ boolean isOpen() {
        return phase == RECEIVING && partner == null;
    }

    /**
     * The sender in this one's queue that is served next: {@code from}, or anyone when that is null. Null when there is none. Of all that
     * wait it is one of the highest priority, and of those the one that came first.
     */
    /*@ public normal_behavior
      @   requires inv && senders != null && from == null;
      @   ensures \result == senders.head;
      @   ensures \result == null ==> (\forall Party i; i.phase >= 0; i.queue != senders);
      @   ensures \result != null ==> (\forall Party i; i.queue == senders; i == \result || i.priority < \result.priority || i.priority == \result.priority && \result.stamp < i.stamp);
      @   assignable \strictly_nothing;
      @ also public normal_behavior
      @   requires senders != null && from != null;
      @   ensures \result == (from.queue == senders ? from : null);
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure nullable @*/ Party pending(/*@ nullable @*/ Party from) {
        if (from == null) {
            return senders.first();
        }
        return from.queue == senders ? from : null;
    }

    /** The search for this one's place in {@code where} begins behind everyone; the first to be asked, or null. */
    /*@ public normal_behavior
      @   requires inv && where != null;
      @   ensures inv && open;
      @   ensures \result == at && aim == where && bar == priority;
      @   ensures \result != null ==> \result.queue == where && 0 <= \result.rank;
      @   assignable aim, at, bar;
      @*/
    /*@ helper nullable @*/ Party begin(SenderQueue where, int priority) {
        //@ set aim = where;
        //@ set at = where.tail;
        //@ set bar = priority;
        return where.last();
    }

    /** This one's place is before {@code x}; the next to be asked, or null. Not proved yet, nor is who calls it. */
    /*@ helper nullable @*/ Party pass(Party x) {
        //@ set at = x.before;
        //@ set x.rank = x.rank + 1;
        return x.before;
    }

    /** IDLE to SENDING: waits in {@code where}, behind {@code ahead}, or before everyone when that is null. */
    /*@ public normal_behavior
      @   requires inv && open && where != null && where == aim && ahead == at && priority == bar && phase == 0;
      @   requires ahead != null ==> priority <= ahead.priority;
      @   ensures inv;
      @   ensures queue == where && this.priority == priority && phase == 1 && stamp == \old(where.clock) && where.clock == \old(where.clock) + 1;
      @   assignable queue, this.priority, before, after, rank, stamp, phase, where.head, where.tail, where.clock, ahead.after, where.head.before, ahead.after.before;
      @*/
    /*@ helper @*/ void enter(SenderQueue where, /*@ nullable @*/ Party ahead, int priority) {
        Party behind = ahead == null ? where.head : ahead.after;
        queue = where;
        phase = SENDING;
        this.priority = priority;
        before = ahead;
        after = behind;
        if (ahead == null) {
            where.head = this;
        } else {
            ahead.after = this;
        }
        if (behind == null) {
            where.tail = this;
        } else {
            behind.before = this;
        }
        //@ set rank = ahead == null ? 0 : ahead.rank + 1;
        //@ set stamp = where.clock;
        //@ set where.clock = where.clock + 1;
    }

    /** SENDING to IDLE: stands in its queue no more. */
    /*@ public normal_behavior
      @   requires inv && queue != null;
      @   ensures inv;
      @   ensures queue == null && before == null && after == null && phase == 0;
      @   assignable queue, before, after, phase, queue.head, queue.tail, before.after, after.before;
      @*/
    /*@ helper @*/ void leave() {
        if (before == null) {
            queue.head = after;
        } else {
            before.after = after;
        }
        if (after == null) {
            queue.tail = before;
        } else {
            after.before = before;
        }
        queue = null;
        before = null;
        after = null;
        phase = IDLE;
    }

    /** IDLE to RECEIVING: waits for {@code from}, null for anyone. */
    /*@ public normal_behavior
      @   requires inv && phase == 0;
      @   ensures inv;
      @   ensures phase == 2 && partner == from;
      @   assignable phase, partner;
      @*/
    public /*@ helper @*/ void receive(/*@ nullable @*/ Party from) {
        phase = RECEIVING;
        partner = from;
    }

    /** RECEIVING: is owed an answer in {@code slot} alone; whoever was owed one there no longer is. */
    /*@ public normal_behavior
      @   requires inv && slot != null && phase == 2;
      @   requires owed == null || owed == slot;
      @   ensures inv;
      @   ensures slot.caller == this && slot.rights == rights && owed == slot;
      @   ensures \old(slot.caller) != null && \old(slot.caller) != this ==> \old(slot.caller).owed == null;
      @   assignable slot.caller, slot.rights, owed, slot.caller.owed;
      @*/
    /*@ helper @*/ void await(ReplySlot slot, int rights) {
        if (slot.caller != null) {
            slot.caller.owed = null;
        }
        slot.caller = this;
        slot.rights = rights;
        owed = slot;
    }

    /** Is owed no answer any more in {@code slot}, which names it. */
    /*@ public normal_behavior
      @   requires inv && slot != null && slot.caller == this;
      @   ensures inv;
      @   ensures slot.caller == null && owed == null;
      @   assignable slot.caller, owed;
      @*/
    /*@ helper @*/ void release(ReplySlot slot) {
        slot.caller = null;
        owed = null;
    }

    /** Waits no more. Not proved yet as a whole; its two parts are. */
    public /*@ helper @*/ void end() {
        if (queue != null) {
            leave();
        }
        if (owed != null) {
            release(owed);
        }
        partner = null;
        phase = IDLE;
    }
}
