// SPDX-License-Identifier: MIT
package cairn.proofs.view;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How the contracts of one class are split, and which conjuncts each part needs: {@code premises/Tree.txt}.
 *
 * <pre>
 * link: okD okR &lt;- okF self     # items on the left, premises on the right; self is the item
 * link: #1 &lt;- okF               # the first further ensures clause
 * link/2: * &lt;- okE self         # second behaviour case of the source; * = every item without a line
 * link: okR <- okD r1 r3        # of the requires clauses only these (without any rN: all)
 * link: split                   # or whole: one case as in the source
 * link: frame &lt;- okE            # the assignable clause; without a line: no conjuncts (* does not mean it)
 * edge: lemma &lt;- okD            # a model method's contract: these conjuncts instead of the conjunction
 * link: steps 30000             # step budget of this method's obligations
 * add: inline                   # bodies instead of contracts of what it calls: a constructor's contract cannot say that nothing else was made
 * leave: executed               # upper classes see its body, not its contract: that cannot say that no object of theirs was made
 * label: closed below Entry.inv # of this model method neither definition nor contract is used, nor the definition of this model field
 * class: upper                  # the conjunctions of the classes that it uses stay one boolean each
 * </pre>
 */
final class Premises {
    /** One line, as written. */
    record Rule(String method, int caseNumber, List<String> items, List<String> premises, List<Integer> clauses, int line) {
        /** Whether the {@code n}-th requires clause stays; all do where the line names none. */
        boolean keeps(int n) {
            return clauses.isEmpty() || clauses.contains(n);
        }
    }

    private static final String CLAUSE = "r\\d{1,2}";

    private static final String WORDS = "'split', 'whole', 'inline', 'executed', 'closed NAMES' or 'steps N'";

    static final Premises NONE = new Premises("premises");

    final String file;
    final List<Rule> rules = new ArrayList<>();
    /** Method or method/case → split or whole. */
    final Map<String, String> modes = new LinkedHashMap<>();
    final Map<String, Integer> steps = new LinkedHashMap<>();
    final Set<String> inline = new LinkedHashSet<>();
    /** Methods that have no contract in the view of upper classes, so that their bodies are executed there. */
    final Set<String> executed = new LinkedHashSet<>();
    final Map<String, List<String>> closed = new LinkedHashMap<>();
    /** Whether the class has a view apart from that of the classes that it uses; its methods that are whole are proved from their contracts. */
    boolean upper;
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();

    private Premises(String file) {
        this.file = file;
    }

    static Premises read(Path path, String shown) {
        Premises p = new Premises(shown);
        List<String> text;
        try {
            text = Files.readAllLines(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (int i = 0; i < text.size(); i++) {
            p.line(text.get(i).replaceAll("(^|\\s)(#(\\s.*)?|//.*)$", "").trim(), i + 1);
        }
        return p;
    }

    private void line(String s, int line) {
        if (s.isEmpty()) {
            return;
        }
        int colon = s.indexOf(':');
        if (colon < 1) {
            throw Refused.at(file, line, "write 'method: item <- premises', or 'method:' and one of " + WORDS);
        }
        String target = s.substring(0, colon).trim();
        String what = s.substring(colon + 1).trim();
        if (target.equals("class") && what.equals("upper")) {
            upper = true;
            return;
        }
        lines.putIfAbsent(target, line);
        if (what.equals("split") || what.equals("whole")) {
            modes.put(target, what);
        } else if (what.equals("inline")) {
            inline.add(target);
        } else if (what.equals("executed")) {
            executed.add(target);
        } else if (what.matches("closed( \\w+(\\.\\w+)?)+")) {
            closed.put(target, words(what.substring(7)));
        } else if (what.matches("steps \\d{1,7}")) {
            steps.put(target, Integer.parseInt(what.substring(6)));
        } else if (what.contains("<-")) {
            int slash = target.lastIndexOf('/');
            boolean numbered = slash > 0 && target.substring(slash + 1).matches("\\d+");
            String[] sides = what.split("<-", -1);
            rules.add(new Rule(numbered ? target.substring(0, slash) : target,
                    numbered ? Integer.parseInt(target.substring(slash + 1)) : 1, words(sides[0]),
                    words(sides[1]).stream().filter(w -> !w.matches(CLAUSE)).toList(),
                    words(sides[1]).stream().filter(w -> w.matches(CLAUSE)).map(w -> Integer.parseInt(w.substring(1))).toList(), line));
        } else {
            throw Refused.at(file, line, "cannot read '" + what + "'; write 'item <- premises' or one of " + WORDS);
        }
    }

    private static List<String> words(String s) {
        return s.isBlank() ? List.of() : List.of(s.trim().split("[\\s,]+"));
    }

    /** Says that the class has this method (with this many cases), so that {@link #checkTargets} knows it. */
    void know(String method, int cases) {
        known.add(method);
        for (int i = 1; i <= cases; i++) {
            known.add(method + "/" + i);
        }
    }

    void checkTargets() {
        if (upper && !executed.isEmpty()) {
            String method = executed.iterator().next();
            throw Refused.at(file, lines.get(method), "'" + method + ": executed' in a class that is upper itself: its contract would be proved nowhere");
        }
        for (Map.Entry<String, Integer> e : lines.entrySet()) {
            if (!known.contains(e.getKey())) {
                throw Refused.at(file, e.getValue(), "no method or behaviour case '" + e.getKey() + "' with a contract in this class");
            }
        }
    }

    void refuseUnused(TypeDecl type, String method, Set<Rule> used, List<String> items) {
        for (Rule r : rules) {
            if (r.method().equals(method) && !used.contains(r)) {
                throw Refused.at(file, r.line(), "no item of " + type.name + "." + method + " uses this line; its items are "
                        + String.join(" ", items) + (type.hasConjunction() ? ""
                        : " (a class without a conjunction of its own is proved as in the source, unless '" + method + ": split')"));
            }
        }
    }

    String mode(String method, int caseNumber) {
        return modes.getOrDefault(method + "/" + caseNumber, modes.getOrDefault(method, ""));
    }

    int steps(String method, int caseNumber, int otherwise) {
        return steps.getOrDefault(method + "/" + caseNumber, steps.getOrDefault(method, otherwise));
    }

    boolean inline(String method, int caseNumber) {
        return inline.contains(method) || inline.contains(method + "/" + caseNumber);
    }

    List<String> closed(String method, int caseNumber) {
        return closed.getOrDefault(method + "/" + caseNumber, closed.getOrDefault(method, List.of()));
    }

    /** The line for an item, or the one for * (which is not meant for frames), or null. */
    Rule rule(String method, int caseNumber, String item) {
        Rule star = null;
        for (Rule r : rules) {
            if (r.method().equals(method) && r.caseNumber() == caseNumber) {
                if (r.items().contains(item)) {
                    return r;
                }
                star = r.items().contains("*") && !item.equals("frame") ? r : star;
            }
        }
        return star;
    }
}
