package cairn.kernel;

import cairn.kernel.abi.Control;
import cairn.kernel.abi.ExRegs;
import cairn.kernel.abi.Flexpage;
import cairn.kernel.abi.Item;
import cairn.kernel.abi.Limits;
import cairn.kernel.abi.Protocol;
import cairn.kernel.abi.SchedulerOp;
import cairn.kernel.abi.Selector;
import cairn.kernel.abi.Slots;
import cairn.kernel.abi.Tag;
import cairn.kernel.abi.TaskOp;
import cairn.kernel.abi.ThreadOp;
import cairn.kernel.abi.Utcb;
import cairn.kernel.boot.Boot;
import cairn.kernel.boot.Hardware;
import cairn.kernel.boot.Sizes;
import cairn.kernel.entry.Kernel;
import cairn.kernel.hil.Cause;
import cairn.kernel.hil.Console;
import cairn.kernel.hil.InterruptController;
import cairn.kernel.hil.Mmu;
import cairn.kernel.hil.Ram;
import cairn.kernel.hil.Timer;
import cairn.kernel.object.Thread;

/** A kernel on hardware that is arrays, and the system calls of a program that a test plays. Nothing here allocates after the start. */
public final class Rig implements Mmu, Ram, Console, Timer, InterruptController {
    public static final long SVC = 0x15L << 26 | 1 << 25;
    /** The root task's memory: RAM at identity addresses. */
    public static final long RAM = 0x4000_0000L;
    public static final long USER_FRAMES = 4096;
    public static final int TIMER_PIN = 30;
    public static final int CONSOLE_PIN = 33;
    private static final int PINS = 40;
    private static final int ALL = Flexpage.RIGHTS;

    /** What a leaf says: 0 for none, otherwise level 63..60, rights 59..56, frame. */
    public final long[][] leaf;
    public final int[][] table;
    public final byte[] said = new byte[1 << 16];
    public int saidBytes;
    public String typed = "";
    public long time;
    public long alarm = Long.MAX_VALUE;
    public int invalidations;
    /** Pins that are not masked, as bits. */
    public long unmasked;
    private int fires = TIMER_PIN;
    public int activeSpace;
    private final long kernelUserFrame = (RAM >>> 12) + USER_FRAMES;
    private final long[] kernelUser;
    private int typedBytes;
    public final Boot boot;
    public final Kernel kernel;

    public static Sizes small() {
        Sizes sizes = new Sizes();
        sizes.nodes = 3000;
        sizes.tasks = 8;
        sizes.threads = 8;
        sizes.factories = 6;
        sizes.gates = 6;
        sizes.interrupts = 6;
        sizes.capabilityTables = 12;
        sizes.level1Tables = 10;
        sizes.level2Tables = 12;
        sizes.level3Tables = 16;
        sizes.kernelUserFrames = 40;
        sizes.quota = 600_000;
        return sizes;
    }

    public Rig() {
        this(small());
    }

    public Rig(Sizes sizes) {
        leaf = new long[sizes.mmuTables()][512];
        table = new int[sizes.mmuTables()][512];
        kernelUser = new long[sizes.kernelUserFrames * 512];
        boot = new Boot(new Hardware(this, this, this, this, this, TIMER_PIN, CONSOLE_PIN, RAM >>> 12, USER_FRAMES, kernelUserFrame, 0), sizes);
        boot.map(RAM >>> 12, RAM >>> 12, USER_FRAMES, 7);
        kernel = boot.start(0x1000, 64);
    }

    // ---- what a program does ----------------------------------------------------------------------------------------

    /** Message register of the running thread. */
    public Rig mr(int i, long value) {
        store(kernel.current().utcb() + 8L * i, value);
        return this;
    }

    public long mr(int i) {
        return load(kernel.current().utcb() + 8L * i);
    }

    public Rig item(int words, long capability) {
        return mr(words, Item.MAP).mr(words + 1, cap(capability, ALL));
    }

    /** One SVC of the running thread; returns the result tag from the frame of that thread. */
    public long invoke(long selector, long tag) {
        Thread t = kernel.current();
        t.frame[0] = tag;
        t.frame[2] = selector;
        kernel.trap(Cause.SYNCHRONOUS, SVC, 0);
        return t.frame[0];
    }

    /** A call; returns the label, or -1000 - the IPC error. */
    public long call(long capability, long protocol, int words, int items) {
        Thread t = kernel.current();
        long utcb = t.utcb();
        long tag = invoke(capability << 12 | Selector.SEND | Selector.RECEIVE,
                protocol << Tag.LABEL_SHIFT | (long) items << Tag.ITEM_SHIFT | words);
        return (tag & Tag.ERROR) != 0 ? -1000 - load(utcb + Utcb.ERROR) : tag >> Tag.LABEL_SHIFT;
    }

