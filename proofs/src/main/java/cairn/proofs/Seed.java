// SPDX-License-Identifier: MIT
package cairn.proofs;

import cairn.proofs.view.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * A wrong contract or a wrong body: one replacement in one source file, and the obligations of which at least one must stay open.
 *
 * <pre>
 * why: the new child does not become the first one
 * file: cairn/kernel/core/derivation/Tree.java
 * open: derivation\.Tree\.link/ok[FQ]
 * &lt;&lt;&lt;
 *         p.first = c;
 * ===
 *         p.first = f;
 * &gt;&gt;&gt;
 * </pre>
 */
record Seed(String name, String why, String file, Pattern open, String find, String replace) {

    static List<Seed> read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new Refused(folder + ": no such folder of seeds");
        }
        List<Seed> seeds = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path p : files.filter(f -> f.toString().endsWith(".seed")).sorted().toList()) {
                seeds.add(parse(p.getFileName().toString(), Files.readString(p).replace("\r\n", "\n")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
        if (seeds.isEmpty()) {
            throw new Refused(folder + ": holds no *.seed file");
        }
        return seeds;
    }

    static Seed parse(String file, String text) {
        String name = file.replaceAll("\\.seed$", "");
        int from = text.indexOf("\n<<<\n");
        int middle = text.indexOf("\n===\n", from);
        int end = text.indexOf("\n>>>", middle);
        if (from < 0 || middle < 0 || end < 0) {
            throw new Refused(file + ":1 needs the lines '<<<', old text, '===', new text, '>>>'");
        }
        String head = "\n" + text.substring(0, from + 1);
        String find = text.substring(Math.min(from + 5, middle), middle);
        String replace = text.substring(Math.min(middle + 5, end), end);
        if (find.isBlank()) {
            throw new Refused(file + ":1 the old text is empty");
        }
        try {
            return new Seed(name, field(file, head, "why"), field(file, head, "file"), Pattern.compile(field(file, head, "open")), find, replace);
        } catch (PatternSyntaxException e) {
            throw new Refused(file + ":1 'open' is no regular expression: " + e.getDescription());
        }
    }

    private static String field(String file, String head, String key) {
        int at = head.indexOf("\n" + key + ":");
        if (at < 0) {
            throw new Refused(file + ":1 the line '" + key + ": …' is missing");
        }
        int end = head.indexOf('\n', at + 1);
        return head.substring(at + key.length() + 2, end < 0 ? head.length() : end).trim();
    }

    /** @throws Refused if the old text does not stand in the source exactly once */
    String apply(String source) {
        int at = source.indexOf(find);
        if (at < 0 || source.indexOf(find, at + 1) >= 0) {
            throw new Refused("the old text stands " + (at < 0 ? "nowhere" : "more than once") + " in " + file);
        }
        return source.substring(0, at) + replace + source.substring(at + find.length());
    }

    int line(String source) {
        return 1 + (int) source.substring(0, Math.max(0, source.indexOf(find))).chars().filter(c -> c == '\n').count();
    }
}
