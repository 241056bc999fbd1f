package cairn.model.ipc;

import static cairn.model.ipc.Capability.S;
import static cairn.model.ipc.Capability.W;


/** What kernel objects do when they are invoked with their own protocol. [ABI section 6] */
final class Objects {
    // Failures, answered as negative labels.
    static final int EPERM = 1;
    static final int ENOENT = 2;
    static final int EINVAL = 22;
    static final int ERANGE = 34;
    static final int ENOSYS = 38;
    static final int EBADPROTO = 39;
    static final int EMSGTOOSHORT = 1001;
    // Protocols.
    static final long IRQ = -1;
    static final long KOBJECT = -10;
    static final long TASK = -11;
    static final long THREAD = -12;
    static final long SCHEDULER = -14;
    static final long IRQ_SENDER = -18;
    static final long SEMAPHORE = -20;
    private static final long CANCEL = 0x10000;
    private static final long TRIGGER = 0x20000;
    private static final long KEEP = -1;
    private static final long PAGER = 0x10000;
    private static final long BIND = 0x200000;
    private static final long ALIEN = 0x400000;
    private static final long HANDLER = 0x1000000;
    private static final long MOST_QUANTUM = 86_400_000_000L;
    private static final long SELF = 1L << 31;
    private static final long DELETE = 1L << 30;
    /** Flexpages of one capability, and of one page, without where it is; all rights. */
    private static final long CAPABILITY = 3 << 4 | 15;
    private static final long PAGE = 12 << 6 | 1 << 4 | 15;

    private Objects() {}

    // ---- threads -------------------------------------------------------------------------------------------------------

    static Outcome thread(State s, Invocation i, int thread, int rights) {
        if (!i.fits() || i.words() == 0) {
            return Outcome.refuse(s, i, i.fits() ? EMSGTOOSHORT : EINVAL);
        }
        int operation = (int) i.word(0) & 0xffff;
        if (operation == 2) {
            Outcome o = Outcome.answer(s, i, 0);
            return new Outcome(o.state(), true, thread);
        }
        if (operation == 6) {
            return Outcome.answer(relabelled(s, i, thread), i, 0);
        }
        if ((rights & S) == 0) {
            return Outcome.refuse(s, i, EPERM);
        }
        return switch (operation) {
            case 0 -> control(s, i, thread);
            case 1 -> exchange(s, i, thread);
            case 9 -> Trampolines.invoked(s, i, thread);
            case 0x10 -> threadPointer(s, i, thread);
            default -> Outcome.refuse(s, i, ENOSYS);
        };
    }

    /** Pager and exception handler; here every thread is bound to a task already, which is for good. */
    private static Outcome control(State s, Invocation i, int thread) {
        if (i.words() < 6) {
            return Outcome.refuse(s, i, EINVAL);
        }
        if ((i.word(0) & BIND) != 0) {
            Named task = Named.in(s, i, Capability.Kind.TASK, S);
            return task.failure() != 0 ? task.refused(s, i) : Outcome.refuse(s, i, EINVAL);
        }
        Thread t = s.thread(thread);
        Thread.Handlers changed = new Thread.Handlers((i.word(0) & PAGER) != 0 ? i.word(1) >>> 12 : t.handlers().pager(),
                (i.word(0) & HANDLER) != 0 ? i.word(2) >>> 12 : t.handlers().exceptions());
        Traps traps = (i.word(0) & ALIEN) != 0 ? t.traps().alien((i.word(4) & ALIEN) != 0) : t.traps();
        return Outcome.answer(s.with(t.with(changed).with(traps)), i, 0, 0, t.handlers().pager() << 12, t.handlers().exceptions() << 12);
    }

    private static Outcome threadPointer(State s, Invocation i, int thread) {
        if (i.words() < 2) {
            return Outcome.refuse(s, i, EINVAL);
        }
        Registers r = s.thread(thread).others();
        return Outcome.answer(s.with(s.thread(thread).with(new Registers(r.general(), r.pstate(), r.tpidr(), i.word(1)))), i, 0);
    }

