// SPDX-License-Identifier: MIT
package cairn.proofs.view;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Refuses annotations with which anything could be proved. */
final class Guard {
    private static final Pattern FORBIDDEN = Pattern.compile(
            "\\b(assume|axiom|merge_\\w+|\\w+_free|(?:code|spec)_(?:java|bigint|safe)_math|\\w+_redundantly)\\b|(\\\\(?:\\w+_free\\w*|free|dl_\\w+|java_math|bigint_math))");

    private Guard() {
    }

    static void check(Collection<SourceFile> files) {
        for (SourceFile f : files) {
            for (Token t : f.tokens) {
                // also what is meant for other tools: nobody shall wonder which of them takes something for granted
                if (t.kind() == Token.Kind.ANNOTATION || t.text().matches("(?s)/[/*][-+\\w]*@.*")) {
                    words(f, t);
                }
            }
            for (TypeDecl type : f.types) {
                locals(f, type);
                type.modelMethods.forEach(m -> recursion(f, m));
                type.modelMethods.forEach(m -> m.contract().forEach(c -> contract(f, c)));
                for (Member m : type.members) {
                    statics(f, type, m);
                    m.contract.forEach(c -> contract(f, c));
                }
            }
        }
        new Definitions(files).check();
        ghosts(files);
    }

    /** Ghost code is not run: a set may change ghost state only, or the proved program would not be the one that runs. */
    private static void ghosts(Collection<SourceFile> files) {
        Set<String> ghosts = new HashSet<>();
        Set<String> fields = new HashSet<>();
        for (SourceFile f : files) {
            for (TypeDecl t : f.types) {
                t.declarations.stream().filter(d -> d.keyword().equals("ghost")).forEach(d -> ghosts.add(d.name()));
                t.members.stream().filter(m -> !m.method).forEach(m -> fields.addAll(List.of(m.name.split(" "))));
            }
            f.tokens.stream().filter(t -> t.kind() == Token.Kind.ANNOTATION).forEach(t -> {
                Matcher local = Pattern.compile("\\bghost\\s[^=;]*?([A-Za-z_$][\\w$]*)\\s*[=;]").matcher(t.text());
                while (local.find()) {
                    ghosts.add(local.group(1));
                }
            });
        }
        for (SourceFile f : files) {
            for (Token t : f.tokens) {
                JmlText jml = new JmlText();
                if (t.kind() != Token.Kind.ANNOTATION) {
                    continue;
                }
                jml.add(t);
                Matcher set = Pattern.compile("\\bset\\s+([^=;]+?)\\s*=(?!=)").matcher(jml.substring(0, jml.length()));
                while (set.find()) {
                    String path = set.group(1).replaceAll("(\\s*\\[.*\\])+$", "").replaceAll("^this\\s*\\.\\s*", "");
                    String name = path.replaceAll("(?s)^.*\\.\\s*", "");
                    // a plain name is the class's own; behind a dot, the class is unknown, so the name must be ghost everywhere
                    boolean own = path.equals(name) && f.types.stream().anyMatch(c -> c.declarations.stream()
                            .anyMatch(d -> d.keyword().equals("ghost") && d.name().equals(name)));
                    if (!own && (!ghosts.contains(name) || fields.contains(name))) {
                        throw Refused.at(f.path, jml.line(set.start()), "set changes '" + name + "', which is "
                                + (fields.contains(name) ? "the name of a real field; give the ghost field a name of its own" : "no ghost"));
                    }
                }
            }
        }
    }

    /** A local variable of a ghost field's name would be the one that a set changes. */
    private static void locals(SourceFile f, TypeDecl type) {
        Set<String> ghosts = new HashSet<>();
        type.declarations.stream().filter(d -> d.keyword().equals("ghost")).forEach(d -> ghosts.add(d.name()));
        for (Member m : type.members) {
            List<Token> code = f.tokens.subList(m.from, m.to).stream().filter(Token::isCode).toList();
            for (int i = 1; m.method && i < code.size(); i++) {
                Token before = code.get(i - 1);
                boolean declared = before.kind() == Token.Kind.WORD && !before.is("return") || before.is("]") || before.text().endsWith(">");
                if (declared && code.get(i).kind() == Token.Kind.WORD && ghosts.contains(code.get(i).text())) {
                    throw Refused.at(f.path, code.get(i).line(), "'" + code.get(i).text() + "' is a ghost field; give this variable another name");
                }
            }
        }
    }

