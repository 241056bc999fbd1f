package cairn.ci.report;

import cairn.ci.CannotRun;
import cairn.ci.run.Child;
import cairn.ci.run.Project;
import cairn.ci.run.SearchPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The report's page as PDF, printed by Chromium where it is installed. The file holds the time of printing and depends on that program, so
 * it belongs to the run record and not to what depends on the inputs alone.
 */
public final class PrintedPage {
    static final String FILE = "index.pdf";
    private static final String[] PROGRAMS = {"chromium", "chromium-browser", "google-chrome"};
    private static final long SECONDS = 120;

    private final Project project;
    private final String path;
    private String said = "not printed";

    /** @param path value of the variable PATH */
    public PrintedPage(Project project, String path) {
        this.project = project;
        this.path = path;
    }

    /** @return null if it could not be printed; {@link #said} tells why */
    byte[] print(Path page) {
        Path chromium = SearchPath.find(path, PROGRAMS);
        if (chromium == null) {
            said = "not printed: none of " + String.join(", ", PROGRAMS) + " is on the PATH";
            return null;
        }
        Path work = null;
        try {
            work = Files.createTempDirectory("cairn-print");
            Path pdf = work.resolve(FILE);
            List<String> lines = Collections.synchronizedList(new ArrayList<>());
            // Without its sandbox, which root cannot use: the page is our own, has no script and loads nothing.
            int code = Child.program(project, chromium, List.of("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                    "--user-data-dir=" + work.resolve("profile"), "--no-pdf-header-footer", "--print-to-pdf=" + pdf, page.toUri().toString()))
                    .within(SECONDS).run(lines::add, lines::add);
            byte[] content = Files.isRegularFile(pdf) ? Files.readAllBytes(pdf) : new byte[0];
            boolean whole = content.length > 5 && new String(content, 0, 5, java.nio.charset.StandardCharsets.ISO_8859_1).equals("%PDF-");
            if (code == 0 && whole) {
                said = FILE + ", printed from index.html by " + chromium.getFileName();
                return content;
            }
            said = "not printed: " + chromium.getFileName() + (code == Child.LATE ? " took more than " + SECONDS + " s" : code == 0 ? " left no PDF"
                    : " ended with exit code " + code);
        } catch (IOException | CannotRun e) {
            said = "not printed: " + e.getMessage();
        } finally {
            remove(work);
        }
        return null;
    }

    /** One line: which file there is, or why there is none. */
    public String said() {
        return said;
    }

    private static void remove(Path folder) {
        if (folder == null) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path f : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(f);
            }
        } catch (IOException e) {
            // What is left of a browser's profile among temporary files is nobody's concern.
        }
    }
}
