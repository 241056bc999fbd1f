package cairn.ci.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cairn.ci.run.Project;
import cairn.ci.run.Screen;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pipeline on a project whose tools are stubs: each does what a file of its name in the folder {@code say} tells it, or prints its
 * good rows. So every way in which a stage can end is seen here in seconds.
 */
class PipelineTest {
    private static final String OBLIGATION = """
            {"id": "core.Tree.link/okA", "kind": "part", "clause": "okA", "file": "cairn/kernel/core/Tree.java", "line": 7,
             "requirements": ["CDT-3"], "status": "%s", "mode": "cold", "cpuMs": 10, "inputHash": "ab", "trustedUsed": [], "assumptionsUsed": %s,
             "reason": "2 of 9 branches open"}""".replace("\n", "");

    private static final String STUB = """
            package %s;
            import java.nio.file.*;
            public class %s {
                public static void main(String[] a) throws Exception {
                    java.util.List<String> given = java.util.List.of(a);
                    String name = "%s" + (given.contains("--notprovable") ? "-seeds" : "");
                    Files.writeString(Path.of("ran"), name + "\\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                    for (String line : Files.readAllLines(Path.of("say", name))) {
                        String[] word = line.split(" ", 3);
                        switch (word[0]) {
                            case "out" -> System.out.println(line.substring(4));
                            case "err" -> System.err.println(line.substring(4));
                            case "file" -> { Files.createDirectories(Path.of(word[1]).getParent()); Files.writeString(Path.of(word[1]), word[2] + "\\n"); }
                            case "exit" -> System.exit(Integer.parseInt(word[1]));
                            default -> throw new IllegalStateException(line);
                        }
                    }
                }
            }
            """;

    private static final String TEST = """
            import java.nio.file.*;
            import org.junit.jupiter.api.Test;
            class StubTest {
                @Test
                void leavesResults() throws Exception {
                    Path folder = Files.createDirectories(Path.of("target/properties"));
                    Files.writeString(folder.resolve("agree.json"), "{\\"id\\": \\"agree\\", \\"kind\\": \\"property\\", \\"status\\": \\"passed\\", \\"title\\": \\"t\\"}");
                    Files.writeString(folder.resolve("bug.json"), "{\\"id\\": \\"bug\\", \\"kind\\": \\"brokenKernel\\", \\"status\\": \\"caught\\", \\"caughtBy\\": [\\"CDT-3\\"]}");
                }
            }
            """;

    /** Of this test; absolute, because the children work in other folders. */
    private static final String CLASSES = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(p -> Path.of(p).toAbsolutePath().toString()).collect(Collectors.joining(File.pathSeparator));

    @TempDir
    private Path root;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void project() throws IOException {
        write("pom.xml", "<project/>");
        write("spec/requirements/cdt.md", "## REQ-CDT-3 Map\n\nA map makes a child.\n\nNeeds: alloy, proof, prop, boot\nCovers: CDT-3\n");
        write("ci/trace.json", "{\"REQ-CDT-3\": [\"agree\"]}");
        write("hal/guests/boots.json", """
                [{"id": "sample", "image": "sample.elf", "expected": "expected.txt", "title": "t",
                  "shows": [{"line": "root: ends", "requirements": ["REQ-CDT-3"]}], "again": ["REQ-CDT-3"]}]""");
        write("kernel/src/main/java/cairn/kernel/core/Tree.java", "class Tree {}\n");
        Files.createDirectories(root.resolve("proofs/notprovable"));
        stub("proofs", "cairn.proofs", "Prove");
        stub("spec/alloy", "cairn.spec.alloy", "Check");
        stub("hal", "cairn.hal.boot", "Boot");
        write("property-tests/target/classpath.txt", "");
        write("property-tests/target/test-classpath.txt", CLASSES);
        compile("property-tests/target/test-classes", "StubTest", TEST);
        write("kernel/target/classpath.txt", "");
        write("kernel/target/test-classpath.txt", CLASSES);
        compile("kernel/target/test-classes", "StubTest", TEST);
        obligation("proved", "[]", 0);
        say("Prove-seeds", "file .cairn/proofs/notprovable.jsonl {\"id\": \"link-forgets\", \"why\": \"w\", \"file\": \"cairn/kernel/core/Tree.java\","
                + " \"line\": 1, \"status\": \"stayedOpen\", \"obligation\": \"core.Tree.link/okA\"}");
        Files.writeString(root.resolve("say/Check"), "file .cairn/evidence/alloy.rows.jsonl " + alloy("map/CDT-3", "check", "sat4j", "held")
                + alloy("map/CDT-3", "check", "glucose", "held") + alloy("broken/x/map/CDT-3", "seeded", "sat4j", "found"));
        say("Boot", "out root: ends");
    }

