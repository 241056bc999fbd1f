package cairn.ci.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cairn.ci.CannotRun;
import cairn.ci.Main;
import cairn.ci.evidence.StageRecord.Outcome;
import cairn.ci.report.BundleCheck;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes are killed at random points: what they leave is a whole record, or none, and never reads as proved when it is not. */
class KillTest {
    private static final String CLASSES = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(p -> Path.of(p).toAbsolutePath().toString()).collect(Collectors.joining(File.pathSeparator));

    @TempDir
    private Path folder;
    private final Random random = new Random(11);

    /** Writes records for as long as it lives: the right way, or, as a control, in pieces into the file itself. */
    public static final class Writer {
        public static void main(String[] arguments) throws IOException {
            Path folder = Path.of(arguments[0]);
            Records records = new Records(folder);
            byte[][] texts = {text(folder.resolveSibling("aside"), Status.proved), text(folder.resolveSibling("aside"), Status.open)};
            for (int i = 0;; i++) {
                if (arguments[1].equals("right")) {
                    records.put("r" + i % 7, record(i % 2 == 0 ? Status.proved : Status.open));
                } else {
                    // nothing but writing, so that nearly every kill comes in the middle of a record
                    byte[] text = texts[i % 2];
                    try (OutputStream out = Files.newOutputStream(folder.resolve("r" + i % 7 + ".json"))) {
                        for (int at = 0; at < text.length; at += 512) {
                            out.write(text, at, Math.min(512, text.length - at));
                        }
                    }
                }
                if (i == 7) {
                    System.out.println("writes");
                }
            }
        }
    }

    private static byte[] text(Path aside, Status status) throws IOException {
        new Records(aside).put(record(status));
        return Files.readAllBytes(aside.resolve("proofs.json"));
    }

    private static StageRecord record(Status status) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            rows.add(new Row(Section.obligations, "Tree.link/ok" + i, status, "Tree.link", "t", "Tree.java", 1, List.of("CDT-3"), "cold", 1, "ab", "", "", Map.of()));
        }
        return new StageRecord("proofs", Outcome.ran, "", "", 0, 0, List.of(), "", Map.of(), rows, List.of());
    }

    /** Records that are neither absent nor whole, over many kills. */
    private List<String> torn(String how, int kills) throws IOException, InterruptedException {
        List<String> torn = new ArrayList<>();
        Path records = Files.createDirectories(folder.resolve(how));
        for (int k = 0; k < kills; k++) {
            Process p = new ProcessBuilder(java(), "-XX:TieredStopAtLevel=1", "-cp", CLASSES, Writer.class.getName(), records.toString(), how)
                    .redirectError(ProcessBuilder.Redirect.INHERIT).start();
            assertEquals("writes", p.inputReader().readLine());
            assertFalse(p.waitFor(random.nextInt(60), TimeUnit.MILLISECONDS));
            p.destroyForcibly().waitFor();
            for (int i = 0; i < 7; i++) {
                try {
                    StageRecord r = new Records(records).find("r" + i).orElse(null);
                    if (r == null || r.rows().size() != 400 || r.rows().stream().map(Row::status).distinct().count() != 1) {
                        torn.add("r" + i + ": not what was written");
                    }
                } catch (CannotRun e) {
                    torn.add(e.getMessage());
                }
            }
        }
        return torn;
    }

    @Test
    void aKilledWriterLeavesWholeRecords() throws IOException, InterruptedException {
        assertEquals(List.of(), torn("right", 15));
    }

    /** The control: the same kills find what a writer does that writes into the file itself. It is refused by name, never read as proved. */
    @Test
    void aWriterInPiecesIsFoundOutAndItsRecordRefused() throws IOException, InterruptedException {
        List<String> torn = torn("pieces", 15);
        assertFalse(torn.isEmpty(), "the test cannot fail");
        assertTrue(torn.stream().allMatch(t -> t.matches(".*r\\d\\.json.*is no evidence record.*remove the file|.*field seal.*")), torn.toString());
    }

    // ---- the whole of verify ----

    private static final String PROVER = """
            package cairn.proofs;
            import java.nio.file.*;
            public class Prove {
                public static void main(String[] a) throws Exception {
                    Files.createDirectories(Path.of(".cairn/proofs"));
                    StringBuilder rows = new StringBuilder();
                    for (int i = 0; i < 300; i++) {
                        rows.append("{\\"id\\": \\"core.Tree.link/ok" + i + "\\", \\"line\\": 1, \\"file\\": \\"cairn/kernel/core/Tree.java\\", \\"requirements\\": [\\"CDT-3\\"],"
                            + "\\"inputHash\\": \\"ab\\", \\"status\\": \\"" + (i == 299 ? "open" : "proved") + "\\", \\"reason\\": \\"1 branch open\\"}\\n");
                        Files.writeString(Path.of(".cairn/proofs/obligations.jsonl"), rows);
                    }
                    Files.writeString(Path.of(".cairn/proofs/summary.json"), "{}");
                    System.exit(1);
                }
            }
            """;

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** One obligation is open; whenever verify is killed, no record says that all are proved, and a report is whole or not there. */
    @Test
    void aKilledVerifyLeavesNothingThatReadsAsProved() throws IOException, InterruptedException {
        write("pom.xml", "<project/>");
        write("kernel/src/main/java/cairn/kernel/core/Tree.java", "class Tree {}\n");
        write("spec/requirements/cdt.md", "## REQ-CDT-3 Map\n\nA map makes a child.\n\nNeeds: proof\nCovers: CDT-3\n");
        write("proofs/target/classpath.txt", "");
        write("stub/Prove.java", PROVER);
        Path classes = Files.createDirectories(folder.resolve("proofs/target/classes"));
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", classes.toString(), folder.resolve("stub/Prove.java").toString()));
        long start = System.nanoTime();
        assertEquals(1, verify(0), "the control: left alone, it ends with 1");
        long whole = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        assertEquals(List.of(), BundleCheck.faults(folder.resolve("target/audit")));
        int reports = 0;
        for (int k = 0; k < 10; k++) {
            verify(1 + random.nextInt((int) whole));
            StageRecord r = new Records(folder.resolve(".cairn/evidence")).find("proofs").orElse(null);
            assertTrue(r == null || r.outcome() != Outcome.ran || r.rows().size() == 300 && !r.rows().stream().allMatch(Row::good), String.valueOf(r));
            if (Files.exists(folder.resolve("target/audit/audit.json"))) {
                assertEquals(List.of(), BundleCheck.faults(folder.resolve("target/audit")));
                assertTrue(Files.readString(folder.resolve("target/audit/audit.json")).contains("\"verdict\" : \"does not hold\""));
                reports++;
            }
        }
        assertTrue(reports < 10, "no kill came before the end");
    }

    /** @param afterMs 0: it is left alone */
    private int verify(int afterMs) throws IOException, InterruptedException {
        Process p = new ProcessBuilder(java(), "-XX:TieredStopAtLevel=1", "-Dcairn.root=" + folder, "-cp", CLASSES, Main.class.getName(), "verify", "--only", "proofs")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        if (afterMs == 0) {
            return p.waitFor();
        }
        if (!p.waitFor(afterMs, TimeUnit.MILLISECONDS)) {
            List<ProcessHandle> below = p.descendants().toList();
            p.destroyForcibly().waitFor();
            below.forEach(ProcessHandle::destroyForcibly);
            for (ProcessHandle b : below) {
                b.onExit().join();
            }
        }
        return -1;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
