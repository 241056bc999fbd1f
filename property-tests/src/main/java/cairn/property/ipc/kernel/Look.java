package cairn.property.ipc.kernel;

import cairn.kernel.boot.Boot;
import cairn.kernel.core.derivation.Node;
import cairn.kernel.core.ipc.Party;
import cairn.kernel.core.ipc.ReplySlot;
import cairn.kernel.core.queue.Entry;
import cairn.kernel.entry.Kernel;
import cairn.kernel.hil.Frame;
import cairn.kernel.object.Capabilities;
import cairn.kernel.object.Gate;
import cairn.kernel.object.Interrupt;
import cairn.kernel.object.Kind;
import cairn.kernel.object.Pools;
import cairn.kernel.object.Scheduler;
import cairn.kernel.object.Thread;
import cairn.model.ipc.Capability;
import cairn.model.ipc.Owed;
import cairn.model.ipc.Slot;
import cairn.model.ipc.State;
import cairn.model.ipc.Utcb;
import cairn.property.ipc.Seen;
import cairn.property.ipc.World;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the state of the kernel's objects. A queue that has become a ring is cut off. */
final class Look {
    private static final int LONGEST = 100;
    /** Attributes of a capability that does not count for its object's life. */
    private static final int WEAK = 1;
    private static final long[] NO_UTCB = new long[Utcb.WORDS];

    private final Pools pools;
    private final Boot boot;
    private final Kernel kernel;
    private final Bare bare;

    Look(Boot boot, Kernel kernel, Bare bare) {
        this.pools = boot.pools();
        this.boot = boot;
        this.kernel = kernel;
        this.bare = bare;
    }

    Seen seen() {
        List<Seen.Thread> threads = new ArrayList<>();
        Map<Slot, Owed> owed = new HashMap<>();
        for (int i = 0; i < pools.threads(); i++) {
            Thread t = pools.thread(i);
            owed(owed, Slot.of(i), t.replySlot());
            if (t.exists()) {
                threads.add(thread(t));
            }
        }
        for (int i = 0; i < pools.tasks(); i++) {
            for (int j = 0; j < Slot.EACH_TASK; j++) {
                owed(owed, Slot.of(i, j), pools.task(i).reply(j));
            }
        }
        List<Seen.Gate> gates = new ArrayList<>();
        for (int i = 0; i < pools.gates(); i++) {
            Gate g = pools.gate(i);
            if (g.exists()) {
                gates.add(new Seen.Gate(i, number(g.thread()), g.isOrphan(), g.label(), queue(g.senders().first())));
            }
        }
        List<Seen.Interrupt> interrupts = new ArrayList<>();
        List<Seen.Semaphore> semaphores = new ArrayList<>();
        for (int i = 0; i < pools.interrupts(); i++) {
            Interrupt x = pools.interrupt(i);
            if (x.exists() && x.isSemaphore()) {
                semaphores.add(new Seen.Semaphore(i, x.count(), queue(x.waiters().first())));
            } else if (x.exists()) {
                interrupts.add(new Seen.Interrupt(i, number(x.thread()), x.label(), x.isPending(), x.party().phase() == Party.SENDING));
            }
        }
        return new Seen(number(kernel.current()), bare.alarm, ready(), threads, gates, interrupts, semaphores, owed, capabilities());
    }

    private List<Long> capabilities() {
        List<Long> held = new ArrayList<>();
        for (int t = 0; t < World.TASKS; t++) {
            for (long index = 0; index < World.ROOM + World.ROOMS && pools.task(t).exists(); index++) {
                Node n = World.isCompared(index) ? Capabilities.find(pools.task(t), index) : null;
                if (n != null) {
                    held.add(Seen.capability(t, index, kind(n), n.number(), n.rights(), n.attributes() == WEAK));
                }
            }
            for (long page = World.MEMORY; page < World.PAGE_ROOM + World.ROOMS && pools.task(t).exists(); page++) {
                cairn.kernel.core.derivation.Slot s = pools.task(t).memory().find(page);
                if (s != null) {
                    held.add(Seen.capability(t, State.page(page), Capability.Kind.PAGE.ordinal(), (int) s.node().low(), s.node().rights(), false));
                }
            }
        }
        Collections.sort(held);
        return held;
    }

