package cairn.ci.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cairn.ci.CannotRun;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

/** The page and the picture of a recorded run; the program that was recorded is hostile. */
class RunViewTest {
    private static final String HOSTILE = "</script><script>alert(1)</script><img src=http://127.0.0.1/x onerror=alert(2)><img title=y>";
    private static final String STEPS = """
            {"t": 0, "k": "b", "w": "begin", "th": -1, "run": 0, "s": [[0, 0, 1, "40", -1, 64, "ready"]],
             "d": [[0, -1, 0, 0, 239, -1, 0, 0, 100], [1, -1, 1, 0, 239, -1, 0, 0, 0], [2, 1, 1, 0, 239, 0, 1, 0, 0],
                   [3, 0, 0, 0, 7, 0, 16, 1, 100], [4, 0, 0, 0, 7, 0, 17, 1, 101], [5, 3, 0, 0, 5, 1, 32, 1, 100], [6, 4, 0, 0, 5, 1, 33, 1, 101]]},
            {"t": 5, "k": "c", "w": "log.write", "th": 0, "run": -1, "a": "%1$s", "r": "0", "o": "%1$s", "m": [[0, 1, "%1$s"]],
             "s": [[0, 0, 2, "44", 1, 64, "sends to thread 1 %1$s"], [1, 1, 3, "48", 0, 64, "receives from thread 0"]], "x": [99]},
            {"t": 6, "k": "e", "w": "at rest", "th": -1, "run": -1}
            """;

    @TempDir
    private Path folder;

    private Path recording(String hostile, boolean cut) throws Exception {
        String text = "{\"schema\": 1, \"image\": \"dir/" + hostile + "\", \"programs\": [\"" + hostile + "\"], \"skipped\": 0, \"steps\": ["
                + STEPS.formatted(hostile).replaceAll("\\}\\n\\{", "},\n{") + "], \"entries\": 12345, \"cut\": " + cut
                + ", \"summary\": {\"instructions\": 1000, \"systemCalls\": {\"ipc\": 3}}}";
        return Files.writeString(folder.resolve("recording.json"), text);
    }

    private String page(String hostile, boolean cut) throws Exception {
        Path page = folder.resolve("page.html");
        RunView.page(recording(hostile, cut), page);
        return Files.readString(page);
    }

    /** Red: leave the replacement out of Recording.embedded, or write raw behind image in the template. */
    @Test
    void whatAProgramSaysNeverBecomesMarkup() throws Exception {
        String plain = page("x", false);
        String hostile = page(HOSTILE, false);
        for (String tag : new String[] {"<script", "</script", "<img", "<svg"}) {
            assertEquals(count(plain, tag), count(hostile, tag), tag);
        }
        assertTrue(hostile.contains("\\u003c/script"));
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length;
    }

    /** Red: write an image with a web address into the template. */
    @Test
    void thePageNeedsNoNetwork() throws Exception {
        String page = page("x", false);
        assertTrue(page.contains("default-src 'none'"));
        assertFalse(Pattern.compile("(?:src|href)=[\"']?(?:https?:)?//|url\\((?!#)|@import|fetch\\(|XMLHttpRequest|WebSocket").matcher(page).find());
    }

    /** Red: leave the note out of the template. */
    @Test
    void aCutRecordingSaysSo() throws Exception {
        assertFalse(page("x", false).contains("Recording cut"));
        assertTrue(page("x", true).contains("After 2 steps the rest of 12,345 kernel entries is not shown"));
    }

    /** Well-formed, pages side by side in one box. Red: leave the escaping out of StatePicture.text; in groups, take > for + before.pages(). */
    @Test
    void thePictureIsOneThatCanBeRead() throws Exception {
        Path picture = folder.resolve("state.svg");
        RunView.picture(recording(HOSTILE, false), picture);
        String svg = Files.readString(picture);
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        assertTrue(svg.contains(">8 KiB at 0x10000<") && svg.contains(">8 KiB at 0x20000<"), svg);
        assertTrue(svg.contains("Who waits for whom") && svg.contains("receives from thread 0"), svg);
        assertFalse(svg.contains("<script") || svg.contains("<img"));
    }

    @Test
    void somethingElseIsNoRecording() throws Exception {
        Path file = Files.writeString(folder.resolve("x"), "{}");
        assertThrows(CannotRun.class, () -> RunView.page(file, folder.resolve("y")));
        Files.writeString(file, "{\"schema\":");
        assertThrows(CannotRun.class, () -> RunView.page(file, folder.resolve("y")));
    }
}