    /** Instruction and stack pointer; starts a thread that is stopped; with CANCEL ends a wait, with TRIGGER raises an exception in it. */
    private static Outcome exchange(State s, Invocation i, int thread) {
        if (i.words() != 3) {
            return Outcome.refuse(s, i, EINVAL);
        }
        Thread old = s.thread(thread);
        if ((i.word(0) & CANCEL) == 0 && old.fault() != null && !old.fault().page()) {
            return Outcome.answer(s, i, 0, 0, old.pc(), old.sp()); // its handler has its registers
        }
        State after = (i.word(0) & CANCEL) == 0 ? s : Ipc.cancel(s, thread);
        Thread t = after.thread(thread);
        after = after.with(t.withPointers(i.word(1) == KEEP ? t.pc() : i.word(1), i.word(2) == KEEP ? t.sp() : i.word(2)));
        if (t.activity() == Activity.STOPPED) {
            after = Turns.wake(after, after.thread(thread), false);
        }
        if ((i.word(0) & TRIGGER) != 0) {
            after = Faults.trigger(after, thread, Faults.EXCHANGED);
        }
        return Outcome.answer(after, i, 0, 0, old.pc(), old.sp());
    }

    /** The labels of messages that wait for the thread: the first group of mask, value, clear, set that fits one changes it. */
    private static State relabelled(State s, Invocation i, int thread) {
        State after = s;
        for (Sender sender : s.sendersTo(thread)) {
            if (sender.interrupt()) {
                Interrupt x = after.interrupts().get(sender.number());
                after = after.with(new Interrupt(x.number(), x.thread(), relabelled(i, x.label()), x.remembered(), x.sent(), x.since()));
            } else {
                Thread x = after.thread(sender.number());
                Activity.Sending w = (Activity.Sending) x.activity();
                Message m = new Message(w.message().tag(), relabelled(i, w.message().label()), w.message().rights(), w.message().gate());
                after = after.with(x.with(new Activity.Sending(m, w.to(), w.rank(), w.then(), w.since(), w.until())));
            }
        }
        return after;
    }

    private static long relabelled(Invocation i, long label) {
        for (int at = 1; at + 3 < i.words(); at += 4) {
            if ((label & i.word(at)) == i.word(at + 1)) {
                return label & ~i.word(at + 2) | i.word(at + 3);
            }
        }
        return label;
    }

    // ---- gates ---------------------------------------------------------------------------------------------------------

    static Outcome gate(State s, Invocation i, int gate, int rights) {
        if (!i.fits() || i.words() == 0) {
            return Outcome.refuse(s, i, i.fits() ? EMSGTOOSHORT : EINVAL);
        }
        Gate g = s.gates().get(gate);
        switch ((int) i.word(0) & 0xffff) {
            case 0x11:
                return Outcome.answer(s, i, 0, g.label());
            case 0x10:
                return (rights & S) == 0 ? Outcome.refuse(s, i, EPERM) : bind(s, i, g);
            default:
                return Outcome.refuse(s, i, ENOSYS);
        }
    }

    /** Whoever waits for the gate to be bound sends to the thread now, in order. */
    private static Outcome bind(State s, Invocation i, Gate g) {
        if (i.words() < 2) {
            return Outcome.refuse(s, i, EMSGTOOSHORT);
        }
        if ((i.word(1) & 3) != 0) {
            return Outcome.refuse(s, i, EINVAL);
        }
        Named thread = Named.in(s, i, Capability.Kind.THREAD, S);
        if (thread.failure() != 0) {
            return thread.refused(s, i);
        }
        State after = Outcome.answer(s.with(new Gate(g.number(), thread.number(), i.word(1))), i, 0).state();
        for (Sender sender : s.sendersThrough(g.number())) {
            Activity.Sending w = (Activity.Sending) s.thread(sender.number()).activity();
            after = Ipc.send(after, sender.number(), w.message(), thread.number(), w.then(), w.until());
        }
        return Outcome.of(after);
    }

    // ---- interrupt objects and semaphores ------------------------------------------------------------------------------

