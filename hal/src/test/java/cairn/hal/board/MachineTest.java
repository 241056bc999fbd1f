package cairn.hal.board;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cairn.hal.aarch64.Esr;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** Guests on the whole board. */
class MachineTest {
    private static final Path HELLO = Path.of("guests/hello/hello.elf");
    private static final Path COMPUTE = Path.of("guests/compute/compute.elf");

    @Test
    void helloPrints() throws Exception {
        OneThread one = new OneThread().load(HELLO);
        RunResult result = one.machine.run(1_000_000);
        assertEquals("hello from EL0\n", one.text());
        assertEquals(RunResult.Stop.HALTED, result.stop());
        assertEquals(16, result.systemCalls());
    }

    @Test
    void computeAgreesWithJava() throws Exception {
        OneThread one = new OneThread().load(COMPUTE);
        RunResult result = one.machine.run(100_000_000);
        assertEquals(RunResult.Stop.HALTED, result.stop());
        assertEquals(Esr.EC_SVC64, Esr.ec(one.lastSyndrome));
        assertEquals(2262L << 32 | crcOfSorted(), one.frame[0]);
    }

    private static long crcOfSorted() {
        long x = 88172645463325252L;
        long[] values = new long[1024];
        for (int i = 0; i < values.length; i++) {
            x ^= x << 13;
            x ^= x >>> 7;
            x ^= x << 17;
            values[i] = x & 0xffff_ffffL;
        }
        Arrays.sort(values);
        CRC32 crc = new CRC32();
        for (long v : values) {
            for (int shift = 0; shift < 32; shift += 8) {
                crc.update((int) (v >>> shift));
            }
        }
        return crc.getValue();
    }

    @Test
    void budgetStopsExactlyAndContinues() throws Exception {
        OneThread whole = new OneThread().load(COMPUTE);
        whole.machine.run(100_001);
        OneThread parts = new OneThread().load(COMPUTE);
        for (int i = 0; i < 1000; i++) {
            assertEquals(100, parts.machine.run(100).instructions());
        }
        assertEquals(1, parts.machine.run(1).instructions());
        assertArrayEquals(whole.frame, parts.frame);
    }

    @Test
    void timerInterruptsAtItsTimeAndIdleTimeIsSkipped() throws Exception {
        OneThread one = new OneThread().load(COMPUTE);
        one.board.interrupts().unmask(Board.TIMER_PIN);
        one.board.timer().arm(50);
        RunResult result = one.machine.run(10_000);
        assertEquals(1, result.interrupts());
        assertEquals(9_999, result.instructions());
        assertEquals(100, one.board.timer().now()); // 9999 instructions and one kernel entry: 100.99 microseconds
    }

    @Test
    void sameRunTwiceGivesTheSameState() throws Exception {
        OneThread[] runs = new OneThread[2];
        for (int i = 0; i < 2; i++) {
            OneThread one = new OneThread().load(COMPUTE);
            one.board.interrupts().unmask(Board.TIMER_PIN);
            one.board.timer().arm(700);
            one.machine.run(300_000);
            runs[i] = one;
        }
        assertArrayEquals(runs[0].frame, runs[1].frame);
        assertEquals(runs[0].board.timer().now(), runs[1].board.timer().now());
        assertArrayEquals(runs[0].board.ram().read(Board.RAM_BASE, 16 << 20), runs[1].board.ram().read(Board.RAM_BASE, 16 << 20));
    }

    @Test
    void trapsAllocateNothing() {
        // A thread that alternates a system call and a data abort, for ever.
        Board board = new Board(cairn.hal.aarch64.CpuModel.ARMV8_0, 1 << 20, 4, java.io.OutputStream.nullOutputStream());
        for (int table = 0; table < 4; table++) {
            board.mmu().clearTable(table);
        }
        board.mmu().setTable(0, 0, 1);
        board.mmu().setTable(1, 0, 2);
        board.mmu().setTable(2, 0, 3);
        board.mmu().setLeaf(3, 1, 3, Board.RAM_BASE >>> 12, 5, 2);
        board.mmu().activate(1, 0);
        board.ram().store(Board.RAM_BASE, 0xf9400020_d4000001L); // svc #0; ldr x0, [x1]
        long[] frame = new long[cairn.kernel.hil.Frame.WORDS];
        frame[cairn.kernel.hil.Frame.PC] = 4096;
        TrapHandler kernel = new TrapHandler() {
            @Override
            public void trap(int cause, long syndrome, long faultAddress) {
                frame[cairn.kernel.hil.Frame.PC] = Esr.ec(syndrome) == Esr.EC_SVC64 ? 4100 : 4096;
            }

            @Override
            public long[] frame() {
                return frame;
            }
        };
        Machine machine = new Machine(board, kernel);
        machine.run(100_000);
        com.sun.management.ThreadMXBean threads =
                (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        RunResult result = machine.run(1_000_000);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(result.systemCalls() > 300_000 && result.aborts() > 300_000);
        assertTrue(allocated < 10_000, allocated + " bytes for " + (result.systemCalls() + result.aborts()) + " traps");
    }

    @Test
    void idleWithoutEventStops() {
        Board board = new Board(cairn.hal.aarch64.CpuModel.ARMV8_0, 1 << 20, 1, java.io.OutputStream.nullOutputStream());
        int[] interrupts = {0};
        TrapHandler kernel = new TrapHandler() {
            @Override
            public void trap(int cause, long syndrome, long faultAddress) {
                interrupts[0]++;
                int pin = board.interrupts().acknowledge();
                board.timer().arm(Long.MAX_VALUE);
                board.interrupts().endOfInterrupt(pin);
            }

            @Override
            public long[] frame() {
                return null;
            }
        };
        board.interrupts().unmask(Board.TIMER_PIN);
        board.timer().arm(1_000_000);
        RunResult result = new Machine(board, kernel).run(10);
        assertEquals(RunResult.Stop.IDLE, result.stop());
        assertEquals(1, interrupts[0]);
        assertTrue(board.timer().now() >= 1_000_000);
    }

    @Test
    void trapStormEndsWithTheBudget() {
        Board board = new Board(cairn.hal.aarch64.CpuModel.ARMV8_0, 1 << 20, 1, java.io.OutputStream.nullOutputStream());
        board.mmu().clearTable(0);
        board.mmu().activate(0, 0);
        long[] frame = new long[cairn.kernel.hil.Frame.WORDS];
        TrapHandler kernel = new TrapHandler() {
            @Override
            public void trap(int cause, long syndrome, long faultAddress) { }

            @Override
            public long[] frame() {
                return frame;
            }
        };
        RunResult result = new Machine(board, kernel).run(1000);
        assertEquals(RunResult.Stop.BUDGET, result.stop());
        assertEquals(1000, result.aborts());
    }
}
