package cairn.ci.selfcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cairn.ci.CannotRun;
import cairn.ci.run.Project;
import cairn.ci.run.Screen;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The self-check with a prover that looks for a word in the source; with KeY it is `./cairn selfcheck`, which .ci/run calls. */
class SeededBugTest {
    /** %s: what it takes for a wrong source. */
    private static final String PROVER = """
            package cairn.proofs;
            import java.nio.file.*;
            public class Prove {
                public static void main(String[] a) throws Exception {
                    boolean open = Files.readString(Path.of("kernel/src/main/java/cairn/kernel/core/Tree.java")).contains("%s");
                    boolean chosen = java.util.List.of(a).contains("core.Tree.link/");
                    Files.createDirectories(Path.of(".cairn/proofs"));
                    Files.writeString(Path.of(".cairn/proofs/obligations.jsonl"), "{\\"id\\": \\"core.Tree.link/okA\\", \\"clause\\": \\"okA\\", \\"line\\": 2,"
                            + "\\"file\\": \\"cairn/kernel/core/Tree.java\\", \\"requirements\\": [\\"CDT-3\\"], \\"inputHash\\": \\"ab\\","
                            + "\\"status\\": \\"" + (open && chosen ? "open" : "proved") + "\\", \\"reason\\": \\"1 of 2 branches open\\"}\\n");
                    Files.writeString(Path.of(".cairn/proofs/summary.json"), "{}");
                    System.exit(open && chosen ? 1 : 0);
                }
            }
            """;

    @TempDir
    private Path root;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void project() throws IOException {
        write("pom.xml", "<project/>");
        write("spec/requirements/cdt.md", "## REQ-CDT-3 Map\n\nA map makes a child.\n\nNeeds: proof\nCovers: CDT-3\n");
        write("kernel/src/main/java/cairn/kernel/core/Tree.java", "class Tree {\n  int link() { return 1; }\n}\n");
        write("ci/assurance.json", Files.readString(Path.of("assurance.json")));
        write("proofs/notprovable/link-body.seed", "why: w\nfile: cairn/kernel/core/Tree.java\nopen: core.Tree.link/\n<<<\nreturn 1;\n===\nreturn 2;\n>>>\n");
        write("proofs/target/classpath.txt", "");
        prover("return 2;");
    }

    private void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void prover(String wrong) throws IOException {
        write("stub/Prove.java", PROVER.formatted(wrong));
        Path classes = Files.createDirectories(root.resolve("proofs/target/classes"));
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", classes.toString(), root.resolve("stub/Prove.java").toString()));
    }

    private List<String> check(String seed) {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return new SeededBug(new Project(root), Screen.of(out, out, false)).run(seed);
    }

    @Test
    void aWrongLineTurnsVerdictBadgeSarifJunitPictureAndPage() throws IOException {
        assertEquals(List.of(), check("link-body"));
        String text = printed.toString(StandardCharsets.UTF_8);
        for (String part : List.of("right source: 1 proved, verdict incomplete", "exit code 1", "verdict: does not hold", "badge: does not hold",
                "SARIF: core.Tree.link/okA at kernel/src/main/java/cairn/kernel/core/Tree.java:2", "JUnit: core.Tree.link/okA failed", "GSN leaf Sn3.1: open",
                "GSN picture: Sn3.1", "GSN top goal: open", "page: core.Tree.link/okA", "20 tampered copies of the bundle")) {
            assertTrue(text.contains(part), part + " is not in\n" + text);
        }
        assertTrue(Files.readString(root.resolve("kernel/src/main/java/cairn/kernel/core/Tree.java")).contains("return 1;"), "the source itself is left alone");
        assertTrue(Files.isRegularFile(root.resolve("proofs/target/classes/cairn/proofs/Prove.class")), "what was lent to the copy is still there");
        assertFalse(Files.exists(root.resolve(".cairn/selfcheck")));
    }

    @Test
    void anAlterationThatIsNotNamedIsAFault() throws IOException {
        write("bundle/audit.json", "{}");
        write("bundle/page.html", "text");
        Path bundle = root.resolve("bundle");
        // sees the one file, and of the other that something is wrong
        List<String> faults = TamperedCopies.faults(bundle, b -> {
            try {
                return Files.readString(b.resolve("audit.json")).equals("{}") ? Files.readString(b.resolve("page.html")).equals("text") ? List.of()
                        : List.of("audit.json: does not fit") : List.of("audit.json: was altered");
            } catch (IOException e) {
                return List.of("audit.json: was altered");
            }
        });
        assertEquals(10, faults.size(), faults.toString());
        assertTrue(faults.get(0).matches("byte \\d of page.html was altered, and audit --check does not name the file"), faults.toString());
        assertEquals("text", Files.readString(bundle.resolve("page.html")));
        assertEquals(21, TamperedCopies.faults(bundle, b -> List.of("the bundle: is no bundle")).size());
    }

    /** A prover that sees no difference: every output stays as it was, and each is named. */
    @Test
    void aPipelineThatTurnsNothingIsNamed() throws IOException {
        prover("nothing that is there");
        List<String> faults = check("link-body");
        for (String part : List.of("verify ends with 2", "the verdict is 'incomplete', it was 'incomplete'", "no obligation of the seed blocks", "the top goal is MISSING")) {
            assertTrue(faults.stream().anyMatch(f -> f.contains(part)), part + " is not in " + faults);
        }
    }

    @Test
    void aSeedWhoseObligationIsOpenAnywayShowsNothing() throws IOException {
        prover("class Tree");
        assertTrue(assertThrows(CannotRun.class, () -> check("link-body")).getMessage().contains("1 of them not proved"));
        assertTrue(assertThrows(CannotRun.class, () -> check("none")).getMessage().contains("there is no seed 'none'"));
    }
}
