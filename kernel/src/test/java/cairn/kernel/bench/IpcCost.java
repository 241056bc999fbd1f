package cairn.kernel.bench;

import cairn.kernel.Rig;
import cairn.kernel.abi.Control;
import cairn.kernel.abi.IrqOp;
import cairn.kernel.abi.Item;
import cairn.kernel.abi.Limits;
import cairn.kernel.abi.Protocol;
import cairn.kernel.abi.Slots;
import cairn.kernel.abi.ThreadOp;
import cairn.kernel.abi.Utcb;
import cairn.kernel.hil.Cause;
import cairn.kernel.object.Thread;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/**
 * What the kernel itself takes for a round trip of messages: nanoseconds of processor time of the running thread, all entries together. The
 * MMU, the RAM and the programs are arrays, so nothing is emulated. All rows are measured in turns, in one run; a row is the median and
 * the least of its parts after the warm-up.
 */
public final class IpcCost {
    private static final int PARTS = 15;
    private static final int WARM_UP = 5;
    private static final int ROUNDS = 40_000;
    private static final long SERVER = 22;
    private static final long GATE = 23;
    private static final long TASK = 24;
    private static final long IRQ = 25;
    private static final long CALL = 3;
    private static final long WAIT = 0x806;
    private static final long REPLY_WAIT = 0x80f;
    private static final long REPLY_NOW = 0x400_0000L;
    private static final long PAGE_FAULT = 0x24L << 26 | 0x7;
    private static final long HERE = 0x1000_0000L;

    private static final ThreadMXBean BEAN = ManagementFactory.getThreadMXBean();

    /** One round of what is measured; the programs stand where they stood before it. */
    private interface Round {
        void run();
    }

    private static final class Row {
        final String name;
        final int entries;
        final Round round;
        final double[] nanoseconds = new double[PARTS];

        Row(String name, int entries, Round round) {
            this.name = name;
            this.entries = entries;
            this.round = round;
        }

        void part(int n) {
            long start = BEAN.getCurrentThreadCpuTime();
            for (int i = 0; i < ROUNDS; i++) {
                round.run();
            }
            nanoseconds[n] = (double) (BEAN.getCurrentThreadCpuTime() - start) / ROUNDS;
        }

        void print() {
            double[] steady = Arrays.copyOfRange(nanoseconds, WARM_UP, PARTS);
            Arrays.sort(steady);
            System.out.printf("%-58s %7d %8.0f %8.0f%n", name, entries, steady[steady.length / 2], steady[0]);
        }
    }

    public static void main(String[] arguments) {
        Row[] rows = {
            calls("call and reply, one task, 0 words", 0, false, 70), calls("the same, 4 words", 4, false, 70),
            calls("the same, 63 words", 63, false, 70), calls("call and reply, two tasks, 0 words", 0, true, 70),
            calls("the same, 4 words", 4, true, 70), calls("the same, 63 words", 63, true, 70),
            calls("two tasks, 0 words, to a server of lower priority", 0, true, 50), signals(), faults(), pages()};
        for (int part = 0; part < PARTS; part++) {
            for (Row row : rows) {
                row.part(part);
            }
        }
        System.out.printf("%-58s %7s %8s %8s%n", "round", "entries", "median", "least ns");
        for (Row row : rows) {
            row.print();
        }
    }

    /** The root thread, priority 64, and a server that waits for anyone. */
    private static Rig rig(boolean far, int priority) {
        Rig rig = new Rig();
        if (far) {
            must(rig.create(Slots.FACTORY, TASK, Protocol.TASK, Rig.utcbArea()));
        }
        must(rig.create(Slots.FACTORY, SERVER, Protocol.THREAD, 0));
        must(rig.bind(SERVER, far ? TASK : Slots.TASK, Limits.UTCB_AREA + (far ? 0 : 0x400)));
        must(rig.place(SERVER, 200));
        rig.start(SERVER, 0x2000);
        ipc(rig, WAIT, 0);
        must(rig.place(SERVER, priority));
        rig.store(rig.kernel.current().utcb() + Utcb.BUFFER, GATE << 12 | Item.MAP | Item.SMALL);
        rig.mr(0, Protocol.GATE).mr(1, 1).mr(2, 0x100).item(3, SERVER);
        must(rig.call(Slots.FACTORY, Protocol.FACTORY, 3, 1));
        return rig;
    }

    private static Row calls(String name, int words, boolean far, int priority) {
        Rig rig = rig(far, priority);
        Thread client = rig.kernel.current();
        return new Row(name, 2, () -> {
            ipc(rig, GATE << 12 | CALL, words);
            ipc(rig, REPLY_WAIT, words);
            if (rig.kernel.current() != client) {
                throw new AssertionError("the client does not run");
            }
        });
    }

    /** A program hits an interrupt object; the thread that waits for it receives the message and waits again. */
    private static Row signals() {
        Rig rig = rig(false, 70);
        must(rig.create(Slots.FACTORY, IRQ, Protocol.IRQ_SENDER, 0));
        rig.mr(0, IrqOp.BIND).mr(1, 0x200).item(2, SERVER);
        must(rig.call(IRQ, Protocol.KOBJECT, 2, 1));
        Thread client = rig.kernel.current();
        return new Row("signal: trigger, message received, wait", 2, () -> {
            ipc(rig, IRQ << 12 | 1, (long) Protocol.IRQ << 16);
            ipc(rig, WAIT, 0);
            if (rig.kernel.current() != client) {
                throw new AssertionError("the client does not run");
            }
        });
    }

    /** The root thread meets a page fault, and its pager, in the same task, answers; nothing is mapped. */
    private static Row faults() {
        Rig rig = rig(false, 70);
        rig.mr(0, ThreadOp.CONTROL | Control.PAGER).mr(1, GATE << 12).mr(2, 0).mr(3, 0).mr(4, 0).mr(5, 0);
        must(rig.call(Slots.THREAD, Protocol.THREAD, 6, 0));
        Thread client = rig.kernel.current();
        return new Row("page fault, answered by the pager", 2, () -> {
            rig.kernel.trap(Cause.SYNCHRONOUS, PAGE_FAULT, HERE);
            ipc(rig, REPLY_WAIT, 0);
            if (rig.kernel.current() != client) {
                throw new AssertionError("the client does not run");
            }
        });
    }

    private static Row pages() {
        Rig rig = rig(true, 70);
        return new Row("a page is mapped into another task and taken back", 2, () -> {
            must(rig.map(TASK, Slots.TASK, HERE, Rig.page(Rig.RAM, 12, 6)));
            must(rig.unmap(Slots.TASK, 0, Rig.page(Rig.RAM, 12, 7)));
        });
    }

    private static void ipc(Rig rig, long selector, long tag) {
        rig.kernel.current().frame[3] = REPLY_NOW & -(selector >> 3 & 1);
        rig.invoke(selector, tag);
    }

    private static void must(long answer) {
        if (answer != 0) {
            throw new AssertionError("the kernel answered " + answer);
        }
    }

    private IpcCost() {}
}