    private int kind(Node n) {
        return switch (n.kind()) {
            case Kind.TASK -> Capability.Kind.TASK.ordinal();
            case Kind.THREAD -> Capability.Kind.THREAD.ordinal();
            case Kind.GATE -> Capability.Kind.GATE.ordinal();
            case Kind.FACTORY -> Capability.Kind.FACTORY.ordinal();
            case Kind.SCHEDULER -> Capability.Kind.SCHEDULER.ordinal();
            default -> (pools.interrupt(n.number()).isSemaphore() ? Capability.Kind.SEMAPHORE : Capability.Kind.INTERRUPT).ordinal();
        };
    }

    private Seen.Thread thread(Thread t) {
        Seen.At at = at(t);
        boolean sends = at == Seen.At.SENDING;
        int partner = at == Seen.At.DOWN ? t.semaphore().number : at == Seen.At.RECEIVING && t.awaited() != null ? State.interrupt(t.awaited().number)
                : sends || at == Seen.At.RECEIVING && !t.party().isOpen() ? number(t.partner()) : -1;
        return new Seen.Thread(t.number, at, partner, t.priority(), t.runsOn().number, t.waitsUntil(), sends ? t.sentTag() : 0,
                sends && partner >= 0 ? t.sentLabel() : 0, t.frame[0], t.frame[1], t.frame[32], t.frame[31],
                others(t), at == Seen.At.READY || at == Seen.At.STOPPED ? Thread.NO_FAULT : t.fault(), t.pager(), t.handler(), t.utcb() == 0 ? NO_UTCB : bare.copy(t.utcb(), Utcb.WORDS), queue(t.party().senders().first()));
    }

    private static List<Long> others(Thread t) {
        List<Long> others = new ArrayList<>();
        for (int i = 2; i < Frame.SP; i++) {
            others.add(t.frame[i]);
        }
        others.addAll(List.of(t.frame[Frame.PSTATE], t.frame[Frame.TPIDR], t.frame[Frame.TPIDRRO]));
        return others;
    }

    private static Seen.At at(Thread t) {
        if (t.state() == Thread.STOPPED) {
            return Seen.At.STOPPED;
        }
        if (t.state() == Thread.READY) {
            return Seen.At.READY;
        }
        return t.semaphore() != null ? Seen.At.DOWN : t.phase() == Party.SENDING ? Seen.At.SENDING : Seen.At.RECEIVING;
    }

    private List<Integer> ready() {
        List<Integer> order = new ArrayList<>();
        for (int p = Scheduler.MAX_PRIORITY; p >= 0; p--) {
            for (Entry e = boot.scheduler().firstReady(p); e != null && order.size() < LONGEST; e = e.after()) {
                order.add(e.number);
            }
        }
        return order;
    }

    private List<Integer> queue(Entry first) {
        if (first == null) {
            return List.of();
        }
        List<Integer> senders = new ArrayList<>();
        for (Entry e = first; e != null && senders.size() < LONGEST; e = e.after()) {
            boolean interrupt = e.number >= pools.threads();
            int number = interrupt ? e.number - pools.threads() : e.number;
            senders.add(Seen.sender(interrupt, number, (interrupt ? pools.interrupt(number).party() : pools.thread(number).party()).queuedAt()));
        }
        return senders;
    }

    private static void owed(Map<Slot, Owed> owed, Slot slot, ReplySlot kept) {
        if (kept.caller() != null) {
            owed.put(slot, new Owed(kept.caller().number, kept.rights()));
        }
    }

    private static int number(Thread t) {
        return t == null ? -1 : t.number;
    }
}
