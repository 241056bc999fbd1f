package cairn.model.ipc;

import static cairn.model.ipc.Capability.R;
import static cairn.model.ipc.Capability.S;
import static cairn.model.ipc.Capability.SERVER;
import static cairn.model.ipc.Capability.W;

import cairn.model.ipc.Capability.Kind;
import java.util.OptionalLong;

/** What each step makes of each state; total. [ABI sections 1 to 8] */
public final class Model {
    private Model() {}

    public static State step(State s, Step step) {
        return step instanceof Step.Pass p ? pass(s, p.microseconds()) : step instanceof Step.Fault f ? fault(s, f) : call(s, (Step.Call) step);
    }

    private static State pass(State s, long microseconds) {
        State later = s.at(s.now() + microseconds);
        return s.alarm() <= later.now() ? left(Ipc.expire(later), false, State.NOBODY) : later;
    }

    private static State fault(State s, Step.Fault f) {
        if (s.running() == State.NOBODY) {
            return s;
        }
        Thread t = s.thread(s.running());
        Thread faulting = t.with(t.others().with(f.x2(), f.x3())).withResult(f.x0(), OptionalLong.of(f.x1()));
        return left(Faults.met(Ipc.expire(s.with(faulting)), t.number(), f.syndrome(), f.address()), false, State.NOBODY);
    }

    private static State call(State s, Step.Call c) {
        if (s.running() == State.NOBODY) {
            return s;
        }
        Thread t = s.thread(s.running());
        Utcb utcb = s.utcb(t.number());
        for (Step.Write w : c.writes()) {
            utcb = utcb.with(w.word(), w.value());
        }
        Thread caller = t.with(t.others().with(c.selector(), c.timeouts())).withResult(c.tag(), OptionalLong.of(c.label()));
        State entered = Ipc.expire(s.with(t.number(), utcb).with(caller.with(caller.traps().allowed(false))));
        if (t.traps().alien() && !t.traps().allowed()) {
            return left(Faults.before(entered, t.number()), false, State.NOBODY);
        }
        Outcome o = invoke(entered, new Invocation(caller, utcb, c.tag(), c.label(), c.selector(), c.timeouts()));
        return left(t.traps().alien() ? Faults.after(o.state(), t.number()) : o.state(), o.yields(), o.to());
    }

    /** The kernel is left: objects have gone, exceptions that waited are raised, and who runs is chosen. */
    private static State left(State s, boolean yields, int to) {
        return Turns.leave(Faults.triggered(Objects.settled(s)), yields, to);
    }

    /** The selector says which object is invoked. */
    private static Outcome invoke(State s, Invocation i) {
        int t = i.caller().number();
        if (i.open() && i.slot() == null && (i.replies() ? !i.sends() : i.self())) {
            return Outcome.error(s, i, Ipc.NO_REPLY_SLOT | Ipc.RECEIVE);
        }
        if (i.replies()) {
            return i.sends() ? Outcome.of(Ipc.answer(s, t, i.message(), i.label(), i.slot(), i.then())) : receive(s, i, State.NOBODY);
        }
        if (i.self()) {
            return thread(s, i, t, W | S | R);
        }
        Capability c = s.capability(i.caller().task(), i.index());
        if (c == null) {
            return Outcome.error(s, i, Ipc.NOT_EXISTENT); // and no receive phase
        }
        if (c.kind() == Kind.THREAD) {
            return thread(s, i, c.number(), c.rights());
        }
        if (c.kind() == Kind.GATE) {
            return gate(s, i, c.number(), c.rights());
        }
        if (!i.sends()) {
            return receive(s, i, c.kind() == Kind.INTERRUPT ? State.interrupt(c.number()) : t); // other objects of the kernel send nothing
        }
        return switch (c.kind()) {
            case TASK -> Objects.task(s, i, c.number(), c.rights());
            case SCHEDULER -> Objects.scheduler(s, i);
            case FACTORY -> Objects.factory(s, i, c.rights());
            case SEMAPHORE -> Objects.semaphore(s, i, c.number(), c.rights());
            default -> Objects.interrupt(s, i, c.number(), c.rights());
        };
    }

    private static Outcome thread(State s, Invocation i, int to, int rights) {
        if (i.sends() && i.protocol() == Objects.THREAD) {
            return Objects.thread(s, i, to, rights);
        }
        if (!i.sends()) {
            return receive(s, i, to);
        }
        Message m = new Message(i.message(), i.label(), rights, State.NOBODY);
        return Outcome.of(Ipc.send(s, i.caller().number(), m, to, i.then(), i.sendLimit(s.now())));
    }

    private static Outcome gate(State s, Invocation i, int gate, int rights) {
        if (i.sends() && i.protocol() == Objects.KOBJECT && (rights & SERVER) != 0) {
            return Objects.gate(s, i, gate, rights);
        }
        int to = s.gates().get(gate).thread();
        if (!i.sends()) {
            return receive(s, i, to);
        }
        Message m = new Message(i.message(), 0, rights, gate);
        return Outcome.of(Ipc.send(s, i.caller().number(), m, to, i.then(), i.sendLimit(s.now())));
    }

    /** A receive phase alone: from {@code from}, which is nobody for a gate that is bound to none; or from anyone. */
    static Outcome receive(State s, Invocation i, int from) {
        if (!i.open() && from == State.NOBODY) {
            return Outcome.error(s, i, Ipc.NOT_EXISTENT | Ipc.RECEIVE);
        }
        return Outcome.of(Ipc.receive(s, i.caller().number(), i.open() ? State.NOBODY : from, i.then(), null));
    }
}
