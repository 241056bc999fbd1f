package cairn.ci.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cairn.ci.evidence.Section;
import cairn.ci.evidence.StageRecord;
import cairn.ci.evidence.StageRecord.Outcome;
import cairn.ci.evidence.Status;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names of files, reasons, counterexamples and UART output come from elsewhere: they must stay text wherever they are shown. */
class EscapingTest {
    private static final String HOSTILE = "<script>alert(1)</script>\"><img src=x onerror=y>'&{{7*7}}[a](javascript:b)|`c`\u0000\u001b[31m]]>";

    @TempDir
    private Path folder;

    private Map<String, String> files() throws Exception {
        Fixture f = new Fixture(folder);
        f.rows.add(Fixture.row(Section.obligations, HOSTILE, Status.open, HOSTILE, HOSTILE, "CDT-3", HOSTILE));
        f.extra.add(new StageRecord(HOSTILE, Outcome.broken, HOSTILE, HOSTILE, 1, 1, List.of(HOSTILE), HOSTILE, Map.of(HOSTILE, HOSTILE),
                List.of(), List.of(HOSTILE)));
        return Bundle.draw(f.report());
    }

    @Test
    void htmlHoldsNoMarkupOfTheRows() throws Exception {
        String html = files().get("index.html");
        assertFalse(html.contains("<script"), "script");
        assertFalse(html.contains("<img"), "img");
        assertTrue(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
        assertTrue(html.contains("{{7*7}}"), "template text is not evaluated");
    }

    @Test
    void junitStaysWellFormed() throws Exception {
        String xml = files().get("junit.xml");
        var document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        assertEquals(1, document.getElementsByTagName("failure").getLength());
        assertEquals(0, document.getElementsByTagName("script").getLength());
    }

    @Test
    void sarifMessagesHoldNoLinkAndNoPlaceholder() throws Exception {
        JsonNode log = new ObjectMapper().readTree(files().get("audit.sarif"));
        JsonNode results = log.at("/runs/0/results");
        assertEquals("2.1.0", log.at("/version").asText());
        assertTrue(results.size() >= 2);
        String text = results.get(0).at("/message/text").asText();
        assertTrue(text.contains("\\[a\\](javascript:b)") && text.contains("{{{{7*7}}}}"), text);
        assertEquals("kernel/src/main/java/cairn/kernel/core/Tree.java", results.get(0).at("/locations/0/physicalLocation/artifactLocation/uri").asText());
        assertEquals(1, results.get(0).at("/locations/0/physicalLocation/region/startLine").asInt());
    }

    @Test
    void markdownHoldsNoMarkup() throws Exception {
        String summary = files().get("summary.md");
        assertFalse(summary.contains("<script") || summary.contains("[a](") || summary.contains("<img"), summary);
    }
}
