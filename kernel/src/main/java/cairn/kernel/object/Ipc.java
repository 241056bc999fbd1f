package cairn.kernel.object;

import cairn.kernel.abi.IpcError;
import cairn.kernel.abi.Protocol;
import cairn.kernel.abi.Right;
import cairn.kernel.abi.Tag;
import cairn.kernel.abi.Timeout;
import cairn.kernel.core.derivation.Node;
import cairn.kernel.core.ipc.Party;

/**
 * Synchronous IPC: a send phase, then a receive phase, each of which may wait. [ABI section 7]
 *
 * <p>A message goes over when its sender and its receiver have both arrived; nothing is kept in between. When a receiver takes the message
 * of a sender that waited, the sender's receive phase begins, and may in turn take a waiting sender's message. So those that go on are kept
 * in a list, and {@link #go} works it off: no recursion, and the list is empty whenever the kernel is left.
 */
public final class Ipc {
    private final Scheduler scheduler;
    private final Blocking blocking;
    private final Pools pools;
    private final Transfer transfer;
    private final Trail trail = new Trail();
    private Thread going;

    public Ipc(Scheduler scheduler, Blocking blocking, Pools pools, Transfer transfer) {
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
        t.calls = false;
        t.receiveTimeout = c.receiveTimeout;
        t.absoluteTimeout = c.receiveTime;
        if (!c.sends) {
            receive(t);
        } else if (c.reply) {
            answer(t);
        } else {
            send(t, limit(c.sendTimeout, c.sendTime));
        }
        go();
    }

    /** When a timeout that begins now is over. */
    private long limit(int timeout, long absolute) {
        if (timeout == 0) {
            return Long.MAX_VALUE;
        }
        if ((timeout & Timeout.ABSOLUTE) != 0) {
            return absolute;
        }
        long mantissa = timeout & Timeout.MANTISSA;
        return mantissa == 0 ? 0 : scheduler.entered() + (mantissa << (timeout >> Timeout.EXPONENT_SHIFT & Timeout.EXPONENT));
    }

    /** To the caller that {@code t} owes an answer. Whoever is owed one is waiting for it, so this phase never waits. */
    private void answer(Thread t) {
        Party p = t.ipc.caller();
        if (p == null) {
            blocking.fail(t, IpcError.NOT_EXISTENT);
            return;
        }
        t.rights = t.callerRights;
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
        } else if (limit <= scheduler.entered()) {
            blocking.fail(t, IpcError.TIMEOUT);
        } else {
            t.ipc.send(to == null ? t.gate.senders : to.ipc.senders(), t.priority);
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
        Party sender = t.ipc.pending(t.open ? null : t.from.ipc);
        if (sender != null) {
            Thread s = pools.thread(sender.number);
            blocking.end(s);
            if (deliver(s, t, t.open)) {
                goOn(s);
            }
            return;
        }
        long limit = limit(t.receiveTimeout, t.absoluteTimeout);
        if (limit <= scheduler.entered()) {
            blocking.fail(t, IpcError.TIMEOUT | IpcError.RECEIVE);
            return;
        }
        t.ipc.receive(t.open ? null : t.from.ipc);
        if (t.calls) {
            t.ipc.callTo(t.from.ipc);
            t.from.callerRights = t.rights;
        }
        blocking.await(t, limit);
    }

    /** The message goes from {@code s}, which waits in no queue, to {@code r}; false when it failed, and both were told. */
    private boolean deliver(Thread s, Thread r, boolean open) {
        int code = transfer.run(s, r);
        trail.message(s, r, code);
        blocking.end(r);
        if (code != 0) {
            blocking.fail(s, code);
            blocking.fail(r, code | IpcError.RECEIVE);
            return false;
        }
        s.from = r;
        s.calls = open && s.receives && !s.open;
        if (s.calls) {
            r.ipc.forgetCaller(); // even if the new one will not wait
        }
        if (r.fault == Thread.PAGE_FAULT && s.tag < 0) {
            r.receives = false; // refused: an exception will be raised
            scheduler.block(r);
            r.nextGoing = going;
            going = r;
            return true;
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
        g.label = c.address;
        reply.answer(0);
        Party p = g.senders.first();
        while (p != null) {
            Thread s = pools.thread(p.number);
            long limit = s.timed ? s.limit : Long.MAX_VALUE;
            blocking.end(s);
            s.from = g.thread;
            send(s, limit);
            p = g.senders.first();
        }
        go();
    }

    public void info(Call c, Reply reply) {
        reply.answer(0);
        reply.words = 1;
        reply.message[0] = c.gate.label;
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

    private void raise(Thread t) {
        t.fault = Thread.EXCEPTION;
        t.tag = (long) Protocol.EXCEPTION << Tag.LABEL_SHIFT | Tag.TRANSFER_FPU | Transfer.EXCEPTION_WORDS;
        callHandler(t, t.handler);
    }

    private void callHandler(Thread t, long index) {
        Node n = Capabilities.find(t.task, index);
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
        t.calls = false;
        t.receiveTimeout = 0;
        send(t, Long.MAX_VALUE);
    }
}
