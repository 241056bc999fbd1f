package cairn.hal.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The guests that the kernel boots alone, with threads and tasks of guests/lib/threads.h: the whole output.
 *
 * <p>Seen red: thousand, when senders are served last first or timeouts kept in the wrong order; death, when Party.end leaves the reply slot
 * or Blocking.leave leaves who waits for the one that goes; timeouts, when zero is for ever; server, when an explicit slot is not used;
 * priority, when lending settles nothing; passing, when S passes a gate without S; uart, when unmasking is not heard; pagers, when a fault
 * does not say that nothing is mapped; trampoline, when it is not armed again; forkbomb and storm, when a thread's bytes are not
 * given back; storm, when a higher priority that wakes does not preempt, or when the scheduler takes priority 10 before 100.
 */
class GuestProgramsTest {

    @ParameterizedTest
    @ValueSource(strings = {"forkbomb", "thousand", "death", "timeouts", "server", "priority", "uart", "pagers", "passing", "trampoline", "costs", "storm"})
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
