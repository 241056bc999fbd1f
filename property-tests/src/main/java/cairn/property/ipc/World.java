package cairn.property.ipc;

import cairn.model.ipc.Activity;
import cairn.model.ipc.Capability;
import cairn.model.ipc.Capability.Kind;
import cairn.model.ipc.Gate;
import cairn.model.ipc.Interrupt;
import cairn.model.ipc.State;
import cairn.model.ipc.Thread;
import cairn.model.ipc.Turn;
import cairn.model.ipc.Utcb;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What every trial begins with: two tasks, the same capabilities in both; five threads, of which the first has made all the rest.
 *
 * <pre>
 *  1 own task   7 scheduler   0x20+t thread t   0x28+g gate g   0x30+g gate g, only W and R   0x38+i interrupt object i
 *  0x3c semaphore   0x3d semaphore, only W and R   0x40+t thread t, only W and R           (0x100 task 1, in task 0 only)
 * </pre>
 */
public final class World {
    public static final int TASKS = 2;
    public static final int THREADS = 5;
    public static final int GATES = 3;
    public static final int INTERRUPTS = 2;
    /** Interrupt objects and semaphores are numbered together. */
    public static final int SEMAPHORE = INTERRUPTS;
    public static final long OWN_TASK = 1;
    public static final long SCHEDULER = 7;
    public static final long THREAD = 0x20;
    public static final long GATE = 0x28;
    public static final long CLIENT = 0x30;
    public static final long INTERRUPT = 0x38;
    public static final long SEMAPHORE_CAP = 0x3c;
    public static final long WEAK_SEMAPHORE = 0x3d;
    public static final long WEAK_THREAD = 0x40;
    /** Rights of the weaker capabilities. */
    public static final int WEAK = Capability.W | Capability.R;
    private static final int[] TASK_OF = {0, 0, 0, 1, 1};
    private static final int[] PRIORITY = {64, 70, 64, 64, 70};
    private static final int[] THREAD_OF = {1, 3, State.NOBODY};

    private World() {}

    public static int taskOf(int thread) {
        return TASK_OF[thread];
    }

    public static int priorityOf(int thread) {
        return PRIORITY[thread];
    }

    /** The thread that gate {@code gate} is bound to, or -1. */
    public static int threadOf(int gate) {
        return THREAD_OF[gate];
    }

    public static long label(int gate) {
        return 0x100L * (gate + 1);
    }

    public static long entry(int thread) {
        return 0x1000L * (thread + 1);
    }

    /** The model's state: thread 1 runs, and thread 0 was preempted by it. */
    public static State boot() {
        SortedMap<Integer, Thread> threads = new TreeMap<>();
        for (int t = 0; t < THREADS; t++) {
            threads.put(t, new Thread(t, TASK_OF[t], new Turn(PRIORITY[t], Thread.DEFAULT_QUANTUM, Thread.DEFAULT_QUANTUM, false, State.NOBODY),
                    Activity.READY, 0, OptionalLong.empty(), entry(t), 0, Utcb.bound()));
        }
        SortedMap<Integer, Gate> gates = new TreeMap<>();
        for (int g = 0; g < GATES; g++) {
            gates.put(g, new Gate(g, THREAD_OF[g], label(g)));
        }
        SortedMap<Integer, Interrupt> interrupts = new TreeMap<>();
        for (int i = 0; i < INTERRUPTS; i++) {
            interrupts.put(i, new Interrupt(i, State.NOBODY, 0, false, false, 0));
        }
        SortedMap<Integer, Long> semaphores = new TreeMap<>();
        semaphores.put(SEMAPHORE, 0L);
        SortedMap<Integer, SortedMap<Long, Capability>> capabilities = new TreeMap<>();
        for (int task = 0; task < TASKS; task++) {
            capabilities.put(task, capabilities(task));
        }
        return new State(0, 1, Thread.DEFAULT_QUANTUM, threads, List.of(0, 2, 3, 4), new TreeMap<>(), gates, interrupts, semaphores,
                capabilities, 0);
    }

    private static SortedMap<Long, Capability> capabilities(int task) {
        SortedMap<Long, Capability> table = new TreeMap<>();
        table.put(OWN_TASK, new Capability(Kind.TASK, task, Capability.ALL));
        table.put(SCHEDULER, new Capability(Kind.SCHEDULER, 0, Capability.ALL));
        for (int t = 0; t < THREADS; t++) {
            table.put(THREAD + t, new Capability(Kind.THREAD, t, Capability.ALL));
            table.put(WEAK_THREAD + t, new Capability(Kind.THREAD, t, WEAK));
        }
        for (int g = 0; g < GATES; g++) {
            table.put(GATE + g, new Capability(Kind.GATE, g, Capability.ALL));
            table.put(CLIENT + g, new Capability(Kind.GATE, g, WEAK));
        }
        for (int i = 0; i < INTERRUPTS; i++) {
            table.put(INTERRUPT + i, new Capability(Kind.INTERRUPT, i, Capability.ALL));
        }
        table.put(SEMAPHORE_CAP, new Capability(Kind.SEMAPHORE, SEMAPHORE, Capability.ALL));
        table.put(WEAK_SEMAPHORE, new Capability(Kind.SEMAPHORE, SEMAPHORE, WEAK));
        return table;
    }
}
