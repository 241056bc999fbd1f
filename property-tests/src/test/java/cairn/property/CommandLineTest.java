package cairn.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exit codes 0, 1, 2, and one clear line for what cannot be run. */
class CommandLineTest {
    @TempDir
    Path folder;

    private String out = "";
    private String err = "";

    private int fuzz(String... arguments) {
        PrintStream oldOut = System.out;
        PrintStream oldErr = System.err;
        ByteArrayOutputStream newOut = new ByteArrayOutputStream();
        ByteArrayOutputStream newErr = new ByteArrayOutputStream();
        System.setOut(new PrintStream(newOut, true));
        System.setErr(new PrintStream(newErr, true));
        try {
            return Fuzz.run(arguments);
        } finally {
            System.setOut(oldOut);
            System.setErr(oldErr);
            out = newOut.toString();
            err = newErr.toString();
        }
    }

    private String file(String text) throws IOException {
        Path file = folder.resolve("steps.txt");
        Files.writeString(file, text);
        return file.toString();
    }

    private void refused(String message, String... arguments) {
        assertEquals(2, fuzz(arguments));
        assertTrue(err.contains(message), err);
        assertEquals(1, err.lines().count(), err);
    }

    @Test
    void aCampaignThatHoldsEndsWithZeroAndIsAFunctionOfItsSeed() {
        assertEquals(0, fuzz("--steps", "2000", "--seed", "5", "--invariants", "0"));
        String table = out.substring(0, out.indexOf("seed 5"));
        assertEquals(0, fuzz("--steps", "2000", "--seed", "5", "--invariants", "0"));
        assertTrue(out.startsWith(table), out);
        assertTrue(out.contains("5 sequences, 2000 steps"), out);
    }

    @Test
    void aCampaignThatFailsEndsWithOneAndLeavesAReplay() {
        assertEquals(1, fuzz("--steps", "20000", "--seed", "5", "--kernel", "unmap-keeps-slot", "--invariants", "1"));
        assertTrue(out.contains("CDT-7"), out);
        assertEquals(1, fuzz("--replay", "target/replays/fuzz-unmap-keeps-slot-5.txt"));
        assertTrue(out.contains("CDT-7"), out);
    }

    @Test
    void aReplayThatHoldsEndsWithZero() throws IOException {
        assertEquals(0, fuzz("--replay", file("# two steps\nkernel real\nopen 1\nclose 1 # and gone\n")));
        assertTrue(out.contains("holds: 2 steps"), out);
    }

    @Test
    void whatCannotBeRunEndsWithTwoAndOneLine() throws IOException {
        refused("unknown option --fo", "--fo", "1");
        refused("--for needs a value", "--for");
        refused("--for takes a number and s, m or h", "--for", "ten");
        refused("--steps takes a number", "--steps", "-1");
        refused("--seed takes a number", "--seed", "x");
        refused("there is no kernel 'x'", "--kernel", "x");
        refused("no such file", "--replay", folder.resolve("none").toString());
        refused("line 2: unknown operation 'fly'", "--replay", file("open 1\nfly 2\n"));
        refused("line 1: there is no task 9", "--replay", file("open 9\n"));
        refused("line 1: 'open' ends too early", "--replay", file("open\n"));
        refused("line 1: '2' is too much", "--replay", file("open 1 2\n"));
        refused("no page-table leaf", "--replay", file("provide block 1 7 2\n"));
        refused("no flexpage", "--replay", file("unmap-pages 1 1 order 1\n"));
        refused("there is no gate 9", "--replay", file("destroy gate 9\n"));
        refused("there is no kernel 'odd'", "--replay", file("kernel odd\n"));
        Path binary = folder.resolve("binary");
        Files.write(binary, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        refused("not text", "--replay", binary.toString());
        assertFalse(err.contains("Exception"), err);
    }
}
