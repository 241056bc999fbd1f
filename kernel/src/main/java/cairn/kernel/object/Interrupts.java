package cairn.kernel.object;

import cairn.kernel.abi.Failure;
import cairn.kernel.abi.IpcError;
import cairn.kernel.abi.IcuOp;
import cairn.kernel.core.irq.Pin;
import cairn.kernel.core.irq.Pins;
import cairn.kernel.core.irq.Signal;
import cairn.kernel.core.queue.Entry;

/**
 * The operations of interrupt objects, semaphores and the interrupt controller, and what an interrupt sets off: what becomes of signal
 * and pin is decided in {@link Pins}, who is told here. [REQ-IRQ-1, REQ-IRQ-2]
 */
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
        Pin p = pins.at(pin);
        Signal s = p.signal();
        if (s == null) {
            pins.mask(p);
        } else {
            hit(pools.interrupt(s.number));
        }
    }

    /** From its pin or from a program. */
    void hit(Interrupt i) {
        if (i.signal.counts()) {
            up(i);
        } else if (pins.hit(i.signal)) {
            send(i);
        }
    }

    /** To the bound thread, at once if it waits for anyone or for this. */
    private void send(Interrupt i) {
        if (i.thread.ipc.accepts(i.ipc)) {
            deliver(i, i.thread);
        } else {
            i.ipc.send(i.thread.ipc.senders(), PRIORITY);
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
        pins.delivered(i.signal);
    }

    private void up(Interrupt i) {
        Entry e = i.waiters.first();
        if (!pins.up(i.signal, e != null)) {
            return;
        }
        Thread t = pools.thread(e.number);
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
        pins.handled(c.interrupt.signal);
    }

    /** From now on {@code c.thread} receives, and what was on its way goes there. */
    public void bind(Call c, Reply reply) {
        Interrupt i = c.interrupt;
        i.label = c.address;
        reply.answer(0);
        if (i.thread == c.thread) {
            return;
        }
        i.ipc.end();
        i.thread = c.thread;
        if (pins.bind(i.signal)) {
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
        reply.answer(pins.detach(i.signal) ? 1 : 0);
        i.ipc.end();
        i.thread = null;
    }

    /** The thread of {@code i} receives nothing any more. */
    private void lose(Interrupt i) {
        pins.lose(i.signal);
        i.ipc.end();
        i.thread = null;
    }

    /** Takes one, or waits for one as long as the receive timeout says. */
    public void down(Call c) {
        Interrupt i = c.interrupt;
        Thread t = c.caller;
        if (pins.down(i.signal)) {
            t.frame[0] = 0;
            return;
        }
        long limit = blocking.limit(c.receiveTimeout, c.receiveTime);
        if (blocking.isOver(limit)) {
            blocking.fail(t, IpcError.TIMEOUT | IpcError.RECEIVE);
            return;
        }
        t.semaphore = i;
        t.ipc.send(i.waiters, t.priority());
        blocking.await(t, limit);
    }

    // ---- the interrupt controller ----------------------------------------------------------------------------------

    /** {@code c.interrupt} hangs on {@code c.pin}, and on no other; the program unmasks it. */
    public void bindPin(Call c, Reply reply) {
        Signal s = c.interrupt.signal;
        Pin p = c.pin < 0 ? null : pins.at(c.pin);
        if (p == null || !pins.takes(s, p)) {
            reply.fail(Failure.EINVAL);
            return;
        }
        pins.take(s);
        pins.hang(s, p);
        if (c.edge) {
            pins.setLevel(p, false);
            pins.unmask(p);
        }
        reply.answer(0);
    }

    public void unbindPin(Call c, Reply reply) {
        if (c.pin >= 0 && pins.at(c.pin).signal() != null) {
            pins.take(pins.at(c.pin).signal());
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
        if (c.pin >= 0 && pins.at(c.pin).signal() != null) {
            pins.mask(pins.at(c.pin));
        }
    }

    public void unmaskPin(Call c) {
        if (c.pin >= 0 && pins.at(c.pin).signal() != null) {
            pins.unmask(pins.at(c.pin));
        }
    }

    public void setMode(Call c, Reply reply) {
        if (c.pin < 0) {
            reply.fail(Failure.EINVAL);
            return;
        }
        if ((c.flags & IcuOp.MODE_SET) != 0 && c.pin < pins.size()) {
            pins.setLevel(pins.at(c.pin), (c.flags & IcuOp.MODE_LEVEL) != 0);
        }
        reply.answer(0);
    }

    // ---- beginning and end -----------------------------------------------------------------------------------------

    /** {@code i} comes: a semaphore that {@code counts}, or one that sends to nobody yet. */
    void begin(Interrupt i, boolean counts) {
        pins.begin(i.signal, counts);
        i.ipc.come();
        i.thread = null;
        i.label = 0;
    }

    /** {@code i} goes: from its pin, from its thread, and whoever waits for it or for its message or was to be told through it is let go. */
    void ended(Interrupt i) {
        pins.take(i.signal);
        if (i.thread != null) {
            lose(i);
        }
        Entry e = i.waiters.first();
        while (e != null) {
            blocking.fail(pools.thread(e.number), IpcError.NOT_EXISTENT);
            e = i.waiters.first();
        }
        for (int n = 0; n < pools.threads(); n++) {
            if (pools.thread(n).watcher == i) {
                pools.thread(n).watcher = null;
            }
            if (pools.thread(n).ipc.awaits(i.ipc)) {
                blocking.fail(pools.thread(n), IpcError.ABORTED | IpcError.RECEIVE);
            }
        }
        i.ipc.go();
    }

    /** {@code t} will receive nothing any more. */
    void left(Thread t) {
        for (int n = 0; n < pools.interrupts(); n++) {
            if (pools.interrupt(n).thread == t) {
                lose(pools.interrupt(n));
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
