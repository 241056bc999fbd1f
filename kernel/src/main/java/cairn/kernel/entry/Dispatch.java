package cairn.kernel.entry;

import cairn.kernel.object.Call;
import cairn.kernel.object.Ipc;
import cairn.kernel.object.Log;
import cairn.kernel.object.Operation;
import cairn.kernel.object.Reply;
import cairn.kernel.object.Scheduler;
import cairn.kernel.object.Tasks;
import cairn.kernel.object.Threads;

/** The one place from which a checked call reaches its operation. */
final class Dispatch {
    private final Tasks tasks;
    private final Threads threads;
    private final Scheduler scheduler;
    private final Log log;
    private final Ipc ipc;

    Dispatch(Tasks tasks, Threads threads, Scheduler scheduler, Log log, Ipc ipc) {
        this.tasks = tasks;
        this.threads = threads;
        this.scheduler = scheduler;
        this.log = log;
        this.ipc = ipc;
    }

    /** Carries out {@code c}; false when the operation has no reply. */
    boolean run(Call c, Reply reply) {
        switch (c.operation) {
            case Operation.MAP_PAGES:
                tasks.mapPages(c, reply);
                return true;
            case Operation.MAP_CAPS:
                tasks.mapCaps(c, reply);
                return true;
            case Operation.UNMAP:
                tasks.unmap(c, reply);
                return true;
            case Operation.VALID:
                tasks.valid(c, reply);
                return true;
            case Operation.SAME:
                tasks.same(c, reply);
                return true;
            case Operation.ADD_KU_MEM:
                tasks.addKernelUserMemory(c, reply);
                return true;
            case Operation.CREATE_TASK:
                tasks.createTask(c, reply);
                return true;
            case Operation.CREATE_THREAD:
                tasks.createThread(c, reply);
                return true;
            case Operation.CREATE_FACTORY:
                tasks.createFactory(c, reply);
                return true;
            case Operation.CONTROL:
                threads.control(c, reply);
                return true;
            case Operation.EX_REGS:
                threads.exchange(c, reply);
                return true;
            case Operation.SWITCH:
                threads.yield(c, reply);
                return true;
            case Operation.STATS:
                threads.stats(c, reply);
                return true;
            case Operation.SET_TPIDRRO:
                threads.setThreadPointer(c, reply);
                return true;
            case Operation.INFO:
                scheduler.info(reply);
                return true;
            case Operation.RUN_THREAD:
                scheduler.runThread(c, reply);
                return true;
            case Operation.IDLE_TIME:
                scheduler.idleTime(reply);
                return true;
            case Operation.LOG_READ:
                log.read(c, reply);
                return true;
            case Operation.LOG_SET:
                log.set(c, reply);
                return true;
            case Operation.LOG_GET:
                log.get(reply);
                return true;
            case Operation.CREATE_GATE:
                tasks.createGate(c, reply);
                return true;
            case Operation.BIND_GATE:
                ipc.bind(c, reply);
                return true;
            case Operation.GATE_INFO:
                ipc.info(c, reply);
                return true;
            default:
                log.write(c);
                return false;
        }
    }
}