    static Outcome interrupt(State s, Invocation i, int number, int rights) {
        Integer refusal = malformed(i);
        if (refusal != null) {
            return Outcome.refuse(s, i, refusal);
        }
        int operation = i.words() == 0 ? 2 : (int) i.word(0) & 0xffff;
        if (i.protocol() == IRQ) {
            int from = State.interrupt(number);
            return operation == 2 ? silent(Ipc.hit(s, number), i, from) : operation == 4 ? silent(s, i, from) : Outcome.refuse(s, i, ENOSYS);
        }
        if (i.protocol() == KOBJECT) {
            return operation == 0x10 ? bind(s, i, s.interrupts().get(number), rights) : Outcome.refuse(s, i, ENOSYS);
        }
        if (i.protocol() == IRQ_SENDER) {
            return operation == 1 ? detach(s, i, s.interrupts().get(number), rights) : Outcome.refuse(s, i, ENOSYS);
        }
        return Outcome.refuse(s, i, EBADPROTO);
    }

    static Outcome semaphore(State s, Invocation i, int number, int rights) {
        Integer refusal = malformed(i);
        if (refusal != null) {
            return Outcome.refuse(s, i, refusal);
        }
        int operation = i.words() == 0 ? 2 : (int) i.word(0) & 0xffff;
        if (i.protocol() == IRQ) {
            int from = i.caller().number();
            return operation == 2 ? silent(Ipc.up(s, number), i, from) : operation == 4 ? silent(s, i, from) : Outcome.refuse(s, i, ENOSYS);
        }
        if (i.protocol() != SEMAPHORE) {
            return Outcome.refuse(s, i, EBADPROTO);
        }
        if (operation != 0) {
            return Outcome.refuse(s, i, ENOSYS);
        }
        if ((rights & S) == 0) {
            return Outcome.refuse(s, i, EPERM);
        }
        return Outcome.of(Ipc.down(s, i.caller().number(), number, Ipc.limit(s.now(), i.then().timeout(), i.then().absolute())));
    }

    private static Integer malformed(Invocation i) {
        return !i.fits() || i.words() == 0 && i.protocol() != IRQ ? EINVAL : null;
    }

    /**
     * No answer: a caller that receives waits, for anyone, or for the interrupt object that it invoked, or, as other kernel objects send
     * nothing, for itself alone. [ABI section 6]
     */
    static Outcome silent(State s, Invocation i, int from) {
        if (!i.receives()) {
            return Outcome.answer(s, i, 0);
        }
        return Model.receive(s, i, from);
    }

    private static Outcome bind(State s, Invocation i, Interrupt x, int rights) {
        if ((rights & S) == 0) {
            return Outcome.refuse(s, i, EPERM);
        }
        if (i.words() < 2) {
            return Outcome.refuse(s, i, EINVAL);
        }
        Named thread = Named.in(s, i, Capability.Kind.THREAD, S);
        if (thread.failure() != 0) {
            return thread.refused(s, i);
        }
        State answered = Outcome.answer(s, i, 0).state();
        if (thread.number() == x.thread()) {
            return Outcome.of(answered.with(new Interrupt(x.number(), x.thread(), i.word(1), x.remembered(), x.sent(), x.since())));
        }
        Interrupt bound = new Interrupt(x.number(), thread.number(), i.word(1), false, false, 0);
        return Outcome.of(x.sent() || x.remembered() ? Ipc.notify(answered, bound) : answered.with(bound));
    }

    private static Outcome detach(State s, Invocation i, Interrupt x, int rights) {
        if ((rights & S) == 0) {
            return Outcome.refuse(s, i, EPERM);
        }
        if (x.thread() == State.NOBODY) {
            return Outcome.refuse(s, i, ENOENT);
        }
        State after = s.with(new Interrupt(x.number(), State.NOBODY, x.label(), x.remembered() || x.sent(), false, 0));
        return Outcome.answer(after, i, x.sent() ? 1 : 0);
    }

    // ---- scheduler -----------------------------------------------------------------------------------------------------

