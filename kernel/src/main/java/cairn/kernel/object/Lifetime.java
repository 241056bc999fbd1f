package cairn.kernel.object;

import cairn.kernel.abi.Failure;
import cairn.kernel.abi.Right;
import cairn.kernel.core.capability.CapSpace;
import cairn.kernel.core.derivation.Derivation;
import cairn.kernel.core.derivation.Node;
import cairn.kernel.core.derivation.Slot;
import cairn.kernel.core.derivation.Tree;
import cairn.kernel.core.memory.Table;
import cairn.kernel.hil.Frame;

/**
 * How objects come and go. An object exists while a capability to it exists: its anchor has a child. [REQ-LIFE-1]
 *
 * <p>The last capability may go in the middle of an operation on a range, and with an object others may go. So the objects without
 * capability wait in a list, and {@link #settle} ends them when the operation is over.
 */
public final class Lifetime {
    private final Tree tree;
    private final Derivation derivation;
    private final Pools pools;
    private final Scheduler scheduler;
    private final Blocking blocking;
    private final KernelUserMemory kernelUser;
    private final Interrupts interrupts;
    private final Node schedulerAnchor;
    private final Node logAnchor;
    private final Node icuAnchor;
    private final Node debuggerAnchor;
    private final Node[] doomed;
    private int waiting;

    public Lifetime(Tree tree, Derivation derivation, Pools pools, Scheduler scheduler, Blocking blocking,
            KernelUserMemory kernelUser, Interrupts interrupts) {
        this.interrupts = interrupts;
        this.tree = tree;
        this.derivation = derivation;
        this.pools = pools;
        this.scheduler = scheduler;
        this.blocking = blocking;
        this.kernelUser = kernelUser;
        this.schedulerAnchor = derivation.anchor(Kind.SCHEDULER, 0, 0, 0);
        this.logAnchor = derivation.anchor(Kind.LOG, 0, 0, 0);
        this.icuAnchor = derivation.anchor(Kind.ICU, 0, 0, 0);
        this.debuggerAnchor = derivation.anchor(Kind.DEBUGGER, 0, 0, 0);
        this.doomed = new Node[pools.tasks() + pools.threads() + pools.factories() + pools.gates() + pools.interrupts()];
    }

    // ---- creation: everything that can be refused is checked before anything changes --------------------------------

    /** Boot only: the factory of all kernel memory, with no capability yet. */
    public Factory first(long bytes) {
        Factory f = pools.takeFactory();
        f.quota.open(bytes);
        f.open = true;
        f.payer = null;
        f.anchor = derivation.anchor(Kind.FACTORY, f.number, 0, 0);
        return f;
    }

    /** Puts a capability with all rights to an object of {@code kind} into {@code slot} of {@code t}. Boot only. */
    public boolean bestow(Node anchor, Task t, long slot) {
        Slot s = t.caps.provide(slot, t.payer.quota);
        return s != null && derivation.map(anchor, s, Right.ALL, 0, 0, 0) == Derivation.OK;
    }

    public Node anchor(Task t) {
        return t.anchor;
    }

    public Node anchor(Thread t) {
        return t.anchor;
    }

    public Node anchor(Factory f) {
        return f.anchor;
    }

    public Node anchor(Gate g) {
        return g.anchor;
    }

    public Node schedulerAnchor() {
        return schedulerAnchor;
    }

    public Node logAnchor() {
        return logAnchor;
    }

    public Node icuAnchor() {
        return icuAnchor;
    }

    public Node debuggerAnchor() {
        return debuggerAnchor;
    }

    /**
     * A new task with {@code pages} pages of kernel-user memory at virtual page {@code page}, its capability at {@code slot} of
     * {@code owner}; 0 or ENOMEM.
     */
    int createTask(Factory payer, Task owner, long slot, long page, int pages) {
        Slot place = owner.caps.provide(slot, owner.payer.quota);
        if (place == null || !pools.hasTask() || !room() || !payer.quota.charge(Task.BYTES)) {
            return Failure.ENOMEM;
        }
        Task t = takeTask(payer);
        if (t == null) {
            payer.quota.release(Task.BYTES);
            return Failure.ENOMEM;
        }
        t.anchor = derivation.anchor(Kind.TASK, t.number, 0, 0);
        if (pages > 0 && (tree.capacity() - tree.used() <= pages || !kernelUser.add(t, page, pages))) {
            end(t);
            return Failure.ENOMEM;
        }
        enter(t.anchor, place);
        return 0;
    }

