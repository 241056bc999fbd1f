package cairn.ci.selfcheck;

import cairn.ci.CannotRun;
import cairn.ci.evidence.InputHash;
import cairn.ci.report.Audit;
import cairn.ci.run.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The project's sources in another folder, with the build of the modules lent by links. */
final class SourceCopy {
    private static final List<String> BUILT = List.of("kernel", "hal", "spec/alloy", "spec/model", "proofs", "property-tests");

    private final Path origin;
    private final Path folder;

    private SourceCopy(Path origin, Path folder) {
        this.origin = origin;
        this.folder = folder;
    }

    /** With the store of proofs lent too. */
    static SourceCopy make(Project project, Path folder) {
        SourceCopy copy = alone(project, folder);
        try {
            // By hash of all that a proof depends on: what the copy adds there is no result of the right source.
            Path store = Files.createDirectories(project.at(".cairn/proofs/store"));
            Files.createDirectories(folder.resolve(".cairn/proofs"));
            Files.createSymbolicLink(folder.resolve(".cairn/proofs/store"), store);
        } catch (IOException e) {
            throw new CannotRun(project.shown(folder) + ": the store of proofs cannot be lent: " + e.getMessage(), e);
        }
        return copy;
    }

    /** As on a machine that has recorded nothing. */
    static SourceCopy alone(Project project, Path folder) {
        SourceCopy copy = new SourceCopy(project.root(), folder);
        copy.remove();
        try {
            for (String name : InputHash.files(project, Audit.INPUTS).keySet()) {
                Path to = folder.resolve(name);
                Files.createDirectories(to.getParent());
                Files.copy(project.at(name), to);
            }
            for (String module : BUILT) {
                if (Files.isDirectory(project.at(module).resolve("target"))) {
                    Files.createSymbolicLink(folder.resolve(module).resolve("target"), project.at(module).resolve("target"));
                }
            }
        } catch (IOException e) {
            throw new CannotRun(project.shown(folder) + ": the sources cannot be copied: " + e.getMessage(), e);
        }
        return copy;
    }

    /** Instead of the lent build of a module, a copy of what is run of it, which may be changed; it names the copies of other modules. */
    void own(String module) {
        Path lent = folder.resolve(module).resolve("target");
        try {
            Path target = origin.resolve(module).resolve("target");
            Files.delete(lent);
            try (Stream<Path> all = Files.walk(target)) {
                for (Path p : all.filter(f -> run(target.relativize(f))).toList()) {
                    Path to = lent.resolve(target.relativize(p).toString());
                    Files.createDirectories(to.getParent());
                    if (p.getFileName().toString().equals("classpath.txt")) {
                        Files.writeString(to, Files.readString(p).replace(origin + "/", folder + "/"));
                    } else {
                        Files.copy(p, to);
                    }
                }
            }
        } catch (IOException e) {
            throw new CannotRun(folder + ": the build of " + module + " cannot be copied: " + e.getMessage(), e);
        }
    }

    private static boolean run(Path f) {
        String first = f.getName(0).toString();
        return first.equals("classes") && f.getFileName().toString().contains(".") || f.getNameCount() == 1 && (first.endsWith(".jar") || first.equals("classpath.txt"));
    }

    Project project() {
        return new Project(folder);
    }

    /** Links are removed, not what they lead to. */
    void remove() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path p : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(p);
            }
        } catch (IOException e) {
            throw new CannotRun(folder + " cannot be removed: " + e.getMessage(), e);
        }
    }
}
