package cairn.hal.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cairn.hal.aarch64.Translation;
import cairn.hal.board.Board;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The registers of the serial line in the page tables of a root task and of a driver that has them from it (hal/guests/uart). */
class DeviceRegistersTest {
    private static final int DEVICE = 0;
    private static final int READ_WRITE = 6;

    /** Nobody types, so the driver and its client wait. Seen red: when Boot.device maps them as cached. */
    @Test
    void theyAreADeviceForTheDriverToo() throws Exception {
        BootSystem system = new BootSystem(BootOptions.of(Path.of("guests/uart/uart.elf")).withBudget(1_000_000));
        assertTrue(system.run().cameToRest());
        Translation there = new Translation(Board.UART_BASE >>> 12, READ_WRITE, 3, DEVICE);
        assertEquals(there, system.board().mmu().walk(0, Board.UART_BASE), "the root task");
        assertEquals(there, system.board().mmu().walk(1, Board.UART_BASE), "the driver");
        assertNull(system.board().mmu().walk(0, Board.GIC_BASE), "the interrupt controller is the kernel's");
    }
}
