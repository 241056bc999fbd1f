package cairn.model.ipc;

import cairn.model.ipc.Activity.Down;
import cairn.model.ipc.Activity.Receiving;
import cairn.model.ipc.Activity.Sending;
import cairn.model.ipc.Activity.Waiting;
import java.util.Comparator;
import java.util.Map;
import java.util.OptionalLong;

/** The rendezvous: a send phase, then a receive phase, each of which may wait. [ABI sections 3, 4 and 7] */
final class Ipc {
    // Error codes of the UTCB; RECEIVE is added for the receive phase.
    static final int RECEIVE = 1;
    static final int TIMEOUT = 2;
    static final int NOT_EXISTENT = 4;
    static final int CANCELED = 6;
    static final int OVERFLOW = 8;
    static final int ABORTED = 0xe;
    static final int NO_REPLY_SLOT = 0x12;
    static final long ERROR_FLAG = 0x8000;
    /** In a tag: no turn is lent. */
    private static final long SCHEDULE = 0x2000;
    /** The protocol of an answer that lets an alien make its system call. */
    private static final long ALLOW_SYSTEM_CALL = 1;
    private static final int WORDS = 63;
    private static final int ABSOLUTE = 0x8000;

    private Ipc() {}

    /** The send phase of thread {@code t}, to thread {@code to}, which is {@link State#NOBODY} when the message's gate is bound to none. */
    static State send(State s, int t, Message m, int to, Then then, long limit) {
        Message labelled = to == State.NOBODY || m.gate() == State.NOBODY ? m : new Message(m.tag(),
                s.gates().get(m.gate()).label() | m.rights() & (Capability.W | Capability.S), m.rights(), m.gate());
        if (to != State.NOBODY && s.thread(to).accepts(t)) {
            return deliver(s, t, labelled, then, to, ((Receiving) s.thread(to).activity()).callers());
        }
        if (to == State.NOBODY && s.gates().get(m.gate()).orphan()) {
            return fail(s, t, NOT_EXISTENT);
        }
        if (limit <= s.now()) {
            return fail(s, t, TIMEOUT); // and no receive phase
        }
        State begun = s.begun();
        return begun.with(s.thread(t).with(new Sending(labelled, to, s.priority(t), then, begun.waits(), limit)));
    }

    /** Thread {@code t} answers who is owed an answer in {@code slot}. Whoever is owed one waits for it, so this never waits. */
    static State answer(State s, int t, long tag, long label, Slot slot, Then then) {
        Owed owed = slot == null ? null : s.owed().get(slot);
        if (owed == null) {
            return fail(s, t, NOT_EXISTENT);
        }
        return deliver(s, t, new Message(tag, label, owed.rights(), State.NOBODY), then, owed.caller(), null);
    }

    /**
     * The message of {@code t} goes over to {@code r}, and both go on: the receiver first.
     *
     * @param callers where {@code r}, in an open wait, keeps who calls it; null when it waits for one partner
     */
    private static State deliver(State s, int t, Message m, Then then, int r, Slot callers) {
        State over = ended(s, t);
        boolean inUse = Turns.inUse(over, r);
        int words = Math.min((int) m.tag() & WORDS, Utcb.MESSAGE_WORDS);
        Fault fault = s.thread(r).fault();
        over = Faults.received(over, r, Faults.message(s, t, words));
        Items.Result items = Items.transfer(over, m, t, r);
        over = ended(items.state(), r);
        if (items.overflow()) {
            over = fail(fail(over, t, OVERFLOW), r, OVERFLOW | RECEIVE, inUse); // both are told, the receiver also of what was cut
            return fault != null ? over : over.with(over.thread(r).withResult(m.tag() | ERROR_FLAG, OptionalLong.of(m.label())));
        }
        boolean calls = callers != null && then.receives() && !then.open();
        if (calls && over.owed().containsKey(callers)) { // whoever was owed an answer there no longer is, and lends no more
            over = Turns.lendNoMore(over.owed(callers, null), over.owed().get(callers).caller());
        }
        if (fault != null && fault.page() && m.tag() < 0) { // refused
            over = goOn(over.with(over.thread(r).with(Activity.STOPPED)), t, r, then, null);
            return Faults.reflected(over, r, fault);
        }
        Thread receiver = over.thread(r);
        if (fault != null && !fault.page() && m.tag() >> 16 == ALLOW_SYSTEM_CALL) {
            receiver = receiver.with(receiver.traps().allowed(true));
        }
        receiver = fault != null ? receiver.with((Fault) null) : receiver.withResult(m.tag(), OptionalLong.of(m.label()));
        return goOn(Turns.wake(over, receiver, inUse), t, r, then, calls ? new Call(callers, m) : null);
    }

