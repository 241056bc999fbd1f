package cairn.property.ipc;

import cairn.model.ipc.Activity;
import cairn.model.ipc.Gate;
import cairn.model.ipc.Interrupt;
import cairn.model.ipc.Sender;
import cairn.model.ipc.State;
import cairn.model.ipc.Thread;
import cairn.model.ipc.Utcb;
import cairn.property.Finding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Where a kernel and the model differ. */
final class Comparison {
    /** Another thread runs, or the ready queues differ. */
    static final String TURN = "TURN";
    /** A thread is at something else, or waits for someone else. */
    static final String STATE = "STATE";
    /** Result tag, received label or error differ. */
    static final String RESULT = "RESULT";
    /** Words of a UTCB other than the error differ. */
    static final String WORDS = "WORDS";
    /** A queue of senders differs. */
    static final String QUEUE = "QUEUE";
    /** A reply slot names another caller. */
    static final String SLOT = "SLOT";
    /** A wait ends at another time, or the timer is armed for another. */
    static final String TIME = "TIME";
    /** A gate, an interrupt object or a semaphore differs. */
    static final String OBJECT = "OBJECT";

    /** A register that only the answer to an exception changes differs, or who is asked about faults. */
    static final String REGISTERS = "REGISTERS";
    /** A task holds other capabilities or pages, or with other rights. */
    static final String RIGHTS = "RIGHTS";

    private final List<Finding> found = new ArrayList<>();
    private final State model;

    private Comparison(State model) {
        this.model = model;
    }

    static List<Finding> of(Seen kernel, State model) {
        Comparison c = new Comparison(model);
        c.same(TURN, "the running thread", kernel.running(), model.running());
        c.same(TURN, "the ready queues", kernel.ready(), ready(model));
        c.same(STATE, "the threads that exist", kernel.threads().stream().map(Seen.Thread::number).toList(), List.copyOf(model.threads().keySet()));
        for (Seen.Thread t : kernel.threads()) {
            if (model.thread(t.number()) != null) {
                c.thread(t, model.thread(t.number()));
            }
        }
        c.same(SLOT, "the reply slots", kernel.owed(), model.owed());
        c.objects(kernel);
        c.same(RIGHTS, "the capabilities", kernel.capabilities(), capabilities(model));
        c.same(TIME, "the timer", kernel.alarm(), model.alarm());
        return c.found;
    }

    private void thread(Seen.Thread k, Thread m) {
        String name = "thread " + k.number() + ": ";
        same(STATE, name + "what it is at", k.at(), at(m));
        same(STATE, name + "its partner", k.partner(), partner(m));
        same(STATE, name + "its priority", k.priority(), model.priority(m.number()));
        same(TURN, name + "whose turn it runs on", k.runsOn(), model.context(m.number()));
        same(TIME, name + "when its wait ends", k.until(), m.activity() instanceof Activity.Waiting w ? w.until() : State.NEVER);
        if (m.activity() instanceof Activity.Sending s) {
            same(STATE, name + "the tag that it sends", k.tag(), s.message().tag());
            if (s.to() != State.NOBODY) {
                same(STATE, name + "the label that it sends", k.label(), s.message().label());
            }
        }
        if (!(m.activity() instanceof Activity.Waiting)) {
            same(RESULT, name + "its result tag", k.x0(), m.x0());
            same(RESULT, name + "the label that it received", k.x1(), m.x1());
        }
        same(STATE, name + "its fault", k.fault(), m.fault() == null ? 0 : m.fault().page() ? 1 : 2);
        same(REGISTERS, name + "its pager", k.pager(), m.handlers().pager());
        same(REGISTERS, name + "its exception handler", k.handler(), m.handlers().exceptions());
        same(REGISTERS, name + "x2 to x30, PSTATE, TPIDR, TPIDRRO", k.others(), others(m));
        same(RESULT, name + "its instruction pointer", k.pc(), m.pc());
        same(RESULT, name + "its stack pointer", k.sp(), m.sp());
        same(RESULT, name + "its error", k.utcb()[Utcb.ERROR], model.utcb(m.number()).word(Utcb.ERROR));
        words(name, k.utcb(), model.utcb(m.number()).toArray());
        same(QUEUE, name + "who waits to send to it", k.senders(), senders(model.sendersTo(k.number())));
    }

