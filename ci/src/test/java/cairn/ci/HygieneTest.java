package cairn.ci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Rules of the house that a machine can see in the files. */
class HygieneTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Set<String> NOT_OURS = Set.of("target", ".git", ".cairn", ".jqwik-database", ".idea", ".vscode");
    private static final Set<String> TOP = Set.of("pom.xml", "README.md", "LICENSE", "cairn", "spec", "kernel", "hal", "proofs", "property-tests", "ci");

    /** Names that stand for others. */
    private static final Set<String> PLACEHOLDERS = Set.of("OUT/view", "operation/ID", "premises/Class.txt");

    private static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes a) {
                return NOT_OURS.contains(folder.getFileName().toString()) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes a) {
                if (a.isRegularFile() && !NOT_OURS.contains(file.getFileName().toString())) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (MalformedInputException e) {
            return "";
        }
    }

    @Test
    void noPathOfOneMachine() throws IOException {
        Pattern absolute = Pattern.compile("(?<![\\w.])/(?:home|work|root|Users|tmp/[a-z])/?[\\w.-]*/[\\w.-]+");
        List<String> found = new ArrayList<>();
        for (Path f : files()) {
            Matcher m = absolute.matcher(text(f));
            if (!f.endsWith("HygieneTest.java") && m.find()) {
                found.add(ROOT.relativize(f) + ": " + m.group());
            }
        }
        assertEquals(List.of(), found);
    }

    @Test
    void theTopFolderHoldsWhatTheArchitectureSays() throws IOException {
        try (var top = Files.list(ROOT)) {
            List<String> others = top.map(p -> p.getFileName().toString()).filter(n -> !n.startsWith(".") && !n.equals("target") && !TOP.contains(n)).toList();
            assertEquals(List.of(), others);
        }
        assertTrue(Files.isExecutable(ROOT.resolve("cairn")) && Files.isExecutable(ROOT.resolve(".ci/run")));
    }

    @Test
    void everyTopFolderHasAReadmeOfOneScreen() throws IOException {
        for (String folder : List.of("spec", "kernel", "hal", "proofs", "property-tests", "ci")) {
            Path readme = ROOT.resolve(folder).resolve("README.md");
            assertTrue(Files.isRegularFile(readme), folder + "/README.md is missing");
            assertTrue(Files.readAllLines(readme).size() <= 60, folder + "/README.md is longer than a screen");
        }
    }

    /** In backquotes: anything with a slash or a known ending that starts like a path of ours. */
    @Test
    void pathsNamedInReadmesExist() throws IOException {
        Pattern quoted = Pattern.compile("(?:`|\\]\\()([\\w.-]+(?:/[\\w.-]+)*/?)(?:`|\\))");
        List<String> dead = new ArrayList<>();
        for (Path f : files()) {
            if (!f.getFileName().toString().endsWith(".md")) {
                continue;
            }
            Matcher m = quoted.matcher(text(f));
            while (m.find()) {
                String name = m.group(1);
                boolean path = name.contains("/") || name.matches(".*\\.(md|als|java|sh|xml|json|txt)");
                boolean written = name.startsWith("target/") || name.contains("/target/") || name.startsWith(".cairn") || name.startsWith("broken/")
                        || name.matches("(?:audit|audit\\.schema|index|summary|obligations|notprovable|junit)\\.\\w+");
                boolean row = name.matches(".*/[A-Z]+-\\d+") || name.matches("[a-z]+/[a-z]+") && !Files.exists(ROOT.resolve(name));
                if (path && !PLACEHOLDERS.contains(name) && !written && !row && !Files.exists(ROOT.resolve(name)) && !Files.exists(f.resolveSibling(name)) && !named(name)) {
                    dead.add(ROOT.relativize(f) + ": " + name);
                }
            }
        }
        assertEquals(List.of(), dead);
    }

    /** A file or a folder with this ending of its path exists somewhere. */
    private static boolean named(String name) throws IOException {
        String end = "/" + name.replaceAll("/$", "");
        String type = end.replaceFirst("\\.[a-z]\\w*$", ".java"); // entry/Kernel.trap
        for (Path f : files()) {
            if (f.toString().endsWith(end) || f.toString().endsWith(end + ".java") || f.toString().endsWith(type) || f.toString().contains(end + "/")) {
                return true;
            }
        }
        return false;
    }

    // ---- licences ----

    @Test
    void onlyTheProofsModuleLinksKey() throws IOException {
        for (Path f : files()) {
            String where = ROOT.relativize(f).toString();
            boolean pom = f.endsWith("pom.xml");
            if (pom && !where.equals("proofs/pom.xml")) {
                assertFalse(text(f).contains("org.key-project"), where + " depends on KeY, which is GPL-2.0-only");
                assertFalse(text(f).contains("cairn-proofs"), where + " depends on the module that links KeY");
            }
            if (where.endsWith(".java") && !where.startsWith("proofs/")) {
                assertFalse(text(f).matches("(?s).*import (?:static )?(?:de\\.uka\\.ilkd|org\\.key_project|cairn\\.proofs)\\..*"), where);
            }
        }
        assertTrue(text(ROOT.resolve("proofs/LICENSE")).contains("MIT License"));
        assertTrue(text(ROOT.resolve("LICENSE")).contains("Apache License"));
    }

    /** GPL-2.0-only code may not be linked with Apache-licensed code: these are the ones in reach of a hand. */
    @Test
    void theProofsModuleHasNoApacheLicensedDependency() throws IOException {
        String pom = text(ROOT.resolve("proofs/pom.xml"));
        Matcher m = Pattern.compile("<groupId>([^<]+)</groupId>\\s*<artifactId>([^<]+)</artifactId>").matcher(pom);
        List<String> other = new ArrayList<>();
        while (m.find()) {
            boolean allowed = m.group(1).equals("cairn") && m.group(2).equals("cairn") || m.group(1).equals("org.key-project")
                    || m.group(1).startsWith("org.junit") || m.group(1).startsWith("org.apache.maven.plugins");
            if (!allowed) {
                other.add(m.group(1) + ":" + m.group(2));
            }
        }
        assertEquals(List.of(), other);
        for (Path f : files()) {
            if (ROOT.relativize(f).startsWith("proofs") && f.toString().endsWith(".java")) {
                assertFalse(text(f).matches("(?s).*import (?:static )?(?:com\\.fasterxml|picocli|io\\.pebble|org\\.apache|com\\.google|edu\\.mit)\\..*"), f.toString());
            }
        }
    }

    @Test
    void lingelingIsNeverUsed() throws IOException {
        for (Path f : files()) {
            if (f.toString().endsWith(".java") && !f.endsWith("HygieneTest.java") && !f.endsWith("CommandLineTest.java")) {
                assertFalse(text(f).matches("(?is).*(?:SATFactory\\.|\")p?lingeling.*"), ROOT.relativize(f).toString());
            }
        }
    }
}
