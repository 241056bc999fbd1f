package cairn.ci.selfcheck;

import cairn.ci.CannotRun;
import cairn.ci.run.Project;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Whether two projects have recorded the same, but for how long it took. */
final class SameRecords {
    static final List<String> FOLDERS = List.of("alloy", "proofs/store", "mutants/records", "fuzz");
    /** Times; seals, which are over times too; and the hash of a proof's text, which names the run. Proofs themselves are replayed by `audit --check`. */
    private static final Set<String> OF_THE_RUN = Set.of("seconds", "cpuMs", "wallMs", "seal", "proofHash");
    private static final ObjectMapper JSON = new ObjectMapper();

    private SameRecords() {}

    /** One line for each record that one of them lacks or that says something else; a folder without records is a fault too. */
    static List<String> faults(Project a, Project b) {
        List<String> faults = new ArrayList<>();
        for (String folder : FOLDERS) {
            Map<String, String> one = read(a.at(".cairn/" + folder));
            Map<String, String> other = read(b.at(".cairn/" + folder));
            if (one.isEmpty() || other.isEmpty()) {
                faults.add(folder + ": no record");
            }
            Set<String> names = new TreeSet<>(one.keySet());
            names.addAll(other.keySet());
            for (String name : names) {
                if (!one.containsKey(name) || !other.containsKey(name)) {
                    faults.add(folder + "/" + name + ": only " + (one.containsKey(name) ? "the parts have" : "the whole has") + " it");
                } else if (!one.get(name).equals(other.get(name))) {
                    faults.add(folder + "/" + name + ": the parts say " + one.get(name) + ", the whole " + other.get(name));
                }
            }
        }
        return faults;
    }

    static int count(Project project) {
        return FOLDERS.stream().mapToInt(f -> read(project.at(".cairn/" + f)).size()).sum();
    }

    private static Map<String, String> read(Path folder) {
        Map<String, String> records = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return records;
        }
        try (Stream<Path> all = Files.list(folder)) {
            for (Path f : all.filter(f -> f.toString().endsWith(".json")).toList()) {
                records.put(f.getFileName().toString(), plain(JSON.readTree(f.toFile())).toString());
            }
        } catch (JsonProcessingException e) {
            throw new CannotRun(folder + ": a record is no JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new CannotRun(folder + " cannot be read: " + e.getMessage(), e);
        }
        return records;
    }

    private static JsonNode plain(JsonNode node) {
        if (node instanceof ObjectNode o) {
            o.remove(OF_THE_RUN);
        }
        node.forEach(SameRecords::plain);
        return node;
    }
}
