package cairn.ci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CommandLineTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void here() {
        System.setProperty("cairn.root", Path.of("..").toAbsolutePath().normalize().toString());
    }

    private int run(String... arguments) {
        return Main.run(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
    }

    private void refused(String part, String... arguments) {
        err.getBuffer().setLength(0);
        assertEquals(ExitCode.COULD_NOT_RUN, run(arguments), List.of(arguments).toString());
        String said = err.toString();
        assertEquals(1, said.lines().count(), said);
        assertTrue(said.startsWith("cairn: ") && said.contains(part) && !said.contains("\tat "), said);
    }

    @Test
    void everyCommandHasHelp() {
        for (String c : List.of("verify", "prove", "explain", "check", "fuzz", "run", "audit", "selfcheck", "mutants", "merge", "translate")) {
            out.getBuffer().setLength(0);
            assertEquals(ExitCode.HOLDS, run(c, "--help"), c);
            assertTrue(out.toString().contains("Usage: cairn " + c), out.toString());
        }
        assertEquals(ExitCode.HOLDS, run("--help"));
        assertTrue(out.toString().contains("Exit code: 0 holds, 1 does not hold, 2 could not run"));
    }

    @Test
    void mistakesAreOneLineAndExitCodeTwo() {
        refused("command is missing");
        refused("did you mean verify", "verfy");
        refused("did you mean --replay", "prove", "--repaly");
        refused("did you mean --solver", "check", "--slover", "sat4j");
        refused("--jobs", "prove", "--jobs", "many");
        refused("from 1 to 64", "prove", "--jobs", "0");
        refused("no regular expression", "prove", "a(");
        refused("no regular expression", "check", "[");
        refused("sat4j, glucose or both", "check", "--solver", "lingeling");
        refused("no such file", "audit", "--baseline", "absent.json");
        refused("no such file", "verify", "--baseline", "absent.json");
        refused("use it with --only proofs", "verify", "--filter", "x");
        refused("there is no seed", "selfcheck", "none");
        refused("I/N with I from 1 to N", "prove", "--shard", "3/2");
        refused("git knows no such commit", "prove", "--since", "no-such-commit");
        refused("holds no records", "merge", "target/classes");
        refused("key, property or alloy", "mutants", "--by", "hope");
        refused("number and s, m or h", "mutants", "--budget", "soon");
        refused("no mutant is chosen", "mutants", "none-of-them");
        refused("IMAGE", "run");
        refused("ID", "explain");
        refused("see cairn verify --help", "verify", "surplus");
    }
}
