package cairn.ci.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cairn.ci.evidence.Section;
import cairn.ci.evidence.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever changes a bundle is named by the file that was changed. */
class BundleCheckTest {
    @TempDir
    private Path folder;
    private Path bundle;

    @BeforeEach
    void write() throws IOException {
        Fixture f = new Fixture(folder);
        String hash = "ab".repeat(32);
        Files.createDirectories(folder.resolve("store"));
        Files.writeString(folder.resolve("store/" + hash + ".json"), "{}");
        Files.writeString(folder.resolve("store/" + hash + ".proof.gz"), "a proof");
        f.add(Section.mutants, "Tree.link:7", Status.survived);
        bundle = folder.resolve("audit");
        Fixture.write(f.report(), bundle);
        assertEquals(List.of(), BundleCheck.faults(bundle));
    }

    private List<String> files() throws IOException {
        try (var all = Files.walk(bundle)) {
            return all.filter(Files::isRegularFile).map(p -> bundle.relativize(p).toString()).sorted().toList();
        }
    }

    private void named(String what, String file) {
        List<String> faults = BundleCheck.faults(bundle);
        assertTrue(faults.stream().anyMatch(f -> f.startsWith(file + ":")), what + " in " + file + " was not named: " + faults);
    }

    /** Twenty copies and more: in each file one byte at a random place, an end cut off, and the file gone. */
    @Test
    void everyAlteredFileIsNamed() throws IOException {
        Random random = new Random(20);
        List<String> all = files();
        assertTrue(all.size() > 12 && all.contains("proofs/" + "ab".repeat(32) + ".proof.gz"), all.toString());
        for (String name : all) {
            Path file = bundle.resolve(name);
            byte[] whole = Files.readAllBytes(file);
            for (int i = 0; i < 3; i++) {
                byte[] altered = whole.clone();
                altered[random.nextInt(altered.length)] ^= (byte) (1 << random.nextInt(7));
                Files.write(file, altered);
                named("a flipped bit", name);
            }
            Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 1));
            named("a byte cut off", name);
            Files.delete(file);
            named("removal", name);
            Files.write(file, whole);
        }
        assertEquals(List.of(), BundleCheck.faults(bundle));
        Files.writeString(bundle.resolve("stranger.txt"), "");
        named("a file too many", "stranger.txt");
    }

    /** Who recomputes the sums as well is still found: the files are drawn again from audit.json, and that must agree with itself. */
    @Test
    void recomputedSumsDoNotHelp() throws IOException {
        for (String[] edit : new String[][] {{"index.html", "HOLDS", "HOLD5"}, {"badge.svg", "#17693f", "#17693e"}, {"junit.xml", "tests=", "test5="},
            {"summary.md", "holds", "h0lds"}, {"audit.json", "\"total\" : 2", "\"total\" : 3"}, {"audit.json", "\"verdict\" : \"holds\"", "\"verdict\" : \"incomplete\""},
            {"audit.json", "\"schema\" : 3", "\"schema\" : 1"}, {"audit.json", "\"gaps\"", "\"gap\""}, {"audit.json", "\"line\" : 1,", "\"line\" : \"1\","}}) {
            Path file = bundle.resolve(edit[0]);
            String whole = Files.readString(file);
            assertTrue(whole.contains(edit[1]), edit[0] + " " + edit[1]);
            Files.writeString(file, whole.replace(edit[1], edit[2]));
            resum();
            named(edit[1] + " became " + edit[2], edit[0]);
            Files.writeString(file, whole);
            resum();
            assertEquals(List.of(), BundleCheck.faults(bundle));
        }
    }

    private void resum() throws IOException {
        StringBuilder sums = new StringBuilder();
        for (String name : files()) {
            if (!name.startsWith("run.") && !name.startsWith("SHA")) {
                sums.append(cairn.ci.evidence.InputHash.of(Files.readAllBytes(bundle.resolve(name)))).append("  ").append(name).append('\n');
            }
        }
        Files.writeString(bundle.resolve("SHA256SUMS"), sums.toString());
        String run = Files.readString(bundle.resolve("run.json")).replaceAll("\"bundle\" : \"\\w+\"", "\"bundle\" : \"" + Bundle.hash(sums.toString()) + "\"");
        Files.writeString(bundle.resolve("run.json"), run);
        StringBuilder of = new StringBuilder();
        for (String name : RunRecord.FILES) {
            of.append(cairn.ci.evidence.InputHash.of(Files.readAllBytes(bundle.resolve(name)))).append("  ").append(name).append('\n');
        }
        Files.writeString(bundle.resolve("SHA256SUMS.run"), of.toString());
    }

    @Test
    void sameInputsGiveTheSameBytes() throws IOException {
        TreeMap<String, String> first = new TreeMap<>();
        for (String name : files()) {
            first.put(name, new String(Files.readAllBytes(bundle.resolve(name)), StandardCharsets.ISO_8859_1));
        }
        write();
        for (String name : files()) {
            assertEquals(first.get(name), new String(Files.readAllBytes(bundle.resolve(name)), StandardCharsets.ISO_8859_1), name);
        }
    }

    /** A fault shows everywhere at once: verdict, badge, SARIF, JUnit, the leaf of the assurance case. */
    @Test
    void oneOpenObligationTurnsEverything() throws IOException {
        List<String> states = new ArrayList<>();
        for (Status status : List.of(Status.proved, Status.open)) {
            Fixture f = new Fixture(folder);
            Files.copy(Path.of("assurance.json"), folder.resolve("ci/assurance.json"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            f.add(Section.obligations, "Tree.x/okA", status, "CDT-3");
            Fixture.write(f.report(), bundle);
            assertEquals(List.of(), BundleCheck.faults(bundle));
            String svg = Files.readString(bundle.resolve("assurance.svg"));
            String proofs = svg.substring(svg.indexOf("Sn3.1"), svg.indexOf("</a>", svg.indexOf("Sn3.1")));
            states.add(new TreeSet<>(List.of(Files.readString(bundle.resolve("badge.svg")).contains("does not hold") ? "badge" : "",
                    Files.readString(bundle.resolve("audit.sarif")).contains("Tree.x/okA") ? "sarif" : "",
                    Files.readString(bundle.resolve("junit.xml")).contains("<failure type=\"open\"") ? "junit" : "",
                    proofs.contains("✘ open") ? "leaf" : "",
                    Files.readString(bundle.resolve("audit.json")).contains("\"verdict\" : \"does not hold\"") ? "verdict" : "")).toString());
        }
        assertFalse(states.get(0).matches(".*\\w.*"), states.get(0));
        assertEquals("[badge, junit, leaf, sarif, verdict]", states.get(1));
    }
}
