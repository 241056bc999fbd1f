package cairn.ci.trace;

import cairn.ci.CannotRun;
import cairn.ci.run.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a test stands and which IDs it names. An ID counts for a method when it is written, in brackets, in the comment before it or in
 * its body; in the comment before the class it counts for all its methods: {@code [REQ-CDT-3]}, {@code [CDT-3, REQ-MMU-2]}.
 */
public final class TestSources {
    private static final Pattern BRACKETS = Pattern.compile("\\[((?:[A-Z]+(?:-[A-Z]+)?-\\d+)(?:\\s*,\\s*[A-Z]+(?:-[A-Z]+)?-\\d+)*)]");

    /** @param line from 1; 0 if the source was not found */
    public record Place(String file, int line, List<String> ids) {}

    private final Project project;

    public TestSources(Project project) {
        this.project = project;
    }

    public Place find(String module, String type, String method) {
        String outer = type.contains("$") ? type.substring(0, type.indexOf('$')) : type;
        Path file = project.at(module).resolve("src/test/java").resolve(outer.replace('.', '/') + ".java");
        if (!Files.isRegularFile(file)) {
            return new Place("", 0, List.of());
        }
        try {
            return find(project.shown(file), Files.readAllLines(file), outer.substring(outer.lastIndexOf('.') + 1), method);
        } catch (IOException e) {
            throw new CannotRun(project.shown(file) + " cannot be read: " + e.getMessage(), e);
        }
    }

    static Place find(String file, List<String> lines, String type, String method) {
        Pattern declared = Pattern.compile("^\\s+(?!return\\b|new\\b|throw\\b|else\\b)(?:[\\w<>\\[\\],.@]+\\s+)+" + Pattern.quote(method) + "\\s*\\(.*");
        Pattern head = Pattern.compile("^(?:public |final |abstract )*class " + Pattern.quote(type) + "\\b.*");
        Set<String> ids = new TreeSet<>();
        int line = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (head.matcher(lines.get(i)).matches()) {
                collect(before(lines, i), ids);
                line = line == 0 ? i + 1 : line;
            } else if (!method.isEmpty() && declared.matcher(lines.get(i)).matches()) {
                collect(before(lines, i), ids);
                collect(body(lines, i), ids);
                line = i + 1;
                break;
            }
        }
        return new Place(file, line, List.copyOf(ids));
    }

    /** Comment and annotations above a declaration: up to the blank line or code before them. */
    private static List<String> before(List<String> lines, int at) {
        int from = at;
        while (from > 0 && lines.get(from - 1).strip().matches("(//|/\\*|\\*|@).*")) {
            from--;
        }
        return lines.subList(from, at);
    }

    /** To the line that closes it: same indentation, a brace. */
    private static List<String> body(List<String> lines, int at) {
        String indent = lines.get(at).replaceFirst("\\S.*", "");
        int to = at + 1;
        while (to < lines.size() && !lines.get(to).equals(indent + "}")) {
            to++;
        }
        return lines.subList(at, to);
    }

    private static void collect(List<String> lines, Set<String> ids) {
        for (String l : lines) {
            Matcher m = BRACKETS.matcher(l);
            while (m.find()) {
                for (String id : m.group(1).split(",")) {
                    ids.add(id.strip());
                }
            }
        }
    }

    /** Every REQ- ID that the sources name, with the places: what no requirement has is a dangling link. */
    public static List<String[]> named(Project project, List<String> folders) {
        Pattern id = Pattern.compile("\\bREQ-[A-Z]+-\\d+\\b");
        List<String[]> all = new ArrayList<>();
        for (String folder : folders) {
            if (!Files.isDirectory(project.at(folder))) {
                continue;
            }
            try (var files = Files.walk(project.at(folder))) {
                for (Path f : files.filter(p -> p.toString().endsWith(".java")).sorted().toList()) {
                    List<String> lines = Files.readAllLines(f);
                    for (int i = 0; i < lines.size(); i++) {
                        Matcher m = id.matcher(lines.get(i));
                        while (m.find()) {
                            all.add(new String[] {m.group(), project.shown(f) + ":" + (i + 1)});
                        }
                    }
                }
            } catch (IOException e) {
                throw new CannotRun(folder + " cannot be read: " + e.getMessage(), e);
            }
        }
        return all;
    }
}
