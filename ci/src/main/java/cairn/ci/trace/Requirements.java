package cairn.ci.trace;

import cairn.ci.CannotRun;
import cairn.ci.run.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads spec/requirements/*.md; the form is told in the README there. */
public final class Requirements {
    public static final String FOLDER = "spec/requirements";
    private static final Pattern HEAD = Pattern.compile("## (REQ-[A-Z]+-\\d+) (.+)");
    private static final Set<String> KINDS = Set.of("alloy", "proof", "prop", "boot");

    private Requirements() {}

    /** All of them, by file and line. None if the folder is not there. */
    public static List<Requirement> read(Project project) {
        List<Requirement> all = new ArrayList<>();
        Path folder = project.at(FOLDER);
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path f : files.filter(p -> p.toString().endsWith(".md") && !p.endsWith("README.md")).sorted().toList()) {
                    all.addAll(parse(project.shown(f), Files.readAllLines(f)));
                }
            } catch (IOException e) {
                throw new CannotRun(FOLDER + " cannot be read: " + e.getMessage(), e);
            }
        }
        Set<String> seen = new HashSet<>();
        for (Requirement r : all) {
            if (!seen.add(r.id())) {
                throw new CannotRun(r.file() + ":" + r.line() + ": " + r.id() + " is defined twice");
            }
        }
        return all;
    }

    static List<Requirement> parse(String file, List<String> lines) {
        List<Requirement> all = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher head = HEAD.matcher(lines.get(i));
            if (head.matches()) {
                int end = i + 1;
                while (end < lines.size() && !lines.get(end).startsWith("## ")) {
                    end++;
                }
                all.add(one(head, file, i + 1, lines.subList(i + 1, end)));
            }
        }
        return all;
    }

    private static Requirement one(Matcher head, String file, int line, List<String> body) {
        StringBuilder text = new StringBuilder();
        StringBuilder rationale = new StringBuilder();
        List<String> needs = new ArrayList<>();
        List<String> covers = new ArrayList<>();
        boolean why = false;
        for (String l : body) {
            if (l.startsWith("Rationale:")) {
                why = true;
                rationale.append(l.substring("Rationale:".length()).strip());
            } else if (l.startsWith("Needs:")) {
                needs.addAll(list(l));
            } else if (l.startsWith("Covers:")) {
                covers.addAll(list(l));
            } else if (!l.isBlank() && !l.startsWith("`req~")) {
                StringBuilder to = why ? rationale : text;
                to.append(to.isEmpty() ? "" : " ").append(l.strip());
            }
        }
        String where = file + ":" + line + ": " + head.group(1);
        if (needs.isEmpty() || text.isEmpty()) {
            throw new CannotRun(where + " has no " + (text.isEmpty() ? "text" : "'Needs:' line"));
        }
        for (String n : needs) {
            if (!KINDS.contains(n)) {
                throw new CannotRun(where + " needs '" + n + "', which is none of alloy, proof, prop, boot");
            }
        }
        return new Requirement(head.group(1), head.group(2).strip(), text.toString(), rationale.toString(), file, line, List.copyOf(needs),
                List.copyOf(covers));
    }

    private static List<String> list(String line) {
        return Stream.of(line.substring(line.indexOf(':') + 1).split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
    }
}