    /** {@code t} has sent to {@code r}: it waits to receive, or its call is over. */
    private static State goOn(State s, int t, int r, Then then, Call call) {
        if (!then.receives()) {
            return Turns.wake(s, s.thread(t).withResult(0, OptionalLong.empty()), false);
        }
        return receive(s, t, then.open() ? State.NOBODY : r, then, call);
    }

    /**
     * The receive phase of {@code t}, from {@code from}, a thread or a {@link State#interrupt}, or from anyone.
     *
     * @param call what {@code from} will owe an answer to; null when it owes none
     */
    static State receive(State s, int t, int from, Then then, Call call) {
        for (Sender sender : s.sendersTo(t)) {
            int number = sender.interrupt() ? State.interrupt(sender.number()) : sender.number();
            if (sender.interrupt() && (from == State.NOBODY || from == number)) {
                return interrupted(s, sender.number(), t);
            }
            if (from == State.NOBODY || from == number) {
                Sending w = (Sending) s.thread(sender.number()).activity();
                return deliver(s, sender.number(), w.message(), w.then(), t, from == State.NOBODY ? then.callers() : null);
            }
        }
        long limit = limit(s.now(), then.timeout(), then.absolute());
        if (limit <= s.now()) {
            return fail(s, t, TIMEOUT | RECEIVE);
        }
        State begun = s.begun();
        begun = begun.with(s.thread(t).with(new Receiving(from, from == State.NOBODY ? then.callers() : null, begun.waits(), limit)));
        if (call == null) {
            return begun;
        }
        begun = begun.owed(call.slot(), new Owed(t, call.message().rights()));
        return (call.message().tag() & SCHEDULE) != 0 ? begun : Turns.lend(begun, t, from);
    }

    /** A message that asks for an answer, and the slot in which its receiver keeps who called. */
    record Call(Slot slot, Message message) {}

    /** The message of an interrupt object: no words, and the label. */
    static State interrupted(State s, int interrupt, int t) {
        Interrupt i = s.interrupts().get(interrupt);
        State over = ended(s.with(new Interrupt(i.number(), i.thread(), i.label(), i.remembered(), false, 0)), t);
        return Turns.wake(over, over.thread(t).withResult(0, OptionalLong.of(i.label())), false);
    }

    /** When a phase that begins now is over. [ABI section 4] */
    static long limit(long now, int timeout, long absolute) {
        if (timeout == 0) {
            return State.NEVER;
        }
        if ((timeout & ABSOLUTE) != 0) {
            return absolute;
        }
        long mantissa = timeout & 0x3ff;
        return mantissa == 0 ? now : now + (mantissa << (timeout >> 10 & 31));
    }

    // ---- every other end of waiting ----------------------------------------------------------------------------------

    /** Thread {@code t} waits no more: nobody owes it an answer or runs on its turn. What becomes of it is up to the caller. */
    static State ended(State s, int t) {
        State ended = s;
        for (Map.Entry<Slot, Owed> e : s.owed().entrySet()) {
            if (e.getValue().caller() == t) {
                ended = ended.owed(e.getKey(), null);
            }
        }
        return Turns.lendNoMore(ended, t);
    }

    /** The call of {@code t} ends with {@code code}, whatever phase it is in. */
    static State fail(State s, int t, int code) {
        return fail(s, t, code, Turns.inUse(s, t));
    }

    private static State fail(State s, int t, int code, boolean inUse) {
        if (s.thread(t).fault() != null) {
            return Faults.stranded(s, t);
        }
        State ended = ended(s, t);
        Thread failed = ended.thread(t).withResult(ERROR_FLAG, OptionalLong.empty());
        return Turns.wake(ended.with(t, ended.utcb(t).with(Utcb.ERROR, code)), failed, inUse);
    }

    /** RECEIVE when {@code t} waits in a receive phase or for a semaphore. */
    private static int side(Thread t) {
        return t.activity() instanceof Sending ? 0 : RECEIVE;
    }

    /** Registers of {@code t} are exchanged: a wait ends; a fault is over with it. */
    static State cancel(State s, int t) {
        if (s.thread(t).fault() != null) {
            boolean inUse = Turns.inUse(s, t);
            State ended = ended(s, t);
            return Turns.wake(ended, ended.thread(t).with((Fault) null), inUse);
        }
        return s.thread(t).activity() instanceof Waiting ? fail(s, t, CANCELED | side(s.thread(t))) : s;
    }

