package cairn.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each broken kernel is caught, by the invariant that it breaks, within a handful of steps. */
class BrokenKernelsTest {
    private static final Rig RIG = Rig.withInvariants();
    private static final long SEED = 1;
    /** Two tasks, memory, and what goes wrong; a reused table takes a third task. */
    private static final int HANDFUL = 8;

    @TestFactory
    Stream<DynamicTest> isCaught() {
        return BrokenKernel.ALL.stream().map(b -> DynamicTest.dynamicTest(b.id(), () -> isCaught(b)));
    }

    private static void isCaught(BrokenKernel broken) throws IOException {
        BrokenKernels.Outcome o = BrokenKernels.hunt(RIG, broken, SEED, Path.of("target/properties"), Path.of("target/replays"));
        System.out.println(BrokenKernels.line(o));
        assertNotNull(o.failure(), broken.id() + " was not caught in " + o.tries() + " sequences");
        assertTrue(o.caught(), broken.id() + " was caught by " + o.failure().ids() + " but not by " + broken.catches());
        assertTrue(o.failure().steps().size() <= HANDFUL, () -> "not a handful: " + o.failure().steps());
        ReplayFile replay = ReplayFile.read(Path.of("target/replays/" + broken.id() + ".txt"));
        assertEquals(o.failure().steps(), replay.operations());
        assertNull(Trial.run(RIG, KernelFactory.REAL, 1, new Coverage(), replay.operations()), "the real kernel passes the same steps");
    }

    @Test
    void everyInvariantIsBrokenByOneOfThem() {
        Set<String> broken = new TreeSet<>();
        BrokenKernel.ALL.forEach(b -> broken.add(b.catches()));
        for (int n = 1; n <= 10; n++) {
            assertTrue(broken.contains("CDT-" + n), "no broken kernel for CDT-" + n);
        }
    }

    @Test
    void theCoreCompiledTheSameWayWithoutAFaultPasses() {
        assertNull(new Campaign(RIG, Mutant.compile(null), SEED, 60, 1).run(40));
    }

    @Test
    void aFaultThatDoesNotApplyIsAnError() {
        BrokenKernel gone = new BrokenKernel("gone", "Tree", "link", "no such line", "", "STATE");
        assertTrue(assertThrows(IllegalStateException.class, () -> Mutant.compile(gone)).getMessage().contains("no such line"));
        BrokenKernel noClass = new BrokenKernel("gone", "Bush", "link", "x", "", "STATE");
        assertTrue(assertThrows(IllegalStateException.class, () -> Mutant.compile(noClass)).getMessage().contains("Bush"));
        BrokenKernel wrong = new BrokenKernel("wrong", "Tree", "move", "s.node = x;", "s.node = 3;", "STATE");
        assertTrue(assertThrows(IllegalStateException.class, () -> Mutant.compile(wrong)).getMessage().contains("does not compile"));
    }
}
