package cairn.property.ipc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exit codes 0, 1, 2 of {@code fuzz --ipc}, and one clear line for what cannot be run. */
class IpcCommandLineTest {
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
    void aCampaignIsAFunctionOfItsSeed() {
        assertEquals(0, fuzz("--steps", "1500", "--seed", "5", "--invariants", "0"));
        String table = out.substring(0, out.indexOf("seed 5"));
        assertEquals(0, fuzz("--steps", "1500", "--seed", "5", "--invariants", "0"));
        assertTrue(out.startsWith(table), out);
        assertTrue(table.contains("waits to receive | open wait"), table);
    }

    @Test
    void aCampaignThatFailsEndsWithOneAndLeavesAReplay() {
        assertEquals(1, fuzz("--steps", "20000", "--seed", "5", "--kernel", "ipc-stale-reply-slot", "--invariants", "1"));
        assertTrue(out.contains("SLOT"), out);
        assertEquals(1, fuzz("--replay", "target/replays/fuzz-ipc-ipc-stale-reply-slot-5.txt"));
        assertTrue(out.contains("SLOT"), out);
    }

    @Test
    void aReplayThatHoldsEndsWithZero() throws IOException {
        assertEquals(0, fuzz("--replay", file("# two steps\nkernel real\ncall 0 0 806 0 # wait\npass 10000\n")));
        assertTrue(out.contains("holds: 2 steps"), out);
    }

    @Test
    void whatCannotBeRunEndsWithTwoAndOneLine() throws IOException {
        refused("unknown option --fo", "--fo", "1");
        refused("--for needs a value", "--for");
        refused("there is no kernel 'x'", "--kernel", "x");
        refused("no such file", "--replay", folder.resolve("none").toString());
        refused("line 2: 'fly 2' is neither", "--replay", file("pass 1\nfly 2\n"));
        refused("there is no kernel 'odd'", "--replay", file("kernel odd\n"));
        refused("not in the model", "--replay", file("call fffffffffff50001 0 1003 0 0=3\n"));
    }
}
