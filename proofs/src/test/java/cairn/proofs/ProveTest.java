// SPDX-License-Identifier: MIT
package cairn.proofs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command, with KeY where it must run. */
final class ProveTest {
    @TempDir
    Path folder;
    private Sample sample;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void write() {
        sample = Sample.in(folder);
    }

    private int prove(String... more) {
        out.reset();
        err.reset();
        List<String> args = new ArrayList<>(List.of("--source", sample.source().toString(), "--out", sample.out().toString(), "--premises",
                sample.premises().toString(), "--trusted", folder.resolve("none.json").toString(), "--jobs", "1"));
        args.addAll(List.of(more));
        return Prove.run(args.toArray(new String[0]), new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private List<Map<String, Object>> rows() throws IOException {
        return Files.readAllLines(sample.out().resolve("obligations.jsonl")).stream().map(Json::readObject).toList();
    }

    private Map<String, Object> row(String id) throws IOException {
        return rows().stream().filter(r -> id.equals(r.get("id"))).findFirst().orElseThrow();
    }

    /** One start of KeY for the whole life of an obligation: proved, reused, replayed, spoilt, wrong. */
    @Test
    void provesReusesReplaysAndLeavesTheWrongOpen() throws IOException {
        sample.caller();
        assertEquals(0, prove(), () -> out() + err());
        assertEquals(6, rows().size());
        Map<String, Object> use = row("a.b.User.use/whole");
        assertEquals("plain", use.get("view"));
        assertEquals(List.of("a.b.Counter.add/okLow", "a.b.Counter.add/okHigh", "a.b.Counter.add/#1", "a.b.Counter.add/frame"),
                use.get("contractsUsed"));
        Map<String, Object> low = row("a.b.Counter.add/okLow");
        assertEquals("proved", low.get("status"));
        assertEquals("cold", low.get("mode"));
        assertEquals("a.b.Counter[a.b.Counter::add(int)].JML normal_behavior operation contract.0", low.get("contract"));
        assertEquals(List.of(), low.get("assumptionsUsed"));

        assertEquals(0, prove(), () -> out() + err());
        assertTrue(rows().stream().allMatch(r -> "reused".equals(r.get("mode")) && "proved".equals(r.get("status"))), this::out);

        // a saved proof of something else, under the right name and with the right hash, must not replay
        Path saved = sample.out().resolve("store").resolve(low.get("inputHash") + ".proof.gz");
        Map<String, Object> get = row("a.b.Counter.get/whole");
        Files.copy(sample.out().resolve("store").resolve(get.get("inputHash") + ".proof.gz"), saved,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Path stored = sample.out().resolve("store").resolve(low.get("inputHash") + ".json");
        Files.writeString(stored, Files.readString(stored).replace((String) low.get("proofHash"), (String) get.get("proofHash")));
        assertEquals(2, prove("--replay"), () -> out() + err());
        assertEquals("error", row("a.b.Counter.add/okLow").get("status"));
        assertEquals("proved", row("a.b.Counter.add/okHigh").get("status"));
        assertEquals("replay", row("a.b.Counter.add/okHigh").get("mode"));

        // a wrong body: exactly what it breaks stays open, what it does not touch is reused
        sample.text(Sample.TEXT.replace("n = n + k;", "n = n - k;"));
        assertEquals(1, prove(), () -> out() + err());
        assertEquals("open", row("a.b.Counter.add/okLow").get("status"));
        assertEquals("open", row("a.b.Counter.add/#1").get("status"));
        assertEquals("reused", row("a.b.Counter.get/whole").get("mode"));
        assertTrue(out().contains("a.b.Counter.add/#1  a/b/Counter.java:17"), this::out);

        assertEquals(1, prove("--explain", "a.b.Counter.add/#1", "--goals", "1"), () -> out() + err());
        assertTrue(out().contains("clause     n == \\old(n) + k"), this::out);
        assertTrue(out().contains("Counter.java:17"), this::out);
        assertTrue(out().contains("open branch"), this::out);
    }

    @Test
    void seedsMustStayOpen() throws IOException {
        Path seeds = Files.createDirectory(folder.resolve("notprovable"));
        String head = "why: a test\nfile: a/b/Counter.java\nopen: Counter\\.add/\n<<<\n";
        Files.writeString(seeds.resolve("wrong-body.seed"), head + "n = n + k;\n===\nn = n + k + 1;\n>>>\n");
        Files.writeString(seeds.resolve("right.seed"), head + "n = n + k;\n===\nn = k + n;\n>>>\n");
        Files.writeString(seeds.resolve("nowhere.seed"), head + "n = n * k;\n===\nn = n - k;\n>>>\n");
        assertEquals(1, prove("--notprovable", seeds.toString()), () -> out() + err());
        Map<String, String> statuses = new java.util.TreeMap<>();
        for (String line : Files.readAllLines(sample.out().resolve("notprovable.jsonl"))) {
            Map<String, Object> row = Json.readObject(line);
            statuses.put((String) row.get("id"), (String) row.get("status"));
        }
        assertEquals(Map.of("wrong-body", "stayedOpen", "right", "wronglyProved", "nowhere", "doesNotApply"), statuses);
        Files.delete(seeds.resolve("right.seed"));
        Files.delete(seeds.resolve("nowhere.seed"));
        assertEquals(0, prove("--notprovable", seeds.toString()), () -> out() + err());
        assertTrue(out().contains("reused"), this::out);

        // What is open for the right source too is no evidence. Red: without the filter on notProved in NotProvable.check.
        StringBuilder open = new StringBuilder();
        for (String part : List.of("okLow", "okHigh", "#1", "frame")) {
            open.append("{\"id\":\"a.b.Counter.add/").append(part).append("\",\"status\":\"open\"}\n");
        }
        Files.writeString(sample.out().resolve("obligations.jsonl"), open.toString());
        assertEquals(1, prove("--notprovable", seeds.toString()), () -> out() + err());
        assertTrue(out().contains("undecided"), this::out);
    }

    /**
     * Seeds share one source, so that the prover reads it once, but only where each is still asked its own question: of these, a weaker
     * contract of {@code add} would make the right {@code use} fail, and the wrong bodies change nothing for others. Red: with all of them
     * in one source whatever they change.
     */
    @Test
    void seedsShareASourceOnlyWhereTheirQuestionsStayTheSame() throws IOException {
        sample.caller();
        Path seeds = Files.createDirectory(folder.resolve("notprovable"));
        seed(seeds, "add-body", "Counter", "Counter\\.add/", "n = n + k;", "n = n + k + 1;");
        seed(seeds, "add-contract", "Counter", "User\\.use/", "ensures n == \\old(n) + k;", "ensures n >= \\old(n);");
        seed(seeds, "get-body", "Counter", "Counter\\.get/", "return n;", "return 7;");
        seed(seeds, "use-right", "User", "User\\.use/", "c.add(2);\n        c.add(3);", "c.add(3);\n        c.add(2);");
        assertEquals(1, prove("--notprovable", seeds.toString()), () -> out() + err());
        assertTrue(out().contains("3 wrong sources, which leave each other's questions alone, read as one"), this::out);
        Map<String, String> statuses = new java.util.TreeMap<>();
        for (String line : Files.readAllLines(sample.out().resolve("notprovable.jsonl"))) {
            Map<String, Object> row = Json.readObject(line);
            statuses.put((String) row.get("id"), (String) row.get("status"));
        }
        assertEquals(Map.of("add-body", "stayedOpen", "add-contract", "stayedOpen", "get-body", "stayedOpen", "use-right", "wronglyProved"), statuses);
    }

    private static void seed(Path folder, String name, String type, String open, String find, String replace) throws IOException {
        Files.writeString(folder.resolve(name + ".seed"), "why: a test\nfile: a/b/" + type + ".java\nopen: " + open + "\n<<<\n" + find + "\n===\n" + replace + "\n>>>\n");
    }

    /** Parts are disjoint and whole; what has the inputs that it had in older sources is left out. No prover is needed for either. */
    @Test
    void shardsAndOlderSourcesChooseAmongObligations() throws IOException {
        sample.caller();
        assertEquals(0, prove("--list"));
        List<String> all = ids();
        List<String> parts = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            assertEquals(0, prove("--list", "--shard", i + "/3"));
            parts.addAll(ids());
        }
        assertEquals(all.size(), parts.size());
        assertEquals(new java.util.TreeSet<>(all), new java.util.TreeSet<>(parts));
        assertEquals(2, prove("--list", "--shard", "4/3"));

        Path then = folder.resolve("then");
        try (Stream<Path> files = Files.walk(sample.source())) {
            for (Path f : files.toList()) {
                Files.copy(f, then.resolve(sample.source().relativize(f).toString()));
            }
        }
        assertEquals(0, prove("--since", then.toString()), () -> out() + err());
        assertTrue(out().contains("0 of " + all.size() + " obligations have other inputs"), this::out);
        sample.text(Sample.TEXT.replace("n = n + k;", "n = k + n;"));
        assertEquals(0, prove("--list", "--since", then.toString()), () -> out() + err());
        assertTrue(ids().stream().allMatch(i -> i.startsWith("a.b.Counter.add/")) && ids().size() == 4, this::out);
        sample.text(Sample.TEXT.replace("ensures \\result == n", "ensures n == \\result"));
        assertEquals(0, prove("--list", "--since", then.toString()), () -> out() + err());
        assertTrue(ids().contains("a.b.Counter.get/whole") && !ids().contains("a.b.Counter.add/okLow"), this::out);
    }

    private List<String> ids() {
        return out().lines().filter(l -> l.contains("/") && l.contains("  ")).map(l -> l.substring(0, l.indexOf("  "))).toList();
    }

    @Test
    void whatKeyCannotReadIsReportedAtItsPlace() {
        sample.text(Sample.TEXT.replace("ensures \\result == n &&", "ensures \\result == nn &&"));
        assertEquals(2, prove(), this::out);
        assertTrue(err().startsWith(sample.source().resolve("a/b/Counter.java") + ":2"), this::err);
        assertEquals(1, err().lines().count(), this::err);
    }

    @Test
    void badInputEndsWithOneLineAndTwo() {
        assertEquals(2, prove("--frobnicate"));
        assertTrue(err().startsWith("unknown option '--frobnicate'"), this::err);
        assertEquals(2, prove("--filter", "["));
        assertTrue(err().contains("is no regular expression"), this::err);
        assertEquals(2, prove("--filter", "nothing-matches"));
        assertTrue(err().contains("no obligation matches"), this::err);
        assertEquals(2, prove("--steps", "many"));
        assertTrue(err().contains("--steps needs a number"), this::err);
        assertEquals(2, prove("--explain", "a.b.Counter.add/okFoo"));
        assertTrue(err().contains("no obligation has the ID"), this::err);
        assertEquals(2, prove("--source", folder.resolve("nowhere").toString()));
        assertTrue(err().contains("no such folder"), this::err);
    }

    @Test
    void aHalfWrittenResultIsNoResult() throws IOException {
        Store store = new Store(folder.resolve("store"));
        String hash = "0".repeat(64);
        Map<String, Object> row = Map.of("inputHash", hash, "status", "open", "steps", 100L);
        store.put(hash, row);
        assertEquals(row, store.find(hash, 100));
        assertNull(store.find(hash, 101), "open under a smaller budget");
        assertNull(store.find("1".repeat(64), 100), "another input");
        Path file = folder.resolve("store").resolve(hash + ".json");
        String text = Files.readString(file);
        for (int cut = 0; cut < text.length() - 1; cut++) {
            Files.writeString(file, text.substring(0, cut));
            assertNull(store.find(hash, 100));
        }
        store.put(hash, Map.of("inputHash", hash, "status", "proved", "steps", 100L, "proofHash", "abc"));
        assertNull(store.find(hash, 100), "proved, but the proof is gone");
        Files.writeString(store.proof(hash), "something else");
        assertNull(store.find(hash, 100), "proved, but the proof was changed");
        try (Stream<Path> files = Files.list(folder.resolve("store"))) {
            assertFalse(files.anyMatch(p -> p.toString().endsWith(".tmp")));
        }
    }
}
