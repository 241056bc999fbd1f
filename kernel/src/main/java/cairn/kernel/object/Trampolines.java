package cairn.kernel.object;

import cairn.kernel.abi.Failure;
import cairn.kernel.abi.Trampoline;
import cairn.kernel.abi.Utcb;
import cairn.kernel.hil.Frame;
import cairn.kernel.hil.Ram;

/**
 * Page faults that a thread handles itself: it goes on at its handler, with what it was doing saved in a structure that it can read and
 * write, and later asks for that back. [ABI section 11, REQ-THREAD-3]
 *
 * <pre>
 *  armed --page fault--> handler runs, not armed: a fault of its own goes to the pager --RESUME, REFLECT--> armed
 *
 *  structure: 0 ip | 8, 16 the program's own | 24 MR0 | 32 flags | 40 .. 343 words 0 .. 37 of an exception message
 * </pre>
 *
 * <p>The structure lies in kernel-user memory of the thread's task, which stays as long as the task and so as long as the thread is bound.
 * What comes back from it is trusted no more than a handler's answer: of the processor state only the condition flags.
 */
public final class Trampolines {
    private static final int STATE_WORDS = 38;

    private final Ram ram;
    private final Blocking blocking;

    public Trampolines(Ram ram, Blocking blocking) {
        this.ram = ram;
        this.blocking = blocking;
    }

    /** SETUP, DISABLE, ENABLE. */
    public void control(Call c, Reply reply) {
        Thread t = c.thread;
        reply.answer(0);
        if (c.flags == Trampoline.SETUP) {
            setUp(t, c.address, reply);
        } else if (c.flags == Trampoline.ENABLE) {
            t.armed = t.trampoline != 0;
        } else {
            reply.words = 1;
            reply.message[0] = t.armed ? 1 : 0;
            t.armed = false;
        }
    }

    private static void setUp(Thread t, long address, Reply reply) {
        long physical = t.task == null ? 0 : KernelUserMemory.physical(t.task, address, Trampoline.SIZE);
        if (physical == 0) {
            reply.fail(Failure.EINVAL);
            return;
        }
        t.trampoline = physical;
        t.trampolineAddress = address;
        t.armed = true;
    }

    /** Whether {@code t} handles the page fault itself; then it goes on at its handler. */
    public boolean enter(Thread t, long syndrome, long address) {
        if (!t.armed) {
            return false;
        }
        t.armed = false;
        t.syndrome = syndrome;
        t.faultAddress = address;
        long at = t.trampoline;
        for (int i = 0; i < STATE_WORDS; i++) {
            ram.store(at + Trampoline.STATE + 8L * i, Transfer.exception(t, i));
        }
        ram.store(at + Trampoline.SAVED_MR0, ram.load(t.utcb + Utcb.MESSAGE));
        ram.store(at + Trampoline.FLAGS, Trampoline.IN_PROGRESS);
        t.reflectedSyndrome = syndrome;
        t.reflectedAddress = address;
        t.frame[0] = t.trampolineAddress;
        t.frame[1] = Transfer.pageFault(t, 0);
        t.frame[Frame.PC] = ram.load(at + Trampoline.IP);
        return true;
    }

    /** RESUME, REFLECT: the registers of {@code t}, which calls, are as they were saved; false when it has no trampoline. */
    public boolean leave(Thread t) {
        long at = t.trampoline;
        if (at == 0) {
            return false;
        }
        for (int i = 0; i < 31; i++) {
            t.frame[i] = state(at, i + 1);
        }
        t.frame[Frame.SP] = state(at, 35);
        t.frame[Frame.PC] = state(at, 36);
        t.frame[Frame.PSTATE] = state(at, 37) & Transfer.NZCV;
        ram.store(t.utcb + Utcb.MESSAGE, ram.load(at + Trampoline.SAVED_MR0));
        long flags = ram.load(at + Trampoline.FLAGS);
        ram.store(at + Trampoline.FLAGS, 0);
        t.armed = true;
        if ((flags & Trampoline.TRIGGER_LATER) != 0) {
            blocking.trigger(t, Threads.TRIGGERED);
        }
        return true;
    }

    private long state(long at, int i) {
        return ram.load(at + Trampoline.STATE + 8L * i);
    }
}
