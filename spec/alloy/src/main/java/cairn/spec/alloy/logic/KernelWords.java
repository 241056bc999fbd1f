package cairn.spec.alloy.logic;

import cairn.spec.alloy.SpecException;
import cairn.spec.alloy.SpecSources;
import edu.mit.csail.sdg.ast.Expr;
import edu.mit.csail.sdg.ast.Sig;
import edu.mit.csail.sdg.ast.Sig.PrimSig;
import edu.mit.csail.sdg.parser.CompModule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The mapping file: what a signature or field of the specification is in the kernel. Its form is described at the head of the file. */
public final class KernelWords implements Meaning {
    private static final Pattern SORT = Pattern.compile("sort (\\S+)\\s+(.+?)(?:\\s+where (.+))?");
    private static final Pattern EACH = Pattern.compile("each (\\S+)\\s+(.+)");
    private static final Pattern SET = Pattern.compile("set (\\S+)\\s+(.+)");
    private static final Pattern FIELD = Pattern.compile("field (\\S+)\\s+(one|lone|flags|range|pairs)\\s+(.+)");
    private static final Pattern REFUSE = Pattern.compile("refuse (?:\"([^\"]+)\"|(\\S+?)):\\s*(.+)");
    private static final Pattern GIVES = Pattern.compile("gives (\\w+(?: \\w+)*) from ([A-Z]+-\\d+(?: [A-Z]+-\\d+)*)");
    private static final Pattern WITNESS = Pattern.compile("witness (\\w+(?: \\w+)*):\\s*(.+)");
    private static final Pattern RANGE = Pattern.compile("(.+?)\\.\\.(.+?)(?:\\s+when (.+))?");
    /** The second statement of a conjunct: CDT-10.2. */
    private static final Pattern STATEMENT = Pattern.compile("[A-Z]+-\\d+\\.\\d+");
    private static final Pattern COMMAND = Pattern.compile("\\w+");

    private record Line(int number, String name, String kind, String text, String more) {}

    /**
     * Conjuncts of the kernel's own invariant, and what they are to the specification's.
     *
     * @param names what the kernel calls them
     * @param from  IDs of the conjuncts that imply them; empty when they say more
     * @param more  what they say more; null when they follow
     */
    record Return(int line, List<String> names, List<String> from, String more) {}

    private final List<Return> returns = new ArrayList<>();
    private final SpecSources sources;
    private final String file;
    private final Map<String, Line> lines = new HashMap<>();
    private final Map<String, Line> refusals = new TreeMap<>();

