package cairn.property.ipc.kernel;

import cairn.kernel.boot.Boot;
import cairn.kernel.core.ipc.Party;
import cairn.kernel.core.ipc.ReplySlot;
import cairn.kernel.core.queue.Entry;
import cairn.kernel.core.queue.Queue;
import cairn.kernel.entry.Kernel;
import cairn.kernel.object.Gate;
import cairn.kernel.object.Interrupt;
import cairn.kernel.object.Pools;
import cairn.kernel.object.Scheduler;
import cairn.kernel.object.Task;
import cairn.kernel.object.Thread;
import cairn.spec.alloy.live.LiveState;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The state of a kernel in the words of {@code spec/alloy/threads.als}, link by link. Pins, capabilities and memory are left out: no
 * interrupt object of {@link cairn.property.ipc.World} hangs on a pin.
 */
final class Snapshot {
    private static final int CLOCK = 0;
    private static final int PROCESSOR = 0;

    private final Pools pools;
    private final Scheduler scheduler;
    private final Kernel kernel;
    private final Bare bare;
    private LiveState live;

    private final int[] thread;
    private final int[] task;
    private final int[] gate;
    private final int[] interrupt;
    private final Map<Queue, Integer> queues = new IdentityHashMap<>();
    private final Map<ReplySlot, Integer> slots = new IdentityHashMap<>();
    private final Map<Integer, Integer> priorities = new TreeMap<>();
    private final Map<Long, Integer> instants = new TreeMap<>();

    Snapshot(Boot boot, Kernel kernel, Bare bare) {
        this.pools = boot.pools();
        this.scheduler = boot.scheduler();
        this.kernel = kernel;
        this.bare = bare;
        this.thread = new int[pools.threads()];
        this.task = new int[pools.tasks()];
        this.gate = new int[pools.gates()];
        this.interrupt = new int[pools.interrupts()];
    }

    void describe(LiveState into) {
        live = into;
        atoms();
        orders();
        for (int i = 0; i < pools.threads(); i++) {
            thread(pools.thread(i));
        }
        for (int i = 0; i < pools.gates(); i++) {
            Gate g = pools.gate(i);
            if (g.thread() != null) {
                live.tuple("bound", gate[i], thread[g.thread().number]);
            }
            queue(g.senders(), gate[i]);
        }
        for (int i = 0; i < pools.interrupts(); i++) {
            interrupt(pools.interrupt(i));
        }
        slots.forEach((slot, atom) -> {
            if (slot.caller() != null) {
                live.tuple("caller", atom, thread[slot.caller().number]);
            }
        });
        clock();
    }

    // ---- what there is -----------------------------------------------------------------------------------------------

    private void atoms() {
        queues.clear();
        slots.clear();
        for (String one : new String[] {"Small", "Large", "Huge"}) {
            live.addAtom(one);
        }
        live.addAtom("Clock");
        live.addAtom("Processor");
        for (int i = 0; i < task.length; i++) {
            task[i] = object("Task", pools.task(i).exists());
        }
        for (int i = 0; i < thread.length; i++) {
            thread[i] = object("Thread", pools.thread(i).exists());
            live.member("Tcb", thread[i]);
            live.member("Waiter", thread[i]);
            live.member("Partner", thread[i]);
            queues.put(pools.thread(i).party().senders(), thread[i]);
        }
        for (int i = 0; i < gate.length; i++) {
            gate[i] = object("Gate", pools.gate(i).exists());
            live.member("Partner", gate[i]);
            live.member("Port", gate[i]);
            queues.put(pools.gate(i).senders(), gate[i]);
        }
        for (int i = 0; i < interrupt.length; i++) {
            boolean counts = pools.interrupt(i).isSemaphore();
            interrupt[i] = object(counts ? "Semaphore" : "Interrupt", pools.interrupt(i).exists());
            live.member(counts ? "Partner" : "Waiter", interrupt[i]);
            if (counts) {
                queues.put(pools.interrupt(i).waiters(), interrupt[i]);
            } else {
                live.member("Port", interrupt[i]);
            }
        }
        replySlots();
    }

    private int object(String signature, boolean exists) {
        int atom = live.addAtom(signature);
        if (exists) {
            live.member("Made", atom);
        }
        return atom;
    }

    /** The implicit ones; of the explicit ones those that name a caller or that an open wait names. */
    private void replySlots() {
        for (int i = 0; i < thread.length; i++) {
            slot(pools.thread(i).replySlot(), thread[i]);
        }
        for (int i = 0; i < task.length; i++) {
            for (int j = 0; j < Task.REPLY_SLOTS; j++) {
                ReplySlot slot = pools.task(i).reply(j);
                boolean used = slot.caller() != null;
                for (int t = 0; t < thread.length && !used; t++) {
                    used = pools.thread(t).keepsCallersIn() == slot && pools.thread(t).party().isOpen() || pools.thread(t).party().owedIn() == slot;
                }
                if (used) {
                    slot(slot, task[i]);
                }
            }
        }
    }

    private void slot(ReplySlot slot, int place) {
        int atom = live.addAtom("ReplySlot");
        slots.put(slot, atom);
        live.tuple("place", atom, place);
    }

