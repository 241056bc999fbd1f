package cairn.hal.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Calls within a task and across tasks (hal/guests/pingpong): a real program, the real kernel, the whole output. */
class PingPongTest {
    private static final Path HERE = Path.of("guests/pingpong");

    /** Seen red: when Transfer.run stops one word before the last. */
    @Test
    void outputIsExpectedToTheByte() throws Exception {
        BootResult result = BootSystem.run(BootOptions.of(HERE.resolve("pingpong.elf")).withBudget(1_000_000));
        assertEquals(Files.readString(HERE.resolve("expected.txt"), StandardCharsets.US_ASCII), result.output());
        assertTrue(result.cameToRest(), "stopped by " + result.run().stop());
        assertEquals(0, result.faults());
    }
}
