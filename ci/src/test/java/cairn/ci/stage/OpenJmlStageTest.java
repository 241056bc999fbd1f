package cairn.ci.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cairn.ci.evidence.Row;
import cairn.ci.evidence.StageRecord;
import cairn.ci.evidence.StageRecord.Outcome;
import cairn.ci.evidence.Status;
import cairn.ci.run.Project;
import cairn.ci.run.Screen;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The driver of OpenJML on a script of that name, which answers as the tool does: each way in which it can end. */
class OpenJmlStageTest {
    /** Exit codes and lines as OpenJML's: 0 proved, 6 not proved, 1 cannot read. */
    private static final String SCRIPT = """
            #!/bin/sh
            case "$*" in
              --version) echo "OpenJML 21-0.0 (a script)"; exit 0 ;;
              --check*Unreadable.java) echo "$5:3: error: a word that JML does not have" >&2; exit 1 ;;
              --check*) exit 0 ;;
              --esc*Good.java) echo "Completed proof of a.Good.f(int) with prover z3 - no warnings [0.1 secs]"; exit 0 ;;
              --esc*Open.java) echo "core/Open.java:9: verify: The prover cannot establish an assertion (Postcondition) in method g"
                echo "Completed proof of a.Open.f(int) with prover z3 - no warnings [0.1 secs]"
                echo "Completed proof of a.Open.g(int) with prover z3 - with warnings [0.1 secs]"; exit 6 ;;
              --esc*Nothing.java) exit 0 ;;
              --esc*Slow.java) sleep 60 ;;
              *) echo "cannot read" >&2; exit 1 ;;
            esac
            """;

    @TempDir
    private Path root;

    @BeforeEach
    void project() throws IOException {
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        Path core = Files.createDirectories(root.resolve("kernel/src/main/java/cairn/kernel/core/a"));
        for (String name : new String[] {"Good", "Open", "Nothing", "Slow", "Unreadable"}) {
            Files.writeString(core.resolve(name + ".java"), "class " + name + " {}\n");
        }
        Path script = Files.createDirectories(root.resolve("tool")).resolve("openjml");
        Files.writeString(script, SCRIPT);
        assertTrue(script.toFile().setExecutable(true));
    }

    private StageRecord run(Map<String, String> environment) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        return new OpenJmlStage(new Project(root), environment::get, 2).run(new Setting(1, true, false), Screen.of(nowhere, nowhere, true));
    }

    @Test
    void whatItDoesNotProveIsNotPassed() {
        StageRecord r = run(Map.of("OPENJML_HOME", root.resolve("tool").toString()));
        assertEquals(Outcome.ran, r.outcome(), r.reason());
        assertEquals("OpenJML 21-0.0 (a script)", r.settings().get("version"));
        Map<String, Row> rows = r.rows().stream().collect(Collectors.toMap(Row::id, x -> x));
        assertEquals(10, rows.size());
        assertEquals(Status.passed, rows.get("check core.a.Good").status());
        assertEquals(Status.passed, rows.get("esc core.a.Good").status());
        Row open = rows.get("esc core.a.Open");
        assertEquals(Status.open, open.status());
        assertEquals(9, open.line());
        assertTrue(open.reason().startsWith("1 of 2 methods proved: verify: The prover cannot establish"), open.reason());
        assertEquals(Status.error, rows.get("esc core.a.Nothing").status(), "exit 0 with no method tried is no proof");
        assertEquals(Status.timeout, rows.get("esc core.a.Slow").status());
        assertEquals(Status.error, rows.get("check core.a.Unreadable").status());
        assertTrue(rows.get("check core.a.Unreadable").reason().contains("a word that JML does not have"), rows.get("check core.a.Unreadable").reason());
        assertEquals(Status.error, rows.get("esc core.a.Unreadable").status());
    }

    @Test
    void withoutTheToolTheStageIsAbsentAndSaysSo() {
        StageRecord r = run(Map.of("PATH", root.toString()));
        assertEquals(Outcome.absent, r.outcome());
        assertTrue(r.reason().contains("all proofs rest on KeY alone"), r.reason());
        assertEquals(Outcome.ran, run(Map.of("PATH", root.resolve("tool").toString())).outcome());
        assertEquals(Outcome.notRun, run(Map.of("OPENJML_HOME", root.toString())).outcome(), "a home without the program is a mistake");
    }
}
