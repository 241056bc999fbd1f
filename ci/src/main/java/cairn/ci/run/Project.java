package cairn.ci.run;

import cairn.ci.CannotRun;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where things are.
 *
 * <pre>
 * .cairn/proofs       proofs and their results, by the hash of their inputs (kept by cairn-proofs)
 * .cairn/alloy        results of the Alloy checks, likewise (kept by cairn-alloy)
 * .cairn/runs         results of property tests and boots, likewise (kept by {@link cairn.ci.evidence.RunCache})
 * .cairn/evidence     what each stage recorded last: what `cairn audit` draws from
 * target/audit        the report
 * </pre>
 */
public final class Project {
    private final Path root;

    public Project(Path root) {
        this.root = root.toAbsolutePath().normalize();
        if (!Files.isRegularFile(this.root.resolve("pom.xml"))) {
            throw new CannotRun(this.root + " is not the top folder of the project; start ./cairn from there");
        }
    }

    /** The folder that the launcher named. */
    public static Project fromLauncher() {
        return new Project(Path.of(System.getProperty("cairn.root", ".")));
    }

    public Path root() {
        return root;
    }

    public Path at(String relative) {
        return root.resolve(relative);
    }

    /** How a reader of the report would name the file: relative to the top folder, with forward slashes. */
    public String shown(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        String text = absolute.startsWith(root) ? root.relativize(absolute).toString() : file.toString();
        return text.replace(File.separatorChar, '/');
    }

    /** Class path of a module's main classes and what they need, as its build wrote it. */
    public String classpath(String module) {
        return classpath(module, "target/classpath.txt", "target/classes");
    }

    /** @param classes folders of the module that come first */
    public String classpath(String module, String file, String... classes) {
        Path list = at(module).resolve(file);
        StringBuilder path = new StringBuilder();
        for (String c : classes) {
            path.append(at(module).resolve(c)).append(File.pathSeparatorChar);
        }
        try {
            return path.append(Files.readString(list).strip()).toString();
        } catch (IOException e) {
            throw new CannotRun(shown(list) + " is missing: build first (mvn -q -B -DskipTests package)", e);
        }
    }

    /** Whether the module was built with this class in it; a module may not have been written yet. */
    public boolean hasClass(String module, String folder, String name) {
        return Files.isRegularFile(at(module).resolve(folder).resolve(name.replace('.', '/') + ".class"));
    }
}
