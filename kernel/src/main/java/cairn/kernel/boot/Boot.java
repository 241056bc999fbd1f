package cairn.kernel.boot;

import cairn.kernel.abi.Limits;
import cairn.kernel.abi.Slots;
import cairn.kernel.core.capability.CapSpace;
import cairn.kernel.core.derivation.Derivation;
import cairn.kernel.core.derivation.Node;
import cairn.kernel.core.derivation.Tree;
import cairn.kernel.core.irq.Pins;
import cairn.kernel.core.memory.AddressSpace;
import cairn.kernel.core.memory.Table;
import cairn.kernel.core.memory.TablePool;
import cairn.kernel.core.memory.Tables;
import cairn.kernel.entry.Kernel;
import cairn.kernel.object.Blocking;
import cairn.kernel.object.Capabilities;
import cairn.kernel.object.Factory;
import cairn.kernel.object.Gate;
import cairn.kernel.object.Interrupts;
import cairn.kernel.object.Ipc;
import cairn.kernel.object.KernelUserMemory;
import cairn.kernel.object.Kind;
import cairn.kernel.object.Lifetime;
import cairn.kernel.object.Log;
import cairn.kernel.object.Pages;
import cairn.kernel.object.Pools;
import cairn.kernel.object.Scheduler;
import cairn.kernel.object.Task;
import cairn.kernel.object.Tasks;
import cairn.kernel.object.Thread;
import cairn.kernel.object.Threads;
import cairn.kernel.object.Trampolines;
import cairn.kernel.object.Transfer;

/**
 * Makes a kernel: everything that it will ever use, then its first tasks. Deterministic, and a table of contents of the kernel.
 *
 * <pre>
 *  new Boot(hardware, sizes)     pools, tables, objects, the first task
 *  .map(page, frame, count, …)   memory of the first task, as often as needed
 *  .device(frame, count)         device registers of the first task
 *  .start(ip, priority)          its thread is ready; the kernel is complete
 *  .start(pager, root, priority) the same, and a root task whose pager the first task is
 * </pre>
 */
public final class Boot {
    /** Memory type of ordinary RAM. */
    public static final int CACHED = 2;
    /** Memory type of device registers, and the rights to them. */
    private static final int UNCACHED = 0;
    private static final int READ_WRITE = 6;

    private final Tree tree;
    private final Pins pins;
    private final Pools pools;
    private final Derivation derivation;
    private final Pages pages;
    private final Lifetime lifetime;
    private final Scheduler scheduler;
    private final Threads threads;
    private final Node memory;
    private final Factory factory;
    private final Hardware hardware;
    private final Task first;
    private final Thread firstThread;
    private final Kernel kernel;

    public Boot(Hardware hw, Sizes sizes) {
        hardware = hw;
        tree = new Tree(hw.mmu, Node.pool(sizes.nodes));
        derivation = new Derivation(tree);
        memory = derivation.anchor(Kind.MEMORY, Kind.USER, hw.userFrame, hw.userFrame + hw.userFrames - 1);
        KernelUserMemory kernelUser = new KernelUserMemory(tree, derivation, hw.ram, hw.kernelUserFrame, sizes.kernelUserFrames);
        pins = pins(hw);
        pools = new Pools(tasks(hw, sizes), sizes.threads, sizes.factories, sizes.gates, sizes.interrupts, pins);
        scheduler = new Scheduler(hw.timer, hw.mmu, pools);
        Blocking blocking = new Blocking(scheduler, pools, hw.ram);
        Interrupts interrupts = new Interrupts(pools, pins, blocking);
        lifetime = new Lifetime(tree, derivation, pools, scheduler, blocking, kernelUser, interrupts);
        pages = new Pages(derivation);
        threads = new Threads(scheduler, blocking, hw.ram);
        Capabilities capabilities = new Capabilities(derivation, lifetime);
        Tasks tasks = new Tasks(pages, capabilities, kernelUser, lifetime);
        Ipc ipc = new Ipc(scheduler, blocking, pools, new Transfer(hw.ram, pools, pages, capabilities), interrupts);
        Log log = new Log(hw.console);
        kernel = new Kernel(hw.ram, hw.console, hw.interrupts, hw.timerPin, pools, scheduler, tasks, threads, lifetime, log,
                blocking, ipc, pins, interrupts, new Trampolines(hw.ram, blocking), hw.informationPage);

        factory = lifetime.first(sizes.quota);
        first = lifetime.firstTask(factory, Limits.UTCB_AREA >>> 12);
        firstThread = lifetime.firstThread(factory);
        bestow(first, firstThread);
    }

    /** The controller's pins, and the scheduler's. */
    private static Pins pins(Hardware hw) {
        int wires = hw.interrupts.pins();
        Pins pins = new Pins(hw.interrupts, wires, hw.consolePin);
        for (int i = 0; i < wires; i++) {
            pins.add(i, i != hw.timerPin, i == hw.timerPin);
        }
        pins.add(wires, false, false);
        return pins;
    }

