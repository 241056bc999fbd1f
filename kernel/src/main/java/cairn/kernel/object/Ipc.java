package cairn.kernel.object;

import cairn.kernel.abi.IpcError;
import cairn.kernel.abi.Protocol;
import cairn.kernel.abi.Right;
import cairn.kernel.abi.Tag;
import cairn.kernel.core.derivation.Node;
import cairn.kernel.core.ipc.Party;
import cairn.kernel.core.queue.Entry;
import cairn.kernel.hil.Frame;

/**
 * Synchronous IPC: a send phase, then a receive phase, each of which may wait. [ABI section 7]
 *
 * <p>A message goes over when its sender and its receiver have both arrived; nothing is kept in between. When a receiver takes the message
 * of a sender that waited, the sender's receive phase begins, and may in turn take a waiting sender's message. So those that go on are kept
 * in a list, and {@link #go} works it off: no recursion, and the list is empty whenever the kernel is left.
 */
public final class Ipc {
    /** In the syndrome of an alien's system call: it has been carried out. */
    private static final long AFTER = 1 << 16;

    private final Scheduler scheduler;
    private final Blocking blocking;
    private final Pools pools;
    private final Transfer transfer;
    private final Interrupts interrupts;
    private final Trail trail;
    private Thread going;

    public Ipc(Scheduler scheduler, Blocking blocking, Pools pools, Transfer transfer, Interrupts interrupts) {
        this.interrupts = interrupts;
        this.trail = interrupts.trail;
        this.scheduler = scheduler;
        this.blocking = blocking;
        this.pools = pools;
        this.transfer = transfer;
    }

    /** The caller's IPC. Its result is in its frame when it runs again. */
    public void invoke(Call c) {
        Thread t = c.caller;
        t.fault = Thread.NO_FAULT;
        t.tag = c.tag & ~(long) Tag.ERROR;
        t.label = c.label;
        t.rights = c.sendRights;
        t.gate = c.gate;
        t.from = c.gate == null ? c.thread : c.gate.thread;
        t.receives = c.receives;
        t.open = c.open;
        t.awaited = c.open ? null : c.awaited;
        t.answer = null;
        t.replySlot = c.replySlot;
        t.receiveTimeout = c.receiveTimeout;
        t.absoluteTimeout = c.receiveTime;
        if (!c.sends) {
            receive(t);
        } else if (c.reply) {
            answer(t);
        } else {
            send(t, blocking.limit(c.sendTimeout, c.sendTime));
        }
        go();
    }

    /** To the caller that is owed an answer. Whoever is owed one is waiting for it, so this phase never waits. */
    private void answer(Thread t) {
        Party p = t.replySlot == null ? null : t.replySlot.caller();
        if (p == null) {
            blocking.fail(t, IpcError.NOT_EXISTENT);
            return;
        }
        t.rights = t.replySlot.rights();
        t.gate = null;
        t.from = pools.thread(p.number);
        handOver(t, t.from);
    }

    private void send(Thread t, long limit) {
        Thread to = t.from;
        if (to != null && t.gate != null) {
            t.label = t.gate.label | t.rights & (Right.W | Right.S); // of now: the gate may be bound to another while this waits
        }
        if (to != null && to.ipc.accepts(t.ipc)) {
            handOver(t, to);
        } else if (to == null && t.gate.orphan) {
            blocking.fail(t, IpcError.NOT_EXISTENT);
        } else if (blocking.isOver(limit)) {
            blocking.fail(t, IpcError.TIMEOUT);
        } else {
            t.ipc.send(to == null ? t.gate.senders : to.ipc.senders(), t.priority());
            blocking.await(t, limit);
        }
    }

    private void handOver(Thread t, Thread to) {
        if (deliver(t, to, to.ipc.isOpen())) {
            goOn(t);
        }
    }

    /** {@code t} has sent: it waits to receive, later in {@link #go}, or its call is over. */
    private void goOn(Thread t) {
        if (t.receives) {
            t.gate = null;
            scheduler.block(t);
            t.nextGoing = going;
            going = t;
        } else {
            t.frame[0] = 0;
            blocking.resume(t);
        }
    }