    /** A new task without capability, Task.BYTES already charged; null when no root table is left. */
    private Task takeTask(Factory payer) {
        Task t = pools.takeTask();
        if (!t.memory.open(t.number + 1, payer.quota)) {
            pools.give(t);
            return null;
        }
        t.payer = payer;
        t.threads = null;
        t.doomed = false;
        return t;
    }

    /** Boot only: the first task, with no capability yet; null when the quota is too small. */
    public Task firstTask(Factory payer, long utcbPage) {
        if (!payer.quota.charge(Task.BYTES)) {
            return null;
        }
        Task t = takeTask(payer);
        if (t == null) {
            return null;
        }
        t.anchor = derivation.anchor(Kind.TASK, t.number, 0, 0);
        return kernelUser.add(t, utcbPage, 1) ? t : null;
    }

    /** A new thread, unbound and stopped, its capability at {@code slot} of {@code owner}; 0 or ENOMEM. */
    int createThread(Factory payer, Task owner, long slot) {
        Slot place = owner.caps.provide(slot, owner.payer.quota);
        if (place == null || !pools.hasThread() || !room() || !payer.quota.charge(Thread.BYTES)) {
            return Failure.ENOMEM;
        }
        Thread t = takeThread(payer);
        enter(t.anchor, place);
        return 0;
    }

    /** Boot only: the first thread, with no capability yet. */
    public Thread firstThread(Factory payer) {
        return payer.quota.charge(Thread.BYTES) ? takeThread(payer) : null;
    }

    private Thread takeThread(Factory payer) {
        Thread t = pools.takeThread();
        t.ipc.come();
        t.payer = payer;
        t.doomed = false;
        t.task = null;
        t.nextInTask = null;
        t.utcb = 0;
        t.pager = Thread.NOBODY;
        t.handler = Thread.NOBODY;
        t.state = Thread.STOPPED;
        t.placed = false;
        t.own = 0;
        scheduler.reset(t);
        t.used = 0;
        t.alien = false;
        t.allowed = false;
        t.reflectedSyndrome = 0; // of the thread that had this number before
        t.reflectedAddress = 0;
        for (int i = 0; i < Frame.WORDS; i++) {
            t.frame[i] = 0;
        }
        for (int i = 0; i < Thread.VECTOR_WORDS; i++) {
            t.vectors[i] = 0;
        }
        t.anchor = derivation.anchor(Kind.THREAD, t.number, 0, 0);
        return t;
    }

    /** A new factory that may hand out {@code bytes}, taken from {@code payer}; 0 or ENOMEM. */
    int createFactory(Factory payer, Task owner, long slot, long bytes) {
        Slot place = owner.caps.provide(slot, owner.payer.quota);
        if (place == null || !pools.hasFactory() || !room() || bytes > payer.quota.limit()
                || !payer.quota.charge(bytes + Factory.BYTES)) {
            return Failure.ENOMEM;
        }
        Factory f = pools.takeFactory();
        f.quota.open(bytes);
        f.open = true;
        f.payer = payer;
        f.doomed = false;
        f.anchor = derivation.anchor(Kind.FACTORY, f.number, 0, 0);
        enter(f.anchor, place);
        return 0;
    }

    /** A new gate to {@code thread}, null for none yet, its capability at {@code slot} of {@code owner}; 0 or ENOMEM. */
    int createGate(Factory payer, Task owner, long slot, Thread thread, long label) {
        Slot place = owner.caps.provide(slot, owner.payer.quota);
        if (place == null || !pools.hasGate() || !room() || !payer.quota.charge(Gate.BYTES)) {
            return Failure.ENOMEM;
        }
        enter(takeGate(payer, thread, label).anchor, place);
        return 0;
    }