    /** Tasks with their tables. Table numbers: roots first, then levels 1, 2, 3; those of capabilities and their directories, which no MMU sees, last. */
    private static Task[] tasks(Hardware hw, Sizes sizes) {
        int first1 = sizes.tasks;
        int first2 = first1 + sizes.level1Tables;
        int first3 = first2 + sizes.level2Tables;
        int firstCapabilities = first3 + sizes.level3Tables;
        Tables tables = new Tables();
        TablePool level3 = tables.pool(3, true, 0, null).stock(tables, first3, sizes.level3Tables);
        TablePool level2 = tables.pool(2, true, Table.ENTRIES, level3).stock(tables, first2, sizes.level2Tables);
        TablePool level1 = tables.pool(1, true, Table.ENTRIES, level2).stock(tables, first1, sizes.level1Tables);
        TablePool roots = tables.pool(0, false, Table.ENTRIES, level1).stock(tables, 0, sizes.tasks);
        TablePool capabilities = tables.pool(0, true, 0, null).stock(tables, firstCapabilities, sizes.capabilityTables);
        TablePool directories = tables.pool(0, false, CapSpace.CAPABILITIES / Table.ENTRIES, capabilities)
                .stock(tables, firstCapabilities + sizes.capabilityTables, sizes.tasks);
        Task[] tasks = new Task[sizes.tasks];
        for (int i = 0; i < sizes.tasks; i++) {
            tasks[i] = new Task(i, new CapSpace(tables, capabilities, tables.take(directories)),
                    new AddressSpace(hw.mmu, tables, roots, level1, level2, level3));
        }
        return tasks;
    }

    /** The first capabilities of {@code task}. [ABI section 10] */
    private void bestow(Task task, Thread thread) {
        require(lifetime.bestow(lifetime.anchor(task), task, Slots.TASK)
                && lifetime.bestow(lifetime.anchor(factory), task, Slots.FACTORY)
                && lifetime.bestow(lifetime.anchor(thread), task, Slots.THREAD)
                && lifetime.bestow(lifetime.logAnchor(), task, Slots.LOG)
                && lifetime.bestow(lifetime.icuAnchor(), task, Slots.ICU)
                && lifetime.bestow(lifetime.debuggerAnchor(), task, Slots.DEBUGGER)
                && lifetime.bestow(lifetime.schedulerAnchor(), task, Slots.SCHEDULER));
    }

    private static void require(boolean done) {
        if (!done) {
            throw new IllegalArgumentException("the kernel's sizes leave no room for the first tasks");
        }
    }

    /** Memory of the first task: {@code count} frames from {@code frame} on at virtual page {@code page}, rights as in the ABI. */
    public Boot map(long page, long frame, long count, int rights) {
        require(pages.give(memory, frame, count, first, page, rights, CACHED));
        return this;
    }

    /** Device registers of the first task: {@code count} frames from {@code frame} on, at the same addresses, uncached. */
    public Boot device(long frame, long count) {
        Node anchor = derivation.anchor(Kind.MEMORY, Kind.DEVICE, frame, frame + count - 1);
        require(pages.give(anchor, frame, count, first, frame, READ_WRITE, UNCACHED));
        return this;
    }

    /** The first task's thread starts at {@code ip} with {@code priority}; returns the kernel that will run it. */
    public Kernel start(long ip, int priority) {
        run(first, firstThread, ip, priority);
        scheduler.leave();
        return kernel;
    }

    /**
     * The first task is the root pager: its thread starts at {@code pagerIp} and reads the address of the information page in x0. A root
     * task starts at {@code rootIp} with no memory; its pager is a gate to the root pager's thread. [ABI section 10]
     */
    public Kernel start(long pagerIp, long rootIp, int priority) {
        Task root = lifetime.firstTask(factory, Limits.UTCB_AREA >>> 12);
        Thread rootThread = lifetime.firstThread(factory);
        require(root != null && rootThread != null);
        bestow(root, rootThread);
        Gate gate = lifetime.firstGate(factory, firstThread, Limits.ROOT_LABEL);
        require(gate != null && lifetime.bestow(lifetime.anchor(gate), root, Slots.PAGER));
        threads.setPager(rootThread, Slots.PAGER);
        run(first, firstThread, pagerIp, priority);
        firstThread.frame[0] = hardware.informationPage;
        run(root, rootThread, rootIp, priority);
        scheduler.leave();
        return kernel;
    }

    private void run(Task task, Thread thread, long ip, int priority) {
        threads.bind(thread, task, task.memory().find(Limits.UTCB_AREA >>> 12).node().low() * 4096, Limits.UTCB_AREA);
        threads.start(thread, ip, 0);
        scheduler.place(thread, priority, 0);
    }

    // ---- for observers outside the kernel ----------------------------------------------------------------------------

    public Tree tree() {
        return tree;
    }

    public Pins pins() {
        return pins;
    }

    public Pools pools() {
        return pools;
    }

    public Scheduler scheduler() {
        return scheduler;
    }

    /** The first task. */
    public Task root() {
        return first;
    }

    public Kernel kernel() {
        return kernel;
    }
}