    private static void words(SourceFile f, Token t) {
        JmlText jml = new JmlText();
        jml.add(t);
        Matcher m = FORBIDDEN.matcher(jml.substring(0, jml.length()));
        if (m.find()) {
            throw Refused.at(f.path, jml.line(m.start()), "'" + m.group() + "' would be taken without proof; state it as a contract and prove it");
        }
    }

    /**
     * The body of a model method becomes an axiom. If it calls itself, it must do so positively, as an operand of && or || or behind an
     * implication: then there is always a value that fits, and the axiom cannot contradict itself.
     */
    private static void recursion(SourceFile f, ModelMethod m) {
        Matcher call = Pattern.compile("\\b" + Pattern.quote(m.name()) + "\\s*\\(").matcher(m.body());
        while (call.find()) {
            if (m.contract().stream().anyMatch(c -> c.of("measured_by").isEmpty())) {
                throw Refused.at(f.path, m.line(), "model method " + m.name() + " calls itself; each case needs a measured_by");
            }
            int end = closing(m.body(), call.end() - 1) + 1;
            int start = call.start();
            boolean positive = true;
            while (positive) {
                String before = m.body().substring(0, start).stripTrailing();
                String after = m.body().substring(end).stripLeading();
                positive = before.matches("(?s).*(&&|\\|\\||==>|return|\\()") && !before.endsWith("<==>")
                        && after.matches("(?s)(&&|\\|\\||\\)|;).*");
                int open = enclosing(m.body(), start);
                if (open < 0) {
                    break;
                }
                String outside = m.body().substring(0, open).stripTrailing();
                positive &= !m.body().startsWith("(\\", open) && !outside.matches("(?s).*[\\w$]") || outside.endsWith("return");
                start = open;
                end = closing(m.body(), open) + 1;
            }
            if (!positive || m.body().contains("?")) {
                throw Refused.at(f.path, m.line(), "model method " + m.name() + " calls itself other than as an operand of &&, || or ==>; "
                        + "such a definition may contradict itself");
            }
        }
    }

