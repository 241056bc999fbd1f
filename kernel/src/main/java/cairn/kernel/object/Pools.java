package cairn.kernel.object;

import cairn.kernel.core.irq.Pins;

/**
 * Every kernel object there can be, made at boot; an object's number is its position. The free ones form a stack. Numbers of senders:
 * threads first, interrupt objects behind them.
 *
 * <pre>
 *  freeTask[0 .. freeTasks-1]   objects that do not exist, the next one taken last
 * </pre>
 */
public final class Pools {
    private final Task[] task;
    private final Thread[] thread;
    private final Factory[] factory;
    private final Gate[] gate;
    private final Interrupt[] interrupt;
    private final Task[] freeTask;
    private final Thread[] freeThread;
    private final Factory[] freeFactory;
    private final Gate[] freeGate;
    private final Interrupt[] freeInterrupt;
    private int freeTasks;
    private int freeThreads;
    private int freeFactories;
    private int freeGates;
    private int freeInterrupts;

    /** Takes over the tasks, and makes the other objects. */
    public Pools(Task[] tasks, int threads, int factories, int gates, int interrupts, Pins pins) {
        task = tasks;
        thread = new Thread[threads];
        factory = new Factory[factories];
        gate = new Gate[gates];
        interrupt = new Interrupt[interrupts];
        freeTask = new Task[tasks.length];
        freeThread = new Thread[threads];
        freeFactory = new Factory[factories];
        freeGate = new Gate[gates];
        freeInterrupt = new Interrupt[interrupts];
        for (int i = tasks.length - 1; i >= 0; i--) {
            give(task[i]);
        }
        for (int i = threads - 1; i >= 0; i--) {
            thread[i] = new Thread(i);
            give(thread[i]);
        }
        for (int i = factories - 1; i >= 0; i--) {
            factory[i] = new Factory(i);
            give(factory[i]);
        }
        for (int i = gates - 1; i >= 0; i--) {
            gate[i] = new Gate(i);
            give(gate[i]);
        }
        for (int i = interrupts - 1; i >= 0; i--) {
            interrupt[i] = new Interrupt(i, threads + i, pins.signal(i));
            give(interrupt[i]);
        }
    }

    public Task task(int number) {
        return task[number];
    }

    public Thread thread(int number) {
        return thread[number];
    }

    public Factory factory(int number) {
        return factory[number];
    }

    public Gate gate(int number) {
        return gate[number];
    }

    public Interrupt interrupt(int number) {
        return interrupt[number];
    }

    /** The interrupt object that sends as number {@code sender}, or null when that is a thread. */
    Interrupt sender(int sender) {
        return sender < thread.length ? null : interrupt[sender - thread.length];
    }

    public int tasks() {
        return task.length;
    }

    public int threads() {
        return thread.length;
    }

    public int factories() {
        return factory.length;
    }

    public int gates() {
        return gate.length;
    }

    public int interrupts() {
        return interrupt.length;
    }

    boolean hasTask() {
        return freeTasks > 0;
    }

    boolean hasThread() {
        return freeThreads > 0;
    }

    boolean hasFactory() {
        return freeFactories > 0;
    }

    boolean hasGate() {
        return freeGates > 0;
    }

    boolean hasInterrupt() {
        return freeInterrupts > 0;
    }

    Task takeTask() {
        freeTasks = freeTasks - 1;
        return freeTask[freeTasks];
    }

    Thread takeThread() {
        freeThreads = freeThreads - 1;
        return freeThread[freeThreads];
    }

    Factory takeFactory() {
        freeFactories = freeFactories - 1;
        return freeFactory[freeFactories];
    }

    Gate takeGate() {
        freeGates = freeGates - 1;
        return freeGate[freeGates];
    }

    Interrupt takeInterrupt() {
        freeInterrupts = freeInterrupts - 1;
        return freeInterrupt[freeInterrupts];
    }

    void give(Task t) {
        freeTask[freeTasks] = t;
        freeTasks = freeTasks + 1;
    }

    void give(Thread t) {
        freeThread[freeThreads] = t;
        freeThreads = freeThreads + 1;
    }

    void give(Gate g) {
        freeGate[freeGates] = g;
        freeGates = freeGates + 1;
    }

    void give(Interrupt i) {
        freeInterrupt[freeInterrupts] = i;
        freeInterrupts = freeInterrupts + 1;
    }

    void give(Factory f) {
        freeFactory[freeFactories] = f;
        freeFactories = freeFactories + 1;
    }
}
