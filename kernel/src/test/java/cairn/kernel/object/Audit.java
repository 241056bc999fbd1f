package cairn.kernel.object;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cairn.kernel.Rig;
import cairn.kernel.core.capability.CapSpace;
import cairn.kernel.core.derivation.Node;
import cairn.kernel.core.derivation.Slot;
import cairn.kernel.core.derivation.Tree;
import cairn.kernel.core.ipc.Party;
import cairn.kernel.core.ipc.ReplySlot;
import cairn.kernel.core.irq.Pin;
import cairn.kernel.core.irq.Pins;
import cairn.kernel.core.irq.Signal;
import cairn.kernel.core.memory.Table;
import cairn.kernel.core.queue.Entry;
import cairn.kernel.core.queue.Queue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Looks at a whole kernel: the core's invariants as far as plain Java can see them, and the books of every account. */
public final class Audit {
    private final Rig rig;
    private final Tree tree;
    private final Pools pools;
    private final Set<Integer> owed = new HashSet<>();
    private int held;
    private int shown;

    private Audit(Rig rig) {
        this.rig = rig;
        this.tree = rig.boot.tree();
        this.pools = rig.boot.pools();
    }

    public static void check(Rig rig) {
        Audit a = new Audit(rig);
        a.nodes();
        a.places();
        a.objects();
        a.books();
    }

    private void nodes() {
        int nodes = 0;
        for (int i = 0; i < tree.used(); i++) {
            Node n = tree.at(i);
            assertTrue(n.live(), "CDT-8 pool");
            Node parent = n.parent();
            if (parent == null) {
                assertSame(n, n.top(), "CDT-5 one-object");
                assertNull(n.slot(), "CDT-6 one-place");
                assertTrue(n.kind() == Kind.MEMORY || n.kind() == Kind.SCHEDULER || n.kind() == Kind.LOG
                        || n.kind() == Kind.ICU || n.kind() == Kind.DEBUGGER || Subtree.counts(n, 0),
                        "an object without capability is still there: kind " + n.kind());
            } else {
                assertTrue(parent.live(), "CDT-1 forest");
                assertEquals(0, n.rights() & ~parent.rights(), "CDT-3 rights-shrink");
                assertTrue(parent.low() <= n.low() && n.high() <= parent.high(), "CDT-4 range-shrinks");
                assertSame(parent.top(), n.top(), "CDT-5 one-object");
                assertNotNull(n.slot(), "CDT-6 one-place");
                assertSame(n, n.slot().node(), "CDT-6 one-place");
                assertEquals(n.kind() == Kind.MEMORY, n.slot().level != 0, "CDT-9 kinds");
                held++;
            }
            Node before = null;
            for (Node c = n.first(); c != null; c = c.next()) {
                assertSame(n, c.parent(), "CDT-2 children");
                assertTrue(++nodes <= tree.used(), "CDT-2 children: a ring");
                before = c;
            }
            assertTrue(before == null || before.next() == null);
        }
        for (int i = tree.used(); i < tree.capacity(); i++) {
            assertFalse(tree.at(i).live(), "CDT-8 pool");
        }
    }

    private void places() {
        int places = 0;
        for (int i = 0; i < pools.tasks(); i++) {
            Task t = pools.task(i);
            if (t.exists()) {
                places += capabilities(t) + pages(t.memory.root());
            }
        }
        assertEquals(held, places, "CDT-7 slots-agree: nodes that are in no task");
        int leaves = 0;
        for (long[] entries : rig.leaf) {
            for (long entry : entries) {
                leaves += entry == 0 ? 0 : 1;
            }
        }
        assertEquals(shown, leaves, "CDT-10 mirror: the MMU shows what nobody holds");
    }

    private int capabilities(Task t) {
        int count = 0;
        for (int i = 0; i < CapSpace.CAPABILITIES / Table.ENTRIES; i++) {
            Table table = t.caps.table(i);
            for (int j = 0; table != null && j < Table.ENTRIES; j++) {
                count += place(table.slot(j));
            }
        }
        return count;
    }

    private int pages(Table table) {
        int count = 0;
        for (int i = 0; i < Table.ENTRIES; i++) {
            if (table.level > 0) {
                count += place(table.slot(i));
            }
            if (table.down(i) != null) {
                assertTrue(table.level == 0 || table.slot(i).node() == null, "a block lies over a table");
                assertEquals(table.down(i).number, rig.table[table.number][i], "the MMU walks another table");
                count += pages(table.down(i));
            }
        }
        return count;
    }

