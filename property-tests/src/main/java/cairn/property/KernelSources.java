package cairn.property;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The source files of the kernel's core. */
public final class KernelSources {
    static final String PACKAGE = "cairn/kernel/core";

    private KernelSources() {}

    /** The folder kernel/src/main/java, found upwards from the working directory. */
    public static Path find() {
        for (Path p = Path.of("").toAbsolutePath(); p != null; p = p.getParent()) {
            Path sources = p.resolve("kernel/src/main/java");
            if (Files.isDirectory(sources.resolve(PACKAGE))) {
                return sources;
            }
        }
        throw new IllegalStateException("kernel/src/main/java/" + PACKAGE + " not found: start inside the project's folder");
    }

    static List<Path> files(Path sources) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(sources.resolve(PACKAGE))) {
            walk.filter(f -> f.toString().endsWith(".java")).sorted().forEach(files::add);
        }
        return files;
    }

    /** As it is written in an import: {@code cairn/kernel/core/…/Tree.java}. */
    static String name(Path sources, Path file) {
        return sources.relativize(file).toString().replace(File.separatorChar, '/');
    }
}