    public static long cap(long index, int rights) {
        return index << 12 | Flexpage.OBJECT << 4 | rights;
    }

    public static long page(long address, int order, int rights) {
        return address | (long) order << 6 | Flexpage.MEMORY << 4 | rights;
    }

    public long map(long to, long from, long base, long flexpage) {
        mr(0, TaskOp.MAP).mr(1, base | Item.MAP).mr(2, flexpage).item(3, from);
        return call(to, Protocol.TASK, 3, 1);
    }

    public long unmap(long task, long mask, long flexpage) {
        mr(0, TaskOp.UNMAP).mr(1, mask).mr(2, flexpage);
        return call(task, Protocol.TASK, 3, 0);
    }

    public long create(long factory, long slot, long what, long value) {
        store(kernel.current().utcb() + Utcb.DESCRIPTOR, 0);
        store(kernel.current().utcb() + Utcb.BUFFER, slot << 12 | Item.MAP | Item.SMALL);
        mr(0, what).mr(1, 1).mr(2, value);
        return call(factory, Protocol.FACTORY, 3, 0);
    }

    public long valid(long capability) {
        mr(0, TaskOp.CAP_INFO).mr(1, capability << 12);
        return call(Slots.TASK, Protocol.TASK, 2, 0);
    }

    public long bind(long thread, long task, long utcb) {
        mr(0, ThreadOp.CONTROL | Control.BIND).mr(1, 0).mr(2, 0).mr(3, 0).mr(4, 0).mr(5, utcb).item(6, task);
        return call(thread, Protocol.THREAD, 6, 1);
    }

    public long start(long thread, long ip) {
        mr(0, ThreadOp.EX_REGS).mr(1, ip).mr(2, ExRegs.KEEP);
        return call(thread, Protocol.THREAD, 3, 0);
    }

    public long place(long thread, long priority) {
        mr(0, SchedulerOp.RUN_THREAD).mr(1, 0).mr(2, 1).mr(3, priority).mr(4, 0).item(5, thread);
        return call(Slots.SCHEDULER, Protocol.SCHEDULER, 5, 1);
    }

    /** The utcb area for a new task. */
    public static long utcbArea() {
        return page(Limits.UTCB_AREA, 12, 6);
    }

    public String output() {
        return new String(said, 0, saidBytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    // ---- the hardware -----------------------------------------------------------------------------------------------

    @Override
    public void clearTable(int number) {
        java.util.Arrays.fill(leaf[number], 0);
        java.util.Arrays.fill(table[number], 0);
    }

    @Override
    public void setTable(int number, int index, int child) {
        table[number][index] = child;
        leaf[number][index] = 0;
    }

    @Override
    public void setLeaf(int number, int index, int level, long frame, int rights, int attributes) {
        leaf[number][index] = (long) level << 60 | (long) (rights & 7) << 56 | frame;
    }

    @Override
    public void clearEntry(int number, int index) {
        leaf[number][index] = 0;
    }

    @Override
    public void invalidate(int space, long page, int level) {
        invalidations++;
    }

    @Override
    public void activate(int space, int rootTable) {
        activeSpace = space;
    }

    @Override
    public long load(long address) {
        return kernelUser[(int) (address - kernelUserFrame * 4096) / 8];
    }

    @Override
    public void store(long address, long value) {
        kernelUser[(int) (address - kernelUserFrame * 4096) / 8] = value;
    }

    @Override
    public void zero(long frameAddress) {
        int from = (int) (frameAddress - kernelUserFrame * 4096) / 8;
        java.util.Arrays.fill(kernelUser, from, from + 512, 0);
    }

    @Override
    public void put(int value) {
        if (saidBytes < said.length) {
            said[saidBytes++] = (byte) value;
        }
    }

    @Override
    public int get() {
        return typedBytes < typed.length() ? typed.charAt(typedBytes++) : -1;
    }

    @Override
    public long now() {
        return time;
    }

    @Override
    public void arm(long microseconds) {
        alarm = microseconds;
    }

    @Override
    public int pins() {
        return PINS;
    }

    @Override
    public int acknowledge() {
        return fires;
    }

    /** The board's line {@code pin} goes up. */
    public void interrupt(int pin) {
        fires = pin;
        kernel.trap(Cause.INTERRUPT, 0, 0);
        fires = TIMER_PIN;
    }

    @Override
    public void endOfInterrupt(int pin) {}

    @Override
    public void mask(int pin) {
        unmasked &= ~(1L << pin);
    }

    @Override
    public void unmask(int pin) {
        unmasked |= 1L << pin;
    }
}
