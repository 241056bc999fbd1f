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
                c.left = c.quantum;
                ready.append(c);
                current = null;
            } else if (top > c.priority) {
                c.left = deadline - since;
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
        deadline = since + next.left;
    }

    /** {@code t} may have become runnable. */
    void wake(Thread t) {
        if (t.runnable() && !t.queued && t != current) {
            ready.append(t);
        }
    }

    /** {@code t} no longer runs; who runs instead is chosen on leaving. */
    void stop(Thread t) {
        t.state = Thread.STOPPED;
        if (t.queued) {
            ready.remove(t);
        }
    }

    /** {@code t} waits. */
    void block(Thread t) {
        t.state = Thread.BLOCKED;
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
        boolean queued = t.queued;
        if (queued) {
            ready.remove(t);
        }
        t.priority = priority;
        t.quantum = quantum == 0 ? Limits.DEFAULT_QUANTUM : quantum;
        t.left = t.quantum;
        t.placed = true;
        if (t == current) {
            deadline = since + t.quantum;
        } else {
            wake(t);
        }
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
