package cairn.ci.report;

import cairn.ci.evidence.Row;
import cairn.ci.evidence.Section;
import cairn.ci.evidence.StageRecord;
import cairn.ci.evidence.StageRecord.Outcome;
import cairn.ci.evidence.Status;
import cairn.ci.run.Project;
import cairn.ci.trace.Requirements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A small project and records about it. */
final class Fixture {
    final Project project;
    final List<Row> rows = new ArrayList<>();
    final List<StageRecord> extra = new ArrayList<>();
    Outcome outcome = Outcome.ran;

    Fixture(Path folder) throws IOException {
        write(folder, "pom.xml", "<project><key.version>1</key.version></project>");
        write(folder, "spec/requirements/cdt.md", """
                # Tree

                ## REQ-CDT-3 Map
                `req~cdt-3~1`

                A map makes a child.

                Rationale:
                Because.

                Needs: alloy, proof, prop, boot
                Covers: CDT-3
                """);
        write(folder, "proofs/trusted-base.json", "{\"items\": [{\"id\": \"HIL-1\", \"item\": \"it\", \"interfaces\": [\"cairn.kernel.hil.Mmu\"]}]}");
        write(folder, "ci/assurance.json", """
                {"assurance": [{"id": "G1", "kind": "goal", "text": "It holds", "under": []},
                  {"id": "Sn1", "kind": "solution", "text": "Proofs of", "section": "obligations", "each": "package", "under": ["G1"]},
                  {"id": "Sn2", "kind": "solution", "text": "Boots", "section": "boots", "under": ["G1"]}]}
                """);
        write(folder, "kernel/src/main/java/cairn/kernel/core/Tree.java", "class Tree {\n}\n");
        project = new Project(folder);
        add(Section.obligations, "Tree.link/okA", Status.proved, "CDT-3");
        add(Section.obligations, "Tree.link/#1", Status.proved);
        add(Section.alloyChecks, "map/CDT-3", Status.held, "CDT-3");
        add(Section.seededBugs, "broken/x/map/CDT-3", Status.found, "CDT-3");
        add(Section.notProvable, "link-forgets", Status.stayedOpen, "CDT-3");
        add(Section.properties, "Props.agree", Status.passed, "REQ-CDT-3");
        add(Section.brokenKernels, "map-leaves", Status.caught, "CDT-3");
        add(Section.boots, "sample", Status.passed, "REQ-CDT-3");
        add(Section.scenarios, "map/happens", Status.found);
        add(Section.tests, "TreeTest.links", Status.passed);
    }

    private static void write(Path folder, String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    Row add(Section section, String id, Status status, String... ids) {
        Row row = row(section, id, status, "a title", status == section.good() ? "" : "why not", ids);
        rows.add(row);
        return row;
    }

    static Row row(Section section, String id, Status status, String title, String reason, String... ids) {
        return new Row(section, id, status, "Tree.link", title, "kernel/src/main/java/cairn/kernel/core/Tree.java", 1, List.of(ids), "cold",
                1200, "ab".repeat(32), reason, "./cairn prove x", Map.of());
    }

    static void write(Map<String, Object> report, Path folder) {
        write(report, folder, "");
    }

    /** Writes the bundle with a run record and a bill of materials that are fixed; PATH is where a printer may be. */
    static void write(Map<String, Object> report, Path folder, String path) {
        Bundle.write(report, Map.of("bomFormat", "CycloneDX"), Map.of("at", "then", "commit", "0", "system", "test"),
                new PrintedPage(new Project(folder.getParent()), path), folder.resolveSibling("store"), folder);
    }

    Map<String, Object> report() {
        StageRecord ran = new StageRecord("all", outcome == Outcome.stale ? Outcome.ran : outcome, "", "./cairn verify", 0, 5, List.of("kernel"), "def",
                Map.of(), rows, List.of("a log line"));
        List<StageRecord> stages = new ArrayList<>(List.of(outcome == Outcome.stale ? ran.stale("its inputs have changed") : ran));
        stages.addAll(extra);
        return new Audit(project, stages, Requirements.read(project)).draw(null);
    }
}
