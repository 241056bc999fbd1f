package cairn.property;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One result for the report, kept as {@code FOLDER/ID.json}.
 *
 * @param kind     property or brokenKernel
 * @param tries    sequences that were run
 * @param status   passed, failed; for a broken kernel caught, missed
 * @param caughtBy IDs of what did not hold
 * @param steps    steps in all for what passed, of the shrunk sequence for what failed or was caught
 * @param table    counts by operation and result
 * @param replay   command that runs it again
 */
public record Row(String id, String title, String kind, long tries, long seed, String status, List<String> caughtBy, long steps,
        Map<String, Map<String, Long>> table, String replay) {

    public void write(Path folder) throws IOException {
        Disk.write(folder.resolve(id + ".json"), json());
    }

    String json() {
        StringBuilder caught = new StringBuilder();
        for (String c : caughtBy) {
            caught.append(caught.isEmpty() ? "" : ", ").append(quoted(c));
        }
        StringBuilder cells = new StringBuilder();
        for (Map.Entry<String, Map<String, Long>> row : table.entrySet()) {
            cells.append(cells.isEmpty() ? "\n" : ",\n").append("    ").append(quoted(row.getKey())).append(": {");
            String separator = "";
            for (Map.Entry<String, Long> cell : row.getValue().entrySet()) {
                cells.append(separator).append(quoted(cell.getKey())).append(": ").append(cell.getValue());
                separator = ", ";
            }
            cells.append('}');
        }
        return "{\n  \"id\": " + quoted(id) + ",\n  \"title\": " + quoted(title) + ",\n  \"kind\": " + quoted(kind) + ",\n  \"tries\": " + tries
                + ",\n  \"seed\": " + seed + ",\n  \"status\": " + quoted(status) + ",\n  \"caughtBy\": [" + caught + "],\n  \"steps\": "
                + steps + ",\n  \"table\": {" + cells + (cells.isEmpty() ? "" : "\n  ") + "},\n  \"replay\": " + quoted(replay) + "\n}\n";
    }

    static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
