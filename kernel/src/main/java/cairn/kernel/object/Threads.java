package cairn.kernel.object;

import cairn.kernel.abi.Control;
import cairn.kernel.abi.ExRegs;
import cairn.kernel.abi.Failure;
import cairn.kernel.abi.Selector;
import cairn.kernel.abi.Utcb;
import cairn.kernel.hil.Frame;
import cairn.kernel.hil.Ram;

/** The operations of thread objects. [REQ-THREAD-2] */
public final class Threads {
    /** Syndrome of an exception that an exchange of registers asked for: class 0x3e. */
    static final long TRIGGERED = 0x3eL << 26;

    private final Scheduler scheduler;
    private final Blocking blocking;
    private final Ram ram;

    public Threads(Scheduler scheduler, Blocking blocking, Ram ram) {
        this.blocking = blocking;
        this.scheduler = scheduler;
        this.ram = ram;
    }

    /** Binds the thread for good, sets its pager and its exception handler. */
    public void control(Call call, Reply reply) {
        Thread t = call.thread;
        long utcb = 0;
        if ((call.flags & Control.BIND) != 0) {
            if (t.task != null) {
                reply.fail(Failure.EINVAL);
                return;
            }
            utcb = KernelUserMemory.physical(call.task, call.address, Utcb.SIZE);
            if (utcb == 0) {
                reply.fail(Failure.EINVAL);
                return;
            }
        }
        reply.answer(0);
        reply.words = 3;
        reply.message[0] = 0;
        reply.message[1] = t.pager << Selector.SHIFT;
        reply.message[2] = t.handler << Selector.SHIFT;
        if ((call.flags & Control.PAGER) != 0) {
            t.pager = call.pager;
        }
        if ((call.flags & Control.HANDLER) != 0) {
            t.handler = call.handler;
        }
        if ((call.flags & Control.ALIEN) != 0) {
            t.alien = call.alien;
            t.allowed = t.allowed && !call.alien;
        }
        if (utcb != 0) {
            bind(t, call.task, utcb, call.address);
        }
    }

    /** {@code utcb} is physical, {@code address} the user's. */
    public void bind(Thread t, Task task, long utcb, long address) {
        t.task = task;
        t.nextInTask = task.threads;
        task.threads = t;
        t.utcb = utcb;
        t.utcbAddress = address;
        t.frame[Frame.TPIDR] = address;
        t.frame[Frame.TPIDRRO] = address;
        t.frame[1] = 0xd65f03c0d4000001L; // svc #0; ret (ABI section 1)
        ram.store(utcb + Utcb.FREE, 1);
        scheduler.wake(t); // if its registers were exchanged before
        if (t.triggered) {
            blocking.trigger(t, t.trap);
        }
    }

    /**
     * Exchanges instruction and stack pointer, and makes the thread ready unless it waits in IPC, which a flag ends. With another flag it
     * raises an exception before it runs on. One that belongs to no task yet runs when it is bound. While its handler looks at an exception, nothing is changed without the first.
     */
    public void exchange(Call call, Reply reply) {
        Thread t = call.thread;
        reply.answer(0);
        reply.words = 3;
        reply.message[0] = 0;
        reply.message[1] = t.frame[Frame.PC];
        reply.message[2] = t.frame[Frame.SP];
        if ((call.flags & ExRegs.CANCEL) != 0) {
            blocking.cancel(t);
        } else if (t.fault == Thread.EXCEPTION && t.state == Thread.BLOCKED) {
            return; // its handler has its registers
        }
        start(t, call.ip, call.sp);
        if ((call.flags & ExRegs.TRIGGER) != 0) {
            blocking.trigger(t, TRIGGERED);
        }
    }

    /** {@link ExRegs#KEEP} leaves a pointer as it is. */
    public void start(Thread t, long ip, long sp) {
        if (ip != ExRegs.KEEP) {
            t.frame[Frame.PC] = ip;
        }
        if (sp != ExRegs.KEEP) {
            t.frame[Frame.SP] = sp;
        }
        if (t.state == Thread.STOPPED) {
            t.fault = Thread.NO_FAULT; // that stopped it
            t.state = Thread.READY;
            scheduler.wake(t);
            if (t.triggered) {
                blocking.trigger(t, t.trap); // what it was to raise when it stopped comes before it runs on
            }
        }
    }

    /** Boot only. */
    public void setPager(Thread t, long index) {
        t.pager = index;
    }

    public void yield(Call call, Reply reply) {
        scheduler.yield(call.thread);
        reply.answer(0);
    }

    public void stats(Call call, Reply reply) {
        reply.answer(0);
        reply.words = 1;
        reply.message[0] = call.thread.used;
    }

    public void setThreadPointer(Call call, Reply reply) {
        call.thread.frame[Frame.TPIDRRO] = call.address;
        reply.answer(0);
    }
}
