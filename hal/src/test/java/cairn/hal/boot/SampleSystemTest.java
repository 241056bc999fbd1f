package cairn.hal.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SampleSystemTest {
    private static final Path SAMPLE = Path.of("guests/sample/sample.elf");

    /** Red: answer log.write without writing. */
    @Test
    void aGuestPrintsThroughASystemCall() throws Exception {
        BootResult result = BootSystem.run(BootOptions.of(SAMPLE));
        assertEquals("root: hello\nkernel: thread 0 stopped: write to 0x0, not mapped, pc 0x400170\n", result.output());
    }
}
