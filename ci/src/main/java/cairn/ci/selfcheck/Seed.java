package cairn.ci.selfcheck;

import cairn.ci.CannotRun;
import cairn.ci.run.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A wrong line as proofs/notprovable keeps it; its form is told in the README there.
 *
 * @param file relative to the folder of kernel sources
 * @param open regular expression: the obligations of which one must stay open
 */
record Seed(String file, String open, String find, String replace) {
    static Seed read(Project project, String name) {
        Path file = project.at("proofs/notprovable").resolve(name + ".seed");
        if (!name.matches("[\\w-]+") || !Files.isRegularFile(file)) {
            throw new CannotRun("there is no seed '" + name + "' in proofs/notprovable");
        }
        try {
            String text = Files.readString(file).replace("\r\n", "\n");
            return new Seed(field(text, "file"), field(text, "open"), between(text, "\n<<<\n", "\n===\n"), between(text, "\n===\n", "\n>>>"));
        } catch (IOException | IndexOutOfBoundsException e) {
            throw new CannotRun(project.shown(file) + ": is no seed: " + e.getMessage(), e);
        }
    }

    private static String field(String text, String name) {
        return between("\n" + text, "\n" + name + ":", "\n").strip();
    }

    private static String between(String text, String from, String to) {
        int start = text.indexOf(from) + from.length();
        return text.substring(start, text.indexOf(to, start));
    }

    String apply(String source) {
        int at = source.indexOf(find);
        if (at < 0 || source.indexOf(find, at + 1) >= 0) {
            throw new CannotRun("the seed's old text stands " + (at < 0 ? "nowhere" : "more than once") + " in " + file);
        }
        return source.substring(0, at) + replace + source.substring(at + find.length());
    }
}
