package cairn.ci.mutants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cairn.ci.CannotRun;
import cairn.ci.evidence.Row;
import cairn.ci.evidence.StageRecord;
import cairn.ci.evidence.StageRecord.Outcome;
import cairn.ci.evidence.Status;
import cairn.ci.run.Project;
import cairn.ci.run.Screen;
import cairn.ci.stage.MutantStage;
import cairn.ci.stage.Setting;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Judges that are stubs: they notice what the file {@code noticed} names, and count how often they are asked. */
class MutantRunsTest {
    private static final String STUBS = """
            package %s;
            import java.nio.file.*;
            import java.util.*;
            public class %s {
                public static void main(String[] a) throws Exception {
                    List<String> given = List.of(a);
                    boolean proof = given.contains("--notprovable");
                    Path seeds = Path.of(given.get(given.indexOf(proof ? "--notprovable" : "--seeds") + 1));
                    String noticed = Files.readString(Path.of("noticed"));
                    List<String> rows = new ArrayList<>();
                    List<Path> files = new ArrayList<>();
                    try (var all = Files.list(seeds)) { all.sorted().forEach(files::add); }
                    for (Path f : files) {
                        String id = f.getFileName().toString().replace(".seed", "");
                        Files.writeString(Path.of("asked"), id + "\\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                        boolean kill = noticed.contains((proof ? "proof " : given.get(given.indexOf("--by") + 1) + " ") + id + "\\n");
                        String status = proof ? kill ? "stayedOpen" : "wronglyProved" : kill ? "killed" : "survived";
                        rows.add("{\\"id\\": \\"" + id + "\\", \\"status\\": \\"" + status + "\\", \\"what\\": \\"STATE\\", \\"obligation\\": \\"o\\", \\"cpuMs\\": 7}");
                        if (!proof) {
                            System.out.println(rows.get(rows.size() - 1));
                            if (noticed.contains("hang " + id + "\\n")) System.exit(3);
                        }
                    }
                    if (proof) Files.write(Path.of(given.get(given.indexOf("--out") + 1), "notprovable.jsonl"), rows);
                }
            }
            """;

    @TempDir
    private Path root;
    private final List<String> landed = new ArrayList<>();

    @BeforeEach
    void project() throws IOException {
        write("pom.xml", "<project/>");
        write("noticed", "");
        write("kernel/src/main/java/cairn/kernel/core/quota/Box.java", """
                package cairn.kernel.core.quota;
                final class Box {
                    int size;

                    /*@ public normal_behavior
                      @   requires 0 <= n;
                      @   ensures size == n;
                      @*/
                    void set(int n) {
                        size = n;
                    }
                }
                """);
        for (String[] stub : new String[][] {{"property-tests", "cairn.property", "CodeMutants"}, {"proofs", "cairn.proofs", "Prove"}}) {
            write(stub[0] + "/target/classpath.txt", "");
            write("stub/" + stub[2] + ".java", STUBS.formatted(stub[1], stub[2]));
            Path classes = Files.createDirectories(root.resolve(stub[0] + "/target/classes"));
            assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", classes.toString(), root.resolve("stub/" + stub[2] + ".java").toString()));
        }
    }

    private void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private List<Row> run() {
        landed.clear();
        Project project = new Project(root);
        MutantRuns runs = new MutantRuns(project);
        List<Mutant> all = Mutants.all(project);
        for (Judge j : Judge.values()) {
            runs.run(all, j, 1, false, System.nanoTime() + 60_000_000_000L, r -> landed.add(r.id() + " " + r.detail().get("judge")));
        }
        return runs.rows(all);
    }

    private static Row row(List<Row> rows, String id) {
        return rows.stream().filter(r -> r.id().endsWith(id)).findFirst().orElseThrow();
    }

