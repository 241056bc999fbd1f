package cairn.property.ipc;

import cairn.model.ipc.Owed;
import cairn.model.ipc.Slot;
import java.util.List;
import java.util.Map;

/**
 * What an observer sees of a kernel's threads and what they wait for.
 *
 * @param running number of the running thread, or -1
 * @param alarm   when the timer will interrupt
 * @param ready   threads in the ready queues, the highest priority first
 * @param owed    the slots that name a caller
 * @param capabilities what tasks hold, as {@link #capability}, by task and index
 */
public record Seen(int running, long alarm, List<Integer> ready, List<Thread> threads, List<Gate> gates, List<Interrupt> interrupts,
        List<Semaphore> semaphores, Map<Slot, Owed> owed, List<Long> capabilities) {

    /** What a thread is at. */
    public enum At { STOPPED, READY, SENDING, RECEIVING, DOWN }

    /**
     * A thread that exists.
     *
     * @param partner SENDING, RECEIVING: the partner, -1 for none or anyone, {@link cairn.model.ipc.State#interrupt} for an interrupt object; DOWN: the semaphore; otherwise -1
     * @param runsOn  the thread whose priority and time slice it runs on
     * @param tag     SENDING: what it sends; otherwise 0, as label
     * @param others x2 to x30, PSTATE, TPIDR, TPIDRRO
     * @param fault  what the kernel sends in its name: 0 nothing, 1 a page fault, 2 an exception; 0 for a thread that does not wait
     * @param pager  capability index, as handler
     * @param senders who waits to send to it, as {@link #sender}
     */
    public record Thread(int number, At at, int partner, int priority, int runsOn, long until, long tag, long label, long x0, long x1, long pc, long sp,
            List<Long> others, int fault, long pager, long handler, long[] utcb, List<Integer> senders) {}

    public record Gate(int number, int thread, boolean orphan, long label, List<Integer> senders) {}

    public record Interrupt(int number, int thread, long label, boolean remembered, boolean sent) {}

    public record Semaphore(int number, long count, List<Integer> waiters) {}

    /**
     * A capability in the table of a task, or a page ({@link cairn.model.ipc.State#page}), as one number; {@code weak}: it does not count;
     * {@code kind} as in
     * {@link cairn.model.ipc.Capability.Kind}.
     */
    public static long capability(int task, long index, int kind, int number, int rights, boolean weak) {
        long frames = index < 0 ? number - World.MEMORY : number;
        long place = index < 0 ? 1 << 23 | -1 - index - World.MEMORY : index;
        return (long) task << 48 | place << 24 | (long) (weak ? kind | 0x80 : kind) << 16 | frames << 8 | rights;
    }

    /** A thread or interrupt object in a queue of senders, as one number. */
    public static int sender(boolean interrupt, int number, int rank) {
        return (interrupt ? 1 << 24 : 0) | number << 12 | rank;
    }
}
