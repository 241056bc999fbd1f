package cairn.kernel.entry;

import cairn.kernel.abi.Information;
import cairn.kernel.abi.IpcError;
import cairn.kernel.abi.Tag;
import cairn.kernel.abi.Utcb;
import cairn.kernel.core.irq.Pins;
import cairn.kernel.decode.Allegation;
import cairn.kernel.decode.Decoder;
import cairn.kernel.hil.Cause;
import cairn.kernel.hil.Console;
import cairn.kernel.hil.Frame;
import cairn.kernel.hil.InterruptController;
import cairn.kernel.hil.Ram;
import cairn.kernel.object.Blocking;
import cairn.kernel.object.Call;
import cairn.kernel.object.Interrupts;
import cairn.kernel.object.Ipc;
import cairn.kernel.object.Lifetime;
import cairn.kernel.object.Log;
import cairn.kernel.object.Operation;
import cairn.kernel.object.Pools;
import cairn.kernel.object.Reply;
import cairn.kernel.object.Scheduler;
import cairn.kernel.object.Tasks;
import cairn.kernel.object.Thread;
import cairn.kernel.object.Threads;
import cairn.kernel.object.Trail;
import cairn.kernel.object.Trampolines;

/**
 * The kernel as the processor enters it. One way in, {@link #trap}: decode, dispatch, apply the result, choose who runs. [REQ-ENTRY-1]
 *
 * <p>Registers need no saving here: the processor works on the frame of the thread that {@link #frame} names.
 */
public final class Kernel {
    // Exception classes of ESR_EL1 (bits 31..26). Every way to call the kernel is the same system call (ABI section 1).
    private static final int SVC_32 = 0x11;
    private static final int HVC_32 = 0x12;
    private static final int SVC_64 = 0x15;
    private static final int HVC_64 = 0x16;
    private static final int INSTRUCTION_ABORT = 0x20;
    private static final int DATA_ABORT = 0x24;
    // Fault status, bits 5..0 of an abort's syndrome; the low two bits are the level of the walk.
    private static final int TRANSLATION = 1;
    private static final int PERMISSION = 3;
    private static final long WRITTEN = 1 << 6;

    private final Ram ram;
    private final InterruptController interrupts;
    private final int timerPin;
    private final Scheduler scheduler;
    private final Blocking blocking;
    private final Ipc ipc;
    private final Interrupts handlers;
    private final Trampolines trampolines;
    private final Lifetime lifetime;
    private final Allegation said;
    private final Call call = new Call();
    private final Reply reply = new Reply();
    private final Decoder decoder;
    private final Dispatch dispatch;
    private final Report report;
    /** Physical address of the information page, 0 when there is none. */
    private final long informationPage;
    private int ipcError;
    private int done;

    /** Put together by {@link cairn.kernel.boot.Boot}. */
    public Kernel(Ram ram, Console console, InterruptController interrupts, int timerPin, Pools pools, Scheduler scheduler,
            Tasks tasks, Threads threads, Lifetime lifetime, Log log, Blocking blocking, Ipc ipc, Pins pins, Interrupts handlers,
            Trampolines trampolines, long informationPage) {
        this.trampolines = trampolines;
        this.handlers = handlers;
        this.ram = ram;
        this.informationPage = informationPage;
        this.interrupts = interrupts;
        this.timerPin = timerPin;
        this.scheduler = scheduler;
        this.blocking = blocking;
        this.ipc = ipc;
        this.lifetime = lifetime;
        this.said = new Allegation(ram);
        this.decoder = new Decoder(said, call, pools, pins);
        this.dispatch = new Dispatch(tasks, threads, scheduler, log, ipc, handlers, trampolines);
        this.report = new Report(console);
    }

    /**
     * The processor left the running thread.
     *
     * @param cause        {@link Cause}
     * @param syndrome     ESR_EL1 of a synchronous exception
     * @param faultAddress FAR_EL1 of an abort
     */
    public void trap(int cause, long syndrome, long faultAddress) {
        scheduler.enter();
        if (informationPage != 0) {
            ram.store(informationPage + Information.CLOCK, scheduler.entered());
        }
        blocking.expire(scheduler.entered());
        if (cause == Cause.INTERRUPT) {
            interrupt();
        } else {
            synchronous(scheduler.current(), syndrome, faultAddress);
        }
        lifetime.settle();
        ipc.triggered();
        reportStranded();
        scheduler.leave();
    }

    /** Frame of the thread that runs next, or null when the processor idles. */
    public long[] frame() {
        Thread t = scheduler.current();
        return t == null ? null : t.frame;
    }

    /** Vector registers of that thread, or null. */
    public long[] vectors() {
        Thread t = scheduler.current();
        return t == null ? null : t.vectors;
    }

