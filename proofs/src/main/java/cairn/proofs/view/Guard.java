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
            "\\b(assume|axiom|\\w+_free|(?:code|spec)_(?:java|bigint|safe)_math|\\w+_redundantly)\\b|(\\\\(?:\\w+_free\\w*|free|dl_\\w+|java_math|bigint_math))");

    private Guard() {
    }

    static void check(Collection<SourceFile> files) {
        for (SourceFile f : files) {
            for (Token t : f.tokens) {
                if (t.kind() == Token.Kind.ANNOTATION) {
                    words(f, t);
                }
            }
            for (TypeDecl type : f.types) {
                for (Member m : type.members) {
                    m.contract.forEach(c -> contract(f, c));
                }
            }
        }
        new Definitions(files).check();
    }

    private static void words(SourceFile f, Token t) {
        JmlText jml = new JmlText();
        jml.add(t);
        Matcher m = FORBIDDEN.matcher(jml.substring(0, jml.length()));
        if (m.find()) {
            throw Refused.at(f.path, jml.line(m.start()), "'" + m.group() + "' would be taken without proof; state it as a contract and prove it");
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
                        visit(t, d);
                    }
                }
            }
        }

        private void visit(TypeDecl type, Declaration d) {
            String key = type.name + "." + d.name();
            if (done.contains(key)) {
                return;
            }
            if (!open.add(key)) {
                throw Refused.at(type.file.path, d.line(), d.name() + " is defined by itself; a definition must not be circular");
            }
            for (Map.Entry<TypeDecl, String> use : uses(type, d.body())) {
                use.getKey().represents(use.getValue()).ifPresent(next -> visit(use.getKey(), next));
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