    @Test
    void eachJudgeIsAskedOnceAndTheMatrixSaysWho() throws IOException {
        write("noticed", "properties core.quota.Box.set#field-1\nproof core.quota.Box.set#wrong-1\nproof core.quota.Box.set#false-1\n");
        List<Row> rows = run();
        assertEquals(4, rows.size());
        Row field = row(rows, "#field-1");
        assertEquals(Status.killed, field.status());
        assertEquals(List.of("killed", "survived", "survived"), Stream.of("properties", "alloy", "proof").map(field.detail()::get).toList());
        assertEquals("not applicable", row(rows, "#wrong-1").detail().get("alloy"), "a contract is text to it");
        assertEquals(Status.killed, row(rows, "#false-1").status());
        assertEquals(Status.survived, row(rows, "#unneeded-1").status());
        assertEquals("not noticed by proof", row(rows, "#unneeded-1").reason());
        assertEquals(6, landed.size());
        assertEquals(rows, run(), "kept");
        assertEquals(List.of(), landed, "what is known is not asked again");
        write("kernel/src/main/java/cairn/kernel/core/quota/Other.java", "class Other {}\n");
        run();
        assertEquals(6, landed.size(), "other sources, other questions");
    }

    /** A contract that closes with a clause that nothing fulfils says nothing. */
    @Test
    void aFalseClauseThatClosesIsVacuous() {
        assertEquals(Status.vacuous, row(run(), "#false-1").status());
    }

    @Test
    void anArgumentHoldsForOneTextOnly() throws IOException {
        String argument = "[{\"method\": \"core.quota.Box.set\", \"was\": \"0 <= n\", \"now\": \"true\", \"because\": \"callers rely on it\"}]";
        write("ci/mutants.json", argument);
        assertEquals(Status.justified, row(run(), "#unneeded-1").status());
        write("ci/mutants.json", argument.replace("0 <= n", "1 <= n"));
        assertEquals(Status.survived, row(run(), "#unneeded-1").status());
    }

    /** The stage of verify: what no sequence notices is asked of the prover, as far as its methods are proved at little cost. */
    @Test
    void whatNoSequenceNoticesGoesToTheProver() throws IOException {
        String source = "package cairn.kernel.core.quota;\nclass Two {\n    int a;\n    void f() {\n        a = 1;\n    }\n    void g() {\n        a = 2;\n    }\n"
                + "    void dear() {\n        a = 3;\n    }\n}\n";
        write("kernel/src/main/java/cairn/kernel/core/quota/Two.java", source);
        StringBuilder rows = new StringBuilder();
        for (String[] m : new String[][] {{"Two.f", "proved", "100"}, {"Two.g", "proved", "100"}, {"Two.dear", "proved", "9000"}, {"Box.set", "open", "100"}}) {
            rows.append("{\"id\": \"core.quota.").append(m[0]).append("/whole\", \"status\": \"").append(m[1]).append("\", \"rules\": ").append(m[2]).append("}\n");
        }
        write(".cairn/proofs/obligations.jsonl", rows.toString());
        write("noticed", "proof core.quota.Two.f#field-1\nproof core.quota.Two.g#field-1\n");
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        StageRecord record = new MutantStage(new Project(root)).run(new Setting(1, false, false), Screen.of(nowhere, nowhere, true));
        assertEquals(Outcome.ran, record.outcome(), record.reason());
        assertEquals(Status.killed, row(record.rows(), "Two.f#field-1").status());
        assertEquals(Status.killed, row(record.rows(), "Two.g#field-1").status());
        assertEquals("not tried", row(record.rows(), "Two.dear#field-1").detail().get("proof"));
        assertEquals("not tried", row(record.rows(), "Box.set#field-1").detail().get("proof"));
    }

    /** A process that had to be given up leaves what it has, and is started again for the rest; a record spoilt by hand is refused by name. */
    @Test
    void aKilledRunGoesOn() throws IOException {
        write("kernel/src/main/java/cairn/kernel/core/quota/Two.java", "package cairn.kernel.core.quota;\nclass Two {\n    int a;\n    void f() {\n        a = 1;\n    }\n}\n");
        write("noticed", "hang core.quota.Box.set#field-1\nproperties core.quota.Box.set#field-1\n");
        List<Row> rows = run();
        assertEquals("killed", row(rows, "Box.set#field-1").detail().get("properties"));
        assertEquals("survived", row(rows, "Two.f#field-1").detail().get("properties"));
        try (Stream<Path> records = Files.list(root.resolve(".cairn/mutants/records"))) {
            Path one = records.sorted().findFirst().orElseThrow();
            Files.writeString(one, Files.readString(one).replace("survived", "killed"));
            assertTrue(assertThrows(CannotRun.class, this::run).getMessage().contains(one.getFileName().toString()));
        }
    }
}
