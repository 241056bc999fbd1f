package cairn.property;

import cairn.model.Operation;
import cairn.model.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How often each operation got each answer. */
public final class Coverage {
    private static final List<Class<?>> OPERATIONS = List.of(Operation.class.getPermittedSubclasses());
    private static final Result[] RESULTS = Result.values();
    private final long[][] counts = new long[OPERATIONS.size()][RESULTS.length];

    private final SortedMap<String, long[]> specified = new TreeMap<>();

    /** A step was compared with the specification's operation: it was carried out, or refused. */
    void countSpecified(String operation, boolean done) {
        specified.computeIfAbsent(operation, o -> new long[2])[done ? 0 : 1]++;
    }

    /** For each operation of the specification: steps carried out, and refused, that were compared with it. */
    public SortedMap<String, long[]> specified() {
        return specified;
    }

    private final SortedMap<String, SortedMap<String, Long>> evaluations = new TreeMap<>();

    /** After a step that is this operation of the specification, these conjuncts were evaluated on the kernel's state. */
    void countEvaluated(String operation, List<String> conjuncts) {
        SortedMap<String, Long> row = evaluations.computeIfAbsent(operation, o -> new TreeMap<>());
        conjuncts.forEach(c -> row.merge(c, 1L, Long::sum));
    }

    /** For each operation of the specification and each conjunct: states after such a step that it was evaluated on. */
    public SortedMap<String, SortedMap<String, Long>> evaluations() {
        return evaluations;
    }

    void count(Operation operation, Result result) {
        counts[OPERATIONS.indexOf(operation.getClass())][result.ordinal()]++;
    }

    public void add(Coverage other) {
        for (int i = 0; i < counts.length; i++) {
            for (int j = 0; j < counts[i].length; j++) {
                counts[i][j] += other.counts[i][j];
            }
        }
        other.evaluations.forEach((o, row) -> row.forEach((c, n) -> evaluations.computeIfAbsent(o, k -> new TreeMap<>()).merge(c, n, Long::sum)));
        other.specified.forEach((o, n) -> {
            long[] sum = specified.computeIfAbsent(o, k -> new long[2]);
            sum[0] += n[0];
            sum[1] += n[1];
        });
    }

    public long steps() {
        long sum = 0;
        for (long[] row : counts) {
            for (long n : row) {
                sum += n;
            }
        }
        return sum;
    }

    /** Counts by operation and result, zeros left out. */
    public Map<String, Map<String, Long>> table() {
        Map<String, Map<String, Long>> table = new TreeMap<>();
        for (int i = 0; i < counts.length; i++) {
            Map<String, Long> row = new TreeMap<>();
            for (int j = 0; j < RESULTS.length; j++) {
                if (counts[i][j] > 0) {
                    row.put(RESULTS[j].name(), counts[i][j]);
                }
            }
            table.put(OPERATIONS.get(i).getSimpleName(), row);
        }
        return table;
    }

    /** Cells that can be reached but were not: "Grant SIZE". */
    public List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (Map.Entry<String, String> e : REACHABLE.entrySet()) {
            for (String result : e.getValue().split(" ")) {
                if (!table().get(e.getKey()).containsKey(result)) {
                    missing.add(e.getKey() + " " + result);
                }
            }
        }
        return missing;
    }

    /** Cells that were reached although nothing says that they can be. */
    public List<String> unexpected() {
        List<String> found = new ArrayList<>();
        for (Map.Entry<String, Map<String, Long>> e : table().entrySet()) {
            for (String result : e.getValue().keySet()) {
                if (!List.of(REACHABLE.get(e.getKey()).split(" ")).contains(result)) {
                    found.add(e.getKey() + " " + result);
                }
            }
        }
        return found;
    }

    /** Every answer that an operation can get. */
    private static final Map<String, String> REACHABLE = Map.ofEntries(
            Map.entry("Open", "OK EXISTS NO_NODE NO_PLACE"),
            Map.entry("Close", "OK EMPTY HELD"),
            Map.entry("Create", "OK OCCUPIED NO_NODE NO_PLACE EXISTS"),
            Map.entry("Provide", "OK OCCUPIED SIZE NO_PLACE"),
            Map.entry("Map", "OK EMPTY OCCUPIED RANGE SIZE NO_NODE NO_PLACE"),
            Map.entry("Grant", "OK EMPTY OCCUPIED SIZE NO_PLACE"),
            Map.entry("Revoke", "OK EMPTY"),
            Map.entry("Unmap", "OK EMPTY"),
            Map.entry("Delete", "OK EMPTY"),
            Map.entry("Restrict", "OK EMPTY HELD"),
            Map.entry("Destroy", "OK EMPTY HELD"),
            Map.entry("MapPages", "OK EMPTY NO_NODE NO_PLACE"),
            Map.entry("UnmapPages", "OK EMPTY"));

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format("%-11s", ""));
        for (Result r : RESULTS) {
            text.append(String.format("%10s", r));
        }
        for (int i = 0; i < counts.length; i++) {
            text.append(String.format("%n%-11s", OPERATIONS.get(i).getSimpleName()));
            for (int j = 0; j < RESULTS.length; j++) {
                boolean reachable = List.of(REACHABLE.get(OPERATIONS.get(i).getSimpleName()).split(" ")).contains(RESULTS[j].name());
                text.append(String.format("%10s", counts[i][j] == 0 && !reachable ? "." : Long.toString(counts[i][j])));
            }
        }
        return text.append(System.lineSeparator()).toString();
    }
}
