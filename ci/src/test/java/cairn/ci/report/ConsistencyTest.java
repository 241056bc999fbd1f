package cairn.ci.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cairn.ci.CannotRun;
import cairn.ci.evidence.Section;
import cairn.ci.evidence.StageRecord;
import cairn.ci.evidence.StageRecord.Outcome;
import cairn.ci.evidence.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsistencyTest {
    @TempDir
    private Path folder;

    private String verdict(Fixture f) {
        Map<String, Object> report = f.report();
        assertEquals(List.of(), Consistency.faults(Plain.text(report)));
        return Plain.string(Plain.child(report, "summary"), "verdict");
    }

    @Test
    void allGoodHolds() throws IOException {
        assertEquals("holds", verdict(new Fixture(folder)));
    }

    @Test
    void oneOpenObligationDoesNotHold() throws IOException {
        Fixture f = new Fixture(folder);
        f.add(Section.obligations, "Tree.unlink/okA", Status.open, "CDT-3");
        assertEquals("does not hold", verdict(f));
        assertEquals("obligations:Tree.unlink/okA", Plain.list(f.report(), "blocking").get(0).get("id"));
    }

    @Test
    void aStageThatWasNotRunIsNeverGreen() throws IOException {
        Fixture f = new Fixture(folder);
        f.extra.add(StageRecord.notRun("boots", "there is no board"));
        assertEquals("incomplete", verdict(f));
    }

    @Test
    void aSectionWithoutRowsIsNeverGreen() throws IOException {
        Fixture f = new Fixture(folder);
        f.rows.removeIf(r -> r.section() == Section.brokenKernels);
        assertEquals("incomplete", verdict(f));
    }

    @Test
    void aRequirementWithoutItsEvidenceDoesNotHold() throws IOException {
        Fixture f = new Fixture(folder);
        f.rows.removeIf(r -> r.section() == Section.boots);
        f.add(Section.boots, "other", Status.passed);
        assertEquals("does not hold", verdict(f));
        assertEquals(List.of("boots:other"), f.report().get("orphans"));
    }

    /** Evidence that leads nowhere fails the build, in both directions. */
    @Test
    void orphansAndDanglingLinksDoNotHold() throws IOException {
        Fixture f = new Fixture(folder);
        f.add(Section.alloyChecks, "map/X", Status.held);
        assertEquals("does not hold", verdict(f));
        assertEquals(List.of("orphan alloyChecks:map/X"), blocking(f));
        f = new Fixture(folder);
        f.add(Section.alloyChecks, "map/CDT-9", Status.held, "CDT-3", "CDT-9");
        assertEquals("does not hold", verdict(f));
        assertEquals(List.of("dangling CDT-9"), blocking(f));
    }

    @Test
    void theTraceTableMayNameOnlyWhatIsThere() throws IOException {
        Fixture f = new Fixture(folder);
        Files.createDirectories(folder.resolve("ci"));
        Files.writeString(folder.resolve("ci/trace.json"), "{\"REQ-CDT-3\": [\"TreeTest.links\", \"TreeTest\", \"Tree.link\", \"Props.agree\"]}");
        assertEquals("holds", verdict(f));
        Files.writeString(folder.resolve("ci/trace.json"), "{\"REQ-CDT-3\": [\"TreeTest.gone\"], \"REQ-CDT-4\": [\"TreeTest.links\"]}");
        assertEquals("does not hold", verdict(f));
        assertEquals(List.of("dangling REQ-CDT-4", "dangling TreeTest.gone"), blocking(f));
        f.extra.add(StageRecord.notRun("more", "not today"));
        assertEquals(List.of("stage more", "dangling REQ-CDT-4"), blocking(f), "a stage that was not run may have the name");
    }

    private static List<String> blocking(Fixture f) {
        return Plain.list(f.report(), "blocking").stream().map(b -> b.get("kind") + " " + b.get("id")).toList();
    }

    // ---- what is stale or was tried in part is never green ----

    @Test
    void staleRowsAreAmberEverywhere() throws IOException {
        Fixture f = new Fixture(folder);
        f.outcome = Outcome.stale;
        f.rows.replaceAll(r -> r.id().equals("Tree.link/okA") ? Fixture.row(r.section(), r.id(), Status.open, "t", "open", "CDT-3") : r);
        Map<String, Object> report = f.report();
        assertEquals("does not hold", verdict(f), "what was bad is still shown as bad");
        f = new Fixture(folder);
        f.outcome = Outcome.stale;
        assertEquals("incomplete", verdict(f));
        report = f.report();
        assertEquals(List.of("stage all"), blocking(f));
        assertTrue(Figure.of(Plain.child(report, "summary")).stream().allMatch(x -> x.glyph().equals("◐")));
        assertTrue(Plain.list(report, "assurance").stream().noneMatch(n -> n.get("kind").equals("solution") && n.get("level").equals("GOOD")));
        assertEquals(false, Plain.list(report, "requirements").get(0).get("met"));
        assertTrue(Bundle.draw(report).get("index.html").contains("◐ not shown now"));
        assertFalse(Bundle.draw(report).get("index.html").contains("say ok"), "no green tile");
    }

    @Test
    void aPartialStageIsAmberAndItsBadRowsAreRed() throws IOException {
        Fixture f = new Fixture(folder);
        f.outcome = Outcome.partial;
        assertEquals("incomplete", verdict(f));
        assertFalse(Bundle.draw(f.report()).get("index.html").contains("say ok"), "no green tile");
        f.add(Section.obligations, "Tree.unlink/okA", Status.open, "CDT-3");
        assertEquals("does not hold", verdict(f));
    }

    /** A mutant that survives is argued about; a contract that closes with a false clause is a fault. */
    @Test
    void aVacuousContractBlocksAndASurvivorDoesNot() throws IOException {
        Fixture f = new Fixture(folder);
        f.add(Section.mutants, "link#negate-1", Status.survived);
        assertEquals("holds", verdict(f));
        f.add(Section.mutants, "link#false-1", Status.vacuous);
        assertEquals("does not hold", verdict(f));
        assertEquals(List.of("row mutants:link#false-1"), blocking(f));
    }

    /** Seeds show that a check can fail; they do not show that it holds. */
    @Test
    void aSeededBugIsNoSupport() throws IOException {
        Fixture f = new Fixture(folder);
        f.rows.removeIf(r -> r.section() == Section.alloyChecks);
        f.add(Section.alloyChecks, "map/CDT-9", Status.held);
        assertEquals("does not hold", verdict(f));
    }

    @Test
    void assumedIsNotProved() throws IOException {
        Fixture f = new Fixture(folder);
        f.add(Section.obligations, "Tree.x/okA", Status.assumed, "CDT-3");
        Map<String, Object> o = Plain.child(Plain.child(f.report(), "summary"), "obligations");
        assertEquals(Map.of("total", 3, "proved", 2L, "open", 0L, "assumed", 1L, "stale", 0L, "bad", 1L, "unsure", 0L), o);
        assertEquals("does not hold", verdict(f));
    }

    // ---- whatever part is changed alone, the report is refused ----

    private void refused(String what, Consumer<Map<String, Object>> tamper) throws IOException {
        Fixture f = new Fixture(folder);
        f.add(Section.obligations, "Tree.unlink/okA", Status.open, "CDT-3");
        Map<String, Object> report = deepCopy(f.report());
        assertEquals(List.of(), Consistency.faults(Plain.text(report)));
        tamper.accept(report);
        assertFalse(Consistency.faults(Plain.text(report)).isEmpty(), what + " was not noticed");
        assertThrows(CannotRun.class, () -> Fixture.write(report, folder.resolve("audit")), what);
        assertFalse(Files.exists(folder.resolve("audit/audit.json")), what);
    }

    private static Map<String, Object> deepCopy(Map<String, Object> report) throws IOException {
        return Plain.parse(Plain.text(report));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> row(Map<String, Object> report, String key) {
        return Plain.list(report, "rows").stream().filter(r -> key.equals(r.get("key"))).findFirst().orElseThrow();
    }

    @Test
    void tamperedReportsAreRefused() throws IOException {
        String open = "obligations:Tree.unlink/okA";
        refused("verdict", r -> Plain.child(r, "summary").put("verdict", "holds"));
        for (Section s : Section.values()) {
            refused("total of " + s, r -> Plain.child(Plain.child(r, "summary"), s.name()).put("total", 99));
            refused("good of " + s, r -> Plain.child(Plain.child(r, "summary"), s.name()).put(s.good().name(), 99));
        }
        refused("open count", r -> Plain.child(Plain.child(r, "summary"), "obligations").put("open", 0));
        refused("assumed count", r -> Plain.child(Plain.child(r, "summary"), "obligations").put("assumed", 1));
        refused("requirements met", r -> Plain.child(Plain.child(r, "summary"), "requirements").put("met", 1));
        refused("stages", r -> Plain.child(Plain.child(r, "summary"), "stages").put("ran", 2));
        refused("blocking count", r -> Plain.child(r, "summary").put("blocking", 0));
        refused("blocking list", r -> r.put("blocking", new ArrayList<>()));
        refused("status", r -> row(r, open).put("status", "proved"));
        refused("good", r -> row(r, open).put("good", true));
        refused("reason", r -> row(r, open).put("reason", ""));
        refused("key", r -> row(r, open).put("key", "obligations:other"));
        refused("row removed", r -> Plain.list(r, "rows").remove(row(r, open)));
        refused("row twice", r -> Plain.list(r, "rows").add(new LinkedHashMap<>(row(r, open))));
        refused("requirement of a row", r -> row(r, "boots:sample").put("requirements", List.of()));
        refused("requirement called met", r -> Plain.list(r, "requirements").get(0).put("met", true));
        refused("evidence of a requirement", r -> Plain.child(Plain.child(Plain.list(r, "requirements").get(0), "evidence"), "proof")
                .put("rows", List.of("obligations:invented")));
        refused("state of evidence", r -> Plain.child(Plain.child(Plain.list(r, "requirements").get(0), "evidence"), "proof").put("state", "good"));
        refused("stage outcome", r -> Plain.list(r, "stages").get(0).put("outcome", "notRun"));
        refused("stale without a stale stage", r -> row(r, open).put("status", "stale"));
        refused("stage of a row", r -> row(r, "boots:sample").put("stage", "none"));
        refused("bad count", r -> Plain.child(Plain.child(r, "summary"), "obligations").put("bad", 0));
        refused("unsure count", r -> Plain.child(Plain.child(r, "summary"), "boots").put("unsure", 1));
        refused("dangling", r -> Plain.child(r, "dangling").put("CDT-77", List.of("boots:sample")));
        refused("orphans", r -> r.put("orphans", List.of("boots:sample")));
        refused("package table", r -> Plain.list(r, "code").get(0).put("obligations", 0));
    }

    @Test
    void aGoodReportIsWrittenWhole() throws IOException {
        Fixture f = new Fixture(folder);
        Path audit = folder.resolve("audit");
        Fixture.write(f.report(), audit);
        for (String name : Bundle.DRAWN) {
            assertTrue(Files.size(audit.resolve(name)) > 0, name);
        }
        assertTrue(Files.readString(audit.resolve("audit.json")).replaceAll("\\s", "").startsWith("{\"summary\":{\"verdict\":\"holds\",\"obligations\":{\"total\":2"));
        for (String line : Files.readAllLines(audit.resolve("SHA256SUMS"))) {
            String[] part = line.split("  ");
            assertEquals(part[0], cairn.ci.evidence.InputHash.of(Files.readAllBytes(audit.resolve(part[1]))), part[1]);
        }
        assertEquals(List.of(), BundleCheck.faults(audit));
    }
}
