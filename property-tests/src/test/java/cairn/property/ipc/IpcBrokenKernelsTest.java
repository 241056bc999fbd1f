package cairn.property.ipc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cairn.property.BrokenKernel.Edit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each kernel whose IPC is broken is caught, by the check that it must be caught by, within a handful of steps. */
class IpcBrokenKernelsTest {
    private static final Invariants INVARIANTS = new Invariants();
    private static final long SEED = 1;
    private static final int HANDFUL = 30;

    @TestFactory
    Stream<DynamicTest> isCaught() {
        return BrokenKernel.ALL.stream().map(b -> DynamicTest.dynamicTest(b.id(), () -> isCaught(b)));
    }

    private static void isCaught(BrokenKernel broken) throws IOException {
        BrokenKernels.Outcome o = BrokenKernels.hunt(broken, INVARIANTS, SEED, Path.of("target/properties"), Path.of("target/replays"));
        System.out.println(BrokenKernels.line(o));
        assertNotNull(o.failure(), broken.id() + " was not caught in " + o.tries() + " sequences");
        assertTrue(o.caught(), broken.id() + " was caught by " + o.failure().ids() + " but not by " + broken.catches());
        assertTrue(o.failure().steps().size() <= HANDFUL, () -> "not a handful: " + o.failure());
        ReplayFile replay = ReplayFile.read(Path.of("target/replays/" + broken.id() + ".txt"));
        assertEquals(o.failure().steps(), replay.steps());
        assertNull(ReplayFile.run(KernelFactory.REAL, INVARIANTS, replay.garbage(), replay.steps()), "the real kernel passes the same steps");
    }

    @Test
    void theKernelLoadedInTheSameWayWithoutAFaultPasses() {
        assertNull(new Campaign(Mutant.compile(null), INVARIANTS, 1, SEED, 100).run(100));
    }

    @Test
    void aFaultThatDoesNotApplyIsAnError() {
        BrokenKernel gone = new BrokenKernel("gone", "object/Ipc", new Edit("Ipc", "send", "no such line", ""), "STATE", false);
        assertTrue(assertThrows(IllegalStateException.class, () -> Mutant.compile(gone)).getMessage().contains("no such line"));
    }
}
