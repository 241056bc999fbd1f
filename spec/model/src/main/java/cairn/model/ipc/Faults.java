package cairn.model.ipc;

import cairn.model.ipc.Capability.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Faults: a call to the pager or to the exception handler, in the name of the thread that met one. [ABI section 8] */
final class Faults {
    private static final long PAGE_FAULT = -2L << 16 | 2;
    /** With the flag that the vector registers go over too, which are not modelled. */
    private static final long EXCEPTION = -5L << 16 | 0x1000 | 40;
    private static final int EXCEPTION_WORDS = 40;
    // Classes of a syndrome, bits 31..26, and kinds of an abort, bits 5..2.
    private static final int INSTRUCTION_ABORT = 0x20;
    private static final int DATA_ABORT = 0x24;
    private static final int TRANSLATION = 1;
    private static final int PERMISSION = 3;
    private static final long WRITTEN = 1 << 6;
    /** A system call, and that it has been made. */
    private static final long SYSTEM_CALL = 0x15L << 26 | 1 << 25;
    private static final long MADE = 1 << 16;
    /** That registers were exchanged. */
    static final long EXCHANGED = 0x3eL << 26;
    static final long CONDITION_FLAGS = 0xf000_0000L;

    private Faults() {}

    // ---- exceptions that no instruction of the thread itself raises: exchanged registers, aliens ---------------------

    /** {@code t} will raise an exception with {@code syndrome} when no IPC keeps it from running on. */
    static State trigger(State s, int t, long syndrome) {
        return listed(s.with(s.thread(t).with(s.thread(t).traps().with(OptionalLong.of(syndrome)))), t);
    }

    /** {@code t}, for which an exception waits, could run. */
    static State listed(State s, int t) {
        if (s.due().contains(t)) {
            return s;
        }
        List<Integer> order = new ArrayList<>(s.due());
        order.add(0, t);
        return s.due(order);
    }

    /** Exceptions that wait are raised, of threads that could run. */
    static State triggered(State s) {
        State raised = s;
        while (!raised.due().isEmpty()) {
            int t = raised.due().get(0);
            raised = raised.due(raised.due().subList(1, raised.due().size()));
            Thread x = raised.thread(t);
            if (x != null && x.task() != State.NOBODY && x.isReady() && x.traps().due().isPresent()) {
                raised = Turns.without(raised.with(x.with(x.traps().with(OptionalLong.empty()))), t);
                raised = raise(raised, t, new Fault(false, x.traps().due().getAsLong(), 0));
            }
        }
        return raised;
    }

    /** The alien {@code t} makes a system call: its handler is told instead, and it stands before the call. */
    static State before(State s, int t) {
        Thread x = s.thread(t);
        return raise(s.with(x.withPointers(x.pc() - 4, x.sp())), t, new Fault(false, SYSTEM_CALL, 0));
    }

    /** The alien {@code t} was allowed its system call, and has made it. */
    static State after(State s, int t) {
        return s.thread(t) == null ? s : trigger(s, t, SYSTEM_CALL | MADE);
    }

    /** The running thread {@code t} met what {@code syndrome} and {@code address} describe. */
    static State met(State s, int t, long syndrome, long address) {
        boolean abort = kind(syndrome) == DATA_ABORT || kind(syndrome) == INSTRUCTION_ABORT;
        boolean page = abort && status(syndrome) >= TRANSLATION && status(syndrome) <= PERMISSION && !s.thread(t).traps().alien();
        Fault f = new Fault(page, syndrome, address);
        return page && s.thread(t).traps().armed() ? Trampolines.enter(s, t, f) : raise(s, t, f);
    }

    /** The pager of {@code t} refused: its exception handler is asked. */
    static State reflected(State s, int t, Fault f) {
        return raise(s, t, new Fault(false, f.syndrome(), f.address()));
    }

    private static State raise(State s, int t, Fault f) {
        Thread faulting = s.thread(t).with(f);
        Capability c = s.capability(faulting.task(), f.page() ? faulting.handlers().pager() : faulting.handlers().exceptions());
        if (f.page() && c != null && c.kind() == Kind.GATE && s.gates().get(c.number()).orphan()) {
            return reflected(s, t, f); // its pager has left the gate
        }
        if (c == null || c.kind() != Kind.GATE && c.kind() != Kind.THREAD) {
            return stranded(s.with(faulting), t);
        }
        int gate = c.kind() == Kind.GATE ? c.number() : State.NOBODY;
        int to = gate == State.NOBODY ? c.number() : s.gates().get(gate).thread();
        Message m = new Message(f.page() ? PAGE_FAULT : EXCEPTION, 0, c.rights(), gate);
        return Ipc.send(s.with(faulting), t, m, to, new Then(true, false, null, 0, 0), State.NEVER);
    }

    /** Nobody resolves the fault of {@code t}: it stops, until somebody exchanges its registers. */
    static State stranded(State s, int t) {
        State ended = Ipc.ended(s, t);
        ended = Turns.without(ended, t);
        return ended.with(ended.thread(t).with(Activity.STOPPED).with((Fault) null));
    }

    /** The first {@code words} words of what {@code t} sends: of its UTCB, or about its fault. */
    static List<Long> message(State s, int sender, int words) {
        List<Long> message = new ArrayList<>();
        Thread t = s.thread(sender);
        for (int i = 0; i < words; i++) {
            message.add(t.fault() == null ? s.utcb(sender).word(i) : t.fault().page() ? page(t, i) : exception(t, i));
        }
        return message;
    }

    static long page(Thread t, int i) {
        if (i != 0) {
            return t.pc();
        }
        long syndrome = t.fault().syndrome();
        long how = status(syndrome) == TRANSLATION ? 1 : 0;
        how |= kind(syndrome) == INSTRUCTION_ABORT ? 4 : (syndrome & WRITTEN) != 0 ? 2 : 0;
        return t.fault().address() & ~7L | how;
    }

    static long exception(Thread t, int i) {
        return switch (i) {
            case 0, 32 -> 0;
            case 1 -> t.x0();
            case 2 -> t.x1();
            case 33 -> t.fault().syndrome();
            case 34 -> t.fault().address();
            case 35 -> t.sp();
            case 36 -> t.pc();
            case 37 -> t.others().pstate();
            case 38 -> t.others().tpidrro();
            case 39 -> t.others().tpidr();
            default -> t.others().x(i - 1);
        };
    }

    /** What {@code r} receives of words: into its UTCB; after an exception into its registers, if it is a whole state; after a page fault nowhere. */
    static State received(State s, int receiver, List<Long> words) {
        Thread r = s.thread(receiver);
        if (r.fault() == null) {
            return s.with(receiver, s.utcb(receiver).withMessage(words));
        }
        if (r.fault().page() || words.size() < EXCEPTION_WORDS) {
            return s;
        }
        Registers others = new Registers(words.subList(Registers.FIRST + 1, Registers.LAST + 2), words.get(37) & CONDITION_FLAGS, words.get(39),
                words.get(38));
        return s.with(r.with(others).withPointers(words.get(36), words.get(35)).withResult(words.get(1), OptionalLong.of(words.get(2))));
    }

    private static int kind(long syndrome) {
        return (int) (syndrome >>> 26) & 63;
    }

    private static int status(long syndrome) {
        return (int) (syndrome >>> 2) & 15;
    }
}
