package cairn.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A short campaign with a fixed seed, so that every answer of every operation is sure to be seen. */
class CampaignTest {
    private static final long SEED = 1;
    private static final int SEQUENCES = 100;
    private static final int LENGTH = 400;
    private static final int INVARIANTS_EVERY = 10;

    @Test
    void kernelAndModelAgreeAndEveryAnswerOfEveryOperationOccurs() throws IOException {
        Campaign campaign = new Campaign(Rig.withInvariants(), KernelFactory.REAL, SEED, LENGTH, INVARIANTS_EVERY);
        Failure<?> failure = campaign.run(SEQUENCES);
        Coverage coverage = campaign.coverage();
        String command = "./cairn fuzz --seed " + SEED + " --length " + LENGTH + " --steps " + SEQUENCES * LENGTH + " --invariants "
                + INVARIANTS_EVERY;
        System.out.println("campaign: seed " + SEED + ", " + coverage.steps() + " steps; again: " + command + "\n" + coverage);
        boolean passed = failure == null && coverage.missing().isEmpty() && coverage.unexpected().isEmpty();
        new Row("campaign-every-answer", "a fixed campaign reaches every answer of every operation, and kernel and model agree", "property",
                campaign.sequences(), SEED, passed ? "passed" : "failed", failure == null ? List.of() : failure.ids(), coverage.steps(),
                coverage, command).write(Path.of("target/properties"));
        assertNull(failure, () -> String.valueOf(failure));
        assertEquals(List.of(), coverage.missing(), "reachable, but not reached");
        assertEquals(List.of(), coverage.unexpected(), "reached, but not listed as reachable");
    }
}