    /** Boot only: a gate, with no capability yet; null when the quota is too small. */
    public Gate firstGate(Factory payer, Thread thread, long label) {
        return payer.quota.charge(Gate.BYTES) ? takeGate(payer, thread, label) : null;
    }

    private Gate takeGate(Factory payer, Thread thread, long label) {
        Gate g = pools.takeGate();
        g.payer = payer;
        g.doomed = false;
        g.thread = thread;
        g.orphan = false;
        g.label = label;
        g.uncounted = 0;
        g.anchor = derivation.anchor(Kind.GATE, g.number, 0, 0);
        return g;
    }

    /** A new interrupt object, or a semaphore that {@code counts}, its capability at {@code slot} of {@code owner}; 0 or ENOMEM. */
    int createInterrupt(Factory payer, Task owner, long slot, boolean counts) {
        Slot place = owner.caps.provide(slot, owner.payer.quota);
        if (place == null || !pools.hasInterrupt() || !room() || !payer.quota.charge(Interrupt.BYTES)) {
            return Failure.ENOMEM;
        }
        Interrupt i = pools.takeInterrupt();
        i.payer = payer;
        i.doomed = false;
        interrupts.begin(i, counts);
        i.anchor = derivation.anchor(Kind.INTERRUPT, i.number, 0, 0);
        enter(i.anchor, place);
        return 0;
    }

    /** Whether a node for an anchor and one for a capability are left. */
    private boolean room() {
        return tree.capacity() - tree.used() >= 2;
    }

    /** The capability of a new object takes its place; the one that was there goes. */
    private void enter(Node anchor, Slot place) {
        Node old = place.node();
        if (old != null) {
            Node top = old.top();
            derivation.delete(old);
            released(top);
        }
        derivation.map(anchor, place, Right.ALL, 0, 0, 0);
    }

    // ---- the end ---------------------------------------------------------------------------------------------------

    /** The object of {@code anchor} lost a capability, or fewer count; if none that counts is left, the object will go. */
    void released(Node anchor) {
        if (Subtree.counts(anchor, anchor.kind() == Kind.GATE ? pools.gate(anchor.number()).uncounted : 0)) {
            return;
        }
        if (anchor.kind() == Kind.TASK) {
            Task t = pools.task(anchor.number());
            if (!t.doomed) {
                t.doomed = true;
                await(anchor);
            }
        } else if (anchor.kind() == Kind.THREAD) {
            Thread t = pools.thread(anchor.number());
            if (!t.doomed) {
                t.doomed = true;
                await(anchor);
            }
        } else if (anchor.kind() == Kind.FACTORY) {
            Factory f = pools.factory(anchor.number());
            if (!f.doomed) {
                f.doomed = true;
                await(anchor);
            }
        } else if (anchor.kind() == Kind.GATE) {
            Gate g = pools.gate(anchor.number());
            if (!g.doomed) {
                g.doomed = true;
                await(anchor);
            }
        } else if (anchor.kind() == Kind.INTERRUPT) {
            Interrupt i = pools.interrupt(anchor.number());
            if (!i.doomed) {
                i.doomed = true;
                await(anchor);
            }
        }
    }

    /** {@code number} capabilities of {@code g} count no longer for its life: it goes when, of more than those, all but those have gone. */
    void decrease(Gate g, long number) {
        g.uncounted = number > Long.MAX_VALUE - g.uncounted ? Long.MAX_VALUE : g.uncounted + number;
    }

    private void await(Node anchor) {
        doomed[waiting] = anchor;
        waiting = waiting + 1;
    }

    /** Ends every object that has no capability. Each object waits at most once, so the loop ends. */
    public void settle() {
        while (waiting > 0) {
            waiting = waiting - 1;
            Node anchor = doomed[waiting];
            derivation.revoke(anchor); // those that did not count
            if (anchor.kind() == Kind.TASK) {
                end(pools.task(anchor.number()));
            } else if (anchor.kind() == Kind.THREAD) {
                end(pools.thread(anchor.number()));
            } else if (anchor.kind() == Kind.GATE) {
                end(pools.gate(anchor.number()));
            } else if (anchor.kind() == Kind.INTERRUPT) {
                end(pools.interrupt(anchor.number()));
            } else {
                end(pools.factory(anchor.number()));
            }
        }
    }

