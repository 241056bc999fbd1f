package cairn.ci.mutants;

import cairn.ci.CannotRun;
import cairn.ci.evidence.InputHash;
import cairn.ci.run.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** All mutants of the proved core, in a fixed order. */
public final class Mutants {
    public static final String SOURCE = "kernel/src/main/java";
    static final List<String> PACKAGES = List.of("derivation", "capability", "memory", "quota");

    private Mutants() {}

    public static List<Mutant> all(Project project) {
        Map<String, String> files = new LinkedHashMap<>();
        for (String p : PACKAGES) {
            Path folder = project.at(SOURCE + "/cairn/kernel/core/" + p);
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (Stream<Path> all = Files.list(folder)) {
                for (Path f : all.filter(x -> x.toString().endsWith(".java")).sorted().toList()) {
                    files.put(project.at(SOURCE).relativize(f).toString().replace('\\', '/'), Files.readString(f).replace("\r\n", "\n"));
                }
            } catch (IOException e) {
                throw new CannotRun(folder + " cannot be read: " + e.getMessage(), e);
            }
        }
        Set<String> empty = CodeOperators.empty(files);
        List<Mutant> mutants = new ArrayList<>();
        files.forEach((name, text) -> {
            mutants.addAll(CodeOperators.of(name, text, empty));
            mutants.addAll(ContractOperators.of(name, text));
        });
        return mutants;
    }

    /** The same every time for the same seed, whatever else there is: by the hash of seed and ID. */
    public static List<Mutant> shuffled(List<Mutant> mutants, long seed) {
        return mutants.stream().sorted(Comparator.comparing((Mutant m) -> InputHash.of((seed + " " + m.id()).getBytes(java.nio.charset.StandardCharsets.UTF_8)))).toList();
    }
}