    /**
     * @param file name for messages
     * @param text the mapping
     * @throws SpecException with file and line for a line that cannot be read, a name that the specification does not have or has
     *     twice, and a name that is mapped twice
     */
    public KernelWords(SpecSources sources, CompModule module, String file, String text) {
        this.sources = sources;
        this.file = file;
        Map<String, List<String>> sigs = new TreeMap<>();
        Map<String, List<String>> fields = new TreeMap<>();
        for (Sig sig : module.getAllReachableSigs()) {
            if (!sig.builtin) {
                declare(sigs, plain(sig), plain(sig), sources.place(sig.pos));
                for (Sig.Field f : sig.getFields()) {
                    declare(fields, f.label, plain(sig) + "." + f.label, sources.place(f.pos));
                }
            }
        }
        String[] all = text.split("\n", -1);
        for (int i = 0; i < all.length; i++) {
            String line = all[i].strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                read(line, i + 1, sigs, fields);
            }
        }
    }

    private static void declare(Map<String, List<String>> names, String name, String full, String place) {
        names.computeIfAbsent(name, n -> new ArrayList<>()).add(full + " (" + place + ")");
        if (!full.equals(name)) {
            names.computeIfAbsent(full, n -> new ArrayList<>()).add(full + " (" + place + ")");
        }
    }

    private static String plain(Sig sig) {
        return sig.label.substring(sig.label.lastIndexOf('/') + 1);
    }

    // ------------------------------------------------------------------------------------------------------------ reading

    private SpecException wrong(int line, String why) {
        return new SpecException(file + ":" + line + ": " + why);
    }

    private void read(String line, int number, Map<String, List<String>> sigs, Map<String, List<String>> fields) {
        Matcher m;
        if ((m = SORT.matcher(line)).matches()) {
            put(known(new Line(number, m.group(1), "sort", m.group(2), m.group(3)), sigs, "signature"));
        } else if ((m = EACH.matcher(line)).matches()) {
            put(known(new Line(number, m.group(1), "each", m.group(2), null), sigs, "signature"));
        } else if ((m = SET.matcher(line)).matches()) {
            put(known(new Line(number, m.group(1), "set", m.group(2), null), sigs, "signature"));
        } else if ((m = FIELD.matcher(line)).matches()) {
            put(known(new Line(number, m.group(1), m.group(2), m.group(3), null), fields, "field"));
        } else if ((m = GIVES.matcher(line)).matches()) {
            returns.add(new Return(number, List.of(m.group(1).split(" ")), List.of(m.group(2).split(" ")), null));
        } else if ((m = WITNESS.matcher(line)).matches()) {
            returns.add(new Return(number, List.of(m.group(1).split(" ")), List.of(), m.group(2)));
        } else if ((m = REFUSE.matcher(line)).matches()) {
            String what = m.group(1) != null ? m.group(1) : m.group(2);
            Line refusal = new Line(number, what, "refuse", m.group(3), null);
            if (m.group(2) != null && !STATEMENT.matcher(what).matches()) {
                Map<String, List<String>> both = new TreeMap<>(sigs);
                both.putAll(fields);
                known(refusal, both, "signature or field");
            }
            if (refusals.put(what, refusal) != null) {
                throw wrong(number, "'" + what + "' is refused twice: keep one reason");
            }
        } else {
            Matcher command = COMMAND.matcher(line);
            throw wrong(number, "cannot read '" + line + "'" + (command.lookingAt() ? form(command.group()) : ""));
        }
    }

    private static String form(String command) {
        switch (command) {
            case "sort":
                return "; write: sort SIGNATURE TYPE NAME[, TYPE NAME] [where RANGE]";
            case "each":
                return "; write: each SIGNATURE ELEMENT …";
            case "set":
                return "; write: set SIGNATURE FORMULA, or set SIGNATURE = ELEMENT …";
            case "field":
                return "; write: field NAME one|lone|flags|range|pairs …";
            case "gives":
                return "; write: gives NAME … from ID …";
            case "witness":
                return "; write: witness NAME …: WHAT IT SAYS MORE";
            case "refuse":
                return "; write: refuse WORD: REASON";
            default:
                return "; a line begins with sort, each, set, field, refuse, gives or witness";
        }
    }

    /** What the kernel's own conjuncts are to the specification's, in the order of the file. */
    List<Return> returns() {
        return List.copyOf(returns);
    }

    /**
     * Every conjunct of the kernel's invariant must be in one line, and only those; no line at all is fine.
     *
     * @param invariant their names
     * @throws SpecException with file and line
     */
    void requireReturns(List<String> invariant) {
        Map<String, Integer> seen = new TreeMap<>();
        for (Return r : returns) {
            for (String name : r.names()) {
                if (!invariant.contains(name)) {
                    throw wrong(r.line(), "the kernel's invariant has no conjunct '" + name + "'; it has " + String.join(" ", invariant));
                }
                if (seen.put(name, r.line()) != null) {
                    throw wrong(r.line(), "'" + name + "' stands in an earlier line already: keep one of the two");
                }
            }
        }
        for (String name : returns.isEmpty() ? List.<String>of() : invariant) {
            if (!seen.containsKey(name)) {
                throw new SpecException(file + ": the kernel's invariant has '" + name + "', of which nothing is said: add `gives " + name
                        + " from ID …` or `witness " + name + ": WHAT IT SAYS MORE`");
            }
        }
    }

    SpecException unknownId(Return r, String id) {
        return wrong(r.line(), "the specification has no conjunct " + id);
    }

    private Line known(Line line, Map<String, List<String>> names, String what) {
        List<String> found = names.get(line.name);
        if (found == null) {
            throw wrong(line.number, "the specification has no " + what + " '" + line.name + "'" + nearest(line.name, names));
        }
        if (found.size() > 1) {
            throw wrong(line.number, "'" + line.name + "' may be " + String.join(" or ", found) + ": write the signature in front, as in "
                    + found.get(0).substring(0, found.get(0).indexOf(' ')));
        }
        return line;
    }

    private static String nearest(String name, Map<String, List<String>> names) {
        String best = null;
        int least = 3;
        for (String candidate : names.keySet()) {
            int d = distance(name, candidate);
            if (d < least) {
                least = d;
                best = candidate;
            }
        }
        return best == null ? "; it has " + String.join(", ", names.keySet()) : "; did you mean '" + best + "'?";
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }

    private void put(Line line) {
        Line before = lines.put(line.name, line);
        if (before != null) {
            throw wrong(line.number, "'" + line.name + "' is mapped in line " + before.number + " already: keep one of the two");
        }
    }

    private Logic formula(Line line, String text, List<Logic> atom) {
        Map<String, Logic> holes = new HashMap<>();
        for (int i = 0; i < atom.size(); i++) {
            holes.put("$" + (i + 1), atom.get(i));
        }
        if (atom.size() == 1) {
            holes.put("$", atom.get(0));
        }
        try {
            return Text.read(text, holes);
        } catch (SpecException e) {
            throw wrong(line.number, e.getMessage());
        }
    }

    /** Why a statement as a whole is not for the kernel's core; null when it is. */
    String refusal(String id, int statement) {
        Line refusal = refusals.get(id + "." + statement);
        return refusal == null ? null : refusal.text;
    }

    // ------------------------------------------------------------------------------------------------------------ meaning

    @Override
    public void refuse(Expr e, Expr at) {
        String name = e instanceof Sig s ? plain(s) : e instanceof Sig.Field f ? f.label : Walk.shortly(e);
        Line refusal = refusals.get(name);
        if (refusal == null && e instanceof Sig.Field f) {
            refusal = refusals.get(plain(f.sig) + "." + f.label);
        }
        if (refusal != null) {
            throw new Refusal(sources.place(at.span()) + ": " + name + ": " + refusal.text);
        }
    }

    private Line line(Sig sig, Expr at, String write) {
        Line line = lines.get(plain(sig));
        if (line == null) {
            refuse(sig, at);
            throw new SpecException(sources.place(at.span()) + ": signature " + plain(sig) + " is not mapped: add `" + write + "` to " + file
                    + ", or `refuse " + plain(sig) + ": REASON`");
        }
        return line;
    }

    private Line line(Sig.Field field, Expr at) {
        Line line = lines.getOrDefault(plain(field.sig) + "." + field.label, lines.get(field.label));
        if (line == null) {
            refuse(field, at);
            throw new SpecException(sources.place(at.span()) + ": field " + field.label + " is not mapped: add `field " + field.label
                    + " one|lone|flags|range|pairs …` to " + file + ", or `refuse " + field.label + ": REASON`");
        }
        return line;
    }

    @Override
    public List<Part> parts(PrimSig sort, Expr at) {
        Line line = line(sort, at, "sort " + plain(sort) + " TYPE NAME");
        List<Part> parts = new ArrayList<>();
        for (String part : line.text.split(",")) {
            String[] words = part.strip().split("\\s+");
            if (!line.kind.equals("sort") || words.length != 2) {
                throw wrong(line.number, "'" + line.text + "' is no type and name" + form("sort"));
            }
            parts.add(new Part(words[0], words[1]));
        }
        return parts;
    }

    @Override
    public List<Logic> elements(PrimSig sort) {
        Line line = lines.get(plain(sort));
        if (line == null || !line.kind.equals("each")) {
            return null;
        }
        List<Logic> elements = new ArrayList<>();
        for (int i = 0; i < line.text.split("\\s+").length; i++) {
            elements.add(new Logic.Number(i));
        }
        return elements;
    }

    @Override
    public Logic range(PrimSig sort, List<Logic> atom) {
        Line line = lines.get(plain(sort));
        return line == null || line.more == null ? Logic.TRUE : formula(line, line.more, atom);
    }

    @Override
    public Logic member(Sig set, List<Logic> atom, Expr at) {
        Line line = line(set, at, "set " + plain(set) + " FORMULA");
        if (!line.text.startsWith("=")) {
            return formula(line, line.text, atom);
        }
        Line each = lines.get(plain(Walk.root(set)));
        List<String> elements = each == null || !each.kind.equals("each") ? List.of() : List.of(each.text.split("\\s+"));
        boolean in = false;
        for (String element : line.text.substring(1).strip().split("\\s+")) {
            int index = elements.indexOf(element);
            if (index < 0) {
                throw wrong(line.number, "'" + element + "' is no element of " + plain(Walk.root(set)) + ": write some of " + elements);
            }
            in |= atom.get(0).equals(new Logic.Number(index));
        }
        return in ? Logic.TRUE : Logic.FALSE;
    }

    private PrimSig target(Sig.Field field) {
        for (edu.mit.csail.sdg.ast.Type.ProductType product : field.type()) {
            return Walk.root(product.get(1));
        }
        throw new SpecException(sources.place(field.pos) + ": field " + field.label + " has no type");
    }

    @Override
    public Value value(Sig.Field field, List<Logic> of, Expr at) {
        Line line = line(field, at);
        if (!line.kind.equals("one") && !line.kind.equals("lone")) {
            return null;
        }
        List<Logic> terms = new ArrayList<>();
        for (String term : line.text.split(",")) {
            terms.add(formula(line, term, of));
        }
        if (terms.size() != parts(target(field), at).size()) {
            throw wrong(line.number, field.label + " needs " + parts(target(field), at).size() + " terms for " + plain(target(field)));
        }
        return new Value(Logic.TRUE, terms, line.kind.equals("lone"), target(field));
    }

    @Override
    public Interval interval(Sig.Field field, List<Logic> of, Expr at) {
        Line line = line(field, at);
        if (!line.kind.equals("range")) {
            return null;
        }
        Matcher m = RANGE.matcher(line.text);
        if (!m.matches()) {
            throw wrong(line.number, "'" + line.text + "' is no range; write: LOW .. HIGH [when FORMULA]");
        }
        return new Interval(m.group(3) == null ? Logic.TRUE : formula(line, m.group(3), of), formula(line, m.group(1), of),
                formula(line, m.group(2), of), target(field));
    }

    @Override
    public Logic pair(Sig.Field field, List<Logic> from, List<Logic> to, Expr at) {
        Line line = line(field, at);
        switch (line.kind) {
            case "flags":
                String[] flags = line.text.split(";");
                if (flags.length != elements(target(field)).size()) {
                    throw wrong(line.number, field.label + " has " + flags.length + " flags, " + plain(target(field)) + " has "
                            + elements(target(field)).size() + " elements");
                }
                return formula(line, flags[(int) ((Logic.Number) to.get(0)).value()], from);
            case "pairs":
                return formula(line, line.text, List.of(from.get(0), to.get(0)));
            case "range":
                Interval range = interval(field, from, at);
                return Logic.and(range.when(), Logic.op("<=", range.low(), to.get(0)), Logic.op("<=", to.get(0), range.high()));
            default:
                Value value = value(field, from, at);
                List<Logic> parts = new ArrayList<>(List.of(value.defined()));
                for (int i = 0; i < to.size(); i++) {
                    parts.add(Logic.equal(value.atom().get(i), to.get(i)));
                }
                return Logic.and(parts);
        }
    }

    @Override
    public Logic closure(Walk walk, Expr step, Scope scope, PrimSig sort, List<Logic> from, List<Logic> to) {
        throw new Refusal(sources.place(step.span()) + ": the closure of " + Walk.shortly(step)
                + " is no first-order formula: the kernel keeps a witness for it");
    }
}
