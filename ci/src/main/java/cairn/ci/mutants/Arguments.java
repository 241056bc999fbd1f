package cairn.ci.mutants;

import cairn.ci.CannotRun;
import cairn.ci.run.Project;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * ci/mutants.json: why nothing can notice a mutant, written by people. An argument is about one change of one text: when the source has
 * changed there, it no longer counts.
 */
final class Arguments {
    static final String FILE = "ci/mutants.json";

    private final List<Map<String, String>> written = new ArrayList<>();

    private Arguments() {}

    static Arguments read(Project project) {
        Arguments a = new Arguments();
        if (Files.isRegularFile(project.at(FILE))) {
            try {
                a.written.addAll(new ObjectMapper().readValue(project.at(FILE).toFile(), new TypeReference<List<Map<String, String>>>() {}));
            } catch (JsonProcessingException e) {
                throw new CannotRun(FILE + ": is no list of arguments: " + e.getOriginalMessage().lines().findFirst().orElse(""), e);
            } catch (IOException e) {
                throw new CannotRun(FILE + " cannot be read: " + e.getMessage(), e);
            }
        }
        return a;
    }

    /** Empty if there is none. */
    String about(Mutant m) {
        return written.stream().filter(w -> m.method().equals(w.get("method")) && m.was().equals(w.get("was")) && m.now().equals(w.get("now")))
                .map(w -> w.getOrDefault("because", "")).findFirst().orElse("");
    }
}
