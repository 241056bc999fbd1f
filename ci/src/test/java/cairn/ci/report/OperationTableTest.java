package cairn.ci.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cairn.ci.CannotRun;
import cairn.ci.evidence.Row;
import cairn.ci.evidence.Section;
import cairn.ci.evidence.Status;
import cairn.ci.run.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operation × conjunct: what the cells say, counted a second time by Consistency, and that a cell is not empty in silence. */
class OperationTableTest {
    @TempDir
    private Path folder;

    private Fixture fixture() throws IOException {
        Fixture f = new Fixture(folder);
        Files.createDirectories(folder.resolve("ci"));
        Files.writeString(folder.resolve(OperationTable.FILE), """
                {"families": [{"name": "tree", "conjuncts": ["CDT", "OBJ"], "lemma": "core.T.keeps_", "noLemma": {"OBJ-1": "not the core's"},
                  "unbounded": "all.txt", "contracts": "contracts.txt", "predicates": ["t.als"], "partly": {"CDT-3": "not all of it"},
                  "operations": {"map": {"methods": ["core.D.map"]}, "strip": {"methods": ["core.D.restrict"], "noLive": "composed"}}}]}
                """);
        Files.writeString(folder.resolve("all.txt"), "# z3\nmap/CDT-10\n");
        Files.writeString(folder.resolve("contracts.txt"), "# z3\nmap/Live  implied\nmap/rights  open: nobody says so\nmap/top  given Live\nrestrict/Live  implied\n");
        Files.writeString(folder.resolve("t.als"), "-- CDT-3\npred CDT_3_less[Live: set Node, parent, rights: Node->Right, top: Node->Node] {\n}\n");
        f.rows.removeIf(r -> r.section() == Section.alloyChecks || r.section() == Section.obligations || r.section() == Section.properties);
        for (String id : List.of("map/CDT-3", "map/CDT-10", "map/OBJ-1", "strip/CDT-3", "strip/CDT-10")) {
            f.rows.add(row(Section.alloyChecks, id, Status.held, id.substring(0, id.indexOf('/')), Map.of("scope", "for 7"), id.substring(id.indexOf('/') + 1)));
        }
        f.rows.add(row(Section.obligations, "core.D.map/#1", Status.proved, "core.D.map", Map.of()));
        f.rows.add(row(Section.obligations, "core.D.map/frame", Status.open, "core.D.map", Map.of()));
        f.rows.add(row(Section.obligations, "core.D.mapOther/#1", Status.proved, "core.D.mapOther", Map.of()));
        f.rows.add(row(Section.obligations, "core.T.keeps_CDT_3/lemma", Status.proved, "core.T.keeps_CDT_3", Map.of()));
        for (int i = 1; i <= 2; i++) {
            f.rows.add(row(Section.properties, "p" + i, Status.passed, "", Map.of("evaluations", Map.of("map", Map.of("CDT-3", 20, "OBJ-1", i)))));
        }
        return f;
    }

    private static Row row(Section section, String id, Status status, String group, Map<String, Object> detail, String... ids) {
        return new Row(section, id, status, group, "a title", "kernel/src/main/java/cairn/kernel/core/Tree.java", 1, List.of(ids), "cold", 1, "ab",
                status == section.good() ? "" : "why not", "./cairn prove x", detail);
    }

    private static Map<String, Object> cell(Map<String, Object> report, String operation, String conjunct) {
        return Plain.list(report, "operations").stream().filter(c -> c.get("operation").equals(operation) && c.get("conjunct").equals(conjunct))
                .findFirst().orElseThrow();
    }

    @Test
    void everyOperationHasACellForEveryConjunctAndItsFiguresAreThoseOfTheRows() throws IOException {
        Map<String, Object> report = fixture().report();
        assertEquals(6, Plain.list(report, "operations").size());
        Map<String, Object> c = cell(report, "map", "CDT-3");
        assertEquals("alloyChecks:map/CDT-3 3 of 3 true 2 40", c.get("check") + " " + Plain.texts(c, "proofs").size() + " of 3 " + c.get("checkGood") + " "
                + c.get("proved") + " " + c.get("live"));
        assertEquals(List.of(), Consistency.faults(Plain.text(report)));
        String page = Page.of(report, "hash");
        assertTrue(page.contains("KeY 2/3") && page.contains("live: 40"), "the page shows the cell");
    }

    @Test
    void anEmptyPartSaysWhyOrIsAGap() throws IOException {
        Map<String, Object> report = fixture().report();
        assertEquals("no check of that name in spec/alloy", cell(report, "strip", "OBJ-1").get("noCheck"));
        assertEquals("not the core's", cell(report, "map", "OBJ-1").get("noProof"));
        assertEquals("composed", cell(report, "strip", "CDT-3").get("noLive"));
        assertEquals("", cell(report, "map", "CDT-10").get("noLive"));
        assertTrue(Plain.list(report, "gaps").stream().anyMatch(g -> g.get("what").equals("1 cells of operation × conjunct are empty without a reason")),
                () -> String.valueOf(report.get("gaps")));
    }

    @Test
    void aCellSaysForWhichSizesAndWhatTheContractImplies() throws IOException {
        Map<String, Object> report = fixture().report();
        Map<String, Object> c = cell(report, "map", "CDT-3");
        assertEquals("for 7|1 of 3; map/rights open: nobody says so; map/top where those nodes stay that the specification lets stay|not all of it",
                c.get("size") + "|" + c.get("contract") + "|" + c.get("partly"));
        assertEquals("all sizes||", cell(report, "map", "CDT-10").get("size") + "|" + cell(report, "map", "CDT-10").get("contract") + "|"
                + cell(report, "map", "CDT-10").get("partly"));
        assertEquals("1 of 1", cell(report, "strip", "CDT-3").get("contract"));
        String page = Page.of(report, "hash");
        assertTrue(page.contains("contract: 1 of 3 relations, notes ") && page.contains("<li>map/rights open: nobody says so</li>")
                && page.contains("in part: note ") && page.contains("<li>not all of it</li>"), "the page shows sizes, contracts and parts");
    }

