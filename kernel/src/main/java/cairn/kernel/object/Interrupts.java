package cairn.kernel.object;

import cairn.kernel.abi.Failure;
import cairn.kernel.abi.IpcError;
import cairn.kernel.abi.IcuOp;
import cairn.kernel.core.ipc.Party;

/** The operations of interrupt objects, semaphores and the interrupt controller, and what an interrupt sets off. [REQ-IRQ-1, REQ-IRQ-2] */
public final class Interrupts {
    /** Messages of interrupts are received before those of threads. */
    private static final int PRIORITY = Scheduler.MAX_PRIORITY;

    private final Pools pools;
    private final Pins pins;
    final Trail trail = new Trail();
    private final Blocking blocking;

    public Interrupts(Pools pools, Pins pins, Blocking blocking) {
        this.pools = pools;
        this.pins = pins;
        this.blocking = blocking;
    }

    // ---- a hit -----------------------------------------------------------------------------------------------------

    /** The board says that {@code pin} fired. It is masked when nothing hangs on it, or until the program that handles it says so. */
    public void fired(int pin) {
        Interrupt i = pins.at(pin);
        if (i == null) {
            pins.mask(pin);
        } else {
            hit(i);
        }
    }

    /** From its pin or from a program. */
    void hit(Interrupt i) {
        if (i.counts) {
            up(i);
        } else if (pins.isLevel(i.pin)) {
            pins.mask(i.pin);
            if (i.thread != null && !i.sent()) {
                send(i);
            }
        } else if (i.thread != null && !i.sent() && !i.pending) {
            send(i);
        } else {
            i.pending = i.pending || !i.sent();
            i.masked = true;
            pins.mask(i.pin);
        }
    }

    /** To the bound thread, at once if it waits for anyone or for this. */
    private void send(Interrupt i) {
        if (i.thread.ipc.accepts(i.ipc)) {
            deliver(i, i.thread);
        } else {
            i.thread.ipc.senders().insert(i.ipc, PRIORITY);
        }
    }

    /** {@code t}, which waits for anyone or for {@code i} alone, receives the message of {@code i}: no words, and the label. */
    void deliver(Interrupt i, Thread t) {
        i.ipc.end();
        blocking.end(t);
        t.frame[0] = 0;
        t.frame[1] = i.label;
        trail.interrupt(i, t);
        blocking.resume(t);
        if (i.masked) {
            i.masked = false;
            pins.unmask(i.pin);
        }
    }

    private void up(Interrupt i) {
        if (i.count > 0 || pins.isLevel(i.pin)) {
            pins.mask(i.pin);
        }
        Party p = i.waiters.first();
        if (p == null) {
            i.count = i.count < Long.MAX_VALUE ? i.count + 1 : i.count;
            return;
        }
        Thread t = pools.thread(p.number);
        blocking.end(t);
        t.frame[0] = 0;
        blocking.resume(t);
    }

    // ---- interrupt objects and semaphores --------------------------------------------------------------------------

    /** Programs may hit it too. */
    public void trigger(Call c) {
        hit(c.interrupt);
    }

    /** The program has handled the interrupt: the next one may come, unless a message is still on its way. */
    public void unmask(Call c) {
        Interrupt i = c.interrupt;
        if (i.counts ? i.count == 0 : !i.sent() && !i.pending) {
            pins.unmask(i.pin);
        }
    }

    /** From now on {@code c.thread} receives, and what was on its way goes there. */
    public void bind(Call c, Reply reply) {
        Interrupt i = c.interrupt;
        i.label = c.address;
        reply.answer(0);
        if (i.thread == c.thread) {
            return;
        }
        boolean again = i.sent() || i.pending;
        i.ipc.end();
        i.pending = false;
        i.thread = c.thread;
        if (again) {
            send(i);
        }
    }

    /** Nobody receives any more; answers 1 when a message was on its way. */
    public void detach(Call c, Reply reply) {
        Interrupt i = c.interrupt;
        if (i.thread == null) {
            reply.fail(Failure.ENOENT);
            return;
        }
        pins.mask(i.pin);
        i.masked = i.masked || !pins.isLevel(i.pin);
        reply.answer(i.sent() ? 1 : 0);
        unbind(i);
    }

