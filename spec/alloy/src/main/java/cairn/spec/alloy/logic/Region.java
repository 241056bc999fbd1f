package cairn.spec.alloy.logic;

import cairn.spec.alloy.SpecException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The generated part of a kernel source: between two marks, never edited by hand. */
final class Region {
    static final String BEGIN = "    // ---- generated from spec/alloy, do not edit: see spec/alloy/README.md ----";
    static final String END = "    // ---- end of what is generated ----";
    /** How the kernel writes its own invariant. */
    private static final Pattern INVARIANT = Pattern.compile("represents inv =([\\w\\s&]*);");
    private static final Pattern HEAD = Pattern.compile("// ([A-Z]+-\\d+) ");
    private static final int WIDTH = 150;

    private Region() {}

    /** The source with its region replaced. */
    static String replaced(String file, String source, KernelInvariant invariant) {
        int begin = source.indexOf(BEGIN);
        int end = source.indexOf(END);
        if (begin < 0 || end < begin || source.indexOf(BEGIN, begin + 1) >= 0 || source.indexOf(END, end + 1) >= 0) {
            throw new SpecException(file + ": needs the two lines `" + BEGIN.strip() + "` and `" + END.strip() + "`, once and in this order");
        }
        Matcher conjunction = INVARIANT.matcher(source);
        invariant.words().requireReturns(conjunction.find() ? List.of(conjunction.group(1).trim().split("\\s*&&\\s*")) : List.of());
        return source.substring(0, begin) + BEGIN + "\n" + text(invariant) + source.substring(end);
    }

    /** A part of the region: what it is about ({@code CDT-5}; empty for the other direction), its first line in the file, its text. */
    private record Block(String id, int line, String text) {}

    /** A part that is not in both: what it is about and a line of {@code before} or, where it is only there, of {@code after}. */
    record Difference(String id, int line) {}

    /**
     * Which parts of the region differ. Lines are those of the file as it {@code is}: {@code before} or {@code after}.
     *
     * @return empty only when the two files are equal
     */
    static List<Difference> differences(String before, String after, String is) {
        List<Difference> found = new ArrayList<>();
        Map<String, Block> old = blocks(before);
        Map<String, Block> now = blocks(after);
        Map<String, Block> shown = is.equals(before) ? old : now;
        Set<String> ids = new LinkedHashSet<>(now.keySet());
        ids.addAll(old.keySet());
        for (String id : ids) {
            if (!now.containsKey(id) || !old.containsKey(id) || !now.get(id).text().equals(old.get(id).text())) {
                found.add(new Difference(id, shown.containsKey(id) ? shown.get(id).line() + within(old.get(id), now.get(id)) : 1 + line(is, is.indexOf(BEGIN))));
            }
        }
        if (found.isEmpty() && !before.equals(after)) {
            found.add(new Difference("", 1 + line(is, is.indexOf(BEGIN))));
        }
        return found;
    }

    /** How many lines two parts have in common at their beginning. */
    private static int within(Block a, Block b) {
        if (a == null || b == null) {
            return 0;
        }
        String[] x = a.text().split("\n");
        String[] y = b.text().split("\n");
        int i = 0;
        while (i < Math.min(x.length, y.length) - 1 && x[i].equals(y[i])) {
            i++;
        }
        return i;
    }

    private static Map<String, Block> blocks(String source) {
        int from = source.indexOf(BEGIN) + BEGIN.length();
        Map<String, Block> blocks = new LinkedHashMap<>();
        String region = source.substring(from, source.indexOf(END));
        int at = 0;
        for (String part : region.split("\n\n")) {
            int skipped = part.length() - part.stripLeading().length();
            Matcher m = HEAD.matcher(part.strip());
            String id = m.lookingAt() ? m.group(1) : "";
            Block one = new Block(id, 1 + line(source, from + at + skipped), part.strip());
            if (!part.isBlank()) {
                blocks.merge(id, one, (x, y) -> new Block(id, x.line(), x.text() + "\n" + y.text()));
            }
            at += part.length() + 2;
        }
        return blocks;
    }

