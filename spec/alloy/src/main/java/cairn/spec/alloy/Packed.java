package cairn.spec.alloy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The copies of the specification that the build packed: what the evaluators on live kernels are compiled from when they start. There may be
 * two in {@code target}: the classes and the jar, which other modules have on their class path.
 */
public final class Packed {
    /** A paragraph that is not packed as it is in the source; {@code line} counts from 1, in the source. */
    public record Difference(String file, int line, String name) {}

    private static final String FOLDER = "cairn/spec/als";

    private final List<Path> copies = new ArrayList<>();

    /** @param target the build folder of spec/alloy; where nothing was built, nothing is packed */
    public Packed(Path target) throws IOException {
        if (Files.isDirectory(target.resolve("classes"))) {
            copies.add(target.resolve("classes"));
            try (Stream<Path> all = Files.list(target)) {
                all.filter(f -> f.getFileName().toString().matches("cairn-alloy-[\\w.]+\\.jar")).sorted().forEach(copies::add);
            }
        }
    }

    public boolean present() {
        return !copies.isEmpty();
    }

    /** What is packed otherwise than {@code now} has it, each paragraph once. */
    public List<Difference> differences(SpecSources now) throws IOException {
        TreeSet<String> seen = new TreeSet<>();
        List<Difference> found = new ArrayList<>();
        for (Path copy : copies) {
            inside(copy, folder -> {
                for (Difference d : now.differences(texts(folder))) {
                    if (seen.add(d.toString())) {
                        found.add(d);
                    }
                }
            });
        }
        return found;
    }

    /** Packs {@code now}; what is packed and is no source any more goes. */
    public void renew(SpecSources now) throws IOException {
        for (Path copy : copies) {
            inside(copy, folder -> {
                Map<String, String> old = texts(folder);
                for (String file : old.keySet()) {
                    if (!now.files().contains(file)) {
                        Files.delete(folder.resolve(file));
                    }
                }
                for (String file : now.files()) {
                    if (!now.text(file).equals(old.get(file))) {
                        Files.createDirectories(folder.resolve(file).getParent());
                        Files.writeString(folder.resolve(file), now.text(file));
                    }
                }
            });
        }
    }

    private interface Use {
        void of(Path folder) throws IOException;
    }

    private static void inside(Path copy, Use use) throws IOException {
        if (Files.isDirectory(copy)) {
            use.of(copy.resolve(FOLDER));
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + copy.toUri()), Map.of())) {
                use.of(jar.getPath(FOLDER));
            }
        }
    }

    private static Map<String, String> texts(Path folder) throws IOException {
        Map<String, String> texts = new java.util.TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path f : all.filter(f -> f.toString().endsWith(".als")).toList()) {
                    texts.put(folder.relativize(f).toString().replace('\\', '/'), new String(Files.readAllBytes(f), StandardCharsets.UTF_8));
                }
            }
        }
        return texts;
    }
}
