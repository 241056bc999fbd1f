package cairn.spec.alloy.logic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Checks of all sizes: a sample of what is proved, and that a wrong operation is not. */
final class UnboundedTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        int code = Unbounded.run(List.of(arguments), new PrintStream(out, true), new PrintStream(err, true));
        Assumptions.assumeFalse(err.toString().contains("not run"), "no z3 on the PATH: what holds for all sizes is not proved again");
        return code;
    }

    @Test
    void aForestStaysAForestWhateverItsSize() {
        assertEquals(0, run("--filter", "^(map|unmap)/CDT-[13]$", "--expect", "unbounded.txt"), err::toString);
        assertTrue(out.toString().contains("4 of 4 checks proved for all sizes"), out.toString());
    }

    @Test
    void aWrongOperationIsNotProved() {
        assertEquals(0, run("--broken", "--effort", "100000", "--filter", "map_adds_rights|delete_orphans|restrict_ignores"), err::toString);
        assertTrue(out.toString().contains("0 of "), out.toString());
    }

    @Test
    void whatWasProvedAndIsNotAnyMoreIsReported() throws java.io.IOException {
        java.nio.file.Path expected = java.nio.file.Files.createTempFile("expected", ".txt");
        java.nio.file.Files.writeString(expected, "map/CDT-3\n");
        assertEquals(1, run("--filter", "^map/CDT-3$", "--effort", "1", "--expect", expected.toString()));
        assertTrue(err.toString().contains("map/CDT-3 was proved for all sizes and is not any more"), err.toString());
        java.nio.file.Files.delete(expected);
    }

    @Test
    void withoutASolverNothingIsClaimed() {
        assertEquals(0, Unbounded.run(List.of("--solver", "no-such-solver", "--filter", "^map/CDT-3$"), new PrintStream(out, true),
                new PrintStream(err, true)));
        assertTrue(out.toString().contains("not run") && err.toString().contains("apt-get install z3"), out.toString() + err);
    }
}
