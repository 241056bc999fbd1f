package cairn.ci.selfcheck;

import cairn.ci.CannotRun;
import cairn.ci.run.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;

/** Does `audit --check` see that a bundle was altered, and where? Twenty times one bit of one file is another; every file has its turn. */
final class TamperedCopies {
    static final int COPIES = 20;

    private TamperedCopies() {}

    /**
     * @param bundle is as it was afterwards
     * @param check  names each fault in a line that begins with the file
     * @return one line for each alteration that was not named
     */
    static List<String> faults(Path bundle, Function<Path, List<String>> check) {
        Random random = new Random(COPIES);
        List<String> faults = new ArrayList<>();
        try {
            List<Path> files;
            try (Stream<Path> all = Files.walk(bundle)) {
                files = all.filter(f -> Files.isRegularFile(f)).sorted().toList();
            }
            List<String> whole = check.apply(bundle);
            if (!whole.isEmpty()) {
                faults.add("the bundle itself is refused: " + whole.get(0));
            }
            for (int i = 0; i < COPIES; i++) {
                Path file = files.get(i * Math.max(1, files.size() / COPIES) % files.size());
                byte[] before = Files.readAllBytes(file);
                byte[] after = before.clone();
                int at = random.nextInt(after.length);
                after[at] ^= (byte) (1 << random.nextInt(7));
                String name = bundle.relativize(file).toString().replace('\\', '/');
                AtomicFile.write(file, after);
                try {
                    if (check.apply(bundle).stream().noneMatch(f -> f.startsWith(name + ":"))) {
                        faults.add("byte " + at + " of " + name + " was altered, and audit --check does not name the file");
                    }
                } finally {
                    AtomicFile.write(file, before);
                }
            }
        } catch (IOException e) {
            throw new CannotRun(bundle + " cannot be read: " + e.getMessage(), e);
        }
        return faults;
    }
}
