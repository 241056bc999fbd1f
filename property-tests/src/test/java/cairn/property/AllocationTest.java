package cairn.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cairn.model.Operation;
import cairn.model.Result;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** After boot the core allocates nothing: bytes counted over a million operations. */
class AllocationTest {
    private static final int OPERATIONS = 1_000_000;
    private static final int DIFFERENT = 5000;
    private static final long SEED = 3;

    @Test
    void aMillionOperationsAllocateNothing() throws IOException {
        Rig rig = Rig.withoutInvariants();
        Operation[] operations = operations(rig);
        KernelUnderTest kernel = KernelFactory.REAL.boot(rig.cleanMmu(), null);
        run(kernel, operations, 4 * DIFFERENT);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        threads.getCurrentThreadAllocatedBytes();
        long bytes = -1;
        int done = 0;
        // The Java machine itself may allocate once, when it recompiles; what the core allocates comes back in every round.
        for (int round = 0; round < 3 && bytes != 0; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            done = run(kernel, operations, OPERATIONS);
            bytes = threads.getCurrentThreadAllocatedBytes() - before;
        }
        System.out.println("allocation: " + bytes + " bytes over " + OPERATIONS + " operations, " + done + " of them not refused");
        new Row("no-allocation", "the core allocates nothing after boot", "property", 1, SEED, bytes == 0 ? "passed" : "failed", List.of(),
                OPERATIONS, Map.of("Any", new TreeMap<>(Map.of("OK", (long) done))), Map.of(),
                "mvn -B -pl property-tests -am test -Dtest=AllocationTest -Dsurefire.failIfNoSpecifiedTests=false")
                .write(Path.of("target/properties"));
        assertTrue(done > OPERATIONS / 20, "too few operations did something: " + done);
        assertEquals(0, bytes);
    }

    private static Operation[] operations(Rig rig) {
        Trial trial = new Trial(rig, KernelFactory.REAL, 0, new Coverage());
        Generator generator = new Generator(SEED);
        Operation[] operations = new Operation[DIFFERENT];
        for (int i = 0; i < DIFFERENT; i++) {
            operations[i] = generator.next(trial.model());
            trial.step(operations[i]);
        }
        return operations;
    }

    private static int run(KernelUnderTest kernel, Operation[] operations, int count) {
        int done = 0;
        for (int i = 0; i < count; i++) {
            if (kernel.apply(operations[i % operations.length]) == Result.OK) {
                done++;
            }
        }
        return done;
    }
}
