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
 * @param evaluations by operation of the specification and conjunct: states after such a step that the conjunct was evaluated on
 * @param replay   command that runs it again
 */
public record Row(String id, String title, String kind, long tries, long seed, String status, List<String> caughtBy, long steps,
        Map<String, ? extends Map<String, Long>> table, Map<String, ? extends Map<String, Long>> evaluations, String replay) {

    Row(String id, String title, String kind, long tries, long seed, String status, List<String> caughtBy, long steps, Coverage coverage,
            String replay) {
        this(id, title, kind, tries, seed, status, caughtBy, steps, coverage.table(), coverage.evaluations(), replay);
    }

    public void write(Path folder) throws IOException {
        Disk.write(folder.resolve(id + ".json"), json());
    }

    String json() {
        StringBuilder caught = new StringBuilder();
        for (String c : caughtBy) {
            caught.append(caught.isEmpty() ? "" : ", ").append(quoted(c));
        }
        return "{\n  \"id\": " + quoted(id) + ",\n  \"title\": " + quoted(title) + ",\n  \"kind\": " + quoted(kind) + ",\n  \"tries\": " + tries
                + ",\n  \"seed\": " + seed + ",\n  \"status\": " + quoted(status) + ",\n  \"caughtBy\": [" + caught + "],\n  \"steps\": "
                + steps + ",\n  \"table\": " + cells(table) + ",\n  \"evaluations\": " + cells(evaluations) + ",\n  \"replay\": "
                + quoted(replay) + "\n}\n";
    }

    private static String cells(Map<String, ? extends Map<String, Long>> table) {
        StringBuilder cells = new StringBuilder();
        table.forEach((name, row) -> {
            cells.append(cells.isEmpty() ? "\n" : ",\n").append("    ").append(quoted(name)).append(": {");
            String separator = "";
            for (Map.Entry<String, Long> cell : row.entrySet()) {
                cells.append(separator).append(quoted(cell.getKey())).append(": ").append(cell.getValue());
                separator = ", ";
            }
            cells.append('}');
        });
        return "{" + cells + (cells.isEmpty() ? "" : "\n  ") + "}";
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
