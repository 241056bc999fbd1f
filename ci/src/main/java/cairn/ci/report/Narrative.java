package cairn.ci.report;

import cairn.ci.CannotRun;
import cairn.ci.run.Project;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parts of the report that people write (ci/assurance.json), each joined with the figures that are computed. */
final class Narrative {
    static final String FILE = "ci/assurance.json";

    private final Map<String, Object> written;

    private Narrative(Map<String, Object> written) {
        this.written = written;
    }

    static Narrative read(Project project) {
        if (!Files.isRegularFile(project.at(FILE))) {
            return new Narrative(Map.of());
        }
        try {
            return new Narrative(Plain.parse(Files.readString(project.at(FILE))));
        } catch (JsonProcessingException e) {
            throw new CannotRun(FILE + ": is no JSON: " + e.getOriginalMessage().lines().findFirst().orElse(""), e);
        } catch (IOException e) {
            throw new CannotRun(FILE + " cannot be read: " + e.getMessage(), e);
        }
    }

    Map<String, Object> claim() {
        return Plain.child(written, "claim");
    }

    List<Map<String, Object>> assurance() {
        return Plain.list(written, "assurance");
    }

    /** A written table; each line gets the counts of its sections and a state: good, bad, missing, or none if it names no section. */
    List<Map<String, Object>> table(String name, Map<String, long[]> counts) {
        List<Map<String, Object>> table = new ArrayList<>();
        for (Map<String, Object> line : Plain.list(written, name)) {
            Map<String, Object> out = new LinkedHashMap<>(line);
            List<String> sections = Plain.texts(line, "sections");
            List<Map<String, Object>> evidence = new ArrayList<>();
            String state = sections.isEmpty() ? "none" : "good";
            for (String s : sections) {
                long[] n = counts.getOrDefault(s, new long[4]);
                evidence.add(Plain.map("section", s, "good", n[0], "total", n[1]));
                state = n[2] > 0 || state.equals("bad") ? "bad" : n[1] == 0 || n[3] > 0 || n[0] < n[1] ? "missing" : state;
            }
            out.put("evidence", evidence);
            out.put("state", state);
            table.add(out);
        }
        return table;
    }
}
