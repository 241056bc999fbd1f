// SPDX-License-Identifier: MIT
package cairn.proofs.view;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JML expressions as text: as much grammar as splitting a conjunction needs. */
final class Expression {
    private static final Pattern QUANTIFIER = Pattern.compile("\\(\\s*\\\\");
    private static final Pattern NAME = Pattern.compile("\\\\?[A-Za-z_$][A-Za-z0-9_$]*");

    private Expression() {
    }

    static String normal(String s) {
        return s.replaceAll("\\s+", " ").trim();
    }

    static boolean isName(String s) {
        return NAME.matcher(s).matches() && !s.startsWith("\\");
    }

    /** All identifiers in it, also the qualified ones' parts. */
    static Set<String> names(String s) {
        Set<String> names = new LinkedHashSet<>();
        Matcher m = NAME.matcher(s);
        while (m.find()) {
            names.add(m.group());
        }
        return names;
    }

    /**
     * The operands of the outermost {@code &&}, or the expression alone where something that binds weaker (an implication, an
     * equivalence, a disjunction, a conditional) stands outside all brackets.
     */
    static List<String> conjuncts(String s) {
        s = bare(s);
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c == '(' || c == '[' || c == '{') {
                depth++;
            } else if (c == ')' || c == ']' || c == '}') {
                depth--;
            } else if (depth == 0) {
                if (c == '?' || s.startsWith("||", i) || s.startsWith("==>", i) || s.startsWith("<==", i) || s.startsWith("<=!=>", i)) {
                    return List.of(s);
                }
                if (s.startsWith("&&", i)) {
                    parts.add(s.substring(from, i).trim());
                    from = i + 2;
                    i++;
                }
            }
        }
        parts.add(s.substring(from).trim());
        if (parts.size() == 1) {
            return parts;
        }
        List<String> flat = new ArrayList<>();
        for (String p : parts) {
            flat.addAll(conjuncts(p));
        }
        return flat;
    }

    /** Without brackets around the whole; a quantifier's brackets stay. */
    private static String bare(String s) {
        s = s.trim();
        while (s.startsWith("(") && !QUANTIFIER.matcher(s).lookingAt()) {
            int depth = 0;
            int i = 0;
            for (; i < s.length(); i++) {
                depth += s.charAt(i) == '(' ? 1 : s.charAt(i) == ')' ? -1 : 0;
                if (depth == 0) {
                    break;
                }
            }
            if (i != s.length() - 1) {
                return s;
            }
            s = s.substring(1, i).trim();
        }
        return s;
    }
}
