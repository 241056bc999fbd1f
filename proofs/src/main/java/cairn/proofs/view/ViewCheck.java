// SPDX-License-Identifier: MIT
package cairn.proofs.view;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Is the view as good as its source? Works on the two files alone, whatever generated the view:
 *
 * <ul>
 * <li>both have the same Java tokens;
 * <li>a source case is implied: each conjunct of its ensures stands in a view case of the same method that requires no more than
 *     the source case does, carries the same variant and exceptions, and has the source's frame or none ({@code \everything});
 *     and one such case has the source's frame, word for word;
 * <li>a model method's contract requires no more than in the source and is otherwise the same;
 * <li>all other JML is the same.
 * </ul>
 */
final class ViewCheck {
    private ViewCheck() {
    }

    /** @param fewer whether a contract may be missing in the view: what is proved without it is proved */
    static void check(SourceFile source, SourceFile view, boolean fewer) {
        List<Token> a = code(source);
        List<Token> b = code(view);
        for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
            if (i >= a.size() || i >= b.size() || !a.get(i).text().equals(b.get(i).text())) {
                throw Refused.at(source.path, i < a.size() ? a.get(i).line() : 1, "the generated view differs from the program here; "
                        + "this is a fault of the view generator");
            }
        }
        for (int i = 0; i < source.types.size(); i++) {
            types(source.types.get(i), view.types.get(i), fewer);
        }
        List<Token> s = looseJml(source);
        List<Token> v = looseJml(view);
        for (int i = 0; i < Math.max(s.size(), v.size()); i++) {
            boolean same = i < s.size() && i < v.size() && (Expression.normal(s.get(i).text()).equals(Expression.normal(v.get(i).text()))
                    || lemmaImplied(source, s.get(i), v.get(i)));
            if (!same) {
                throw Refused.at(source.path, i < s.size() ? s.get(i).line() : 1, "the generated view differs in JML outside of contracts; "
                        + "this is a fault of the view generator");
            }
        }
    }

    private static List<Token> code(SourceFile f) {
        return f.tokens.stream().filter(Token::isCode).toList();
    }

    private static void types(TypeDecl source, TypeDecl view, boolean fewer) {
        for (int i = 0; i < source.members.size(); i++) {
            Member s = source.members.get(i);
            Member v = view.members.get(i);
            if (fewer && v.contract.isEmpty() && s.jmlModifiers.equals(v.jmlModifiers)) {
                continue;
            }
            if (s.contract.isEmpty() != v.contract.isEmpty() || !s.jmlModifiers.equals(v.jmlModifiers)) {
                throw weaker(source, s.line, s.name, "a contract or a modifier was added or lost");
            }
            for (SpecCase c : s.contract) {
                implied(source, s, c, v.contract);
            }
            for (SpecCase c : v.contract) {
                if (s.contract.stream().noneMatch(o -> justifies(source, o, c))) {
                    throw weaker(source, s.line, s.name, "the view has a case that is none of the source's: " + c.clauses);
                }
            }
        }
    }

    private static void implied(TypeDecl type, Member method, SpecCase source, List<SpecCase> views) {
        Set<String> ensured = new HashSet<>();
        boolean framed = false;
        for (SpecCase v : views) {
            if (justifies(type, source, v)) {
                ensured.addAll(parts(type, v, "ensures"));
                framed |= frame(source).equals(frame(v));
            }
        }
        Set<String> wanted = parts(type, source, "ensures");
        if (!ensured.containsAll(wanted)) {
            wanted.removeAll(ensured);
            throw weaker(type, source.line, method.name, "no case of the view ensures " + wanted);
        }
        if (!framed) {
            throw weaker(type, source.line, method.name, "no case of the view has the frame " + frame(source));
        }
    }

    /** Same head and rest, the same frame or none, and premises only from what the source case requires. */
    private static boolean justifies(TypeDecl type, SpecCase source, SpecCase view) {
        Set<String> ensured = parts(type, view, "ensures");
        ensured.remove("true");
        return source.head.equals(view.head) && rest(source).equals(rest(view))
                && (frame(source).equals(frame(view)) || ContractSplit.isEverything(view.of("assignable")))
                && parts(type, source, "requires").containsAll(parts(type, view, "requires"))
                && parts(type, source, "ensures").containsAll(ensured);
    }

    private static List<String> frame(SpecCase c) {
        return c.of("assignable").stream().map(Clause::text).toList();
    }

    /** Do both comments hold one model method, and does the view's contract of it require no more? */
    private static boolean lemmaImplied(SourceFile file, Token source, Token view) {
        ModelMethod s = onlyModelMethod(file.path, source);
        ModelMethod v = onlyModelMethod(file.path, view);
        TypeDecl type = s == null ? null : file.types.stream().filter(t -> t.modelMethods.stream().anyMatch(m -> m.text().equals(s.text())))
                .findFirst().orElse(null);
        if (type == null || v == null || !s.head().equals(v.head()) || !s.body().equals(v.body()) || s.contract().size() != v.contract().size()) {
            return false;
        }
        for (int i = 0; i < s.contract().size(); i++) {
            SpecCase a = s.contract().get(i);
            SpecCase b = v.contract().get(i);
            boolean implied = a.head.equals(b.head) && rest(a).equals(rest(b)) && frame(a).equals(frame(b))
                    && a.of("ensures").stream().map(Clause::text).toList().equals(b.of("ensures").stream().map(Clause::text).toList())
                    && parts(type, a, "requires").containsAll(parts(type, b, "requires"));
            if (!implied) {
                return false;
            }
        }
        return true;
    }

    /** The model method in this comment, or null if it holds anything else. */
    static ModelMethod onlyModelMethod(String path, Token annotation) {
        JmlText jml = new JmlText();
        jml.add(annotation);
        if (!jml.substring(0, jml.length()).matches("(?s).*\\bmodel\\b.*\\(.*")) {
            return null;
        }
        JmlParser p;
        try {
            p = new JmlParser(path, jml);
        } catch (Refused e) {
            // an assertion or a loop specification inside a body
            return null;
        }
        boolean alone = p.modelMethods.size() == 1 && p.cases.isEmpty() && p.declarations.isEmpty() && p.modifiers.isEmpty();
        return alone ? p.modelMethods.get(0) : null;
    }

    private static List<String> rest(SpecCase c) {
        return c.rest().stream().filter(r -> !r.keyword().equals("assignable")).map(r -> r.keyword() + " " + r.text()).toList();
    }

    private static Set<String> parts(TypeDecl type, SpecCase c, String keyword) {
        Set<String> parts = new HashSet<>();
        for (Clause clause : c.of(keyword)) {
            for (String p : Expression.conjuncts(clause.text())) {
                parts.addAll(type.expand(p));
            }
        }
        return parts;
    }

    /** The comments that are no contract of a Java method. */
    private static List<Token> looseJml(SourceFile f) {
        List<int[]> contracts = new ArrayList<>();
        for (TypeDecl t : f.types) {
            t.members.stream().filter(m -> m.contractFrom >= 0).forEach(m -> contracts.add(new int[] {m.contractFrom, m.contractTo}));
        }
        List<Token> jml = new ArrayList<>();
        for (int i = 0; i < f.tokens.size(); i++) {
            int at = i;
            if (f.tokens.get(i).kind() == Token.Kind.ANNOTATION && contracts.stream().noneMatch(c -> c[0] <= at && at < c[1])) {
                jml.add(f.tokens.get(i));
            }
        }
        return jml;
    }

    private static Refused weaker(TypeDecl type, int line, String method, String why) {
        return Refused.at(type.file.path, line, "the view of " + type.name + "." + method + " does not imply the source contract: " + why);
    }
}
