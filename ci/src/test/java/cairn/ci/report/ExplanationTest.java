package cairn.ci.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cairn.ci.evidence.Section;
import cairn.ci.evidence.Status;
import cairn.ci.run.Project;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of ID that the report shows can be asked about. */
class ExplanationTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void report() throws IOException {
        Fixture f = new Fixture(folder);
        f.add(Section.mutants, "core.Tree.link#call-1", Status.survived);
        f.add(Section.properties, "Props.fails", Status.failed, "CDT-3");
        Fixture.write(f.report(), folder.resolve("audit"));
    }

    private Explanation find(String id) {
        return Explanation.find(new Project(folder), folder.resolve("audit/audit.json"), id);
    }

    private void says(String id, boolean good, String... parts) {
        Explanation e = find(id);
        String text = String.join("\n", e.lines());
        assertTrue(text.startsWith(id), text);
        for (String part : parts) {
            assertTrue(text.contains(part), part + " is not in\n" + text);
        }
        assertEquals(good, e.good(), text);
    }

    @Test
    void aRowTellsItsWordsItsLineWhatCountsItAndHowToReproduceIt() {
        says("map/CDT-3", true, "map/CDT-3  held", "what         a title", "source       kernel/src/main/java/cairn/kernel/core/Tree.java:1",
                "words        class Tree {", "serves       REQ-CDT-3", "established  stage all", "input hash   abab", "reproduce    ./cairn prove x");
        says("Tree.link/okA", true, "counted by   Sn1.1 Proofs of cairn.kernel.core");
        assertTrue(find("Tree.link/okA").obligation());
        says("Props.fails", false, "Props.fails  failed: why not");
        says("core.Tree.link#call-1", false, "survived: why not");
    }

    @Test
    void whatIsNoRowIsExplainedToo() {
        says("REQ-CDT-3", false, "not met", "properties:Props.fails");
        says("HIL-1", true, "trusted: it");
        says("G1", true, "goal: It holds", "below        Sn2");
        says("Sn2", true, "rows         1 of 1 good");
        says("all", true, "stage of ./cairn verify: ran", "reads        kernel", "./cairn verify --only all");
        says("CDT-3", false, "is named by", "properties:Props.fails", "covered by      REQ-CDT-3");
        assertNull(find("CDT-33"));
    }
}