    /** As soon as a conjunct of the kernel bears the ID, its obligations stand in the cells; those of other methods only where none is named. */
    @Test
    void obligationsOfTaggedConjunctsAreFoundByTheirId() throws IOException {
        Fixture f = fixture();
        Files.writeString(folder.resolve(OperationTable.FILE), """
                {"families": [{"name": "tree", "conjuncts": ["CDT", "OBJ"], "lemma": "", "noProof": "nobody bears it", "noLive": "not here", "noLemma": {},
                  "tagged": "as the core changes", "operations": {"strip": {"methods": ["core.Q.put"]}}}]}
                """);
        f.rows.add(row(Section.obligations, "core.Q.put/okA", Status.proved, "core.Q.put", Map.of("kind", "conjunct"), "CDT-3"));
        f.rows.add(row(Section.obligations, "core.Q.take/okA", Status.open, "core.Q.take", Map.of("kind", "conjunct"), "CDT-3"));
        f.rows.add(row(Section.obligations, "core.Q.take/frame", Status.proved, "core.Q.take", Map.of("kind", "frame"), "CDT-3"));
        Map<String, Object> report = f.report();
        assertEquals("[obligations:core.Q.put/okA, obligations:core.Q.take/okA] 1 as the core changes",
                cell(report, "map", "CDT-3").get("proofs") + " " + cell(report, "map", "CDT-3").get("proved") + " " + cell(report, "map", "CDT-3").get("partly"));
        assertEquals("[obligations:core.Q.put/okA]", cell(report, "strip", "CDT-3").get("proofs").toString());
        assertEquals("[] nobody bears it|", cell(report, "map", "OBJ-1").get("proofs") + " " + cell(report, "map", "OBJ-1").get("noProof") + "|"
                + cell(report, "map", "OBJ-1").get("partly"));
        assertEquals(List.of(), Consistency.faults(Plain.text(report)));
    }

    @Test
    void aListThatCannotBeReadIsRefused() throws IOException {
        Fixture f = fixture();
        Files.writeString(folder.resolve("contracts.txt"), "map/Live perhaps\n");
        assertTrue(assertThrows(CannotRun.class, f::report).getMessage().startsWith("contracts.txt: cannot read 'map/Live perhaps'"));
    }

    /** What the translator leaves out of a conjunct is said in the table, and nothing else. */
    @Test
    void whatALemmaLeavesOutIsSaid() throws IOException {
        Path root = Path.of("..");
        String tree = Files.readString(root.resolve("kernel/src/main/java/cairn/kernel/core/derivation/Tree.java"));
        java.util.TreeSet<String> left = new java.util.TreeSet<>();
        String conjunct = "";
        for (String line : tree.substring(tree.indexOf("// ---- generated from spec/alloy")).split("\n")) {
            conjunct = line.matches("    // [A-Z]+-\\d+ .*") ? line.strip().split(" ")[1] : conjunct;
            if (line.startsWith("    // not here: ")) {
                left.add(conjunct);
            }
        }
        Map<String, Object> family = Plain.list(Plain.parse(Files.readString(root.resolve(OperationTable.FILE))), "families").get(0);
        java.util.TreeSet<String> said = new java.util.TreeSet<>(Plain.child(family, "partly").keySet());
        said.addAll(Plain.child(family, "noLemma").keySet());
        assertEquals(left, said);
        SpecLists lists = SpecLists.of(new Project(root), family);
        Plain.child(family, "operations").forEach((operation, known) -> {
            for (int n = 1; n <= 10; n++) {
                String contract = lists.contract(Plain.texts(Plain.child(Plain.child(family, "operations"), operation), "methods"), "CDT-" + n);
                assertTrue(contract.matches("\\d+ of \\d+.*"), operation + "/CDT-" + n + ": '" + contract + "'");
            }
        });
    }

    @Test
    void aCellThatIsNotWhatTheRowsSayIsFound() throws IOException {
        altered(c -> c.put("live", 41), "operations: cell map/CDT-3.live: 41 is written, 40 are counted");
        altered(c -> c.put("proved", 3), "operations: cell map/CDT-3.proved: 3 is written, 2 are counted");
        altered(c -> c.put("checkGood", false), "operations: cell map/CDT-3 names the check alloyChecks:map/CDT-3, good false");
        altered(c -> c.put("proofs", List.of("obligations:none")), "operations: cell map/CDT-3 names obligations:none, which is no obligation");
        Map<String, Object> report = fixture().report();
        report.put("operations", Plain.list(report, "operations").subList(1, 6));
        assertTrue(Consistency.faults(Plain.text(report)).stream().anyMatch(f -> f.startsWith("operations: cells of tree: 5 is written")),
                () -> String.valueOf(Consistency.faults(Plain.text(report))));
    }

    private void altered(Consumer<Map<String, Object>> change, String fault) throws IOException {
        Map<String, Object> report = fixture().report();
        change.accept(cell(report, "map", "CDT-3"));
        List<String> faults = Consistency.faults(Plain.text(report));
        assertTrue(faults.contains(fault), () -> String.valueOf(faults));
    }
}