    private void go() {
        while (going != null) {
            Thread t = going;
            going = t.nextGoing;
            t.nextGoing = null;
            if (t.fault == Thread.PAGE_FAULT && !t.receives) {
                raise(t);
            } else {
                receive(t);
            }
        }
    }

    private void receive(Thread t) {
        if (!t.open && t.from == null) {
            blocking.fail(t, IpcError.NOT_EXISTENT | IpcError.RECEIVE);
            return;
        }
        Party only = t.open ? null : t.awaited != null ? t.awaited.ipc : t.from.ipc;
        Entry sender = t.ipc.pending(only);
        if (sender != null) {
            take(t, sender.number);
            return;
        }
        long limit = blocking.limit(t.receiveTimeout, t.absoluteTimeout);
        if (blocking.isOver(limit)) {
            blocking.fail(t, IpcError.TIMEOUT | IpcError.RECEIVE);
            return;
        }
        t.ipc.receive(only);
        if (t.answer != null) {
            t.answer.owe(t.ipc, t.rights);
        }
        blocking.await(t, limit);
        if (t.answer != null && (t.tag & Tag.SCHEDULE) == 0) {
            scheduler.lend(t, t.from);
        }
    }

    /** {@code t} takes the message of {@code sender}, a thread or an interrupt object that waits in its queue. */
    private void take(Thread t, int sender) {
        Interrupt i = pools.sender(sender);
        if (i != null) {
            interrupts.deliver(i, t);
            return;
        }
        Thread s = pools.thread(sender);
        blocking.end(s);
        if (deliver(s, t, t.open)) {
            goOn(s);
        }
    }

    /** The message goes from {@code s}, which waits in no queue, to {@code r}; false when it failed, and both were told. */
    private boolean deliver(Thread s, Thread r, boolean open) {
        int code = transfer.run(s, r);
        trail.message(s, r, code);
        blocking.end(r);
        if (code != 0) {
            boolean told = r.fault == Thread.NO_FAULT;
            blocking.fail(s, code);
            blocking.fail(r, code | IpcError.RECEIVE);
            if (told) {
                r.frame[0] = s.tag | Tag.ERROR; // what it was that went over in part
                r.frame[1] = s.label;
            }
            return false;
        }
        s.from = r;
        s.answer = open && s.receives && !s.open ? r.replySlot : null;
        if (s.answer != null) {
            if (s.answer.caller() != null) {
                scheduler.lendNoMore(pools.thread(s.answer.caller().number));
            }
            s.answer.forget(); // even if the new one will not wait
        }
        if (r.fault == Thread.PAGE_FAULT && s.tag < 0) {
            r.receives = false; // refused: an exception will be raised
            scheduler.block(r);
            r.nextGoing = going;
            going = r;
            return true;
        }
        if (r.fault == Thread.EXCEPTION && s.tag >> Tag.LABEL_SHIFT == Protocol.ALLOW_SYSCALL) {
            r.allowed = true;
        }
        if (r.fault == Thread.NO_FAULT) {
            r.frame[0] = s.tag;
            r.frame[1] = s.label;
        }
        blocking.resume(r);
        return true;
    }

    /** For observers outside the kernel. */
    public Trail trail() {
        return trail;
    }

    // ---- gates -----------------------------------------------------------------------------------------------------

    /** From now on {@code c.thread} receives, and those that waited for that are its senders. */
    public void bind(Call c, Reply reply) {
        Gate g = c.gate;
        g.thread = c.thread;
        g.orphan = false;
        g.label = c.address;
        reply.answer(0);
        Entry e = g.senders.first();
        while (e != null) {
            Thread s = pools.thread(e.number);
            long limit = s.waitsUntil();
            blocking.end(s);
            s.from = g.thread;
            send(s, limit);
            e = g.senders.first();
        }
        go();
    }

    public void info(Call c, Reply reply) {
        reply.answer(0);
        reply.words = 1;
        reply.message[0] = c.gate.label;
    }

