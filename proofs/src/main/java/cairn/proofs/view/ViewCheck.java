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
 *     the source case does and carries the same frame, variant and exceptions;
 * <li>all other JML is the same, but that the definition of a conjunction of the class's own conjuncts is public (visible to
 *     the prover in other classes; the definition itself is unchanged).
 * </ul>
 */
final class ViewCheck {
    private ViewCheck() {
    }

    static void check(SourceFile source, SourceFile view) {
        List<Token> a = code(source);
        List<Token> b = code(view);
        for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
            if (i >= a.size() || i >= b.size() || !a.get(i).text().equals(b.get(i).text())) {
                throw Refused.at(source.path, i < a.size() ? a.get(i).line() : 1, "the generated view differs from the program here; "
                        + "this is a fault of the view generator");
            }
        }
        for (int i = 0; i < source.types.size(); i++) {
            types(source.types.get(i), view.types.get(i));
        }
        if (!looseJml(source).equals(looseJml(view))) {
            throw Refused.at(source.path, 1, "the generated view differs in JML outside of contracts; this is a fault of the view generator");
        }
    }

    private static List<Token> code(SourceFile f) {
        return f.tokens.stream().filter(Token::isCode).toList();
    }

    private static void types(TypeDecl source, TypeDecl view) {
        for (int i = 0; i < source.members.size(); i++) {
            Member s = source.members.get(i);
            Member v = view.members.get(i);
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
        boolean any = false;
        for (SpecCase v : views) {
            if (justifies(type, source, v)) {
                ensured.addAll(parts(type, v, "ensures"));
                any = true;
            }
        }
        Set<String> wanted = parts(type, source, "ensures");
        if (!any || !ensured.containsAll(wanted)) {
            wanted.removeAll(ensured);
            throw weaker(type, source.line, method.name, "no case of the view ensures " + wanted);
        }
    }

    /** Same head, same frame, and premises only from what the source case requires. */
    private static boolean justifies(TypeDecl type, SpecCase source, SpecCase view) {
        return source.head.equals(view.head) && rest(source).equals(rest(view))
                && parts(type, source, "requires").containsAll(parts(type, view, "requires"))
                && parts(type, source, "ensures").containsAll(parts(type, view, "ensures"));
    }

    private static List<String> rest(SpecCase c) {
        return c.rest().stream().map(r -> r.keyword() + " " + r.text()).toList();
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

    private static List<String> looseJml(SourceFile f) {
        List<int[]> contracts = new ArrayList<>();
        Set<String> conjunctions = new HashSet<>();
        for (TypeDecl t : f.types) {
            t.members.stream().filter(m -> m.contractFrom >= 0).forEach(m -> contracts.add(new int[] {m.contractFrom, m.contractTo}));
            t.declarations.stream().map(Declaration::name).filter(t::isConjunction).forEach(conjunctions::add);
        }
        List<String> jml = new ArrayList<>();
        for (int i = 0; i < f.tokens.size(); i++) {
            int at = i;
            if (f.tokens.get(i).kind() == Token.Kind.ANNOTATION && contracts.stream().noneMatch(c -> c[0] <= at && at < c[1])) {
                String text = Expression.normal(f.tokens.get(i).text());
                for (String c : conjunctions) {
                    text = text.replace("private represents " + c + " ", "public represents " + c + " ");
                }
                jml.add(text);
            }
        }
        return jml;
    }

    private static Refused weaker(TypeDecl type, int line, String method, String why) {
        return Refused.at(type.file.path, line, "the view of " + type.name + "." + method + " does not imply the source contract: " + why);
    }
}
