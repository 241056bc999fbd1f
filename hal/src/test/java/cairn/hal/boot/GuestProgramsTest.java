package cairn.hal.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guests that the kernel boots alone, with threads and tasks of guests/lib/threads.h: the whole output, on the translator. */
class GuestProgramsTest {

    @ParameterizedTest
    @ValueSource(strings = {"forkbomb", "thousand", "death", "timeouts", "server", "priority", "uart", "pagers", "passing", "trampoline", "costs"})
    void outputIsExpectedToTheByte(String name) throws Exception {
        Path here = Path.of("guests", name);
        BootOptions options = BootOptions.of(here.resolve(name + ".elf")).withBudget(30_000_000);
        Path input = here.resolve("input.txt");
        BootSystem system = new BootSystem(Files.exists(input) ? options.withInput(Files.readAllBytes(input)) : options);
        system.board().cpu().translate();
        BootResult result = system.run();
        assertEquals(Files.readString(here.resolve("expected.txt"), StandardCharsets.US_ASCII), result.output());
        assertTrue(result.cameToRest(), "stopped by " + result.run().stop());
    }
}
