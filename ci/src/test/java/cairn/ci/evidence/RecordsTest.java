package cairn.ci.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cairn.ci.CannotRun;
import cairn.ci.evidence.StageRecord.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordsTest {
    @TempDir
    private Path folder;
    private Records records;
    private Path file;
    private final StageRecord record = new StageRecord("boots", Outcome.ran, "", "c", 0, 5, List.of("hal"), "ab", Map.of("k", "v"),
            List.of(new Row(Section.boots, "sample", Status.failed, "", "t", "f", 1, List.of("CDT-3"), "cold", 4, "h", "r", "c",
                    Map.of("lines", 3, "list", List.of("a")))), List.of("log"));

    @BeforeEach
    void put() {
        records = new Records(folder);
        records.put(record);
        file = folder.resolve("boots.json");
    }

    @Test
    void whatIsPutIsFound() {
        assertEquals(record, records.find("boots").orElseThrow());
        assertTrue(records.find("alloy").isEmpty());
    }

    private void refused(String text, String named) throws IOException {
        Files.writeString(file, text);
        String message = assertThrows(CannotRun.class, () -> records.find("boots")).getMessage();
        assertTrue(message.contains("boots.json") && message.contains(named) && message.lines().count() == 1, message);
    }

    @Test
    void aRecordEditedByHandIsRefused() throws IOException {
        refused(Files.readString(file).replace("\"failed\"", "\"passed\""), "seal");
    }

    @Test
    void aTruncatedRecordIsRefused() throws IOException {
        String whole = Files.readString(file);
        for (int i = 0; i < whole.length() - 2; i += 40) {
            refused(whole.substring(0, i), "");
        }
    }

    @Test
    void aForeignRecordIsRefused() throws IOException {
        String whole = Files.readString(file);
        refused("{\"schema\": 1}", "");
        refused("[1, 2]", "");
        refused(whole.replace("\"schema\" : 1", "\"schema\" : 0"), "schema");
    }
}
