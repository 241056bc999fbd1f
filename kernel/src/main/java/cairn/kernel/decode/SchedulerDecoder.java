package cairn.kernel.decode;

import cairn.kernel.abi.Failure;
import cairn.kernel.abi.SchedulerOp;
import cairn.kernel.object.Call;
import cairn.kernel.object.Operation;
import cairn.kernel.object.Scheduler;

/** Calls to the scheduler. Whoever has the scheduler may place any thread that it can name. */
final class SchedulerDecoder {
    /** Longest quantum: a day of microseconds. */
    private static final long MAX_QUANTUM = 86_400_000_000L;
    /** Of a set of processors, where it begins: the low bits of its first word. */
    private static final long OFFSET = 0xffffff;

    static int decode(Allegation said, Call call, Items items) {
        switch ((int) said.message[0] & 0xffff) {
            case SchedulerOp.INFO:
                return info(said, call);
            case SchedulerOp.RUN_THREAD:
                return runThread(said, call, items);
            case SchedulerOp.IDLE_TIME:
                return idleTime(said, call);
            default:
                return -Failure.ENOSYS;
        }
    }

    /** Of the processors from an offset on; only number 0 exists. */
    private static int info(Allegation said, Call call) {
        if (said.words() < 2) {
            return -Failure.EMSGTOOSHORT;
        }
        if ((said.message[1] & OFFSET) != 0) {
            return -Failure.ERANGE;
        }
        call.operation = Operation.INFO;
        return 0;
    }

    private static int idleTime(Allegation said, Call call) {
        if (said.words() < 3) {
            return -Failure.EMSGTOOSHORT;
        }
        if (!names(said)) {
            return -Failure.EINVAL;
        }
        call.operation = Operation.IDLE_TIME;
        return 0;
    }

    /** Whether the set of processors in MR1 and MR2 holds the one that exists, number 0. */
    private static boolean names(Allegation said) {
        return (said.message[1] & OFFSET) == 0 && (said.message[2] & 1) != 0;
    }

    private static int runThread(Allegation said, Call call, Items items) {
        if (said.words() < 5) {
            return -Failure.EINVAL;
        }
        int failure = items.thread(0);
        if (failure != 0) {
            return failure;
        }
        if (!names(said)) {
            return -Failure.EINVAL;
        }
        long priority = said.message[3];
        call.quantum = said.message[4];
        if (priority == 0) {
            return -Failure.EINVAL;
        }
        if (priority < 0 || call.quantum < 0 || call.quantum > MAX_QUANTUM) {
            return -Failure.ERANGE; // another class of scheduling, or too long
        }
        call.priority = priority > Scheduler.MAX_PRIORITY ? Scheduler.MAX_PRIORITY : (int) priority;
        call.operation = Operation.RUN_THREAD;
        return 0;
    }

    private SchedulerDecoder() {}
}
