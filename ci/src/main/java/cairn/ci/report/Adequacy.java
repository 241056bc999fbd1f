package cairn.ci.report;

import cairn.ci.evidence.Row;
import cairn.ci.evidence.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who notices which mutant: proof, property tests, live Alloy invariants. "Killed by proof" means that the proof did not close in its budget. */
final class Adequacy {
    static final List<String> METHODS = List.of("proof", "properties", "alloy");

    private Adequacy() {}

    static Map<String, Object> of(List<Row> rows) {
        List<Row> mutants = rows.stream().filter(r -> r.section() == Section.mutants).toList();
        Map<String, long[]> classes = new TreeMap<>();
        Map<String, long[]> operators = new TreeMap<>();
        List<Map<String, Object>> survivors = new ArrayList<>();
        for (Row m : mutants) {
            count(classes.computeIfAbsent(m.group(), k -> new long[6]), m);
            count(operators.computeIfAbsent(String.valueOf(m.detail().getOrDefault("operator", "")), k -> new long[6]), m);
            if (!m.good()) {
                survivors.add(Plain.map("id", m.id(), "key", m.key(), "status", m.status().name(), "word", m.status().word(), "title", m.title(),
                        "file", m.file(), "line", m.line(), "argument", String.valueOf(m.detail().getOrDefault("argument", "")), "tried",
                        String.valueOf(m.detail().getOrDefault("tried", ""))));
            }
        }
        return Plain.map("total", mutants.size(), "killed", mutants.stream().filter(Row::good).count(), "classes", table(classes), "operators",
                table(operators), "survivors", survivors, "possible", mutants.stream().map(m -> m.detail().get("possible")).filter(p -> p != null)
                        .findFirst().orElse(mutants.size()));
    }

    /** total, killed, by proof, by properties, by alloy, proof tried. */
    private static void count(long[] n, Row m) {
        n[0]++;
        n[1] += m.good() ? 1 : 0;
        for (int i = 0; i < METHODS.size(); i++) {
            n[2 + i] += "killed".equals(m.detail().get(METHODS.get(i))) ? 1 : 0;
        }
        n[5] += "not tried".equals(m.detail().getOrDefault("proof", "not tried")) ? 0 : 1;
    }

    private static List<Map<String, Object>> table(Map<String, long[]> counts) {
        List<Map<String, Object>> table = new ArrayList<>();
        counts.forEach((name, n) -> {
            Map<String, Object> line = new LinkedHashMap<>(Plain.map("name", name, "total", n[0], "killed", n[1], "proof", n[2], "properties", n[3],
                    "alloy", n[4], "proofTried", n[5], "percent", n[0] == 0 ? 0 : 100 * n[1] / n[0]));
            table.add(line);
        });
        return table;
    }
}
