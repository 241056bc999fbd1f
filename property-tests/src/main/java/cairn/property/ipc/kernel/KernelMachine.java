package cairn.property.ipc.kernel;

import cairn.kernel.abi.Control;
import cairn.kernel.abi.ExRegs;
import cairn.kernel.abi.Flexpage;
import cairn.kernel.abi.Item;
import cairn.kernel.abi.Limits;
import cairn.kernel.abi.Protocol;
import cairn.kernel.abi.Right;
import cairn.kernel.abi.SchedulerOp;
import cairn.kernel.abi.Selector;
import cairn.kernel.abi.Slots;
import cairn.kernel.abi.Tag;
import cairn.kernel.abi.TaskOp;
import cairn.kernel.abi.ThreadOp;
import cairn.kernel.abi.Utcb;
import cairn.kernel.boot.Boot;
import cairn.kernel.entry.Kernel;
import cairn.kernel.hil.Cause;
import cairn.kernel.hil.Frame;
import cairn.kernel.object.Thread;
import cairn.model.ipc.Step;
import cairn.property.ipc.Machine;
import cairn.property.ipc.Seen;
import cairn.property.ipc.World;
import cairn.spec.alloy.live.LiveState;
import java.util.List;

/** The kernel, entered as a processor enters it. Its first thread makes {@link World} by system calls. */
public final class KernelMachine implements Machine {
    private static final long SVC = 0x15L << 26 | 1 << 25;
    private static final int TOP = 255;
    private static final long OTHER_TASK = 0x100;

    private static final int SPARE = 3;
    private static final int FIRST_UNUSED = 4;

    private final boolean roomy;
    private final Bare bare;
    private final Boot boot;
    private final Kernel kernel;
    private final Look look;
    private final Snapshot snapshot;

    /** @param roomy there is room for more objects, and the registers that a system call does not use hold anything */
    public KernelMachine(boolean roomy) {
        this.roomy = roomy;
        this.bare = new Bare(roomy ? SPARE : 0);
        this.boot = new Boot(bare.hardware(), bare.sizes()).map(World.MEMORY, World.MEMORY, World.FRAMES, Right.PAGE);
        this.kernel = boot.start(World.entry(0), TOP);
        this.look = new Look(boot, kernel, bare);
        this.snapshot = new Snapshot(boot, kernel, bare);
        long root = kernel.current().utcb();
        make();
        Thread first = kernel.current();
        place(Slots.THREAD, World.priorityOf(0));
        require(first.frame[0]);
        first.frame[2] = 0;
        first.frame[3] = 0;
        for (int i = 0; i < Utcb.FREE; i += 8) {
            bare.store(root + i, 0);
        }
    }

    @Override
    public void take(Step step) {
        bare.entered();
        if (step instanceof Step.Pass p) {
            bare.time += p.microseconds();
            if (bare.alarm <= bare.time) {
                kernel.trap(Cause.INTERRUPT, 0, 0);
            }
            return;
        }
        Thread t = kernel.current();
        if (t == null) {
            return;
        }
        if (step instanceof Step.Fault f) {
            registers(t, f.x0(), f.x1(), f.x2(), f.x3());
            kernel.trap(Cause.SYNCHRONOUS, f.syndrome(), f.address());
            return;
        }
        Step.Call c = (Step.Call) step;
        for (Step.Write w : c.writes()) {
            bare.store(t.utcb() + 8L * w.word(), w.value());
        }
        registers(t, c.tag(), c.label(), c.selector(), c.timeouts());
        kernel.trap(Cause.SYNCHRONOUS, SVC, 0);
    }

    private void registers(Thread t, long... values) {
        System.arraycopy(values, 0, t.frame, 0, values.length);
        for (int i = FIRST_UNUSED; roomy && i < Frame.SP; i++) {
            t.frame[i] = (values[0] ^ values[1]) * 0x9e3779b97f4a7c15L + i;
        }
    }

    @Override
    public boolean isIdle() {
        return kernel.current() == null;
    }

    @Override
    public long untilAlarm() {
        return bare.alarm == Long.MAX_VALUE ? bare.alarm : bare.alarm - bare.time;
    }

    @Override
    public String lastAnswer() {
        String answer = kernel.lastIpcError() != 0 ? "error " + kernel.lastIpcError() : kernel.lastLabel() < 0 ? "refused " + kernel.lastLabel() : "done";
        return "operation " + kernel.lastOperation() + ": " + answer;
    }

    @Override
    public List<String> brokenDerivations() {
        return Derivations.broken(boot, bare.pages);
    }

    @Override
    public Seen look() {
        return look.seen();
    }

    @Override
    public void describe(LiveState live) {
        snapshot.describe(live);
    }

    // ---- the world ---------------------------------------------------------------------------------------------------

