// SPDX-License-Identifier: MIT
package cairn.proofs.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the JML between two Java members: contracts, declarations, modifiers. It keeps expressions as text. */
final class JmlParser {
    static final Set<String> MODIFIERS = Set.of("public", "private", "protected", "static", "final", "ghost", "model", "instance",
            "nullable", "non_null", "helper", "pure", "strictly_pure", "spec_public", "spec_protected", "abstract", "two_state",
            "no_state", "nullable_by_default", "non_null_by_default");
    private static final Set<String> BEHAVIOURS = Set.of("normal_behavior", "normal_behaviour", "exceptional_behavior",
            "exceptional_behaviour", "behavior", "behaviour");
    private static final Set<String> CLAUSES = Set.of("requires", "ensures", "assignable", "accessible", "measured_by", "signals",
            "signals_only", "diverges", "assigns", "modifies", "modifiable", "pre", "post", "determines", "decreases");
    private static final Set<String> DECLARATIONS = Set.of("represents", "invariant", "accessible", "constraint", "initially", "in",
            "maps");

    private final String file;
    private final JmlText jml;
    private int at;

    final List<SpecCase> cases = new ArrayList<>();
    final List<Declaration> declarations = new ArrayList<>();
    final List<String> modifiers = new ArrayList<>();
    final List<ModelMethod> modelMethods = new ArrayList<>();

    JmlParser(String file, JmlText jml) {
        this.file = file;
        this.jml = jml;
        List<String> pending = new ArrayList<>();
        SpecCase open = null;
        for (blanks(); at < jml.length(); blanks()) {
            int from = at;
            String word = word();
            if (word.equals("also")) {
                open = null;
            } else if (BEHAVIOURS.contains(word)) {
                pending.add(word.replace("behaviour", "behavior"));
                open = new SpecCase(String.join(" ", pending), jml.line(from));
                cases.add(open);
                pending.clear();
            } else if (CLAUSES.contains(word) && !isDeclaration(word)) {
                if (open == null) {
                    open = new SpecCase(String.join(" ", pending), jml.line(from));
                    cases.add(open);
                    pending.clear();
                }
                open.clauses.add(clause(word, from));
            } else if (MODIFIERS.contains(word)) {
                pending.add(word);
            } else if (pending.contains("model") && isMethod()) {
                open = null;
                modelMethods.add(modelMethod(word, from, pending));
                pending.clear();
                cases.clear();
            } else {
                open = null;
                declarations.add(declaration(word, from, pending));
                pending.clear();
            }
        }
        modifiers.addAll(pending);
    }

    private boolean isDeclaration(String word) {
        if (!word.equals("accessible")) {
            return false;
        }
        int save = at;
        blanks();
        String name = word();
        blanks();
        boolean colon = !name.isEmpty() && at < jml.length() && jml.charAt(at) == ':';
        at = save;
        return colon;
    }

    /** After a type's name: is this a name and an opening bracket? */
    private boolean isMethod() {
        int save = at;
        while (at < jml.length() && "[]. \n\t".indexOf(jml.charAt(at)) >= 0) {
            at++;
        }
        boolean name = !word().isEmpty();
        blanks();
        boolean bracket = name && at < jml.length() && jml.charAt(at) == '(';
        at = save;
        return bracket;
    }

    private ModelMethod modelMethod(String type, int from, List<String> modifiers) {
        int open = at;
        while (jml.charAt(open) != '(') {
            open++;
        }
        String left = Expression.normal(jml.substring(at, open));
        int depth = 0;
        int close = open;
        for (int i = open; i < jml.length(); i++) {
            char c = jml.charAt(i);
            close = c == ')' && depth == 1 && close == open ? i : close;
            depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
            if (depth == 0 && (c == ';' || c == '}')) {
                at = i + 1;
                List<String> parameters = new ArrayList<>();
                for (String p : Expression.normal(jml.substring(open + 1, close)).split(",")) {
                    String[] words = p.trim().split(" ");
                    if (words.length > 1) {
                        parameters.add(words[words.length - 2]);
                    }
                }
                String body = Expression.normal(jml.substring(close + 1, at));
                return new ModelMethod(left.substring(left.lastIndexOf(' ') + 1), parameters, String.join(" ", modifiers) + " " + type + " "
                        + left + Expression.normal(jml.substring(open, close + 1)), body, List.copyOf(cases), jml.line(from));
            }
        }
        throw Refused.at(file, jml.line(from), "this model method does not end; add ; or }");
    }

