package cairn.property.ipc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cairn.model.ipc.Step;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the checks of IPC themselves rest on. */
class IpcHarnessTest {
    /** Red: in Snapshot, a second atom of Processor. */
    @Test
    void theKernelsStateReachesTheSpecificationWellFormed() {
        Invariants invariants = new Invariants();
        assertTrue(invariants.ids().containsAll(List.of("IPC-1", "IPC-9", "SCHED-7", "TIME-4", "SEM-1", "IRQ-2")), () -> invariants.ids().toString());
        for (long seed = 0; seed < 20; seed++) {
            Trial trial = new Trial(KernelFactory.REAL, invariants, 1, new Coverage());
            Generator generator = new Generator(seed);
            for (int i = 0; i < 80; i++) {
                assertEquals(List.of(), trial.step(generator.next(trial.model())));
                assertEquals(List.of(), trial.mistakesOfTheHarness(), "seed " + seed + " step " + i);
            }
        }
    }

    private static List<Step> sequence(long seed) {
        Trial trial = new Trial(KernelFactory.REAL, null, 1, new Coverage());
        Generator generator = new Generator(seed);
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            steps.add(generator.next(trial.model()));
            trial.step(steps.get(i));
        }
        return steps;
    }

    @Test
    void theSameSeedGivesTheSameSequence() {
        assertEquals(sequence(7), sequence(7));
        assertNotEquals(sequence(7), sequence(8));
    }

    @Test
    void stepsSurviveWritingAndReading() {
        List<String> lines = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        for (long seed = 0; seed < 10; seed++) {
            steps.addAll(sequence(seed));
        }
        steps.forEach(s -> lines.add(Script.line(s)));
        assertEquals(steps, Script.parse(lines));
    }

    @Test
    void whatIsNoStepIsRefusedWithItsLine() {
        refused("line 2: 'pass -1' is neither", "pass 1", "pass -1");
        refused("line 1: 'call 1 2 3' is neither", "call 1 2 3");
        refused("line 1: 'x' is not a hexadecimal number", "call x 2 3 4");
        refused("line 1: '80=0' is not WORD=VALUE", "call 1 2 3 4 80=0");
        refused("line 1: '7' is not WORD=VALUE", "call 1 2 3 4 7");
    }

    private static void refused(String message, String... lines) {
        String said = assertThrows(IllegalArgumentException.class, () -> Script.parse(List.of(lines))).getMessage();
        assertTrue(said.startsWith(message), said);
    }
}
