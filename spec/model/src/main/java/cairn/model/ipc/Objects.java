package cairn.model.ipc;

import static cairn.model.ipc.Capability.S;
import static cairn.model.ipc.Capability.W;

import java.util.Comparator;
import java.util.List;

/** What kernel objects do when they are invoked with their own protocol. [ABI section 6] */
final class Objects {
    // Failures, answered as negative labels.
    static final int EPERM = 1;
    static final int ENOENT = 2;
    static final int ENOMEM = 12;
    static final int ENODEV = 19;
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
    static final long FACTORY = -15;
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
            case 0:
                return i.words() < 2 || i.word(1) < 0 ? Outcome.refuse(s, i, EINVAL) : Outcome.answer(s.with(g.decreased(i.word(1))), i, 0);
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
        State after = Outcome.answer(s.with(g.boundTo(thread.number(), i.word(1))), i, 0).state();
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

    // ---- factory -------------------------------------------------------------------------------------------------------

    /** A new gate, interrupt object or semaphore, into the first buffer for capabilities; what was there goes. */
    static Outcome factory(State s, Invocation i, int rights) {
        if (i.protocol() != FACTORY) {
            return Outcome.refuse(s, i, EBADPROTO);
        }
        if (!i.fits() || i.words() == 0) {
            return Outcome.refuse(s, i, i.fits() ? EMSGTOOSHORT : EINVAL);
        }
        if ((rights & S) == 0) {
            return Outcome.refuse(s, i, EPERM);
        }
        long slot = buffer(i);
        if (slot < 0) {
            return Outcome.error(s, i, Ipc.OVERFLOW | Ipc.RECEIVE);
        }
        if (slot >= Items.CAPABILITIES) {
            return Outcome.refuse(s, i, EINVAL);
        }
        long what = i.word(0);
        if (what == 0 || what == KOBJECT) {
            return newGate(s, i, slot);
        }
        if (what == IRQ_SENDER || what == SEMAPHORE) {
            return created(s, i, slot, what == SEMAPHORE ? Capability.Kind.SEMAPHORE : Capability.Kind.INTERRUPT, State.NOBODY, 0);
        }
        if (what == TASK || what == THREAD || what == FACTORY) {
            throw new IllegalArgumentException("not in the model: " + i);
        }
        return Outcome.refuse(s, i, ENODEV);
    }

    /** The place that the first buffer for capabilities names; -1 when there is none. */
    private static long buffer(Invocation i) {
        int at = (int) (i.word(Utcb.DESCRIPTOR) >>> 10) & 31;
        long word = i.word(Utcb.BUFFER + at);
        if ((word & 8) == 0) {
            return -1;
        }
        long window = i.word(Utcb.BUFFER + at + 1);
        return (word & 2) != 0 ? word >>> 12 : Items.type(window) == Items.OBJECT && isFlexpage(window) ? window >>> 12 & -Items.count(window) : -1;
    }

    private static Outcome newGate(State s, Invocation i, long slot) {
        boolean labelled = i.words() >= 3 && (i.word(2) & 3) == 0;
        if (i.items() == 0) {
            return created(s, i, slot, Capability.Kind.GATE, State.NOBODY, labelled ? i.word(2) : 0);
        }
        Named thread = Named.in(s, i, Capability.Kind.THREAD, S);
        if (thread.failure() != 0) {
            return thread.refused(s, i);
        }
        if (!labelled) {
            return Outcome.refuse(s, i, i.words() < 3 ? EMSGTOOSHORT : EINVAL);
        }
        return created(s, i, slot, Capability.Kind.GATE, thread.number(), i.word(2));
    }

    private static Outcome created(State s, Invocation i, long slot, Capability.Kind kind, int thread, long label) {
        int number = s.supply().next(kind);
        if (number == State.NOBODY) {
            return Outcome.refuse(s, i, ENOMEM);
        }
        int task = i.caller().task();
        State made = s.with(s.supply().taken(kind));
        made = switch (kind) {
            case GATE -> made.with(new Gate(number, thread, label));
            case SEMAPHORE -> made.semaphore(number, 0);
            default -> made.with(new Interrupt(number, State.NOBODY, 0, false, false, 0));
        };
        made = Derived.drop(made, task, slot);
        made = made.capability(task, slot, Derived.made(made, kind, number));
        return Outcome.item(made, i);
    }

    // ---- tasks: the end of objects -------------------------------------------------------------------------------------

    /** Map, unmap, and questions about capabilities; not kernel-user memory. */
    static Outcome task(State s, Invocation i, int task, int rights) {
        if (i.protocol() != TASK) {
            return Outcome.refuse(s, i, EBADPROTO);
        }
        if (!i.fits() || i.words() == 0) {
            return Outcome.refuse(s, i, i.fits() ? EMSGTOOSHORT : EINVAL);
        }
        int operation = (int) i.word(0) & 0xffff;
        if (operation == 2) {
            return question(s, i, task);
        }
        if (operation > 1) {
            throw new IllegalArgumentException("not in the model: " + i);
        }
        return (rights & W) == 0 ? Outcome.refuse(s, i, EPERM) : operation == 1 ? unmap(s, i, task) : map(s, i, task, rights);
    }

