package cairn.hal.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample system (hal/guests/sample): real programs, the real kernel, the whole output. */
class SampleSystemTest {
    private static final Path SAMPLE = Path.of("guests/sample/sample.elf");

    private static String expected() throws IOException {
        try (InputStream in = SampleSystemTest.class.getResourceAsStream("sample.txt")) {
            assertNotNull(in);
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    /** Red: in Pages.piece, pass Right.PAGE instead of rights: B's write then succeeds. */
    @Test
    void outputIsExpectedToTheByte() throws Exception {
        BootResult result = BootSystem.run(BootOptions.of(SAMPLE));
        assertEquals(expected(), result.output());
        assertTrue(result.cameToRest(), "stopped by " + result.run().stop());
        assertEquals(4, result.faults());
    }

    @Test
    void theSameBootTwiceGivesTheSameTrace() throws Exception {
        String first = trace();
        assertTrue(first.lines().count() > 1000, "the trace has " + first.lines().count() + " lines");
        assertEquals(first, trace());
    }

    private static String trace() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, false, StandardCharsets.US_ASCII);
        BootResult r = BootSystem.run(BootOptions.of(SAMPLE).withTrace(EnumSet.allOf(BootOptions.Trace.class), out));
        out.println(r.output() + r.systemCalls() + r.run().instructions() + " " + r.microseconds());
        out.flush();
        return bytes.toString(StandardCharsets.US_ASCII);
    }

    @Test
    void aBudgetEndsTheRun() throws Exception {
        BootResult result = BootSystem.run(BootOptions.of(SAMPLE).withBudget(1000));
        assertTrue(!result.cameToRest() && result.run().instructions() <= 1000);
        assertTrue(expected().startsWith(result.output()));
    }

    @Test
    void badOptionsAreRefusedInOneLine(@TempDir Path folder) throws IOException {
        assertThrows(BadOptionException.class, () -> BootSystem.run(BootOptions.of(SAMPLE).withRam(12345)));
        assertThrows(BadOptionException.class, () -> BootSystem.run(BootOptions.of(SAMPLE).withBudget(0)));
        assertThrows(BadOptionException.class, () -> BootOptions.Trace.parse("syscalls,everything"));
        assertThrows(BadElfException.class, () -> BootSystem.run(BootOptions.of(folder.resolve("absent.elf"))));
        Path text = folder.resolve("text.elf");
        Files.writeString(text, "not an ELF");
        assertThrows(BadElfException.class, () -> BootSystem.run(BootOptions.of(text)));
    }
}
