package cairn.kernel.core.ipc;

import cairn.kernel.core.queue.Entry;
import cairn.kernel.core.queue.Queue;

/**
 * One thread as IPC sees it: which phase it waits in, for whom, and who is to answer it. An interrupt object is one too, which only sends.
 * [ABI section 7]
 *
 * <pre>
 *  IDLE --send--> SENDING --end--> IDLE --receive--> RECEIVING --end--> IDLE
 *  s.caller == b  exactly if  b.owed == s, for a slot s; then b is RECEIVING, from the thread that s belongs to or from one of its task
 * </pre>
 */
public final class Party {
    public static final int IDLE = 0;
    /** In a queue of senders. */
    public static final int SENDING = 1;
    public static final int RECEIVING = 2;

    public final int number;
    /*@ spec_public @*/ private final Queue senders = new Queue();
    /** SENDING exactly while this is in a queue. */
    /*@ spec_public @*/ private final Entry place;
    /*@ spec_public @*/ private boolean receiving;
    /** RECEIVING: from whom, null for anyone. */
    /*@ spec_public nullable @*/ private Party partner;
    /*@ spec_public @*/ private final ReplySlot implicit = new ReplySlot();
    /** RECEIVING: the slot that names this one as who is owed an answer, or null. */
    /*@ spec_public nullable @*/ private ReplySlot owed;

    //@ public ghost boolean gone;   // it does not exist: its thread or interrupt has ended, or has not been made yet

    //@ public model boolean okX;
    //@ private represents okX = (\forall Party i; i.place != null; i.place.owner == i);  // IPC-2 one-queue
    //@ public model boolean okW;
    //@ private represents okW = (\forall Party i; i.receiving; i.place.queue == null);  // IPC-2 one-queue
    //@ public model boolean okS;
    //@ private represents okS = (\forall ReplySlot s; s.caller != null; s.caller.owed == s);  // IPC-6 reply-slots
    //@ public model boolean okD;
    //@ private represents okD = (\forall Party i; i.owed != null; i.owed.caller == i);  // IPC-6 reply-slots
    //@ public model boolean okV;
    //@ private represents okV = (\forall Party i; i.owed != null; i.receiving);  // IPC-7 caller-waits
    //@ public model boolean okQ;
    //@ private represents okQ = (\forall Party i; i.partner != null; i.receiving);  // IPC-7 caller-waits
    //@ public model boolean okR;
    //@ private represents okR = (\forall Party r; (\forall Party s; s.place != null && s.place.queue != null && s.place.queue == r.senders && r.receiving; r.partner != null && r.partner != s));  // IPC-4 no-lost-rendezvous
    //@ public model boolean okG;
    //@ private represents okG = (\forall Party i; i.gone && i.place != null; !i.receiving && i.place.queue == null);  // IPC-5 nobody-waits-for-dead
    //@ public model boolean okP;
    //@ private represents okP = (\forall Party i; i.partner != null; !i.partner.gone);  // IPC-5 nobody-waits-for-dead
    //@ public model boolean okN;
    //@ private represents okN = (\forall Party r; (\forall Party s; s.place != null && s.place.queue != null && s.place.queue == r.senders; !r.gone));  // IPC-5 nobody-waits-for-dead

    //@ public model boolean inv;
    //@ private represents inv = okX && okW && okS && okD && okV && okQ && okR && okG && okP && okN;

    /** Waits for nothing, and counts as {@code gone} until it comes. At boot only. */
    /*@ public normal_behavior
      @   ensures this.number == number && gone && !receiving && partner == null && owed == null;
      @   ensures place != null && place.queue == null && place.owner == this && place.number == number;
      @   ensures senders != null && senders.head == null && senders.tail == null && implicit != null && implicit.caller == null;
      @   assignable \nothing;
      @*/
    public Party(int number) {
        this.number = number;
        this.place = new Entry(number);
        //@ set place.owner = this;
        //@ set gone = true;
    }

    /** Exists from now on, and waits for nothing. */
    /*@ public normal_behavior
      @   requires inv;
      @   ensures inv;
      @   ensures !gone;
      @   assignable gone;
      @ also public normal_behavior
      @   requires place != null && place.inv;
      @   ensures place.inv;
      @   assignable gone;
      @*/
    public /*@ helper @*/ void come() {
        //@ set gone = false;
    }

