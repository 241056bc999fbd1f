// SPDX-License-Identifier: MIT
package cairn.proofs.view;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
    private final Set<String> booleans = new HashSet<>();
    private final Map<String, List<String>> conjunctions = new HashMap<>();
    /** So many declarations these two are of. */
    private int read = -1;

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
        read();
        return booleans.contains(field);
    }

    Optional<Declaration> represents(String field) {
        return declarations.stream().filter(d -> d.keyword().equals("represents") && d.name().equals(field)).findFirst();
    }

    /** A name for {@code okA && okB && …}, all of them boolean model fields of this class. */
    boolean isConjunction(String field) {
        read();
        return conjunctions.containsKey(field);
    }

    /** Which fields are boolean, and which of them conjunctions: asked for thousands of times in one view. */
    private void read() {
        if (read == declarations.size()) {
            return;
        }
        booleans.clear();
        conjunctions.clear();
        for (Declaration d : declarations) {
            if (d.keyword().equals("model") && d.text().contains("boolean ")) {
                booleans.add(d.name());
            }
        }
        for (String field : booleans) {
            represents(field).map(r -> Expression.conjuncts(r.body()))
                    .filter(parts -> parts.stream().allMatch(p -> Expression.isName(p) && booleans.contains(p) && !p.equals(field)))
                    .ifPresent(parts -> conjunctions.put(field, parts));
        }
        read = declarations.size();
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
            for (String p : conjunctions.get(expression)) {
                expand(p, all, depth + 1);
            }
        } else if (!all.contains(expression)) {
            all.add(expression);
        }
    }
}
