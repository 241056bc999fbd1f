package cairn.property.ipc;

import cairn.kernel.abi.Limits;
import cairn.model.ipc.Activity;
import cairn.model.ipc.Capability;
import cairn.model.ipc.Capability.Kind;
import cairn.model.ipc.Gate;
import cairn.model.ipc.Interrupt;
import cairn.model.ipc.Registers;
import cairn.model.ipc.State;
import cairn.model.ipc.Supply;
import cairn.model.ipc.Thread;
import cairn.model.ipc.Traps;
import cairn.model.ipc.Turn;
import cairn.model.ipc.Utcb;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What every trial begins with: two tasks, the same capabilities in both; five threads, of which the first has made all the rest.
 *
 * <pre>
 *  1 own task   7 scheduler   0x20+t thread t   0x28+g gate g   0x30+g gate g, only W and R   0x38+i interrupt object i
 *  0x3c semaphore   0x3d semaphore, only W and R   0x3e factory   0x40+t thread t, only W and R      0x50 .. 0x57 room for what is received
 (in task 0 only: 3 thread 0, 0x100 task 1)
 * </pre>
 *
 * <p>Task 0 has {@link #FRAMES} pages of memory from {@link #MEMORY} on; each task has room for {@link #ROOMS} pages at {@link #PAGE_ROOM}.
 * Thread 0 has no pager, thread 4 no exception handler; that of thread 2 is a gate to nobody; two are each other's pagers.
 */
public final class World {
    public static final int TASKS = 2;
    public static final int THREADS = 5;
    public static final int GATES = 3;
    public static final int INTERRUPTS = 2;
    /** Interrupt objects and semaphores are numbered together. */
    public static final int SEMAPHORE = INTERRUPTS;
    public static final long OWN_TASK = 1;
    public static final long FIRST_THREAD = 3;
    public static final long SCHEDULER = 7;
    public static final long THREAD = 0x20;
    public static final long GATE = 0x28;
    public static final long CLIENT = 0x30;
    public static final long INTERRUPT = 0x38;
    public static final long SEMAPHORE_CAP = 0x3c;
    public static final long WEAK_SEMAPHORE = 0x3d;
    public static final long FACTORY = 0x3e;
    /** What it may hand out: the cost of one interrupt object, or of two gates. */
    public static final long FACTORY_BYTES = cairn.kernel.object.Interrupt.BYTES;
    public static final long WEAK_THREAD = 0x40;
    public static final long ROOM = 0x50;
    public static final int ROOMS = 8;
    /** Numbers of pages; the frames have the same. */
    public static final long MEMORY = 0x40000;
    public static final int FRAMES = 4;
    public static final long PAGE_ROOM = 0x40010;
    private static final long NO_HANDLER = -1L >>> 12;
    private static final long[] PAGER = {NO_HANDLER, CLIENT + 1, THREAD, GATE, WEAK_THREAD + 3};
    private static final long[] HANDLER = {GATE + 1, WEAK_THREAD, GATE + 2, THREAD + 4, NO_HANDLER};
    /** x1 of a thread that has not run: the instructions svc #0 and ret. [ABI section 1] */
    private static final long FIRST_X1 = 0xd65f03c0d4000001L;
    /** Rights of the weaker capabilities. */
    public static final int WEAK = Capability.W | Capability.R;
    private static final int[] TASK_OF = {0, 0, 0, 1, 1};
    private static final int[] PRIORITY = {64, 70, 64, 64, 70};
    private static final int[] THREAD_OF = {1, 3, State.NOBODY};

    private World() {}

    /** Whether the capability at {@code index} is one that programs here use: it is compared. */
    public static boolean isCompared(long index) {
        return index < 0 || index == OWN_TASK || index == FIRST_THREAD || index == SCHEDULER || index >= THREAD && index < ROOM + ROOMS;
    }

    public static int taskOf(int thread) {
        return TASK_OF[thread];
    }

    public static int priorityOf(int thread) {
        return PRIORITY[thread];
    }

    /** Index of the capability to its pager, and to its exception handler. */
    public static long pagerOf(int thread) {
        return PAGER[thread];
    }

    public static long handlerOf(int thread) {
        return HANDLER[thread];
    }

    /** User address of its UTCB: they lie one behind the other in each task. */
    public static long utcbOf(int thread) {
        int before = 0;
        for (int t = 0; t < thread; t++) {
            before += TASK_OF[t] == TASK_OF[thread] ? 1 : 0;
        }
        return Limits.UTCB_AREA + (long) before * cairn.kernel.abi.Utcb.SIZE;
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
        SortedMap<Long, Utcb> memory = new TreeMap<>();
        for (int t = 0; t < THREADS; t++) {
            threads.put(t, new Thread(t, TASK_OF[t], new Turn(PRIORITY[t], Thread.DEFAULT_QUANTUM, Thread.DEFAULT_QUANTUM, false, State.NOBODY),
                    Activity.READY, 0, FIRST_X1, entry(t), 0, utcbOf(t),
                    Registers.fresh(utcbOf(t)), new Thread.Handlers(PAGER[t], HANDLER[t]), null, Traps.NONE));
            memory.put(State.place(TASK_OF[t], utcbOf(t)), Utcb.bound());
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
            capabilities.put(task, new TreeMap<>());
        }
        fill(capabilities);
        return new State(0, 1, Thread.DEFAULT_QUANTUM, threads, List.of(0, 2, 3, 4), new TreeMap<>(), gates, interrupts, semaphores,
                capabilities, 0, memory, List.of(), List.of(),
                new Supply(FACTORY_BYTES, List.of(GATES), List.of(INTERRUPTS + 1), cairn.kernel.object.Gate.BYTES, cairn.kernel.object.Interrupt.BYTES, Set.of()));
    }

    /** As the first thread makes and copies them: the first of each object in task 0, all others derived from that. */
    private static void fill(SortedMap<Integer, SortedMap<Long, Capability>> tables) {
        for (int task = 0; task < TASKS; task++) {
            tables.get(task).put(OWN_TASK, made(tables, Kind.TASK, task, Capability.ALL, Capability.ANCHOR));
            tables.get(task).put(SCHEDULER, made(tables, Kind.SCHEDULER, 0, Capability.ALL, Capability.ANCHOR));
        }
        for (int f = 0; f < FRAMES; f++) {
            tables.get(0).put(State.page(MEMORY + f), made(tables, Kind.PAGE, (int) MEMORY + f, Capability.PAGE | Capability.USER, Capability.ANCHOR));
        }
        Capability first = made(tables, Kind.THREAD, 0, Capability.ALL, Capability.ANCHOR);
        tables.get(0).put(FIRST_THREAD, first);
        everywhere(tables, Kind.THREAD, 0, THREAD, WEAK_THREAD, first.id());
        for (int t = 1; t < THREADS; t++) {
            everywhere(tables, Kind.THREAD, t, THREAD + t, WEAK_THREAD + t, Capability.ANCHOR);
        }
        for (int g = 0; g < GATES; g++) {
            everywhere(tables, Kind.GATE, g, GATE + g, CLIENT + g, Capability.ANCHOR);
        }
        for (int i = 0; i < INTERRUPTS; i++) {
            everywhere(tables, Kind.INTERRUPT, i, INTERRUPT + i, 0, Capability.ANCHOR);
        }
        everywhere(tables, Kind.FACTORY, 1, FACTORY, 0, Capability.ANCHOR);
        everywhere(tables, Kind.SEMAPHORE, SEMAPHORE, SEMAPHORE_CAP, WEAK_SEMAPHORE, Capability.ANCHOR);
    }

    private static void everywhere(SortedMap<Integer, SortedMap<Long, Capability>> tables, Kind kind, int number, long index, long weak, int parent) {
        Capability strong = made(tables, kind, number, Capability.ALL, parent);
        tables.get(0).put(index, strong);
        for (int task = 0; task < TASKS; task++) {
            if (task > 0) {
                tables.get(task).put(index, made(tables, kind, number, Capability.ALL, strong.id()));
            }
            if (weak != 0) {
                tables.get(task).put(weak, made(tables, kind, number, WEAK, strong.id()));
            }
        }
    }

    private static Capability made(SortedMap<Integer, SortedMap<Long, Capability>> tables, Kind kind, int number, int rights, int parent) {
        int id = 1 + tables.values().stream().mapToInt(SortedMap::size).sum();
        return new Capability(kind, number, rights, id, parent, false);
    }
}