    private int place(Slot s) {
        Node n = s.node();
        if (n == null) {
            return 0;
        }
        assertTrue(n.live(), "CDT-7 slots-agree");
        assertSame(s, n.slot(), "CDT-7 slots-agree");
        if (s.level != 0) {
            shown++;
            assertEquals((long) s.level << 60 | (long) (n.rights() & 7) << 56 | n.low(), rig.leaf[s.table][s.index], "CDT-10 mirror");
        }
        return 1;
    }

    private void objects() {
        for (int i = 0; i < pools.threads(); i++) {
            Thread t = pools.thread(i);
            assertEquals(t.runnable(), t.turn.isAble(), "whether thread " + i + " could run");
            if (!t.exists()) {
                assertTrue(!t.turn.isQueued() && t.task == null && t != rig.kernel.current(), "a thread that does not exist is in use");
            } else {
                assertEquals(t.runnable() && t != rig.kernel.current(), t.turn.isQueued(), "ready queue");
                assertTrue(t.task == null || t.task.exists() && t.utcb != 0);
            }
        }
        for (int i = 0; i < pools.threads(); i++) {
            ipc(pools.thread(i));
        }
        for (int i = 0; i < pools.gates(); i++) {
            Gate g = pools.gate(i);
            assertTrue(g.exists() ? g.thread == null || g.thread.exists() : g.senders.first() == null && g.thread == null, "gate");
        }
        for (int i = 0; i < pools.tasks(); i++) {
            for (int j = 0; j < Task.REPLY_SLOTS; j++) {
                owed(pools.task(i).reply(j), pools.task(i));
            }
        }
        interrupts();
        pins(rig.boot.pins());
        Thread current = rig.kernel.current();
        assertTrue(current == null || rig.activeSpace == current.task.number + 1, "address space of the running thread");
    }

    /** Who waits, waits for something: in a queue, for a partner or for anyone. */
    private void ipc(Thread t) {
        assertEquals(t.state == Thread.BLOCKED, t.ipc.phase() != Party.IDLE, "thread " + t.number + " waits in no phase of IPC");
        assertTrue(t.timeout.queue() == null || t.state == Thread.BLOCKED, "a timeout of a thread that does not wait");
        assertTrue(t.gate == null || t.gate.exists(), "a message on its way through a gate that has gone");
        assertTrue(t.from == null || t.from.exists(), "a message on its way to a thread that has gone");
        assertTrue(t.exists() || t.ipc.implicit().caller() == null, "an answer is owed by a thread that has gone");
        owed(t.ipc.implicit(), t.task);
        assertTrue(t.watcher == null || t.exists() && t.watcher.exists(), "the watcher of a thread");
        assertTrue(t.semaphore == null || t.semaphore.exists() && t.ipc.phase() == Party.SENDING, "a thread in down");
        queue(t.ipc.senders(), t.exists());
        lent(t);
    }

    /** Time is lent by whoever waits for an answer to whoever it waits for, and what a thread runs on follows from that. */
    private void lent(Thread t) {
        assertTrue(t.borrower == null || t.borrower.lender == t && t.exists() && t.ipc.awaits(t.borrower.ipc), "time lent by " + t.number);
        assertTrue(t.lender == null || t.lender.borrower == t, "time lent to " + t.number);
        assertSame(t.lender == null || t.own > t.lender.priority() ? t : t.lender.on, t.on, "whose time thread " + t.number + " runs on");
        assertEquals(t.on.own, t.priority(), "priority of thread " + t.number);
    }

    private void queue(Queue senders, boolean exists) {
        for (Entry e = senders.first(); e != null; e = e.after()) {
            Party p = pools.sender(e.number) == null ? pools.thread(e.number).ipc : pools.sender(e.number).ipc;
            assertTrue(exists && p.place() == e && p.phase() == Party.SENDING, "queue of senders");
            assertTrue(e.before() == null || e.before().key() <= e.key(), "queue of senders");
        }
    }

    /** Whoever is owed an answer waits for a thread of {@code task} alone, and no two slots name it. */
    private void owed(ReplySlot slot, Task task) {
        Party p = slot.caller();
        if (p == null) {
            return;
        }
        Thread caller = pools.thread(p.number);
        assertTrue(caller.exists() && p.phase() == Party.RECEIVING && caller.from != null && p.awaits(caller.from.ipc)
                && caller.from.task == task, "an answer is owed to a thread that does not wait for it");
        assertTrue(owed.add(p.number), "an answer is owed twice");
    }

