package cairn.kernel.object;

import cairn.kernel.abi.Limits;
import cairn.kernel.core.queue.Entry;
import cairn.kernel.core.sched.ReadyQueue;
import cairn.kernel.core.sched.Turn;
import cairn.kernel.core.time.Timeouts;
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
    private final Pools pools;
    /** Who runs, and who could. */
    private final ReadyQueue ready;
    /** Threads whose waiting ends at some time. */
    final Timeouts timeouts = new Timeouts();
    /** The thread that ran last: {@link #enter} charges the time to it. If any turn is the current one, it is this thread's. */
    private Thread charged;
    /** The task whose tables the MMU walks, or null. */
    private Task active;
    private boolean yielding;
    private long since;
    private long deadline;
    /** What the timer was last armed with. */
    private long armed;
    private long idle;

    /** Schedules the threads of {@code pools}, which have the lowest priority until they are placed. */
    public Scheduler(Timer timer, Mmu mmu, Pools pools) {
        this.timer = timer;
        this.mmu = mmu;
        this.pools = pools;
        this.ready = new ReadyQueue(pools.threads());
        for (int i = 0; i < pools.threads(); i++) {
            ready.admit(pools.thread(i).turn);
            ready.begin(pools.thread(i).turn, ready.level(0));
        }
    }

    /** The running thread, or null when the processor idles. */
    public Thread current() {
        return ready.current() == null ? null : charged;
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
        Thread c = current();
        if (c != null && c.turn.isAble()) {
            Turn top = ready.top();
            if (yielding || since >= deadline) {
                c.on.left = c.on.quantum;
                ready.preempt(false);
            } else if (top != null && top.priority() > c.turn.priority()) {
                save(c);
                ready.preempt(true);
            }
        } else if (c != null) {
            ready.drop();
        }
        yielding = false;
        if (ready.current() == null) {
            charged = begin();
        }
        arm();
        if (charged != null && charged.task != active) {
            active = charged.task;
            mmu.activate(active.number + 1, active.memory.root().number);
        }
    }

    /** For the end of the time slice or of the first timeout, whichever comes first. */
    private void arm() {
        long next = timeouts.earliest();
        if (ready.current() != null && deadline < next) {
            next = deadline;
        }
        if (next != armed || next <= since) {
            armed = next;
            timer.arm(next);
        }
    }

    private Thread begin() {
        Turn top = ready.top();
        if (top == null) {
            return null;
        }
        ready.run(top);
        Thread t = pools.thread(top.number);
        t.on.spent = false;
        deadline = since + t.on.left;
        return t;
    }

    /** {@code t} may have become runnable. */
    void wake(Thread t) {
        if (t.runnable()) {
            ready.ready(t.turn, t.ahead);
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
        if (t.turn == ready.current()) {
            save(t);
        }
        t.state = Thread.STOPPED;
        t.ahead = false;
        ready.unready(t.turn);
    }

    /** {@code t} waits. */
    void block(Thread t) {
        if (t.turn == ready.current()) {
            save(t);
        }
        t.state = Thread.BLOCKED;
        t.ahead = false;
        ready.unready(t.turn);
    }

    /** {@code t} will not exist any more. */
    void forget(Thread t) {
        stop(t);
        if (charged == t) {
            charged = null;
        }
        if (t.turn == ready.current()) {
            ready.drop();
        }
    }

    /** {@code t} exists from now on: it is not runnable, and has the lowest priority until it is placed. */
    void reset(Thread t) {
        ready.move(t.turn, ready.level(0), false);
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
        int priority = ready.current().priority();
        if (to.turn.isQueued() && to.turn.priority() == priority) {
            ready.move(to.turn, ready.level(priority), true);
        }
    }

    /** Places {@code t}: from now on it gets turns of {@code quantum} microseconds, 0 for the default, at {@code priority}. */
    public void place(Thread t, int priority, long quantum) {
        if (t.turn.isQueued()) {
            ready.unready(t.turn); // until it is woken below
        }
        t.own = priority;
        t.quantum = quantum == 0 ? Limits.DEFAULT_QUANTUM : quantum;
        t.left = t.quantum;
        t.placed = true;
        settle(t);
        Thread c = current();
        if (c != null && c.on == t) {
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
            if (to.lender.priority() >= t.priority()) {
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
            Thread c = current();
            t.ahead = c != null && c.on == t.on && since < deadline;
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
            Thread on = x.lender == null || x.own > x.lender.priority() ? x : x.lender.on;
            if (x.on != on || x.priority() != on.own) {
                move(x, on);
            }
            x = x.borrower;
        }
    }

    private void move(Thread t, Thread on) {
        if (t.turn == ready.current()) {
            save(t);
            deadline = since + on.left;
        }
        t.on = on;
        boolean first = on != t && !on.spent;
        if (t.priority() != on.own || t.turn.isQueued() && !(first && ready.level(on.own).first() == t.turn.place())) {
            ready.move(t.turn, ready.level(on.own), first);
        }
    }

    /** For observers outside the kernel: who is first in the ready queue of {@code priority}, or null. */
    public Entry firstReady(int priority) {
        return ready.level(priority).first();
    }

    /** For observers outside the kernel: who is last there, or null. */
    public Entry lastReady(int priority) {
        return ready.level(priority).last();
    }

    /** For observers outside the kernel: whether the ready queue of {@code priority} would be seen not to be empty. */
    public boolean isMarked(int priority) {
        return priority <= ready.bound() && firstReady(priority) != null;
    }

    /** For observers outside the kernel: the thread whose waiting ends first, or null when none ends by itself. */
    public Entry firstTimeout() {
        return timeouts.over(Timeouts.NEVER);
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
