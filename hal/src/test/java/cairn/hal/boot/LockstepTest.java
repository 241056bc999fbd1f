package cairn.hal.boot;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A booted system runs alike with both engines, and a difference is found and placed. */
class LockstepTest {
    private static final BootOptions SAMPLE = BootOptions.of(Path.of("guests/sample/sample.elf")).withRam(16 << 20);

    @Test
    void theSampleSystemRunsAlike() throws Exception {
        Lockstep lockstep = new Lockstep(SAMPLE, new BootSystem(SAMPLE));
        BootResult result = lockstep.run();
        assertNull(lockstep.difference());
        assertTrue(result.cameToRest());
    }

    @Test
    void aDifferenceIsShownWithBothStates() throws Exception {
        Lockstep lockstep = new Lockstep(SAMPLE, new BootSystem(SAMPLE), s -> s.kernel().frame()[20] = 42);
        lockstep.run();
        assertTrue(lockstep.difference().contains("after instruction 1: register x20"), lockstep.difference());
        assertTrue(lockstep.difference().contains("000000000000002a"), lockstep.difference());
    }
}