    private void make() {
        long area = Limits.UTCB_AREA | 12L << 6 | Flexpage.MEMORY << 4 | 6;
        require(create(OTHER_TASK, Protocol.TASK, area));
        for (int t = 1; t < World.THREADS; t++) {
            require(create(World.THREAD + t, Protocol.THREAD, 0));
        }
        require(copy(Slots.TASK, Slots.THREAD, World.THREAD, 15));
        for (int g = 0; g < World.GATES; g++) {
            gate(g);
        }
        for (int i = 0; i < World.INTERRUPTS; i++) {
            require(create(World.INTERRUPT + i, Protocol.IRQ_SENDER, 0));
        }
        require(create(World.SEMAPHORE_CAP, Protocol.SEMAPHORE, 0));
        require(create(World.FACTORY, Protocol.FACTORY, World.FACTORY_BYTES));
        require(copy(OTHER_TASK, OTHER_TASK, World.OWN_TASK, 15));
        require(copy(OTHER_TASK, Slots.SCHEDULER, World.SCHEDULER, 15));
        for (long task : new long[] {OTHER_TASK, Slots.TASK}) {
            for (int t = 0; t < World.THREADS; t++) {
                copies(task, World.THREAD + t, World.WEAK_THREAD + t);
            }
            for (int g = 0; g < World.GATES; g++) {
                copies(task, World.GATE + g, World.CLIENT + g);
            }
            for (int i = 0; i < World.INTERRUPTS; i++) {
                copies(task, World.INTERRUPT + i, 0);
            }
            copies(task, World.FACTORY, 0);
            copies(task, World.SEMAPHORE_CAP, World.WEAK_SEMAPHORE);
        }
        handlers(0);
        for (int t = 1; t < World.THREADS; t++) {
            start(t);
        }
    }

    /** All rights at the same index, few at {@code weak} when that is not 0. */
    private void copies(long task, long index, long weak) {
        if (task != Slots.TASK) {
            require(copy(task, index, index, 15));
        }
        if (weak != 0) {
            require(copy(task, index, weak, World.WEAK));
        }
    }

    private void gate(int g) {
        buffer(World.GATE + g);
        mr(0, Protocol.GATE).mr(1, 1).mr(2, World.label(g));
        boolean bound = World.threadOf(g) >= 0;
        if (bound) {
            item(3, World.THREAD + World.threadOf(g));
        }
        require(call(Slots.FACTORY, Protocol.FACTORY, 3, bound ? 1 : 0));
    }

    private void start(int t) {
        mr(0, ThreadOp.CONTROL | Control.BIND).mr(1, 0).mr(2, 0).mr(3, 0).mr(4, 0).mr(5, World.utcbOf(t));
        item(6, World.taskOf(t) == 0 ? Slots.TASK : OTHER_TASK);
        require(call(World.THREAD + t, Protocol.THREAD, 6, 1));
        handlers(t);
        require(place(World.THREAD + t, World.priorityOf(t)));
        mr(0, ThreadOp.EX_REGS).mr(1, World.entry(t)).mr(2, ExRegs.KEEP);
        require(call(World.THREAD + t, Protocol.THREAD, 3, 0));
    }

    private void handlers(int t) {
        mr(0, ThreadOp.CONTROL | Control.PAGER | Control.HANDLER).mr(1, World.pagerOf(t) << 12).mr(2, World.handlerOf(t) << 12);
        require(call(World.THREAD + t, Protocol.THREAD, 6, 0));
    }

    private static void require(long label) {
        if (label != 0) {
            throw new IllegalStateException("the world cannot be made: " + label);
        }
    }

    private long create(long slot, long what, long value) {
        buffer(slot);
        mr(0, what).mr(1, 1).mr(2, value);
        return call(Slots.FACTORY, Protocol.FACTORY, 3, 0);
    }

    private void buffer(long slot) {
        bare.store(kernel.current().utcb() + Utcb.DESCRIPTOR, 0);
        bare.store(kernel.current().utcb() + Utcb.BUFFER, slot << 12 | Item.MAP | Item.SMALL);
    }

    /** The capability at {@code index} of the first task, with some of its rights, to {@code to} of {@code task}. */
    private long copy(long task, long index, long to, int rights) {
        int special = rights == 15 ? Right.OBJECT : 0;
        mr(0, TaskOp.MAP).mr(1, to << 12 | Item.MAP | special).mr(2, index << 12 | Flexpage.OBJECT << 4 | rights);
        item(3, Slots.TASK);
        return call(task, Protocol.TASK, 3, 1);
    }

    private long place(long thread, int priority) {
        mr(0, SchedulerOp.RUN_THREAD).mr(1, 0).mr(2, 1).mr(3, priority).mr(4, 0);
        item(5, thread);
        return call(Slots.SCHEDULER, Protocol.SCHEDULER, 5, 1);
    }

    private KernelMachine mr(int i, long value) {
        bare.store(kernel.current().utcb() + 8L * i, value);
        return this;
    }

    private void item(int words, long capability) {
        mr(words, Item.MAP).mr(words + 1, capability << 12 | Flexpage.OBJECT << 4 | 15);
    }

    private long call(long capability, long protocol, int words, int items) {
        Thread t = kernel.current();
        t.frame[0] = protocol << Tag.LABEL_SHIFT | (long) items << Tag.ITEM_SHIFT | words;
        t.frame[2] = capability << Selector.SHIFT | Selector.SEND | Selector.RECEIVE;
        t.frame[3] = 0;
        kernel.trap(Cause.SYNCHRONOUS, SVC, 0);
        return (t.frame[0] & Tag.ERROR) != 0 ? -1000 - bare.load(t.utcb() + Utcb.ERROR) : t.frame[0] >> Tag.LABEL_SHIFT;
    }
}