    /** Waits whose time is over end, the earliest first. */
    static State expire(State s) {
        State expired = s;
        while (true) {
            Thread first = expired.threads().values().stream().filter(t -> t.activity() instanceof Waiting w && w.until() <= s.now())
                    .min(Comparator.comparingLong((Thread t) -> ((Waiting) t.activity()).until())
                            .thenComparingLong(t -> ((Waiting) t.activity()).since())).orElse(null);
            if (first == null) {
                return expired;
            }
            expired = fail(expired, first.number(), TIMEOUT | side(first));
        }
    }

    /** Thread {@code t} takes part in no IPC any more; whoever waits for it is told, senders first. */
    static State leave(State s, int t) {
        State left = ended(s, t);
        left = Turns.without(left.with(left.thread(t).with(Activity.STOPPED).with((Fault) null).with(Traps.NONE)), t);
        for (Interrupt i : s.interrupts().values()) {
            if (i.thread() == t) {
                left = left.with(new Interrupt(i.number(), State.NOBODY, i.label(), i.remembered() || i.sent(), false, 0));
            }
        }
        for (Sender sender : left.sendersTo(t)) {
            left = fail(left, sender.number(), CANCELED);
        }
        left = left.owed(Slot.of(t), null);
        for (Thread x : s.threads().values()) {
            if (left.thread(x.number()).activity() instanceof Receiving r && r.from() == t) {
                left = fail(left, x.number(), ABORTED | RECEIVE);
            }
        }
        for (Gate g : s.gates().values()) {
            if (g.thread() == t) {
                left = left.with(g.left());
            }
        }
        return left;
    }

    /** A gate goes: whoever waits for it to be bound is told; what is in its thread's queue already is no longer known by the gate. */
    static State gateGone(State s, int gate) {
        State left = s;
        for (Thread x : s.threads().values()) {
            if (x.activity() instanceof Sending w && w.message().gate() == gate) {
                left = w.to() == State.NOBODY ? fail(left, x.number(), NOT_EXISTENT) : left.with(left.thread(x.number()).with(w.withoutGate()));
            }
        }
        return left;
    }

    /** A semaphore goes: whoever waits for it is told. */
    static State semaphoreGone(State s, int semaphore) {
        State left = s;
        for (Sender w : s.downers(semaphore)) {
            left = fail(left, w.number(), NOT_EXISTENT);
        }
        return left;
    }

    /** Thread {@code t} takes one from a semaphore, or waits for one. */
    static State down(State s, int t, int semaphore, long limit) {
        long count = s.semaphores().get(semaphore);
        if (count > 0) {
            return s.semaphore(semaphore, count - 1).with(s.thread(t).withResult(0, OptionalLong.empty()));
        }
        if (limit <= s.now()) {
            return fail(s, t, TIMEOUT | RECEIVE);
        }
        State begun = s.begun();
        return begun.with(s.thread(t).with(new Down(semaphore, s.priority(t), begun.waits(), limit)));
    }

    /** Who waits first for the semaphore goes on; if nobody does, the next down need not wait. */
    static State up(State s, int semaphore) {
        for (Sender w : s.downers(semaphore)) {
            return Turns.wake(s, s.thread(w.number()).withResult(0, OptionalLong.empty()), false);
        }
        return s.semaphore(semaphore, s.semaphores().get(semaphore) + 1);
    }

    /** A program hits an interrupt object. */
    static State hit(State s, int interrupt) {
        Interrupt i = s.interrupts().get(interrupt);
        if (i.sent() || i.remembered()) {
            return s; // the next one, when this one has been received
        }
        return i.thread() == State.NOBODY ? s.with(new Interrupt(i.number(), i.thread(), i.label(), true, false, 0)) : notify(s, i);
    }

    /** An interrupt object goes: whoever waits for its message alone is told. */
    static State interruptGone(State s, int interrupt) {
        State left = s;
        for (Thread x : s.threads().values()) {
            if (x.activity() instanceof Receiving r && r.from() == State.interrupt(interrupt)) {
                left = fail(left, x.number(), ABORTED | RECEIVE);
            }
        }
        return left;
    }

    /** The message of {@code i} to its thread, at once if that waits for anyone, or for this. */
    static State notify(State s, Interrupt i) {
        State begun = s.begun().with(new Interrupt(i.number(), i.thread(), i.label(), false, true, s.waits() + 1));
        return s.thread(i.thread()).accepts(State.interrupt(i.number())) ? interrupted(begun, i.number(), i.thread()) : begun;
    }
}
