package cairn.kernel.entry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cairn.kernel.Rig;
import cairn.kernel.abi.Limits;
import cairn.kernel.abi.Protocol;
import cairn.kernel.abi.Slots;
import cairn.kernel.abi.Unmap;
import cairn.kernel.abi.Utcb;
import cairn.kernel.hil.Cause;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** After boot the kernel allocates nothing: counted by the virtual machine over a million entries of every kind. */
class AllocationTest {
    private static final int ENTRIES = 1_000_000;
    private static final long TASK = 20;
    private static final long THREAD = 21;
    private static final long FACTORY = 22;
    private static final long UTCB_2 = Limits.UTCB_AREA + 0x400;

    private int entries;

    /** Red: write "new Reply()" into Kernel.systemCall. [REQ-MEM-3] */
    @Test
    void aMillionEntriesAllocateNothing() {
        Rig rig = new Rig();
        ThreadMXBean bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assertTrue(bean.isThreadAllocatedMemorySupported() && bean.isThreadAllocatedMemoryEnabled());
        bean.getCurrentThreadAllocatedBytes();
        while (entries < ENTRIES / 5) { // until the virtual machine has loaded and compiled what it will
            round(rig);
        }
        entries = 0;
        long before = bean.getCurrentThreadAllocatedBytes();
        while (entries < ENTRIES) {
            round(rig);
        }
        long bytes = bean.getCurrentThreadAllocatedBytes() - before;
        assertEquals(0, bytes, bytes + " bytes were allocated in " + entries + " entries of the kernel");
    }

    /** Every operation once or more, and back to where it began. */
    private void round(Rig rig) {
        expect(0, rig.create(Slots.FACTORY, TASK, Protocol.TASK, Rig.utcbArea()));
        expect(0, rig.create(Slots.FACTORY, FACTORY, Protocol.FACTORY, 20000));
        expect(-12, rig.create(FACTORY, 23, Protocol.TASK, 0));
        expect(0, rig.create(Slots.FACTORY, THREAD, Protocol.THREAD, 0));
        expect(0, rig.bind(THREAD, Slots.TASK, UTCB_2));
        expect(0, rig.start(THREAD, 0x2000));
        for (int i = 0; i < 20; i++) {
            expect(0, rig.map(TASK, Slots.TASK, 0x1000, Rig.page(Rig.RAM, 14, 6)));
            expect(0, rig.map(TASK, Slots.TASK, 30 << 12, Rig.cap(Slots.LOG, 15)));
            expect(0, rig.unmap(Slots.TASK, 0, Rig.page(Rig.RAM, 14, 2)));
            expect(0, rig.unmap(Slots.TASK, 0, Rig.page(Rig.RAM, 21, 7)));
            expect(0, rig.unmap(Slots.TASK, 0, Rig.cap(Slots.LOG, 15)));
            expect(1, rig.valid(Slots.LOG));
            expect(-39, rig.call(Slots.LOG, Protocol.TASK, 1, 0));
            expect(-1004, rig.call(40, Protocol.TASK, 1, 0));
            rig.saidBytes = 0;
            rig.mr(0, 0).mr(1, 3).mr(2, 0x0a4141);
            rig.invoke(Slots.LOG << 12 | 1, Protocol.LOG << 16 | 3);
            rig.time += 20_000;
            rig.kernel.trap(Cause.INTERRUPT, 0, 0);
            entries += 10;
        }
        interrupts(rig);
        pingPong(rig);
        rig.kernel.trap(Cause.SYNCHRONOUS, 0x24L << 26 | 0x47, 0x5000); // the other thread faults, and stops
        expect(0, rig.unmap(Slots.TASK, Unmap.SELF | Unmap.DELETE, Rig.cap(16, 15) | 3 << 6)); // slots 16 .. 23
        entries += 9;
    }

    /** Hits, semaphores, pins; the other thread waits in a reply slot, is triggered, and goes on. */
    private void interrupts(Rig rig) {
        expect(0, rig.create(Slots.FACTORY, 18, Protocol.IRQ_SENDER, 0));
        expect(0, rig.create(Slots.FACTORY, 19, Protocol.SEMAPHORE, 0));
        expect(0, rig.mr(0, 16).mr(1, 4).item(2, THREAD).call(18, Protocol.KOBJECT, 2, 1));
        expect(0, rig.mr(0, 5).item(1, 18).call(THREAD, Protocol.THREAD, 1, 1));
        expect(0, rig.mr(0, 0).mr(1, 33).item(2, 18).call(Slots.ICU, Protocol.IRQ, 2, 1));
        for (int i = 0; i < 20; i++) {
            rig.interrupt(33);
            rig.invoke(18 << 12 | 1, (long) Protocol.IRQ << 16);
            rig.invoke(19 << 12 | 1, (long) Protocol.IRQ << 16);
            expect(0, rig.mr(0, 0).call(19, Protocol.SEMAPHORE, 1, 0));
            rig.kernel.current().frame[3] = 0x400;
            expect(-1003, rig.mr(0, 0).call(19, Protocol.SEMAPHORE, 1, 0));
            rig.kernel.current().frame[3] = 0;
            expect(0, rig.mr(0, 6).mr(1, 0).mr(2, 1).mr(3, 0).mr(4, 0).call(THREAD, Protocol.THREAD, 5, 0));
            expect(1, rig.mr(0, 1).call(18, Protocol.IRQ_SENDER, 1, 0));
            expect(0, rig.mr(0, 16).mr(1, 4).item(2, THREAD).call(18, Protocol.KOBJECT, 2, 1));
            expect(0, rig.map(Slots.TASK, Slots.TASK, 17L << 12 | 16, Rig.cap(19, 15)));
            entries += 10;
        }
        expect(0, rig.mr(0, 1).call(18, Protocol.IRQ_SENDER, 1, 0));
    }

    /** The other thread, once it has a higher priority, waits and answers; at the end it runs. */
    private void pingPong(Rig rig) {
        rig.place(THREAD, 70);
        rig.kernel.current().frame[3] = 0;
        rig.store(rig.kernel.current().utcb() + Utcb.BUFFER, 8);
        rig.store(rig.kernel.current().utcb() + Utcb.BUFFER + 8, Rig.page(0x5000_0000L, 12, 0));
        rig.invoke(0x806, 0);
        for (int i = 0; i < 20; i++) {
            rig.kernel.current().frame[3] = i % 2 == 0 ? 0 : 0x1001_1001L;
            rig.mr(0, 8).mr(1, Rig.page(Rig.RAM, 12, 6));
            rig.invoke(THREAD << 12 | 3, 1 << 16 | 1 << 6);
            rig.invoke(0x80f, 0);
            entries += 2;
        }
        expect(0, rig.kernel.current().frame[0]);
        rig.invoke(THREAD << 12 | 1, 0);
    }

    private static void expect(long wanted, long got) {
        if (wanted != got) {
            throw new AssertionError("answered " + got + ", expected " + wanted);
        }
    }
}
