package cairn.property.ipc;

import cairn.model.ipc.Step;
import cairn.property.Failure;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cairn.kernel.object.Operation;
import cairn.property.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Anything in all registers and UTCBs of several threads. */
class IpcGarbageTest {
    private static final long SEED = 1;
    private static final int SEQUENCES = 400;
    private static final int LENGTH = 200;
    private static final Invariants INVARIANTS = new Invariants();

    /** Red: in Decoder.decode, nothing is said about a wait without reply slot (found by this, before there was a line about it). */
    @Test
    void theKernelComesBackAndKeepsItsInvariants() throws IOException {
        Campaign campaign = new Campaign(KernelFactory.REAL, INVARIANTS, 1, SEED, LENGTH, true);
        Failure<Step> failure = campaign.run(SEQUENCES);
        Coverage coverage = campaign.coverage();
        String command = "./cairn fuzz --garbage --seed " + SEED + " --length " + LENGTH + " --steps " + coverage.steps();
        System.out.println("garbage: seed " + SEED + ", " + coverage.steps() + " steps; again: " + command + "\n" + coverage);
        List<Integer> never = new ArrayList<>();
        for (int operation = 1; operation < Operation.COUNT; operation++) {
            if (!coverage.table().containsKey("operation " + operation)) {
                never.add(operation);
            }
        }
        new Row("ipc-garbage", "anything in all registers and UTCB words of several threads: the kernel comes back, the invariants hold", "property",
                campaign.sequences(), SEED, failure == null && never.isEmpty() ? "passed" : "failed", failure == null ? List.of() : failure.ids(),
                coverage.steps(), coverage.table(), coverage.evaluations(), command).write(Path.of("target/properties"));
        assertNull(failure, () -> failure.text(Script::line));
        assertEquals(List.of(), never, "operations that were never carried out: the garbage is too far off");
    }

    @Test
    void garbageFindsAWaitWithoutReplySlotAndWritesItDown() throws IOException {
        BrokenKernel broken = BrokenKernel.byId("ipc-waits-without-slot");
        Mutant mutant = Mutant.compile(broken);
        Failure<Step> failure = new Campaign(mutant, INVARIANTS, 1, SEED, LENGTH, true).run(SEQUENCES);
        assertNotNull(failure);
        assertTrue(failure.ids().contains("IPC-8"), () -> failure.text(Script::line));
        Path file = Path.of("target/replays/garbage-" + broken.id() + ".txt");
        ReplayFile.write(file, broken.id(), true, "garbage", failure);
        ReplayFile replay = ReplayFile.read(file);
        assertEquals(failure.steps(), replay.steps());
        assertEquals(failure.ids(), ReplayFile.run(mutant, INVARIANTS, replay.garbage(), replay.steps()).ids());
        assertNull(ReplayFile.run(KernelFactory.REAL, INVARIANTS, true, replay.steps()), "the real kernel passes the same steps");
    }
}
