package cairn.kernel.entry;

import cairn.kernel.abi.Failure;
import cairn.kernel.abi.Trampoline;
import cairn.kernel.object.Call;
import cairn.kernel.object.Interrupts;
import cairn.kernel.object.Ipc;
import cairn.kernel.object.Log;
import cairn.kernel.object.Operation;
import cairn.kernel.object.Reply;
import cairn.kernel.object.Scheduler;
import cairn.kernel.object.Tasks;
import cairn.kernel.object.Threads;
import cairn.kernel.object.Trampolines;

/** The one place from which a checked call reaches its operation. */
final class Dispatch {
    /** What to answer is in the reply. */
    static final int ANSWERED = 0;
    /** The operation has no reply: a caller that wants one waits. */
    static final int SILENT = 1;
    /** The caller's registers hold the result, or will when it runs again. */
    static final int DONE = 2;

    private final Tasks tasks;
    private final Threads threads;
    private final Scheduler scheduler;
    private final Log log;
    private final Ipc ipc;
    private final Interrupts interrupts;
    private final Trampolines trampolines;

    Dispatch(Tasks tasks, Threads threads, Scheduler scheduler, Log log, Ipc ipc, Interrupts interrupts, Trampolines trampolines) {
        this.trampolines = trampolines;
        this.interrupts = interrupts;
        this.tasks = tasks;
        this.threads = threads;
        this.scheduler = scheduler;
        this.log = log;
        this.ipc = ipc;
    }

    /** Back from a handler of page faults, to what it interrupted: the caller's registers are those. */
    private int trampoline(Call c, Reply reply) {
        if (c.flags != Trampoline.RESUME && c.flags != Trampoline.REFLECT) {
            trampolines.control(c, reply);
            return ANSWERED;
        }
        if (!trampolines.leave(c.caller)) {
            reply.fail(Failure.EINVAL);
            return ANSWERED;
        }
        if (c.flags == Trampoline.REFLECT) {
            ipc.reflect(c.caller);
        }
        return DONE;
    }

    /** Carries out {@code c}; ANSWERED, SILENT or DONE. */
    int run(Call c, Reply reply) {
        switch (c.operation) {
            case Operation.MAP_PAGES:
                tasks.mapPages(c, reply);
                return ANSWERED;
            case Operation.MAP_CAPS:
                tasks.mapCaps(c, reply);
                return ANSWERED;
            case Operation.UNMAP:
                tasks.unmap(c, reply);
                return ANSWERED;
            case Operation.VALID:
                tasks.valid(c, reply);
                return ANSWERED;
            case Operation.SAME:
                tasks.same(c, reply);
                return ANSWERED;
            case Operation.ADD_KU_MEM:
                tasks.addKernelUserMemory(c, reply);
                return ANSWERED;
            case Operation.CREATE_TASK:
                tasks.createTask(c, reply);
                return ANSWERED;
            case Operation.CREATE_THREAD:
                tasks.createThread(c, reply);
                return ANSWERED;
            case Operation.CREATE_FACTORY:
                tasks.createFactory(c, reply);
                return ANSWERED;
            case Operation.CONTROL:
                threads.control(c, reply);
                return ANSWERED;
            case Operation.EX_REGS:
                threads.exchange(c, reply);
                return ANSWERED;
            case Operation.SWITCH:
                threads.yield(c, reply);
                return ANSWERED;
            case Operation.STATS:
                threads.stats(c, reply);
                return ANSWERED;
            case Operation.TRAMPOLINE:
                return trampoline(c, reply);
            case Operation.SET_TPIDRRO:
                threads.setThreadPointer(c, reply);
                return ANSWERED;
            case Operation.INFO:
                scheduler.info(reply);
                return ANSWERED;
            case Operation.RUN_THREAD:
                scheduler.runThread(c, reply);
                return ANSWERED;
            case Operation.IDLE_TIME:
                scheduler.idleTime(reply);
                return ANSWERED;
            case Operation.LOG_READ:
                log.read(c, reply);
                return ANSWERED;
            case Operation.LOG_SET:
                log.set(c, reply);
                return ANSWERED;
            case Operation.LOG_GET:
                log.get(reply);
                return ANSWERED;
            case Operation.CREATE_GATE:
                tasks.createGate(c, reply);
                return ANSWERED;
            case Operation.BIND_GATE:
                ipc.bind(c, reply);
                return ANSWERED;
            case Operation.GATE_INFO:
                ipc.info(c, reply);
                return ANSWERED;
            case Operation.IPC:
                ipc.invoke(c);
                return DONE;
            case Operation.CREATE_INTERRUPT:
                tasks.createInterrupt(c, reply);
                return ANSWERED;
            case Operation.CREATE_SEMAPHORE:
                tasks.createSemaphore(c, reply);
                return ANSWERED;
            case Operation.BIND_INTERRUPT:
                interrupts.bind(c, reply);
                return ANSWERED;
            case Operation.DETACH:
                interrupts.detach(c, reply);
                return ANSWERED;
            case Operation.TRIGGER:
                interrupts.trigger(c);
                return SILENT;
            case Operation.UNMASK:
                interrupts.unmask(c);
                return SILENT;
            case Operation.DOWN:
                interrupts.down(c);
                return DONE;
            case Operation.BIND_PIN:
                interrupts.bindPin(c, reply);
                return ANSWERED;
            case Operation.UNBIND_PIN:
                interrupts.unbindPin(c, reply);
                return ANSWERED;
            case Operation.ICU_INFO:
                interrupts.info(c, reply);
                return ANSWERED;
            case Operation.MASK_PIN:
                interrupts.maskPin(c);
                return SILENT;
            case Operation.UNMASK_PIN:
                interrupts.unmaskPin(c);
                return SILENT;
            case Operation.SET_MODE:
                interrupts.setMode(c, reply);
                return ANSWERED;
            case Operation.DECREASE:
                tasks.decrease(c, reply);
                return ANSWERED;
            case Operation.WATCH_DELETION:
                interrupts.watchDeletion(c, reply);
                return ANSWERED;
            case Operation.DEBUG:
                log.debug(c, reply);
                return ANSWERED;
            case Operation.MODIFY_SENDERS:
                ipc.modifySenders(c, reply);
                return ANSWERED;
            default:
                log.write(c);
                return SILENT;
        }
    }
}