    private void synchronous(Thread t, long syndrome, long faultAddress) {
        int exceptionClass = (int) (syndrome >>> 26) & 63;
        if (exceptionClass == SVC_64 || exceptionClass == SVC_32 || exceptionClass == HVC_64 || exceptionClass == HVC_32) {
            boolean alien = t.alien();
            if (!t.allowed()) {
                ipc.before(t, syndrome, faultAddress);
                return;
            }
            systemCall(t);
            if (alien) {
                ipc.after(t, syndrome);
            }
        } else if ((exceptionClass == DATA_ABORT || exceptionClass == INSTRUCTION_ABORT) && isPageFault(syndrome) && !t.alien()) {
            if (!trampolines.enter(t, syndrome, faultAddress)) {
                ipc.pageFault(t, syndrome, faultAddress);
            }
        } else {
            ipc.exception(t, syndrome, faultAddress);
        }
    }

    /** Whether a page would resolve it: translation, access flag, permission. An alignment fault is an exception like any other. */
    private static boolean isPageFault(long syndrome) {
        int kind = (int) syndrome >>> 2 & 15;
        return kind >= TRANSLATION && kind <= PERMISSION;
    }

    private void systemCall(Thread t) {
        said.take(t);
        int code = decoder.decode(t);
        done = Operation.NONE;
        ipcError = 0;
        reply.answer(0);
        if (code > 0) {
            ipcError = code;
        } else if (code < 0) {
            reply.answer(code);
        } else {
            done = call.operation;
            int how = dispatch.run(call, reply);
            if (how == Dispatch.SILENT && said.receives()) {
                decoder.receiveOnly();
                ipc.invoke(call);
                how = Dispatch.DONE;
            }
            if (how == Dispatch.DONE) {
                ipcError = t.state() == Thread.READY && (t.frame[0] & Tag.ERROR) != 0 ? (int) ram.load(t.utcb() + Utcb.ERROR) : 0;
                return;
            }
        }
        finish(t);
    }

    /** The one place where a result reaches the caller: tag and message words, or the error. */
    private void finish(Thread t) {
        if (ipcError != 0) {
            ram.store(t.utcb() + Utcb.ERROR, ipcError);
            t.frame[0] = Tag.ERROR;
            return;
        }
        if (!said.receives()) {
            t.frame[0] = 0;
            return;
        }
        int used = reply.words + reply.items; // an item's second word stays what it was
        for (int i = 0; i < used; i++) {
            ram.store(t.utcb() + Utcb.MESSAGE + 8L * i, reply.message[i]);
        }
        t.frame[0] = (long) reply.label << Tag.LABEL_SHIFT | (long) reply.items << Tag.ITEM_SHIFT | reply.words;
    }

    /** A thread whose fault nobody resolves has stopped. The console says so, unless its programs had named a handler, and took it away. */
    private void reportStranded() {
        Thread t = blocking.nextStranded();
        while (t != null) {
            if (t.task() != null && !t.lostItsHandler()) {
                report(t, (int) (t.syndrome() >>> 26) & 63);
            }
            t = blocking.nextStranded();
        }
    }

    private void report(Thread t, int exceptionClass) {
        if (exceptionClass != DATA_ABORT && exceptionClass != INSTRUCTION_ABORT) {
            report.exception(t.number, exceptionClass, t.frame[Frame.PC]);
            return;
        }
        boolean fetched = exceptionClass == INSTRUCTION_ABORT;
        int kind = (int) t.syndrome() >>> 2 & 15;
        boolean written = !fetched && (t.syndrome() & WRITTEN) != 0;
        report.fault(t.number, fetched, written, kind == TRANSLATION, kind == PERMISSION, t.faultAddress(), t.frame[Frame.PC]);
    }

    /** The timer's interrupt ends a time slice, which {@link Scheduler#leave} sees; any other is a hit of what hangs on its pin. */
    private void interrupt() {
        int pin = interrupts.acknowledge();
        if (pin < 0) {
            return;
        }
        if (pin != timerPin) {
            handlers.fired(pin);
        }
        interrupts.endOfInterrupt(pin);
    }

    // ---- for observers outside the kernel: the last system call ------------------------------------------------------

    /** {@link Operation} of the last system call, NONE when it was refused by the decoder. */
    public int lastOperation() {
        return done;
    }

    /** Label of the reply of the last system call, or 0; an IPC error comes from {@link #lastIpcError}. */
    public int lastLabel() {
        return ipcError == 0 ? reply.label : 0;
    }

    /** {@link IpcError} with which the last system call ended in the same entry, or 0; a wait that fails later is not seen here. */
    public int lastIpcError() {
        return ipcError;
    }

    /** The last messages between threads. */
    public Trail trail() {
        return ipc.trail();
    }

    /** The running thread, or null. */
    public Thread current() {
        return scheduler.current();
    }
}