    private void interrupts() {
        for (int i = 0; i < pools.interrupts(); i++) {
            Interrupt x = pools.interrupt(i);
            Signal s = x.signal;
            assertTrue(x.exists() || x.thread == null && !s.sent() && x.waiters.first() == null && s.pin() == null, "interrupt");
            assertTrue(x.thread == null || x.thread.exists(), "IRQ-1 the thread of an interrupt object");
            assertEquals(x.thread != null, s.bound(), "IRQ-1 bound");
            assertEquals(x.ipc.phase() == Party.SENDING, s.sent(), "IRQ-2 a message on its way stands in a queue");
            assertTrue(!s.sent() || x.thread != null && !s.pending() && x.ipc.place().queue() == x.thread.ipc.senders(), "IRQ-2 a message on its way to nobody");
            assertTrue(s.pin() == null || s.pin().signal() == s, "IRQ-3 its pin");
            assertTrue(s.count() == 0 || x.waiters.first() == null, "SEM-1 a thread in down that need not wait");
            assertTrue(!s.sent() || !x.thread.ipc.isOpen(), "a message on its way to a thread that would take it");
            for (Entry e = x.waiters.first(); e != null; e = e.after()) {
                assertSame(x, pools.thread(e.number).semaphore, "a thread in down");
            }
        }
    }

    private void pins(Pins pins) {
        for (int i = 0; i <= pins.size(); i++) {
            Pin p = pins.at(i);
            Signal s = p.signal();
            assertEquals(i, p.number);
            assertTrue(s == null || s.pin() == p && pools.interrupt(s.number).exists() && i != Rig.TIMER_PIN, "IRQ-3 what hangs on pin " + i);
            assertTrue(s != null || p.masked(), "IRQ-4 nothing hangs on pin " + i);
            assertTrue(s == null || !p.level() || !s.sent() && !s.pending() || p.masked(), "IRQ-4 level-triggered, and a message on its way: pin " + i);
            assertTrue(i == Rig.TIMER_PIN || i == pins.size() || p.masked() == ((rig.unmasked >> i & 1) == 0), "HIL-2 the controller has not been told of pin " + i);
        }
    }

    /** What every account was charged is what exists. */
    private void books() {
        Map<Factory, Long> charged = new HashMap<>();
        for (int i = 0; i < pools.tasks(); i++) {
            Task t = pools.task(i);
            if (t.exists()) {
                charged.merge(t.payer, Task.BYTES + memory(t.memory.root()), Long::sum);
                for (int j = 0; j < CapSpace.CAPABILITIES / Table.ENTRIES; j++) {
                    charged.merge(t.payer, t.caps.table(j) == null ? 0L : Table.BYTES, Long::sum);
                }
            }
        }
        for (int i = 0; i < pools.threads(); i++) {
            if (pools.thread(i).exists()) {
                charged.merge(pools.thread(i).payer, (long) Thread.BYTES, Long::sum);
            }
        }
        for (int i = 0; i < pools.gates(); i++) {
            if (pools.gate(i).exists()) {
                charged.merge(pools.gate(i).payer, (long) Gate.BYTES, Long::sum);
            }
        }
        for (int i = 0; i < pools.interrupts(); i++) {
            if (pools.interrupt(i).exists()) {
                charged.merge(pools.interrupt(i).payer, (long) Interrupt.BYTES, Long::sum);
            }
        }
        for (int i = 0; i < pools.factories(); i++) {
            Factory f = pools.factory(i);
            if (f.open && f.payer != null) {
                charged.merge(f.payer, f.quota.limit() + Factory.BYTES, Long::sum);
            }
        }
        for (int i = 0; i < pools.factories(); i++) {
            Factory f = pools.factory(i);
            if (f.open) {
                assertEquals(charged.getOrDefault(f, 0L), f.quota.used(), "QUOTA-1 account " + i);
                assertTrue(f.quota.used() <= f.quota.limit(), "QUOTA-1 bounded");
            }
        }
    }

    private static long memory(Table table) {
        long bytes = Table.BYTES;
        for (int i = 0; i < Table.ENTRIES; i++) {
            if (table.level > 0 && table.slot(i).node() != null && KernelUserMemory.holds(table.slot(i).node())) {
                bytes += 4096;
            }
            if (table.down(i) != null) {
                bytes += memory(table.down(i));
            }
        }
        return bytes;
    }
}
