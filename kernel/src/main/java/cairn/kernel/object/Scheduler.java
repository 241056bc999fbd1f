package cairn.kernel.object;

import cairn.kernel.abi.Limits;
import cairn.kernel.hil.Mmu;
import cairn.kernel.hil.Timer;

/**
 * Who runs: the highest priority, round robin within it, a quantum at a time of the board's virtual time. [REQ-SCHED-1]
 *
 * <p>Also the kernel object of that name (one, number 0).
 */
public final class Scheduler {
    public static final int MAX_PRIORITY = ReadyQueue.PRIORITIES - 1;

    private final Timer timer;
    private final Mmu mmu;
    private final ReadyQueue ready = new ReadyQueue();
    /** Threads whose waiting ends at some time. */
    final Timeouts timeouts = new Timeouts();
    private Thread current;
    /** The thread that ran last: {@link #enter} charges the time to it. */
    private Thread charged;
    /** The task whose tables the MMU walks, or null. */
    private Task active;
    private boolean yielding;
    private long since;
    private long deadline;
    /** What the timer was last armed with. */
    private long armed;
    private long idle;

    public Scheduler(Timer timer, Mmu mmu) {
        this.timer = timer;
        this.mmu = mmu;
    }

    /** The running thread, or null when the processor idles. */
    public Thread current() {
        return current;
    }

    /** The kernel was entered: the time since {@link #leave} belongs to who ran. */
    public void enter() {
        long now = timer.now();
        if (charged == null) {
            idle = idle + (now - since);
        } else {
            charged.used = charged.used + (now - since);
        }
        since = now;
    }

    /** Microseconds since boot at the last {@link #enter}. */
    public long entered() {
        return since;
    }

    /** The kernel will be left: chooses who runs, and gives it its address space and its time. */
    public void leave() {
        Thread c = current;
        if (c != null && c.runnable()) {
            int top = ready.highest();
            if (yielding || since >= deadline) {
                c.on.left = c.on.quantum;
                ready.append(c);
                current = null;
            } else if (top > c.priority) {
                save(c);
                ready.prepend(c);
                current = null;
            }
        } else {
            current = null;
        }
        yielding = false;
        if (current == null) {
            begin();
        }
        charged = current;
        arm();
        if (current != null && current.task != active) {
            active = current.task;
            mmu.activate(active.number + 1, active.memory.root().number);
        }
    }

    /** For the end of the time slice or of the first timeout, whichever comes first. */
    private void arm() {
        long next = timeouts.earliest();
        if (current != null && deadline < next) {
            next = deadline;
        }
        if (next != armed || next <= since) {
            armed = next;
            timer.arm(next);
        }
    }

    private void begin() {
        int top = ready.highest();
        if (top < 0) {
            return;
        }
        Thread next = ready.first(top);
        ready.remove(next);
        current = next;
        next.on.spent = false;
        deadline = since + next.on.left;
    }

    /** {@code t} may have become runnable. */
    void wake(Thread t) {
        if (t.runnable() && !t.queued && t != current) {
            if (t.ahead) {
                ready.prepend(t);
            } else {
                ready.append(t);
            }
        }
        t.ahead = false;
    }

    /** What is left of the time slice that the running thread {@code t} runs on is kept; it is a whole one when nothing is left. */
    private void save(Thread t) {
        t.on.spent = deadline <= since;
        t.on.left = t.on.spent ? t.on.quantum : deadline - since;
    }

    /** {@code t} no longer runs; who runs instead is chosen on leaving. */
    void stop(Thread t) {
        if (t == current) {
            save(t);
        }
        t.state = Thread.STOPPED;
        t.ahead = false;
        if (t.queued) {
            ready.remove(t);
        }
    }

    /** {@code t} waits. */
    void block(Thread t) {
        if (t == current) {
            save(t);
        }
        t.state = Thread.BLOCKED;
        t.ahead = false;
        if (t.queued) {
            ready.remove(t);
        }
    }

    /** {@code t} will not exist any more. */
    void forget(Thread t) {
        stop(t);
        if (charged == t) {
            charged = null;
        }
        if (current == t) {
            current = null;
        }
    }