    private void end(Task t) {
        while (t.threads != null) {
            unbind(t.threads);
        }
        for (int i = 0; i < Task.REPLY_SLOTS; i++) {
            t.reply(i).forget();
        }
        clearMemory(t);
        for (int i = 0; i < CapSpace.CAPABILITIES / Table.ENTRIES; i++) {
            Table table = t.caps.table(i);
            if (table != null) {
                clearTable(table);
            }
        }
        scheduler.forget(t);
        t.payer.quota.release(t.memory.close() + t.caps.close() + Task.BYTES);
        derivation.destroy(t.anchor);
        t.anchor = null;
        pools.give(t);
        close(t.payer);
    }

    private void clearTable(Table table) {
        for (int i = 0; i < Table.ENTRIES; i++) {
            Node n = table.slot(i).node();
            if (n != null) {
                Node anchor = n.top();
                derivation.delete(n);
                released(anchor);
            }
        }
    }

    private void clearMemory(Task t) {
        for (int i = 0; i < Table.ENTRIES; i++) {
            Table l1 = t.memory.root().down(i);
            for (int j = 0; l1 != null && j < Table.ENTRIES; j++) {
                clearPage(t, l1.slot(j).node());
                Table l2 = l1.down(j);
                for (int k = 0; l2 != null && k < Table.ENTRIES; k++) {
                    clearPage(t, l2.slot(k).node());
                    Table l3 = l2.down(k);
                    for (int l = 0; l3 != null && l < Table.ENTRIES; l++) {
                        clearPage(t, l3.slot(l).node());
                    }
                }
            }
        }
    }

    private void clearPage(Task t, Node n) {
        if (n == null) {
            return;
        }
        if (KernelUserMemory.holds(n)) {
            kernelUser.remove(t, n);
        } else {
            derivation.unmap(n);
        }
    }

    private void end(Gate g) {
        blocking.ended(g);
        derivation.destroy(g.anchor);
        g.anchor = null;
        interrupts.gateGone(g.thread);
        g.thread = null;
        g.payer.quota.release(Gate.BYTES);
        pools.give(g);
        close(g.payer);
    }

    private void end(Interrupt i) {
        interrupts.ended(i);
        derivation.destroy(i.anchor);
        i.anchor = null;
        i.payer.quota.release(Interrupt.BYTES);
        pools.give(i);
        close(i.payer);
    }

    private void end(Thread t) {
        unbind(t);
        t.ipc.go();
        scheduler.forget(t);
        derivation.destroy(t.anchor);
        t.anchor = null;
        t.payer.quota.release(Thread.BYTES);
        pools.give(t);
        close(t.payer);
    }

    /** The thread leaves its task, and stops. */
    private void unbind(Thread t) {
        interrupts.left(t);
        blocking.leave(t);
        scheduler.stop(t);
        if (t.task == null) {
            return;
        }
        Thread previous = null;
        Thread x = t.task.threads;
        while (x != t) {
            previous = x;
            x = x.nextInTask;
        }
        if (previous == null) {
            t.task.threads = t.nextInTask;
        } else {
            previous.nextInTask = t.nextInTask;
        }
        t.nextInTask = null;
        t.task = null;
        kernelUser.released(t.utcb);
        t.utcb = 0;
        t.trampoline = 0;
        t.armed = false;
    }

    private void end(Factory f) {
        derivation.destroy(f.anchor);
        f.anchor = null;
        close(f);
    }

    /** Closes the account of {@code f} when its object is gone and nothing charged to it is left; then perhaps its payer's. */
    private void close(Factory f) {
        Factory x = f;
        while (x != null && x.open && x.anchor == null && x.quota.used() == 0) {
            Factory payer = x.payer;
            x.open = false;
            if (payer != null) {
                payer.quota.release(x.quota.limit() + Factory.BYTES);
            }
            pools.give(x);
            x = payer;
        }
    }
}