    /** What was on its way is remembered, unless the line says so itself. */
    private void unbind(Interrupt i) {
        i.pending = i.pending || i.sent() && !pins.isLevel(i.pin);
        i.ipc.end();
        i.thread = null;
    }

    /** Takes one, or waits for one as long as the receive timeout says. */
    public void down(Call c) {
        Interrupt i = c.interrupt;
        Thread t = c.caller;
        if (i.count > 0) {
            i.count = i.count - 1;
            if (i.count == 1 && !pins.isLevel(i.pin)) {
                pins.unmask(i.pin);
            }
            t.frame[0] = 0;
            return;
        }
        long limit = blocking.limit(c.receiveTimeout, c.receiveTime);
        if (blocking.isOver(limit)) {
            blocking.fail(t, IpcError.TIMEOUT | IpcError.RECEIVE);
            return;
        }
        t.semaphore = i;
        i.waiters.insert(t.ipc, t.priority);
        blocking.await(t, limit);
    }

    // ---- the interrupt controller ----------------------------------------------------------------------------------

    /** {@code c.interrupt} hangs on {@code c.pin}, and on no other; the program unmasks it. */
    public void bindPin(Call c, Reply reply) {
        if (c.pin < 0 || !pins.takes(c.interrupt, c.pin)) {
            reply.fail(Failure.EINVAL);
            return;
        }
        pins.take(c.interrupt);
        pins.hang(c.interrupt, c.pin);
        if (c.edge) {
            pins.setLevel(c.pin, false);
            pins.unmask(c.pin);
        }
        reply.answer(0);
    }

    public void unbindPin(Call c, Reply reply) {
        if (c.pin >= 0 && pins.at(c.pin) != null) {
            pins.take(pins.at(c.pin));
        }
        reply.answer(0);
    }

    /** No message-signalled interrupts. */
    public void info(Call c, Reply reply) {
        reply.answer(0);
        reply.words = 3;
        reply.message[0] = 0;
        reply.message[1] = c.length;
        reply.message[2] = 0;
    }

    public void maskPin(Call c) {
        if (c.pin >= 0 && pins.at(c.pin) != null) {
            pins.mask(c.pin);
        }
    }

    public void unmaskPin(Call c) {
        if (c.pin >= 0 && pins.at(c.pin) != null) {
            pins.unmask(c.pin);
        }
    }

    public void setMode(Call c, Reply reply) {
        if (c.pin < 0) {
            reply.fail(Failure.EINVAL);
            return;
        }
        if ((c.flags & IcuOp.MODE_SET) != 0 && c.pin < pins.size()) {
            pins.setLevel(c.pin, (c.flags & IcuOp.MODE_LEVEL) != 0);
        }
        reply.answer(0);
    }

    // ---- the end ---------------------------------------------------------------------------------------------------

    /** {@code i} goes: from its pin, from its thread, and whoever waits for it or for its message or was to be told through it is let go. */
    void ended(Interrupt i) {
        pins.take(i);
        i.ipc.end();
        i.thread = null;
        Party p = i.waiters.first();
        while (p != null) {
            blocking.fail(pools.thread(p.number), IpcError.NOT_EXISTENT);
            p = i.waiters.first();
        }
        for (int n = 0; n < pools.threads(); n++) {
            if (pools.thread(n).watcher == i) {
                pools.thread(n).watcher = null;
            }
            if (pools.thread(n).ipc.awaits(i.ipc)) {
                blocking.fail(pools.thread(n), IpcError.ABORTED | IpcError.RECEIVE);
            }
        }
    }

    /** {@code t} will receive nothing any more. */
    void left(Thread t) {
        for (int n = 0; n < pools.interrupts(); n++) {
            if (pools.interrupt(n).thread == t) {
                unbind(pools.interrupt(n));
            }
        }
        t.watcher = null;
    }

    // ---- threads that are told when a gate goes --------------------------------------------------------------------

    /** {@code c.interrupt} is hit whenever a gate to {@code c.thread} goes. */
    public void watchDeletion(Call c, Reply reply) {
        if (c.thread.watcher != null) {
            reply.fail(Failure.EBUSY);
            return;
        }
        c.thread.watcher = c.interrupt;
        reply.answer(0);
    }

    /** A gate to {@code t} has gone. */
    void gateGone(Thread t) {
        if (t != null && t.watcher != null) {
            hit(t.watcher);
        }
    }
}