    /**
     * Changes the labels of the messages that wait for {@code c.thread}: those of which the first of four words selects the second lose the
     * third and gain the fourth; the first four that fit count.
     */
    public void modifySenders(Call c, Reply reply) {
        Entry e = c.thread.ipc.senders().first();
        while (e != null) {
            Interrupt i = pools.sender(e.number);
            if (i != null) {
                i.label = modified(c, i.label);
            } else {
                pools.thread(e.number).label = modified(c, pools.thread(e.number).label);
            }
            e = e.after();
        }
        reply.answer(0);
    }

    private static long modified(Call c, long label) {
        for (int at = 1; at + 3 < c.length; at = at + 4) {
            if ((label & c.message[at]) == c.message[at + 1]) {
                return label & ~c.message[at + 2] | c.message[at + 3];
            }
        }
        return label;
    }

    // ---- faults ----------------------------------------------------------------------------------------------------

    /** {@code t} met a page fault, as {@code syndrome} and {@code address} describe it: a call to its pager in its name. */
    public void pageFault(Thread t, long syndrome, long address) {
        t.fault = Thread.PAGE_FAULT;
        t.syndrome = syndrome;
        t.faultAddress = address;
        t.tag = (long) Protocol.PAGE_FAULT << Tag.LABEL_SHIFT | 2;
        callHandler(t, t.pager);
        go();
    }

    /** {@code t} met any other exception: a call to its exception handler in its name. */
    public void exception(Thread t, long syndrome, long address) {
        t.syndrome = syndrome;
        t.faultAddress = address;
        raise(t);
        go();
    }

    /** {@code t} does not resolve the page fault that it took itself: the same for its exception handler. */
    public void reflect(Thread t) {
        exception(t, t.reflectedSyndrome, t.reflectedAddress);
    }

    /** The alien {@code t} makes a system call: its handler is told instead, and it stands before the call again. */
    public void before(Thread t, long syndrome, long address) {
        t.frame[Frame.PC] = t.frame[Frame.PC] - 4;
        exception(t, syndrome, address);
    }

    /** The alien {@code t} was allowed its system call, and has made it: its handler is told when it is over. */
    public void after(Thread t, long syndrome) {
        if (t.exists() && t.task != null) {
            blocking.trigger(t, syndrome | AFTER);
        }
    }

    /** Raises the exceptions that wait for it, of threads that no IPC keeps from it. */
    public void triggered() {
        Thread t = blocking.nextTriggered();
        while (t != null) {
            if (t.triggered && t.task != null && t.state == Thread.READY) {
                t.triggered = false;
                exception(t, t.trap, 0);
            }
            t = blocking.nextTriggered();
        }
    }

    private void raise(Thread t) {
        excepted(t);
        callHandler(t, t.handler);
    }

    private static void excepted(Thread t) {
        t.fault = Thread.EXCEPTION;
        t.tag = (long) Protocol.EXCEPTION << Tag.LABEL_SHIFT | Tag.TRANSFER_FPU | Transfer.EXCEPTION_WORDS;
    }

    /** The handler at {@code index} is called; a page fault whose pager has left its gate is an exception. */
    private void callHandler(Thread t, long index) {
        Node n = Capabilities.find(t.task, index);
        if (t.fault == Thread.PAGE_FAULT && n != null && n.kind() == Kind.GATE && pools.gate(n.number()).orphan) {
            excepted(t);
            n = Capabilities.find(t.task, t.handler);
        }
        t.gate = null;
        t.from = null;
        if (n == null || n.kind() != Kind.GATE && n.kind() != Kind.THREAD) {
            blocking.strand(t);
            return;
        }
        if (n.kind() == Kind.GATE) {
            t.gate = pools.gate(n.number());
            t.from = t.gate.thread;
        } else {
            t.from = pools.thread(n.number());
        }
        t.label = 0;
        t.rights = n.rights();
        t.receives = true;
        t.open = false;
        t.answer = null;
        t.receiveTimeout = 0;
        send(t, Long.MAX_VALUE);
    }
}