    private static int closing(String s, int open) {
        int depth = 0;
        for (int i = open; i < s.length(); i++) {
            depth += s.charAt(i) == '(' ? 1 : s.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return s.length() - 1;
    }

    private static int enclosing(String s, int at) {
        int depth = 0;
        for (int i = at - 1; i >= 0; i--) {
            depth += s.charAt(i) == ')' ? 1 : s.charAt(i) == '(' ? -1 : 0;
            if (depth < 0) {
                return i;
            }
        }
        return -1;
    }

    /** The prover leaves out static initialisation, so there must be none that does anything. */
    private static void statics(SourceFile f, TypeDecl type, Member m) {
        List<Token> code = f.tokens.subList(m.from, m.to).stream().filter(Token::isCode).toList();
        int end = 0;
        while (end < code.size() && !code.get(end).is("=") && !code.get(end).is("{") && !code.get(end).is(";")) {
            end++;
        }
        boolean isStatic = code.subList(0, end).stream().anyMatch(t -> t.is("static"));
        boolean isFinal = code.subList(0, end).stream().anyMatch(t -> t.is("final"));
        if (m.method || !(isStatic || type.isInterface)) {
            return;
        }
        if (m.name.isEmpty() || !isFinal && !type.isInterface) {
            throw Refused.at(f.path, m.line, "static blocks and static variables are outside of the prover's view; use a constant or a field");
        }
        for (int i = end; i < code.size(); i++) {
            boolean call = code.get(i).is("(") && code.get(i - 1).kind() == Token.Kind.WORD;
            if (call || code.get(i).is("new") || code.get(i).is("{")) {
                throw Refused.at(f.path, m.line, "the value of a static constant must be a plain expression, without a call or new");
            }
        }
    }

    private static void contract(SourceFile f, SpecCase c) {
        for (Clause d : c.of("diverges")) {
            if (!d.text().equals("false")) {
                throw Refused.at(f.path, d.line(), "'diverges " + d.text() + "' gives up termination; give a measured_by or decreases");
            }
        }
        Set<String> seen = new HashSet<>();
        for (Clause x : c.clauses) {
            boolean once = !Set.of("requires", "ensures", "signals", "assignable", "accessible").contains(x.keyword());
            if (once && !seen.add(x.keyword())) {
                throw Refused.at(f.path, x.line(), "second " + x.keyword() + " in one case");
            }
        }
    }

    /** Definitions of model fields become axioms: they must not define a field by itself. */
    private static final class Definitions {
        private final Map<String, TypeDecl> types = new HashMap<>();
        private final Set<String> open = new HashSet<>();
        private final Set<String> done = new HashSet<>();

        Definitions(Collection<SourceFile> files) {
            files.forEach(f -> f.types.forEach(t -> types.put(t.name, t)));
        }

        void check() {
            for (TypeDecl t : types.values()) {
                Set<String> once = new HashSet<>();
                for (Declaration d : t.declarations) {
                    if (d.keyword().equals("represents")) {
                        if (!once.add(d.name())) {
                            throw Refused.at(t.file.path, d.line(), "second definition of " + d.name());
                        }
                        visit(t, d.name(), d.body(), d.line());
                    }
                }
                for (ModelMethod m : t.modelMethods) {
                    visit(t, m.name(), m.body(), m.line());
                }
            }
        }

        private void visit(TypeDecl type, String name, String body, int line) {
            String key = type.name + "." + name;
            if (done.contains(key)) {
                return;
            }
            if (!open.add(key)) {
                throw Refused.at(type.file.path, line, name + " is defined by itself; a definition must not be circular");
            }
            for (Map.Entry<TypeDecl, String> use : uses(type, body)) {
                TypeDecl t = use.getKey();
                t.represents(use.getValue()).ifPresent(d -> visit(t, d.name(), d.body(), d.line()));
                for (ModelMethod m : t.modelMethods) {
                    // a method that calls itself is looked at by recursion()
                    if (m.name().equals(use.getValue()) && !(t == type && m.name().equals(name))) {
                        visit(t, m.name(), m.body(), m.line());
                    }
                }
            }
            open.remove(key);
            done.add(key);
        }

        /** Every represented field that the expression may name, with the classes that may own it. */
        private List<Map.Entry<TypeDecl, String>> uses(TypeDecl own, String body) {
            List<Map.Entry<TypeDecl, String>> uses = new ArrayList<>();
            Matcher m = Pattern.compile("(\\.\\s*)?\\b([A-Za-z_$][\\w$]*)").matcher(body);
            while (m.find()) {
                String name = m.group(2);
                if (m.group(1) == null || body.substring(0, m.start()).endsWith("this")) {
                    uses.add(Map.entry(own, name));
                    continue;
                }
                String before = body.substring(0, m.start());
                TypeDecl owner = fieldType(own, before.replaceAll("(?s)^.*?([\\w$.]*)$", "$1"));
                for (TypeDecl t : owner != null ? List.of(owner) : List.copyOf(types.values())) {
                    uses.add(Map.entry(t, name));
                }
            }
            return uses;
        }

        /** The declared type of the field {@code q} or {@code this.q} of {@code own}, if that is plain to see. */
        private TypeDecl fieldType(TypeDecl own, String q) {
            String field = q.startsWith("this.") ? q.substring(5) : q;
            for (Member m : own.members) {
                if (!m.method && m.name.equals(field)) {
                    String text = own.file.normalText(m.from, m.bodyFrom, false);
                    for (String w : text.split(" ")) {
                        if (types.containsKey(w) && !text.contains("[ ]") && !text.contains("[]")) {
                            return types.get(w);
                        }
                    }
                }
            }
            return null;
        }
    }
}
