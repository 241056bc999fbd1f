package cairn.ci.trace;

import cairn.ci.CannotRun;
import cairn.ci.evidence.Row;
import cairn.ci.run.Project;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * ci/trace.json: requirement → the tests, properties and proved methods that are evidence for it, as {@code Class}, {@code Class.method},
 * the name of a property, or {@code core.quota.Quota.charge}, {@code core.quota.Quota}, {@code core.quota} for obligations. It is kept
 * apart from the sources so that one table can be reviewed against the requirements. A name in it that no row has is a dangling link.
 */
public final class NamedTests {
    public static final String FILE = "ci/trace.json";

    private final Map<String, List<String>> idsByName = new TreeMap<>();

    private NamedTests() {}

    public static NamedTests read(Project project) {
        NamedTests named = new NamedTests();
        if (Files.isRegularFile(project.at(FILE))) {
            try {
                Map<String, List<String>> table = new ObjectMapper().readValue(project.at(FILE).toFile(), new TypeReference<>() {});
                table.forEach((id, names) -> names.forEach(n -> named.idsByName.computeIfAbsent(n, k -> new ArrayList<>()).add(id)));
            } catch (JsonProcessingException e) {
                throw new CannotRun(FILE + ": is no table of requirements and tests: " + e.getOriginalMessage().lines().findFirst().orElse(""), e);
            } catch (IOException e) {
                throw new CannotRun(FILE + " cannot be read: " + e.getMessage(), e);
            }
        }
        return named;
    }

    /** IDs for a test by its simple class name and method. */
    public List<String> ids(String type, String method) {
        List<String> ids = new ArrayList<>(idsByName.getOrDefault(type, List.of()));
        ids.addAll(idsByName.getOrDefault(type + "." + method, List.of()));
        return ids;
    }

    /** IDs for the obligations of a method, by its own name, its class and its packages: {@code core.quota.Quota.charge}. */
    public List<String> ofMethod(String method) {
        List<String> ids = new ArrayList<>();
        for (String name = method; !name.isEmpty(); name = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : "") {
            ids.addAll(idsByName.getOrDefault(name, List.of()));
        }
        return ids;
    }

    /** Names in the table that no test, property or obligation has → the IDs that they were to serve. */
    public Map<String, List<String>> without(List<Row> rows) {
        Map<String, List<String>> left = new TreeMap<>(idsByName);
        for (Row r : rows) {
            switch (r.section()) {
                case obligations -> {
                    for (String name = r.group(); !name.isEmpty(); name = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : "") {
                        left.remove(name);
                    }
                }
                case tests -> {
                    String test = r.id().substring(r.id().lastIndexOf('/') + 1).replaceFirst(" .*", "");
                    left.remove(test);
                    left.remove(test.replaceFirst("\\..*", ""));
                }
                default -> left.remove(r.id());
            }
        }
        return left;
    }

    /** IDs in the table that no requirement has. */
    public List<String> unknown(List<Requirement> requirements) {
        return idsByName.values().stream().flatMap(List::stream).distinct().filter(id -> requirements.stream().noneMatch(q -> q.means(id))).sorted().toList();
    }

    /** Name → IDs. */
    public Map<String, List<String>> all() {
        return idsByName;
    }
}
