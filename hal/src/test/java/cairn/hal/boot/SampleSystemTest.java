package cairn.hal.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
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

    private static final Path EXPECTED = Path.of("guests/sample/expected.txt");

    private static String expected() throws IOException {
        return Files.readString(EXPECTED, StandardCharsets.US_ASCII);
    }

    /** Red: in Pages.piece, pass Right.PAGE instead of rights: B's write then succeeds. [REQ-BOOT-4, REQ-LOG-1, REQ-MMU-4] */
    @Test
    void outputIsExpectedToTheByte() throws Exception {
        BootResult result = BootSystem.run(BootOptions.of(SAMPLE));
        assertEquals(expected(), result.output());
        assertTrue(result.cameToRest(), "stopped by " + result.run().stop());
        assertEquals(4, result.faults());
    }

    /** [REQ-BOOT-3] */
    @Test
    void theSameBootTwiceGivesTheSameTrace() throws Exception {
        String first = trace();
        assertTrue(first.lines().count() > 1000, "the trace has " + first.lines().count() + " lines");
        assertEquals(first, trace());
    }

    private static String trace() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, false, StandardCharsets.US_ASCII);
        BootResult r = BootSystem.run(BootOptions.of(SAMPLE).withTrace(EnumSet.complementOf(EnumSet.of(BootOptions.Trace.INSN)), out));
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

    /** [REQ-BOOT-2] */
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

    private static int main(StringBuilder said, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Boot.run(arguments, java.io.InputStream.nullInputStream(), new PrintStream(out, true, StandardCharsets.US_ASCII), new PrintStream(err, true, StandardCharsets.US_ASCII));
        said.setLength(0);
        said.append(code == 0 ? out.toString(StandardCharsets.US_ASCII) : err.toString(StandardCharsets.US_ASCII));
        return code;
    }

    /** Red: return 0 whatever the output was. [REQ-BOOT-4] */
    @Test
    void theCommandComparesAndReports(@TempDir Path folder) throws IOException {
        StringBuilder said = new StringBuilder();
        Path report = folder.resolve("boot.json");
        assertEquals(0, main(said, SAMPLE.toString(), "--expect", EXPECTED.toString(), "--report", report.toString()));
        assertEquals(expected(), said.toString());
        String json = Files.readString(report);
        assertTrue(json.contains("\"passed\": true") && json.contains("\"thread.ex_regs\": 10") && json.contains("root: runs\\n"), json);

        Path other = folder.resolve("other.txt");
        Files.writeString(other, expected().replace("apples", "apricots"));
        assertEquals(1, main(said, SAMPLE.toString(), "--expect", other.toString()));
        assertTrue(said.toString().contains("line 3"), said.toString());
        assertEquals(1, main(said, SAMPLE.toString(), "--budget", "1000"));
    }

    /** [REQ-BOOT-2] */
    @Test
    void aUsersMistakeIsOneLineAndTwo() {
        StringBuilder said = new StringBuilder();
        String[][] mistakes = {{}, {"absent.elf"}, {SAMPLE.toString(), "--ram", "1x"}, {SAMPLE.toString(), "--budget"},
                {SAMPLE.toString(), "--trace", "all"}, {SAMPLE.toString(), "--loud"}, {SAMPLE.toString(), SAMPLE.toString()},
                {SAMPLE.toString(), "--expect", "absent.txt"}, {EXPECTED.toString()}};
        for (String[] mistake : mistakes) {
            assertEquals(2, main(said, mistake), String.join(" ", mistake));
            assertEquals(1, said.toString().lines().count(), said.toString());
        }
    }
}
