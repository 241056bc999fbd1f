package cairn.kernel.object;

import cairn.kernel.abi.IpcError;
import cairn.kernel.abi.Tag;
import cairn.kernel.abi.Timeout;
import cairn.kernel.abi.Utcb;
import cairn.kernel.core.ipc.Party;
import cairn.kernel.core.queue.Entry;
import cairn.kernel.hil.Ram;

/**
 * Threads that wait in IPC, and every way in which waiting ends other than by a message: an error, a timeout, the end of a partner. Whoever
 * waits is in its state of {@link Party}, BLOCKED, and in the list of timeouts unless it waits for ever.
 */
public final class Blocking {
    private final Scheduler scheduler;
    private final Pools pools;
    private final Ram ram;
    /** Threads stopped because nobody resolves their fault; told to an observer once. */
    private Thread stranded;
    /** Threads that are to raise an exception: told so by an exchange of registers, or aliens that have made a call. */
    private Thread triggered;

    public Blocking(Scheduler scheduler, Pools pools, Ram ram) {
        this.scheduler = scheduler;
        this.pools = pools;
        this.ram = ram;
    }

    /** {@code t}, whose phase was set, waits until {@code limit}. */
    void await(Thread t, long limit) {
        scheduler.block(t);
        scheduler.timeouts.add(t.timeout, limit);
    }

    /** When a timeout that begins now is over: microseconds since boot, {@link Long#MAX_VALUE} for never. */
    long limit(int timeout, long absolute) {
        if (timeout == 0) {
            return Long.MAX_VALUE;
        }
        if ((timeout & Timeout.ABSOLUTE) != 0) {
            return absolute;
        }
        long mantissa = timeout & Timeout.MANTISSA;
        return mantissa == 0 ? 0 : scheduler.entered() + (mantissa << (timeout >> Timeout.EXPONENT_SHIFT & Timeout.EXPONENT));
    }

    boolean isOver(long limit) {
        return limit <= scheduler.entered();
    }

    /** The phase of {@code t} is over; it is still BLOCKED. */
    void end(Thread t) {
        t.ipc.end();
        scheduler.takeBack(t);
        t.semaphore = null;
        scheduler.timeouts.remove(t.timeout);
    }

    /** {@code t} runs on. */
    void resume(Thread t) {
        t.fault = Thread.NO_FAULT;
        t.gate = null;
        t.from = null;
        t.awaited = null;
        t.state = Thread.READY;
        scheduler.wake(t);
        if (t.triggered) {
            list(t);
        }
    }

    /** {@code t} will raise an exception with {@code syndrome} before it runs on. */
    void trigger(Thread t, long syndrome) {
        t.triggered = true;
        t.trap = syndrome;
        list(t);
    }

    private void list(Thread t) {
        if (!t.listed) {
            t.listed = true;
            t.nextTriggered = triggered;
            triggered = t;
        }
    }

    /** The next thread to raise an exception now if it can, or null. */
    Thread nextTriggered() {
        Thread t = triggered;
        if (t != null) {
            triggered = t.nextTriggered;
            t.nextTriggered = null;
            t.listed = false;
        }
        return t;
    }

    /** The call of {@code t} ends with {@code code} of {@link IpcError}; a fault that was sent stays unresolved, and stops the thread. */
    void fail(Thread t, int code) {
        end(t);
        if (t.fault != Thread.NO_FAULT) {
            strand(t);
            return;
        }
        ram.store(t.utcb + Utcb.ERROR, code);
        t.frame[0] = Tag.ERROR;
        resume(t);
    }

    /** Nobody resolves the fault of {@code t}. */
    void strand(Thread t) {
        end(t);
        scheduler.stop(t);
        t.gate = null;
        t.from = null;
        t.awaited = null;
        if (!t.stranded) {
            t.stranded = true;
            t.nextStranded = stranded;
            stranded = t;
        }
    }

    /** The next thread that was stopped by a fault that nobody resolves, or null; each is told once. */
    public Thread nextStranded() {
        Thread t = stranded;
        if (t != null) {
            stranded = t.nextStranded;
            t.nextStranded = null;
            t.stranded = false;
        }
        return t;
    }

    /** Ends what waited no longer than to {@code now}. */
    public void expire(long now) {
        Entry e = scheduler.timeouts.over(now);
        while (e != null) {
            Thread t = pools.thread(e.number);
            fail(t, IpcError.TIMEOUT | side(t));
            e = scheduler.timeouts.over(now);
        }
    }

    private static int side(Thread t) {
        return t.ipc.phase() == Party.RECEIVING || t.semaphore != null ? IpcError.RECEIVE : 0;
    }

    /** The IPC that {@code t} waits in, if any, ends; its registers will be exchanged. */
    void cancel(Thread t) {
        if (t.state == Thread.BLOCKED && t.fault != Thread.NO_FAULT) {
            end(t);
            resume(t);
        } else if (t.state == Thread.BLOCKED) {
            fail(t, IpcError.CANCELED | side(t));
        }
    }

    /** {@code t} takes no part in IPC any more: it stops, and whoever waits for it is told. */
    void leave(Thread t) {
        end(t);
        t.fault = Thread.NO_FAULT;
        t.gate = null;
        t.from = null;
        t.awaited = null;
        t.answer = null;
        t.triggered = false;
        Entry e = t.ipc.senders().first();
        while (e != null) {
            fail(pools.thread(e.number), IpcError.CANCELED);
            e = t.ipc.senders().first();
        }
        t.ipc.implicit().forget();
        for (int i = 0; i < pools.threads(); i++) {
            Thread x = pools.thread(i);
            if (x.ipc.awaits(t.ipc)) {
                fail(x, IpcError.ABORTED | IpcError.RECEIVE);
            }
        }
        for (int i = 0; i < pools.gates(); i++) {
            if (pools.gate(i).thread == t) {
                pools.gate(i).thread = null;
                pools.gate(i).orphan = true;
            }
        }
    }

    /**
     * Whoever waits for {@code g} to be bound is told that it has gone. What is in the queue of its thread already is delivered as it is,
     * unless that thread changes its label.
     */
    void ended(Gate g) {
        for (int i = 0; i < pools.threads(); i++) {
            Thread x = pools.thread(i);
            if (x.ipc.place().queue() == g.senders) {
                fail(x, IpcError.NOT_EXISTENT);
            } else if (x.gate == g) {
                x.gate = null;
            }
        }
    }
}
