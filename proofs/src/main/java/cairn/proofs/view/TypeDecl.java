// SPDX-License-Identifier: MIT
package cairn.proofs.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A class or interface of a source file. */
final class TypeDecl {
    final SourceFile file;
    final String name;
    final boolean isInterface;
    /** The header: from the first token to behind the opening brace. */
    final int from;
    final int open;
    final List<Member> members = new ArrayList<>();
    final List<ModelMethod> modelMethods = new ArrayList<>();
    final List<Declaration> declarations = new ArrayList<>();

    TypeDecl(SourceFile file, String name, boolean isInterface, int from, int open) {
        this.file = file;
        this.name = name;
        this.isInterface = isInterface;
        this.from = from;
        this.open = open;
    }

    String fullName() {
        return file.packageName.isEmpty() ? name : file.packageName + "." + name;
    }

    boolean overloaded(Member m) {
        return members.stream().filter(o -> o.method && o.name.equals(m.name)).count() > 1;
    }

    /** Is {@code field} a boolean model field of this class? */
    boolean isModelBoolean(String field) {
        return declarations.stream().anyMatch(d -> d.keyword().equals("model") && d.name().equals(field)
                && d.text().contains("boolean "));
    }

    Optional<Declaration> represents(String field) {
        return declarations.stream().filter(d -> d.keyword().equals("represents") && d.name().equals(field)).findFirst();
    }

    /** A name for {@code okA && okB && …}, all of them boolean model fields of this class. */
    boolean isConjunction(String field) {
        if (!isModelBoolean(field)) {
            return false;
        }
        Optional<Declaration> r = represents(field);
        if (r.isEmpty()) {
            return false;
        }
        List<String> parts = Expression.conjuncts(r.get().body());
        return parts.stream().allMatch(p -> Expression.isName(p) && isModelBoolean(p) && !p.equals(field));
    }

    /** Has it a conjunction of its own? Then its contracts are proved in small cases. */
    boolean hasConjunction() {
        return declarations.stream().anyMatch(d -> d.keyword().equals("model") && isConjunction(d.name()));
    }

    /** The opaque conjuncts behind a conjunction's name, or the expression itself. */
    List<String> expand(String expression) {
        List<String> all = new ArrayList<>();
        expand(expression, all, 0);
        return all;
    }

    private void expand(String expression, List<String> all, int depth) {
        if (depth < 20 && isConjunction(expression)) {
            for (String p : Expression.conjuncts(represents(expression).orElseThrow().body())) {
                expand(p, all, depth + 1);
            }
        } else if (!all.contains(expression)) {
            all.add(expression);
        }
    }
}