    private static String alloy(String id, String kind, String solver, String status) {
        return "{\"id\": \"" + id + "\", \"file\": \"spec/alloy/map.als\", \"line\": 3, \"operation\": \"map\", \"conjunct\": \"CDT-3\", \"kind\": \"" + kind
                + "\", \"scope\": \"7\", \"solver\": \"" + solver + "\", \"status\": \"" + status + "\", \"seconds\": 0.5, \"inputHash\": \"cd\","
                + " \"reused\": false, \"message\": \"\"}\u2028";
    }

    private void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void say(String tool, String... lines) throws IOException {
        write("say/" + tool, String.join("\n", lines) + "\n");
    }

    private void obligation(String status, String assumed, int exit) throws IOException {
        say("Prove", "file .cairn/proofs/obligations.jsonl " + OBLIGATION.formatted(status, assumed), "file .cairn/proofs/summary.json {\"prover\": \"stub\"}",
                "exit " + exit);
    }

    private void stub(String module, String pack, String name) throws IOException {
        write(module + "/target/classpath.txt", "");
        compile(module + "/target/classes", name, STUB.formatted(pack, name, name).replace("word[2] + ", "word[2].replace('\\u2028', (char) 10) + "));
    }

    private void compile(String folder, String name, String source) throws IOException {
        Path file = Files.createDirectories(root.resolve("stub-sources")).resolve(name + ".java");
        Files.writeString(file, source);
        Files.createDirectories(root.resolve(folder));
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, "-cp", CLASSES, "-d",
                root.resolve(folder).toString(), file.toString()));
    }

    private int verify(String... only) {
        return verify(new Setting(1, false, false), only);
    }

    private int verify(Setting setting, String... only) {
        printed.reset();
        Screen screen = Screen.of(new PrintStream(printed, true, StandardCharsets.UTF_8), new PrintStream(printed, true, StandardCharsets.UTF_8), false);
        return new Pipeline(new Project(root), screen).verify(setting, List.of(only), null);
    }

    private void says(String... parts) {
        String text = printed.toString(StandardCharsets.UTF_8);
        for (String part : parts) {
            assertTrue(text.contains(part), part + " is not in:\n" + text);
        }
    }

    private long runs(String tool) throws IOException {
        return Files.readAllLines(root.resolve("ran")).stream().filter(tool::equals).count();
    }

    @Test
    void allGoodHoldsAndUnchangedRunsAreReused() throws IOException {
        assertEquals(0, verify(), printed::toString);
        says("verdict: ✔ holds", "Proof obligations: 1 of 1 proved", "Boots: 2 of 2 passed");
        assertEquals(3, runs("Boot"));
        assertEquals(0, verify());
        assertEquals(3, runs("Boot"), "an unchanged boot is not run again");
        write("hal/guests/other.c", "");
        assertEquals(2, verify("boots"), "the tests read that folder too");
        assertEquals(6, runs("Boot"), "a changed input is");
        assertEquals(2, runs("Prove"), "what is not named is taken from the record");
        write("kernel/src/main/java/cairn/kernel/core/Tree.java", "class Tree { }\n");
        assertEquals(2, verify("boots"));
        says("stale", "verdict: ◐ incomplete");
    }

    /** The second run finds nothing that the first one recorded: a row that it loses is not there. */
    @Test
    void stagesBesideEachOtherGiveTheSameReport() throws IOException {
        assertEquals(0, verify(new Setting(1, true, false)));
        String alone = Files.readString(root.resolve("target/audit/audit.json"));
        Files.move(root.resolve(".cairn"), root.resolve("recorded-before"));
        assertEquals(0, verify(new Setting(3, true, false)), printed::toString);
        says("tests, properties, boots, mutants, openjml beside each other", "Boots: 2 of 2 passed");
        assertEquals(alone, Files.readString(root.resolve("target/audit/audit.json")));
        assertEquals(6, runs("Boot"));
    }

    @Test
    void anOpenObligationEndsWithOneAndIsNamed() throws IOException {
        obligation("open", "[]", 1);
        assertEquals(1, verify("proofs"));
        says("does not hold", "obligations:core.Tree.link/okA  kernel/src/main/java/cairn/kernel/core/Tree.java:7  2 of 9 branches open");
        assertTrue(Files.readString(root.resolve("target/audit/audit.sarif")).contains("core.Tree.link/okA"));
        assertTrue(Files.readString(root.resolve("target/audit/junit.xml")).contains("<failure type=\"open\""));
    }

    @Test
    void aProofThatRestsOnAnAssumptionIsNotProved() throws IOException {
        obligation("proved", "[\"Tree.lemma\"]", 0);
        assertEquals(1, verify("proofs"));
        says("assumed  obligations:core.Tree.link/okA", "rests on Tree.lemma");
    }

    @Test
    void aDriverThatCannotRunIsSaidAndIsNotGreen() throws IOException {
        say("Prove", "err kernel/src/main/java/cairn/kernel/core/Tree.java:3 unexpected token", "exit 2");
        assertEquals(2, verify("proofs"));
        says("verdict: ◐ incomplete", "proofs: broken: kernel/src/main/java/cairn/kernel/core/Tree.java:3 unexpected token");
    }

    /** Rows of an earlier run are there; they must not be taken for this one's. */
    @Test
    void aDriverThatDiesLeavesNoProof() throws IOException {
        verify("proofs");
        says("Proof obligations: 1 of 1 proved");
        say("Prove", "exit 137");
        assertEquals(2, verify("proofs"));
        says("exit code 137 and left no rows");
        obligation("proved", "[]", 0);
        Files.writeString(root.resolve("say/Prove"), Files.readAllLines(root.resolve("say/Prove")).get(0) + "\nexit 137\n");
        assertEquals(2, verify("proofs"));
        says("proofs: broken: the driver ended with exit code 137 before the last row");
    }

    @Test
    void linesThatAreNoRowsAreNamed() throws IOException {
        say("Prove", "file .cairn/proofs/obligations.jsonl {\"id\": 3", "file .cairn/proofs/summary.json {}", "exit 0");
        assertEquals(2, verify("proofs"));
        says(".cairn/proofs/obligations.jsonl:1: is no JSON row");
    }

    @Test
    void theWorseSolverCounts() throws IOException {
        Files.writeString(root.resolve("say/Check"), "file .cairn/evidence/alloy.rows.jsonl " + alloy("map/CDT-3", "check", "sat4j", "held")
                + alloy("map/CDT-3", "check", "glucose", "counterexample") + alloy("broken/x/map/CDT-3", "seeded", "sat4j", "found"));
        assertEquals(1, verify("alloy"));
        says("refuted  alloyChecks:map/CDT-3  spec/alloy/map.als:3");
    }

    @Test
    void aBootThatDiffersFails() throws IOException {
        say("Boot", "out root: ends", "err run: the output differs from expected.txt at line 3", "exit 1");
        assertEquals(1, verify("boots"));
        says("failed  boots:sample", "differs from expected.txt at line 3");
        say("Boot", "out something else");
        assertEquals(1, verify("boots"));
        says("rests on the line 'root: ends'");
    }
}