    private Clause clause(String word, int from) {
        String text = untilSemicolon(from, word);
        for (String name : Expression.names(text)) {
            if (CLAUSES.contains(name) && name.length() > 4 || BEHAVIOURS.contains(name) || name.equals("also")) {
                throw Refused.at(file, jml.line(from), "a semicolon is missing before '" + name + "'");
            }
        }
        String keyword = switch (word) {
            case "pre" -> "requires";
            case "post" -> "ensures";
            case "assigns", "modifies", "modifiable" -> "assignable";
            default -> word;
        };
        return new Clause(keyword, text, jml.line(from), jml.notes(jml.line(from), jml.line(at - 1)));
    }

    private Declaration declaration(String word, int from, List<String> modifiers) {
        boolean field = modifiers.contains("model") || modifiers.contains("ghost");
        if (!field && !DECLARATIONS.contains(word)) {
            String shown = word.isEmpty() ? jml.substring(from, Math.min(from + 20, jml.length())).trim() : word;
            throw Refused.at(file, jml.line(from), "'" + shown + "' is not JML that this driver reads; write flat cases of"
                    + " requires, ensures, signals_only, assignable, accessible, measured_by, or model, ghost, represents, invariant");
        }
        if (field) {
            at = from;
        }
        String rest = untilSemicolon(from, word);
        int equals = assignment(rest);
        String name = "";
        String body = "";
        if (field) {
            String left = (equals < 0 ? rest : rest.substring(0, equals)).trim();
            name = left.substring(left.lastIndexOf(' ') + 1);
        } else if (word.equals("represents") || word.equals("accessible")) {
            int split = word.equals("represents") ? equals : rest.indexOf(':');
            if (split < 0) {
                throw Refused.at(file, jml.line(from), "represents must have the form 'represents field = expression;'");
            }
            name = rest.substring(0, split).trim();
            body = rest.substring(split + 1).trim();
        }
        String keyword = field ? (modifiers.contains("model") ? "model" : "ghost") : word;
        String text = (String.join(" ", modifiers) + " " + (field ? "" : word + " ") + rest).trim();
        return new Declaration(keyword, name, String.join(" ", modifiers), text, body, jml.line(from),
                jml.notes(jml.line(from), jml.line(at - 1)));
    }

    /** The first = that is not part of ==, <=, >=, != or ==>. */
    private static int assignment(String s) {
        for (int i = 0; i < s.length(); i++) {
            if (s.charAt(i) == '=') {
                boolean alone = (i == 0 || "=<>!".indexOf(s.charAt(i - 1)) < 0) && (i + 1 == s.length() || s.charAt(i + 1) != '=');
                return alone ? i : -1;
            }
        }
        return -1;
    }

    private String untilSemicolon(int start, String what) {
        int from = at;
        int depth = 0;
        for (; at < jml.length(); at++) {
            char c = jml.charAt(at);
            if (c == '(' || c == '[' || c == '{') {
                depth++;
            } else if (c == ')' || c == ']' || c == '}') {
                depth--;
            } else if (c == ';' && depth == 0) {
                return Expression.normal(jml.substring(from, at++));
            }
        }
        throw Refused.at(file, jml.line(start), "'" + what + "' does not end: a semicolon or a closing bracket is missing");
    }

    private void blanks() {
        while (at < jml.length() && Character.isWhitespace(jml.charAt(at))) {
            at++;
        }
    }

    private String word() {
        int from = at;
        while (at < jml.length() && (Character.isJavaIdentifierPart(jml.charAt(at)) || (at == from && jml.charAt(at) == '\\'))) {
            at++;
        }
        return jml.substring(from, at);
    }
}