    /** Exists no more: it waits for nothing, and nobody waits for it. */
    /*@ public normal_behavior
      @   requires inv && place != null && place.inv && place.queue == null && !receiving && senders != null && senders.head == null;
      @   requires (\forall Party i; i.partner != null; i.partner != this);
      @   ensures inv;
      @   ensures gone;
      @   assignable gone;
      @ also public normal_behavior
      @   requires place != null && place.inv;
      @   ensures place.inv;
      @   assignable gone;
      @*/
    public /*@ helper @*/ void go() {
        place.filledLemma();
        //@ set gone = true;
    }

    /** {@link #IDLE}, {@link #SENDING} or {@link #RECEIVING}. */
    /*@ public normal_behavior
      @   requires place != null;
      @   ensures \result == (place.queue != null ? 1 : receiving ? 2 : 0);
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ int phase() {
        return place.queue() != null ? SENDING : receiving ? RECEIVING : IDLE;
    }

    /** Who waits to send to this one. */
    /*@ public normal_behavior
      @   ensures \result == senders;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure nullable @*/ Queue senders() {
        return senders;
    }

    /** Its place in a queue of senders, by priority. */
    /*@ public normal_behavior
      @   ensures \result == place;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure nullable @*/ Entry place() {
        return place;
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
      @   ensures \result == (receiving && (partner == null || partner == from));
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ boolean accepts(/*@ nullable @*/ Party from) {
        return receiving && (partner == null || partner == from);
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
      @   ensures \result == (receiving && partner == other);
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ boolean awaits(/*@ nullable @*/ Party other) {
        return receiving && partner == other;
    }

    /** Whether this one would take a message of anyone. */
    /*@ public normal_behavior
      @   ensures \result == (receiving && partner == null);
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ boolean isOpen() {
        return receiving && partner == null;
    }

    /** SENDING: the priority at which it was put into the queue. */
    /*@ public normal_behavior
      @   requires place != null && -255 <= place.key && place.key <= 0;
      @   ensures \result == -place.key;
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure @*/ int queuedAt() {
        return (int) -place.key();
    }

    /**
     * The sender in this one's queue that is served next: {@code from}, or anyone when that is null. Null when there is none. Of all that
     * wait it is one of the highest priority, and of those the one that came first.
     */
    /*@ public normal_behavior
      @   requires place != null && place.inv && senders != null && from == null;
      @   ensures \result == senders.head;
      @   ensures \result == null ==> (\forall Entry i; i.key <= i.key; i.queue != senders);
      @   ensures \result != null ==> \result.queue == senders && (\forall Entry i; i.queue == senders; i == \result || \result.key < i.key || i.key == \result.key && \result.stamp < i.stamp);
      @   assignable \strictly_nothing;
      @ also public normal_behavior
      @   requires senders != null && from != null && from.place != null;
      @   ensures \result == (from.place.queue == senders ? from.place : null);
      @   assignable \strictly_nothing;
      @*/
    public /*@ helper pure nullable @*/ Entry pending(/*@ nullable @*/ Party from) {
        if (from == null) {
            place.headLemma(senders);
            return senders.first();
        }
        return from.place.queue() == senders ? from.place : null;
    }

    /** IDLE to SENDING: waits in {@code where}, behind all of its priority, before all of lower; whose queue that is does not accept it. */
    /*@ public normal_behavior
      @   requires inv && where != null && place != null && place.inv && place.queue == null && !receiving && 0 <= priority && priority <= 255;
      @   requires (\forall Party r; r.senders == where; !(r.receiving && (r.partner == null || r.partner == this)));
      @   requires !gone;
      @   requires (\forall Party r; r.senders == where; !r.gone);
      @   ensures inv;
      @   assignable place.queue, place.key, place.stamp, where.head, where.tail, where.clock, \all_objects(place.before), \all_objects(place.after);
      @ also public normal_behavior
      @   requires where != null && place != null && place.inv && place.queue == null && 0 <= priority && priority <= 255;
      @   ensures place.inv && place.queue == where && place.key == -priority && where.head != null;
      @   ensures place.stamp == \old(where.clock) && where.clock == \old(where.clock) + 1;
      @   assignable place.queue, place.key, place.stamp, where.head, where.tail, where.clock, \all_objects(place.before), \all_objects(place.after);
      @*/
    public /*@ helper @*/ void send(Queue where, int priority) {
        where.insert(place, -priority);
    }

    /** SENDING to IDLE: stands in its queue no more. */
    /*@ public normal_behavior
      @   requires inv && place != null && place.inv && place.queue != null;
      @   ensures inv;
      @   assignable place.queue, place.before, place.after, place.queue.head, place.queue.tail, place.before.after, place.after.before;
      @ also public normal_behavior
      @   requires place != null && place.inv && place.queue != null;
      @   ensures place.inv && place.queue == null;
      @   assignable place.queue, place.before, place.after, place.queue.head, place.queue.tail, place.before.after, place.after.before;
      @*/
    /*@ helper @*/ void depart() {
        place.queue().remove(place);
    }

    /** IDLE to RECEIVING: waits for {@code from}, null for anyone, when none of these is {@link #pending}. */
    /*@ public normal_behavior
      @   requires inv && place != null && place.inv && place.queue == null && !receiving && senders != null;
      @   requires from == null ==> senders.head == null;
      @   requires from != null ==> from.place != null && from.place.queue != senders && !from.gone;
      @   requires !gone;
      @   ensures inv;
      @   ensures receiving && partner == from;
      @   assignable receiving, partner;
      @ also public normal_behavior
      @   requires place != null && place.inv;
      @   ensures place.inv;
      @   assignable receiving, partner;
      @*/
    public /*@ helper @*/ void receive(/*@ nullable @*/ Party from) {
        place.filledLemma();
        receiving = true;
        partner = from;
    }

    /** RECEIVING: is owed an answer in {@code slot} alone; whoever was owed one there no longer is. */
    /*@ public normal_behavior
      @   requires inv && slot != null && receiving;
      @   requires owed == null || owed == slot;
      @   ensures inv;
      @   ensures slot.caller == this && slot.rights == rights && owed == slot;
      @   ensures \old(slot.caller) != null && \old(slot.caller) != this ==> \old(slot.caller).owed == null;
      @   assignable slot.caller, slot.rights, owed, slot.caller.owed;
      @ also public normal_behavior
      @   requires slot != null && place != null && place.inv;
      @   ensures place.inv;
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

    /** Is owed no answer any more in {@code slot}: the one that names it. */
    /*@ public normal_behavior
      @   requires inv && slot != null;
      @   requires slot.caller == this || owed == slot;
      @   ensures inv;
      @   ensures slot.caller == null && owed == null;
      @   assignable slot.caller, owed;
      @ also public normal_behavior
      @   requires slot != null && place != null && place.inv;
      @   ensures place.inv;
      @   assignable slot.caller, owed;
      @*/
    /*@ helper @*/ void release(ReplySlot slot) {
        slot.caller = null;
        owed = null;
    }

    /** RECEIVING to IDLE, or IDLE as it is: waits for nobody, and is owed nothing. */
    /*@ public normal_behavior
      @   requires inv && owed == null;
      @   ensures inv;
      @   ensures !receiving && partner == null;
      @   assignable receiving, partner;
      @ also public normal_behavior
      @   requires place != null && place.inv;
      @   ensures place.inv;
      @   assignable receiving, partner;
      @*/
    /*@ helper @*/ void rest() {
        partner = null;
        receiving = false;
    }

    /** Waits no more, in any phase: stands in no queue, and no slot names it. */
    /*@ public normal_behavior
      @   requires inv && place != null && place.inv;
      @   ensures inv && place.inv;
      @   ensures place.queue == null && !receiving && partner == null && owed == null;
      @   ensures \old(owed) != null ==> \old(owed).caller == null;
      @   assignable receiving, partner, owed, owed.caller, place.queue, place.before, place.after, place.queue.head, place.queue.tail, place.before.after, place.after.before;
      @*/
    public /*@ helper @*/ void end() {
        if (place.queue() != null) {
            depart();
        }
        if (owed != null) {
            release(owed);
        }
        rest();
    }
}
