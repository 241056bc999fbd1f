package cairn.ci.mutants;

import cairn.ci.CannotRun;
import cairn.ci.evidence.InputHash;
import cairn.ci.run.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** All mutants of the proved core, in a fixed order. */
public final class Mutants {
    static final String SOURCE = "kernel/src/main/java";
    static final List<String> PACKAGES = List.of("derivation", "capability", "memory", "quota");

    private Mutants() {}

    public static List<Mutant> all(Project project) {
        List<Mutant> all = new ArrayList<>();
        for (String p : PACKAGES) {
            Path folder = project.at(SOURCE + "/cairn/kernel/core/" + p);
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (Stream<Path> files = Files.list(folder)) {
                for (Path f : files.filter(x -> x.toString().endsWith(".java")).sorted().toList()) {
                    String name = project.at(SOURCE).relativize(f).toString().replace('\\', '/');
                    String text = Files.readString(f).replace("\r\n", "\n");
                    all.addAll(CodeOperators.of(name, text));
                    all.addAll(ContractOperators.of(name, text));
                }
            } catch (IOException e) {
                throw new CannotRun(folder + " cannot be read: " + e.getMessage(), e);
            }
        }
        return all;
    }

    /** The same every time for the same seed, whatever else there is: by the hash of seed and ID. */
    public static List<Mutant> shuffled(List<Mutant> mutants, long seed) {
        return mutants.stream().sorted(Comparator.comparing((Mutant m) -> InputHash.of((seed + " " + m.id()).getBytes(java.nio.charset.StandardCharsets.UTF_8)))).toList();
    }
}
