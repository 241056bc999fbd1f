package cairn.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import cairn.model.Operation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the checks themselves rest on. */
class HarnessTest {
    @Test
    void theKernelsStateReachesTheSpecificationWellFormed() {
        Rig rig = Rig.withInvariants();
        for (long seed = 0; seed < 20; seed++) {
            Trial trial = new Trial(rig, KernelFactory.REAL, 0, new Coverage());
            Generator generator = new Generator(seed);
            for (int i = 0; i < 60; i++) {
                trial.step(generator.next(trial.model()));
                assertEquals(List.of(), trial.mistakesOfTheHarness(), "seed " + seed + " step " + i);
            }
        }
    }

    @Test
    void theSameSeedGivesTheSameSequence() {
        assertEquals(sequence(7), sequence(7));
        assertNotEquals(sequence(7), sequence(8));
    }

    private static List<Operation> sequence(long seed) {
        Trial trial = new Trial(Rig.withoutInvariants(), KernelFactory.REAL, 0, new Coverage());
        Generator generator = new Generator(seed);
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            operations.add(generator.next(trial.model()));
            trial.step(operations.get(i));
        }
        return operations;
    }

    @Test
    void operationsSurviveWritingAndReading() {
        List<String> lines = new ArrayList<>();
        List<Operation> operations = new ArrayList<>();
        for (long seed = 0; seed < 10; seed++) {
            operations.addAll(sequence(seed));
        }
        operations.forEach(o -> lines.add(Script.line(o)));
        assertEquals(operations, Script.parse(lines));
    }
}