    /** The tables of {@code t} will be given back. */
    void forget(Task t) {
        if (active == t) {
            active = null;
        }
    }

    /** The running thread takes its next turn after all others of its priority; {@code to}, if of that priority, is the next. */
    void yield(Thread to) {
        yielding = true;
        if (to.queued && to.priority == current.priority) {
            ready.remove(to);
            ready.prepend(to);
        }
    }

    /** Places {@code t}: from now on it gets turns of {@code quantum} microseconds, 0 for the default, at {@code priority}. */
    public void place(Thread t, int priority, long quantum) {
        if (t.queued) {
            ready.remove(t);
        }
        t.own = priority;
        t.quantum = quantum == 0 ? Limits.DEFAULT_QUANTUM : quantum;
        t.left = t.quantum;
        t.placed = true;
        settle(t);
        if (current != null && current.on == t) {
            deadline = since + t.quantum;
        }
        wake(t);
    }

    // ---- time that is lent on a call [ABI section 7] -----------------------------------------------------------------

    /**
     * {@code t} waits for the answer of {@code to}, which took its call: until that wait is over, {@code to} runs on what {@code t} runs
     * on, unless its own priority is higher, or that of another caller. A thread that is called waits, so it lends to nobody: no circle.
     */
    void lend(Thread t, Thread to) {
        if (to.lender != null) {
            if (to.lender.priority >= t.priority) {
                return;
            }
            to.lender.borrower = null;
        }
        t.borrower = to;
        to.lender = t;
        settle(to);
    }

    /** The call of {@code t} is over: it goes on with what is left of the time slice, if that is the one in use. */
    void takeBack(Thread t) {
        if (t.borrower != null) {
            t.ahead = current != null && current.on == t.on && since < deadline;
            lendNoMore(t);
        }
    }

    /** Nobody runs on what {@code t} runs on any more. */
    void lendNoMore(Thread t) {
        Thread b = t.borrower;
        if (b != null) {
            t.borrower = null;
            b.lender = null;
            settle(b);
        }
    }

    /** What {@code t} runs on follows from its own priority and its lender's, and so on along the chain of calls, at most all threads. */
    private void settle(Thread t) {
        Thread x = t;
        while (x != null) {
            Thread on = x.lender == null || x.own > x.lender.priority ? x : x.lender.on;
            if (x.on != on || x.priority != on.own) {
                move(x, on);
            }
            x = x.borrower;
        }
    }

    private void move(Thread t, Thread on) {
        boolean lent = on != t;
        boolean queued = t.queued;
        if (queued) {
            ready.remove(t);
        }
        if (t == current) {
            save(t);
            deadline = since + on.left;
        }
        t.on = on;
        t.priority = on.own;
        if (queued && lent && !on.spent) {
            ready.prepend(t);
        } else if (queued) {
            ready.append(t);
        }
    }

    /** For observers outside the kernel: who is first in the ready queue of {@code priority}, or null. */
    public Thread firstReady(int priority) {
        return ready.first(priority);
    }

    /** For observers outside the kernel: who is last there, or null. */
    public Thread lastReady(int priority) {
        return ready.last(priority);
    }

    /** For observers outside the kernel: whether the ready queue of {@code priority} is marked as not empty. */
    public boolean isMarked(int priority) {
        return ready.isMarked(priority);
    }

    /** For observers outside the kernel: the thread whose waiting ends first, or null when none ends by itself. */
    public Thread firstTimeout() {
        return timeouts.over(Long.MAX_VALUE);
    }

    /** One processor, one scheduling class. */
    public void info(Reply reply) {
        reply.answer(0);
        reply.words = 3;
        reply.message[0] = 1;
        reply.message[1] = 1;
        reply.message[2] = 1;
    }

    public void runThread(Call call, Reply reply) {
        place(call.thread, call.priority, call.quantum);
        reply.answer(0);
    }

    /** Microseconds since boot that no thread ran. */
    public void idleTime(Reply reply) {
        reply.answer(0);
        reply.words = 1;
        reply.message[0] = idle;
    }
}