    private void words(String name, long[] kernel, long[] expected) {
        int at = Arrays.mismatch(kernel, expected);
        if (at == Utcb.ERROR) {
            at = at + 1 + Arrays.mismatch(Arrays.copyOfRange(kernel, at + 1, Utcb.WORDS), Arrays.copyOfRange(expected, at + 1, Utcb.WORDS));
            at = at == Utcb.ERROR ? -1 : at;
        }
        if (at >= 0) {
            same(WORDS, name + "word " + at + " of its UTCB", Long.toHexString(kernel[at]), Long.toHexString(expected[at]));
        }
    }

    private void objects(Seen kernel) {
        same(OBJECT, "the gates that exist", kernel.gates().stream().map(Seen.Gate::number).toList(), List.copyOf(model.gates().keySet()));
        for (Seen.Gate k : kernel.gates()) {
            Gate m = model.gates().get(k.number());
            if (m != null) {
                same(OBJECT, "gate " + k.number() + ": its thread", k.thread(), m.thread());
                same(OBJECT, "gate " + k.number() + ": left by its thread", k.orphan(), m.orphan());
                same(OBJECT, "gate " + k.number() + ": its label", k.label(), m.label());
                same(QUEUE, "gate " + k.number() + ": who waits for it to be bound", k.senders(), senders(model.sendersThrough(k.number())));
            }
        }
        List<Seen.Interrupt> interrupts = new ArrayList<>();
        for (Interrupt i : model.interrupts().values()) {
            interrupts.add(new Seen.Interrupt(i.number(), i.thread(), i.label(), i.remembered(), i.sent()));
        }
        same(OBJECT, "the interrupt objects", kernel.interrupts(), interrupts);
        List<Seen.Semaphore> semaphores = new ArrayList<>();
        model.semaphores().forEach((n, count) -> semaphores.add(new Seen.Semaphore(n, count, senders(model.downers(n)))));
        same(OBJECT, "the semaphores", kernel.semaphores(), semaphores);
    }

    private void same(String id, String what, Object kernel, Object expected) {
        if (!kernel.equals(expected)) {
            found.add(new Finding(id, what + ": the kernel has " + text(kernel) + ", the model " + text(expected)));
        }
    }

    private static String text(Object value) {
        return value instanceof Long n ? "0x" + Long.toHexString(n) : String.valueOf(value);
    }

    private static List<Long> others(Thread m) {
        List<Long> others = new ArrayList<>(m.others().general());
        others.addAll(List.of(m.others().pstate(), m.others().tpidr(), m.others().tpidrro()));
        return others;
    }

    private static List<Long> capabilities(State model) {
        List<Long> held = new ArrayList<>();
        model.capabilities().forEach((task, table) -> table.forEach((index, c) -> held.add(Seen.capability(task, index, c.kind().ordinal(),
                c.number(), c.rights(), c.weak()))));
        Collections.sort(held);
        return held;
    }

    private static List<Integer> ready(State model) {
        List<Integer> order = new ArrayList<>(model.ready());
        order.sort((a, b) -> Integer.compare(model.priority(b), model.priority(a)));
        return order;
    }

    static Seen.At at(Thread t) {
        Activity a = t.activity();
        return a instanceof Activity.Stopped ? Seen.At.STOPPED : a instanceof Activity.Ready ? Seen.At.READY
                : a instanceof Activity.Sending ? Seen.At.SENDING : a instanceof Activity.Receiving ? Seen.At.RECEIVING : Seen.At.DOWN;
    }

    private static int partner(Thread t) {
        Activity a = t.activity();
        return a instanceof Activity.Sending s ? s.to() : a instanceof Activity.Receiving r ? r.from()
                : a instanceof Activity.Down d ? d.semaphore() : -1;
    }

    private static List<Integer> senders(List<Sender> waiting) {
        return waiting.stream().map(s -> Seen.sender(s.interrupt(), s.number(), s.rank())).toList();
    }
}