    /** Whether there is a capability; whether two are the same. */
    private static Outcome question(State s, Invocation i, int task) {
        if (i.words() != 2 && i.words() != 3) {
            return Outcome.refuse(s, i, EINVAL);
        }
        Capability a = s.capability(task, i.word(1) >>> 12);
        if (i.words() == 2) {
            return Outcome.answer(s, i, a == null ? 0 : 1);
        }
        Capability b = s.capability(task, i.word(2) >>> 12);
        boolean same = a == null || b == null ? a == b : a.kind() == b.kind() && a.number() == b.number()
                && ((a.rights() ^ b.rights()) & (W | S | (a.kind() == Capability.Kind.GATE ? Capability.SERVER : 0))) == 0;
        return Outcome.answer(s, i, same ? 1 : 0);
    }

    /** A strong capability passes only if both tasks are held strongly. */
    private static Outcome map(State s, Invocation i, int task, int rights) {
        if (i.words() < 3) {
            return Outcome.refuse(s, i, EINVAL);
        }
        Named source = Named.in(s, i, Capability.Kind.TASK, W);
        if (source.failure() != 0) {
            return source.refused(s, i);
        }
        long item = i.word(1);
        long flexpage = i.word(2);
        boolean memory = Items.type(flexpage) == Items.MEMORY;
        long count = Items.count(flexpage);
        long most = memory ? Items.PAGES : Items.CAPABILITIES;
        if (!isFlexpage(flexpage) || (item >>> 12 & -count) >= most) {
            return Outcome.refuse(s, i, EINVAL);
        }
        int mask = memory ? (int) flexpage & Capability.PAGE | Capability.USER : (int) flexpage & 15 | (int) item & 0xe0;
        if (!memory && (rights & s.capability(i.caller().task(), i.item()).rights() & S) == 0) {
            mask &= ~S;
        }
        return Outcome.answer(Items.map(s, source.number(), task, item, flexpage, item >>> 12 & -count, mask), i, 0);
    }

    /** Of memory or capabilities, and in the space. */
    private static boolean isFlexpage(long flexpage) {
        int type = Items.type(flexpage);
        if (type != Items.MEMORY && type != Items.OBJECT) {
            return false;
        }
        long count = Items.count(flexpage);
        return count > 0 && (flexpage >>> 12 & -count) < (type == Items.MEMORY ? Items.PAGES : Items.CAPABILITIES);
    }

    /** Rights are taken from others, from the task too, or the objects end with them if the capability has D. */
    private static Outcome unmap(State s, Invocation i, int task) {
        if (i.words() < 3) {
            return Outcome.refuse(s, i, EINVAL);
        }
        long[] answer = new long[i.words()];
        for (int n = 0; n < answer.length; n++) {
            if (n > 1 && !isFlexpage(i.word(n))) {
                return Outcome.refuse(s, i, EINVAL);
            }
            answer[n] = n > 1 ? i.word(n) & ~15L : i.word(n);
        }
        State after = Outcome.answer(s, i, 0, answer).state();
        for (int n = 2; n < i.words(); n++) {
            long flexpage = i.word(n);
            long count = Items.count(flexpage);
            long first = flexpage >>> 12 & -count;
            boolean memory = Items.type(flexpage) == Items.MEMORY;
            for (long at : places(after, task, memory, first, count)) {
                after = taken(after, task, at, (int) flexpage & 15, i.word(1));
            }
        }
        return Outcome.of(after);
    }

    /** What a task has in that range, in order. */
    private static List<Long> places(State s, int task, boolean memory, long first, long count) {
        return s.capabilities().get(task).keySet().stream().filter(at -> memory == at < 0)
                .filter(at -> (memory ? -1 - at : at) >= first && (memory ? -1 - at : at) < first + count)
                .sorted(memory ? Comparator.reverseOrder() : Comparator.naturalOrder()).toList();
    }

    private static State taken(State s, int task, long at, int rights, long how) {
        Capability c = s.capability(task, at);
        if (c == null || rights == 0) {
            return s; // it went with another
        }
        boolean self = (how & SELF) != 0;
        boolean page = c.kind() == Capability.Kind.PAGE;
        if ((rights & Capability.R) == 0) {
            return Derived.narrow(s, c, ~(page ? rights & Capability.PAGE : rights), self);
        }
        if (!page && (how & DELETE) != 0 && c.has(Capability.D)) {
            return Derived.delete(s, c);
        }
        return !self ? Derived.revoke(s, c) : page ? Derived.unmap(s, c) : Derived.drop(s, task, at);
    }

    /** Objects without a capability that counts end, the last one first, with those that do not count. */
    static State settled(State s) {
        State settled = s;
        while (!settled.gone().isEmpty()) {
            State.Gone o = settled.gone().get(0);
            settled = settled.gone(settled.gone().subList(1, settled.gone().size())).withoutCapabilities(o.kind(), o.number());
            settled = switch (o.kind()) {
                case THREAD -> Ipc.leave(settled, o.number());
                case GATE -> Ipc.gateGone(settled, o.number());
                case FACTORY -> settled;
                case SEMAPHORE -> Ipc.semaphoreGone(settled, o.number());
                default -> Ipc.interruptGone(settled, o.number());
            };
            settled = settled.without(o.kind(), o.number()).with(settled.supply().given(o));
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