    /** Of the scheduler only run_thread. */
    static Outcome scheduler(State s, Invocation i) {
        if (i.protocol() != SCHEDULER) {
            return Outcome.refuse(s, i, EBADPROTO);
        }
        if (!i.fits() || i.words() == 0) {
            return Outcome.refuse(s, i, i.fits() ? EMSGTOOSHORT : EINVAL);
        }
        if (((int) i.word(0) & 0xffff) != 1) {
            return Outcome.refuse(s, i, ENOSYS);
        }
        if (i.words() < 5) {
            return Outcome.refuse(s, i, EINVAL);
        }
        Named thread = Named.in(s, i, Capability.Kind.THREAD, 0);
        if (thread.failure() != 0) {
            return thread.refused(s, i);
        }
        long priority = i.word(3);
        long quantum = i.word(4);
        if ((i.word(1) & 0xffffff) != 0 || (i.word(2) & 1) == 0 || priority == 0) {
            return Outcome.refuse(s, i, EINVAL);
        }
        if (priority < 0 || quantum < 0 || quantum > MOST_QUANTUM) {
            return Outcome.refuse(s, i, ERANGE);
        }
        State placed = Turns.place(s, thread.number(), (int) Math.min(priority, Thread.MAX_PRIORITY),
                quantum == 0 ? Thread.DEFAULT_QUANTUM : quantum);
        return Outcome.answer(placed, i, 0);
    }

    // ---- tasks: the end of objects -------------------------------------------------------------------------------------

    /** Of a task only unmap of one capability, or page, with all rights: from others, from the task too, or the object with it if the capability has D. */
    static Outcome task(State s, Invocation i, int task, int rights) {
        if (i.protocol() != TASK || ((int) i.word(0) & 0xffff) != 1 || i.words() != 3
                || (i.word(2) & 0xfff) != CAPABILITY && (i.word(2) & 0xfff) != PAGE) {
            throw new IllegalArgumentException("not in the model: " + i);
        }
        if ((rights & W) == 0) {
            return Outcome.refuse(s, i, EPERM);
        }
        boolean page = (i.word(2) & 0xfff) == PAGE;
        Capability c = s.capability(task, page ? State.page(i.word(2) >>> 12) : i.word(2) >>> 12);
        State after = Outcome.answer(s, i, 0, i.word(0), i.word(1), i.word(2) & ~15L).state();
        if (c == null) {
            return Outcome.of(after);
        }
        if (page) {
            return Outcome.of((i.word(1) & SELF) != 0 ? Derived.unmap(after, c) : Derived.revoke(after, c));
        }
        if ((i.word(1) & DELETE) != 0 && c.has(Capability.D)) {
            return Outcome.of(after.withoutCapabilities(c.kind(), c.number()));
        }
        return Outcome.of((i.word(1) & SELF) != 0 ? Derived.drop(after, task, i.word(2) >>> 12) : Derived.revoke(after, c));
    }

    /** Objects to which no capability is left go. */
    static State settled(State s) {
        State settled = s;
        for (int t : s.threads().keySet()) {
            settled = settled.isNamed(Capability.Kind.THREAD, t) ? settled : Ipc.leave(settled, t).without(Capability.Kind.THREAD, t);
        }
        for (int g : s.gates().keySet()) {
            settled = settled.isNamed(Capability.Kind.GATE, g) ? settled : Ipc.gateGone(settled, g).without(Capability.Kind.GATE, g);
        }
        for (int x : s.semaphores().keySet()) {
            settled = settled.isNamed(Capability.Kind.SEMAPHORE, x) ? settled
                    : Ipc.semaphoreGone(settled, x).without(Capability.Kind.SEMAPHORE, x);
        }
        for (int x : s.interrupts().keySet()) {
            settled = settled.isNamed(Capability.Kind.INTERRUPT, x) ? settled : Ipc.interruptGone(settled, x)
                    .without(Capability.Kind.INTERRUPT, x);
        }
        return settled;
    }

    /** The object that the first typed item names. */
    private record Named(int number, int failure, boolean overflow) {
        static Named in(State s, Invocation i, Capability.Kind kind, int needed) {
            if (i.items() < 1 || (i.word(i.words()) & 8) == 0) {
                return new Named(0, EINVAL, false);
            }
            if (i.item() < 0) {
                return new Named(0, Ipc.OVERFLOW, true);
            }
            Capability c = s.capability(i.caller().task(), i.item());
            if (c == null || c.kind() != kind) {
                return new Named(0, EINVAL, false);
            }
            return new Named(c.number(), c.has(needed) ? 0 : EPERM, false);
        }

        Outcome refused(State s, Invocation i) {
            return overflow ? Outcome.error(s, i, Ipc.OVERFLOW) : Outcome.refuse(s, i, failure);
        }
    }
}
