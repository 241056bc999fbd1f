package cairn.ci.command;

import cairn.ci.CannotRun;
import cairn.ci.run.Child;
import cairn.ci.run.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** For tools that leave their rows in a file: runs them silently and prints the rows. */
final class JsonRows {
    private JsonRows() {}

    static int afterwards(Project project, Child child, Path rows) {
        try {
            Files.deleteIfExists(rows);
            int code = child.run(line -> {}, System.err::println);
            if (Files.isRegularFile(rows)) {
                Files.lines(rows).forEach(System.out::println);
            }
            return code;
        } catch (IOException e) {
            throw new CannotRun(project.shown(rows) + " cannot be read: " + e.getMessage(), e);
        }
    }
}