    private void orders() {
        TreeSet<Integer> levels = new TreeSet<>();
        TreeSet<Long> times = new TreeSet<>();
        levels.add(Scheduler.MAX_PRIORITY);
        times.add(scheduler.entered());
        if (bare.alarm != Long.MAX_VALUE) {
            times.add(bare.alarm);
        }
        for (int i = 0; i < thread.length; i++) {
            levels.add(pools.thread(i).priority());
            levels.add(pools.thread(i).party().queuedAt());
            if (pools.thread(i).waitsUntil() != Long.MAX_VALUE) {
                times.add(pools.thread(i).waitsUntil());
            }
        }
        for (int p = 0; p <= Scheduler.MAX_PRIORITY; p++) {
            if (scheduler.isMarked(p) || scheduler.firstReady(p) != null) {
                levels.add(p);
            }
        }
        ordered("Priority", "higher", levels, priorities);
        ordered("Instant", "later", times, instants);
        priorities.forEach((p, atom) -> {
            if (scheduler.isMarked(p)) {
                live.member("Filled", atom);
            }
            if (scheduler.firstReady(p) != null) {
                live.tuple("readyHead", atom, thread[scheduler.firstReady(p).number]);
            }
            if (scheduler.lastReady(p) != null) {
                live.tuple("readyTail", atom, thread[scheduler.lastReady(p).number]);
            }
        });
    }

    /** One atom for each value; {@code above} relates each to all that are greater. */
    private <V> void ordered(String signature, String above, TreeSet<V> values, Map<V, Integer> atoms) {
        atoms.clear();
        for (V v : values) {
            int atom = live.addAtom(signature);
            atoms.values().forEach(lower -> live.tuple(above, lower, atom));
            atoms.put(v, atom);
        }
    }

    // ---- what they are at --------------------------------------------------------------------------------------------

    private void thread(Thread t) {
        int atom = thread[t.number];
        Party p = t.party();
        if (t.exists()) {
            live.tuple("priority", atom, priorities.get(t.priority()));
        }
        if (t.exists() && t.placed() && t.task() != null) {
            live.member("Placed", atom);
        }
        if (t.task() != null) {
            live.tuple("serves", atom, task[t.task().number]);
        }
        boolean blocked = t.state() == Thread.BLOCKED;
        if (t.state() == Thread.READY) {
            live.member("Ready", atom);
        } else if (blocked && t.semaphore() != null) {
            live.member("Downing", atom);
        } else if (blocked && p.phase() == Party.SENDING) {
            live.member("Sending", atom);
            if (t.willReceive()) {
                live.member(t.open() ? "Waits" : "Calls", atom);
            }
        } else if (blocked && p.phase() == Party.RECEIVING) {
            live.member("Receiving", atom);
            receiving(t, atom);
        }
        waiter(p, atom);
        links(t, atom);
        queue(p.senders(), atom);
        if (p.owedIn() != null) {
            live.tuple("calledFrom", atom, slots.get(p.owedIn()));
        }
        if (t.lender() != null) {
            live.tuple("lender", atom, thread[t.lender().number]);
        }
    }

    private void receiving(Thread t, int atom) {
        if (t.awaited() != null) {
            live.tuple("from", atom, interrupt[t.awaited().number]);
            return;
        }
        if (!t.party().isOpen()) {
            for (int i = 0; i < thread.length; i++) {
                if (t.party().awaits(pools.thread(i).party())) {
                    live.tuple("from", atom, thread[i]);
                }
            }
            return;
        }
        live.member("Anyone", atom);
        if (t.keepsCallersIn() != null) {
            live.tuple("answers", atom, slots.get(t.keepsCallersIn()));
        }
    }

    private void links(Thread t, int atom) {
        tuple("readyNext", atom, t.turn().place().after());
        tuple("readyPrev", atom, t.turn().place().before());
        tuple("timeNext", atom, t.timeout().after());
        tuple("timePrev", atom, t.timeout().before());
        if (t.waitsUntil() != Long.MAX_VALUE) {
            live.tuple("deadline", atom, instants.get(t.waitsUntil()));
        }
    }

    private void tuple(String field, int atom, Entry to) {
        if (to != null) {
            live.tuple(field, atom, thread[to.number]);
        }
    }

    /** Its place in the queue of a partner. */
    private void waiter(Party p, int atom) {
        Entry e = p.place();
        if (e.queue() != null) {
            live.tuple("queue", atom, queues.get(e.queue()));
            live.tuple("rank", atom, priorities.get(p.queuedAt()));
        }
        if (e.after() != null) {
            live.tuple("queueNext", atom, atom(e.after()));
        }
        if (e.before() != null) {
            live.tuple("queuePrev", atom, atom(e.before()));
        }
    }

    /** Of a sender. */
    private int atom(Entry e) {
        return e.number < thread.length ? thread[e.number] : interrupt[e.number - thread.length];
    }

    private void queue(Queue q, int owner) {
        if (q.first() != null) {
            live.tuple("queueHead", owner, atom(q.first()));
        }
        if (q.last() != null) {
            live.tuple("queueTail", owner, atom(q.last()));
        }
    }

    private void interrupt(Interrupt i) {
        int atom = interrupt[i.number];
        if (i.isSemaphore()) {
            queue(i.waiters(), atom);
            if (i.count() > 0) {
                live.member("Up", atom);
            }
            return;
        }
        if (i.thread() != null) {
            live.tuple("bound", atom, thread[i.thread().number]);
        }
        if (i.isPending() || i.party().phase() == Party.SENDING) {
            live.member("Pending", atom);
        }
        waiter(i.party(), atom);
    }

    private void clock() {
        live.tuple("now", CLOCK, instants.get(scheduler.entered()));
        if (bare.alarm != Long.MAX_VALUE) {
            live.tuple("armed", CLOCK, instants.get(bare.alarm));
        }
        tuple("soonest", CLOCK, scheduler.firstTimeout());
        tuple("current", PROCESSOR, kernel.current() == null ? null : kernel.current().turn().place());
    }
}
