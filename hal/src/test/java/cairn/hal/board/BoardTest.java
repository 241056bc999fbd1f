package cairn.hal.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cairn.hal.aarch64.CpuModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

/** The devices, each alone. */
class BoardTest {
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final Board board = new Board(CpuModel.ARMV8_0, 1 << 20, 4, output);
    private final Gic gic = board.gic();

    @Test
    void serialLineSendsAndReceives() {
        board.console().put('h');
        board.console().put('i');
        assertEquals("hi", output.toString());
        assertEquals(-1, board.console().get());
        assertEquals(3, board.inject(new byte[] {1, (byte) 0xff, 3}));
        assertEquals(1, board.console().get());
        assertEquals(255, board.console().get());
        assertEquals(3, board.console().get());
        assertEquals(-1, board.console().get());
    }

    @Test
    void serialQueueIsBounded() {
        assertEquals(Pl011.INPUT_CAPACITY, board.inject(new byte[Pl011.INPUT_CAPACITY + 5]));
        assertEquals(0, board.inject(new byte[1]));
    }

    @Test
    void brokenOutputIsReportedOnceAndDoesNotStopTheMachine() {
        Board broken = new Board(CpuModel.ARMV8_0, 1 << 20, 4, new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("closed");
            }
        });
        broken.console().put('x');
        broken.console().put('y');
        assertNotNull(broken.flush());
    }

    @Test
    void receivedByteRaisesItsInterruptUntilItIsRead() {
        board.interrupts().unmask(Board.UART_PIN);
        assertFalse(gic.asserted());
        board.inject(new byte[] {7});
        assertTrue(gic.asserted());
        assertEquals(Board.UART_PIN, board.interrupts().acknowledge());
        assertEquals(-1, board.interrupts().acknowledge());
        board.interrupts().endOfInterrupt(Board.UART_PIN);
        assertTrue(gic.asserted());
        board.console().get();
        assertFalse(gic.asserted());
    }

    @Test
    void maskedInterruptStaysPending() {
        gic.line(40, true);
        assertFalse(gic.asserted());
        board.interrupts().unmask(40);
        assertTrue(gic.asserted());
        board.interrupts().mask(40);
        assertFalse(gic.asserted());
        assertEquals(-1, board.interrupts().acknowledge());
    }

    @Test
    void higherPriorityPreemptsEqualDoesNot() {
        for (int pin : new int[] {40, 41, 80}) {
            gic.line(pin, true);
            board.interrupts().unmask(pin);
        }
        gic.writeDistributor(0x400 + 80, 1, 0x40);
        assertEquals(80, board.interrupts().acknowledge());
        assertFalse(gic.asserted());
        board.interrupts().endOfInterrupt(80);
        gic.line(80, false);
        assertEquals(40, board.interrupts().acknowledge());
        assertFalse(gic.asserted());
        gic.line(80, true);
        assertEquals(80, board.interrupts().acknowledge());
    }

    @Test
    void distributorRegisters() {
        assertEquals(3, gic.readDistributor(4, 4));
        gic.writeDistributor(0x104, 4, 1 << 8); // enable 40
        assertTrue(gic.isEnabled(40));
        assertEquals(1 << 8, gic.readDistributor(0x104, 4));
        gic.writeDistributor(0x204, 4, 1 << 8); // pend it
        assertEquals(40, gic.readInterface(0x18));
        assertEquals(40, gic.readInterface(0x0c));
        assertEquals(1023, gic.readInterface(0x0c));
        gic.writeInterface(0x10, 40);
        assertEquals(1023, gic.readInterface(0x0c));
        gic.writeDistributor(0x184, 4, 1 << 8);
        assertFalse(gic.isEnabled(40));
        gic.writeDistributor(0x180, 4, 0xffff_ffffL);
        assertTrue(gic.isEnabled(3)); // software interrupts stay enabled
        gic.writeDistributor(0xf00, 4, 3);
        assertEquals(3, gic.readInterface(0x0c));
    }

    @Test
    void anyRegisterAccessIsHarmless() {
        java.util.SplittableRandom random = new java.util.SplittableRandom(3);
        Pl011 uart = new Pl011(new Gic(), OutputStream.nullOutputStream());
        for (int i = 0; i < 200_000; i++) {
            int size = 1 << random.nextInt(4);
            int offset = random.nextInt(0x1_0000) & -size;
            gic.writeDistributor(offset, size, random.nextLong());
            gic.readDistributor(offset, size);
            gic.writeInterface(offset, random.nextLong());
            gic.readInterface(offset);
            uart.write(offset & 0xfff, random.nextLong());
            uart.read(offset & 0xfff);
            gic.acknowledge();
        }
    }

    @Test
    void timerSignalsAtItsDeadline() {
        VirtualTimer timer = board.virtualTimer();
        board.interrupts().unmask(Board.TIMER_PIN);
        timer.arm(2);
        timer.advance(199);
        assertEquals(1, timer.now());
        assertFalse(gic.asserted());
        timer.advance(1);
        assertTrue(gic.asserted());
        timer.arm(Long.MAX_VALUE);
        assertFalse(gic.asserted());
        timer.arm(-5);
        assertTrue(gic.asserted());
    }

    @Test
    void wrongSizesAreRefusedInOneLine() {
        assertThrows(IllegalArgumentException.class, () -> new Board(CpuModel.ARMV8_0, 4097, 1, output));
        assertThrows(IllegalArgumentException.class, () -> new Board(CpuModel.ARMV8_0, 1L << 40, 1, output));
        assertThrows(IllegalArgumentException.class, () -> new Board(CpuModel.ARMV8_0, 1 << 20, 256, output));
        assertThrows(IllegalArgumentException.class, () -> board.ram().load(0));
        assertThrows(IllegalArgumentException.class, () -> board.ram().zero(Board.RAM_BASE + (1 << 20)));
        assertThrows(IllegalArgumentException.class, () -> board.mmu().clearTable(4));
    }
}
