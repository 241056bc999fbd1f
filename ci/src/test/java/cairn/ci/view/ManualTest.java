package cairn.ci.view;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reference manual is what the table of the interface says. */
class ManualTest {
    private static final Path TOP = Path.of("..");

    /** Red: change a word in spec/abi.json or in spec/manual.html. */
    @Test
    void theManualIsWhatTheTableSays() throws Exception {
        assertTrue(Manual.isFresh(TOP.resolve(Manual.TABLE), TOP.resolve(Manual.PAGE)), Manual.PAGE + " is not what spec/abi.yaml says: run ./cairn manual");
    }

    /** Red: leave the operations out of the template. */
    @Test
    void everyObjectOperationAndErrorIsInIt() throws Exception {
        String page = Files.readString(TOP.resolve(Manual.PAGE));
        JsonNode table = new ObjectMapper().readTree(TOP.resolve(Manual.TABLE).toFile());
        for (JsonNode o : table.path("operations")) {
            String name = o.path("name").asText();
            assertTrue(page.contains("id=\"" + name.replace('.', '-') + "\""), name);
        }
        for (JsonNode o : table.path("objects")) {
            assertTrue(page.contains("<h3 id=\"" + o.path("name").asText() + "\">"), o.toString());
        }
        for (JsonNode g : table.path("groups")) {
            for (JsonNode c : g.path("constants")) {
                assertTrue(page.contains(">" + c.path("name").asText() + "<"), c.toString());
            }
        }
    }

    /** Red: write raw behind a text in the template. */
    @Test
    void textsAreEscaped(@TempDir Path folder) throws Exception {
        String table = Files.readString(TOP.resolve(Manual.TABLE)).replace("the serial line", "<b>the & serial</b> line");
        String page = Manual.of(Files.writeString(folder.resolve("abi.json"), table));
        assertTrue(page.contains("&lt;b&gt;the &amp; serial&lt;/b&gt; line") && !page.contains("<b>the &"));
    }
}
