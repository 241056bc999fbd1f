// SPDX-License-Identifier: MIT
package cairn.proofs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JsonTest {
    @Test
    void whatIsWrittenIsReadAgain() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("text", "a \"quoted\" \\ line\nand a tab\t, \u0001 and ≤ \u2028");
        row.put("numbers", List.of(1L, -2L, 0.5));
        row.put("others", Arrays.asList(true, false, null, Map.of()));
        String text = Json.write(row);
        assertEquals(-1, text.indexOf('\n'));
        assertEquals(row, Json.read(text));
    }

    @Test
    void badTextIsRefused() {
        for (String bad : List.of("", "{", "{\"a\"}", "[1 2]", "\"a", "{\"a\":1}x", "nul", "\"\\q\"", "[".repeat(200))) {
            assertThrows(IllegalArgumentException.class, () -> Json.read(bad), bad);
        }
    }
}