    private static int line(String text, int position) {
        return (int) text.substring(0, position).chars().filter(c -> c == '\n').count();
    }

    static String text(KernelInvariant invariant) {
        List<Sentence> sentences = invariant.sentences();
        StringBuilder out = new StringBuilder();
        for (Sentence s : sentences) {
            out.append('\n');
            comment(out, s.sentence() + " [" + s.file() + "]");
            s.alloy().forEach(line -> comment(out, "    " + line));
            s.refused().forEach(reason -> comment(out, "not here: " + reason.replaceFirst("^\\S+:\\d+: ", "")));
            if (s.formula().equals(Logic.TRUE)) {
                continue;
            }
            out.append("    //@ public model boolean ").append(s.name()).append(";\n    /*@ private represents ").append(s.name()).append(" =\n");
            List<Logic> parts = new ArrayList<>();
            s.formulas().forEach(f -> parts.addAll(Logic.operands("&&", f)));
            parts.removeIf(Logic.TRUE::equals);
            for (int i = 0; i < parts.size(); i++) {
                out.append("      @   ").append(i == 0 ? "   " : "&& ").append(broken(parts.get(i)))
                        .append(i == parts.size() - 1 ? ";\n      @*/\n" : "\n");
            }
            out.append("    /*@ public normal_behavior requires inv; ensures \\result && ").append(s.name())
                    .append("; model public helper boolean keeps_").append(s.id().replace('-', '_')).append("() { return true; } @*/\n");
        }
        returns(out, invariant);
        return out.append('\n').toString();
    }

    /** The other direction: which conjuncts of the kernel's own form follow, each by a lemma, and what the others say more. */
    private static void returns(StringBuilder out, KernelInvariant invariant) {
        List<KernelWords.Return> returns = invariant.words().returns();
        if (returns.isEmpty()) {
            return;
        }
        out.append('\n');
        comment(out, "The other direction: of the conjuncts of inv, these say no more than the specification, as the lemmas show.");
        for (KernelWords.Return r : returns) {
            if (r.more() == null) {
                String from = r.from().stream().map(id -> invariant.sentences().stream().filter(s -> s.id().equals(id)).findFirst().orElseThrow().name())
                        .collect(Collectors.joining(" && "));
                out.append("    /*@ public normal_behavior requires ").append(from).append("; ensures \\result && ").append(String.join(" && ", r.names()))
                        .append("; model public helper boolean gives_").append(r.names().get(0)).append("() { return true; } @*/\n");
            }
        }
        comment(out, "These say more than the specification (its witnesses, and bounds of the machine):");
        returns.stream().filter(r -> r.more() != null).forEach(r -> comment(out, String.join(" ", r.names()) + ": " + r.more()));
    }

    /** One line, or where that is too long, one for each conjunct of the body. */
    private static String broken(Logic f) {
        String line = Jml.of(f);
        if (line.length() < WIDTH || !(f instanceof Logic.Bound b) || Logic.operands("&&", b.body()).size() == 1) {
            return line;
        }
        StringBuilder out = new StringBuilder();
        String first = Jml.of(new Logic.Bound(b.all(), b.type(), b.variable(), b.range(), new Logic.Name("")));
        out.append(first, 0, first.length() - 2);
        String next = "\n      @             ";
        for (Logic part : Logic.operands("&&", b.body())) {
            out.append(next).append(Jml.inConjunction(part));
            next = "\n      @          && ";
        }
        return out.append(')').toString();
    }

    private static void comment(StringBuilder out, String text) {
        String indent = text.startsWith("    ") ? "    // |   " : "    // ";
        StringBuilder line = new StringBuilder(indent);
        for (String word : text.strip().split(" ")) {
            if (line.length() + word.length() > WIDTH && line.length() > indent.length()) {
                out.append(line.toString().stripTrailing()).append('\n');
                line = new StringBuilder(text.startsWith("    ") ? "    // |     " : "    // ");
            }
            line.append(word).append(' ');
        }
        out.append(line.toString().stripTrailing()).append('\n');
    }
}
