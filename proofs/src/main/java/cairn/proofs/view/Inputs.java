// SPDX-License-Identifier: MIT
package cairn.proofs.view;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a proof can depend on, as a hash: its own case and body, and the contracts, fields and definitions that it can reach by name.
 *
 * <p>Reach is over-approximated by simple names: from the words of the case and the body to every member of a named class that has
 * one of these names, from there on to the words of its declaration and contract. Bodies of methods with a contract do not count,
 * because the prover uses the contract; bodies without one do, and all where the obligation is to be proved with bodies.
 */
final class Inputs {
    private final Collection<SourceFile> files;
    private final String settings;

    Inputs(Collection<SourceFile> files, String settings) {
        this.files = files;
        this.settings = settings;
    }

    String hash(Obligation o, String caseText) {
        TypeDecl own = null;
        for (SourceFile f : files) {
            for (TypeDecl t : f.types) {
                own = t.fullName().equals(o.keyClass()) ? t : own;
            }
        }
        Set<String> texts = new TreeSet<>();
        Set<String> names = new HashSet<>();
        String method = o.method().equals(own.name.substring(own.name.lastIndexOf('.') + 1)) ? "new" : o.method();
        String body = caseText;
        for (Member m : own.members) {
            if (m.method && m.name.equals(method) && m.parameters.equals(o.parameters())) {
                body += own.file.normalText(m.from, m.to, true) + m.jmlModifiers;
            }
        }
        names.addAll(Expression.names(body));
        boolean modelField = o.method().startsWith("$");
        if (modelField) {
            names.add(o.method().substring(1));
        }
        if (method.equals("new")) {
            own.members.stream().filter(m -> !m.method).forEach(m -> names.addAll(List.of(m.name.split(" "))));
        } else {
            // the method's own name in its own header is no use of it; in a case that recurs it stands twice
            if (body.split("\\b" + java.util.regex.Pattern.quote(method) + "\\b", -1).length <= 2 && !modelField) {
                names.remove(method);
            }
        }
        Set<TypeDecl> types = new HashSet<>(Set.of(own));
        int size;
        do {
            size = texts.size() + names.size() + types.size();
            for (SourceFile f : files) {
                for (TypeDecl t : f.types) {
                    String header = f.packageName + " " + f.normalText(t.from, t.open, true);
                    if (types.contains(t) || names.contains(t.name.substring(t.name.lastIndexOf('.') + 1)) || extendsOne(header, types)) {
                        types.add(t);
                        add(header, texts, names);
                        reach(t, t == own, o.inline(), texts, names);
                    }
                }
            }
        } while (size != texts.size() + names.size() + types.size());
        String withheld = o.closed().isEmpty() ? "" : "closed " + String.join(" ", o.closed()) + "\n";
        return Hash.of(settings + "\n" + withheld + caseText + "\n" + body + "\n" + String.join("\n", texts));
    }

    private static boolean extendsOne(String header, Set<TypeDecl> types) {
        int from = Math.max(header.indexOf(" extends "), header.indexOf(" implements "));
        if (from < 0) {
            return false;
        }
        Set<String> supers = Expression.names(header);
        return types.stream().anyMatch(t -> supers.contains(t.name.substring(t.name.lastIndexOf('.') + 1)));
    }

    private static void reach(TypeDecl t, boolean own, boolean inline, Set<String> texts, Set<String> names) {
        for (Declaration d : t.declarations) {
            boolean byName = !d.name().isEmpty();
            // the prover does not open another class's private definition
            if (!own && d.keyword().equals("represents") && d.modifier().contains("private")) {
                continue;
            }
            if (!byName || names.contains(d.name())) {
                add(t.fullName() + ": " + d.text(), texts, names);
            }
        }
        for (ModelMethod m : t.modelMethods) {
            if (names.contains(m.name())) {
                add(t.fullName() + ": " + m.text(), texts, names);
            }
        }
        for (Member m : t.members) {
            boolean reached = m.name.isEmpty() || m.name.equals("new") && names.contains("new");
            for (String n : m.name.split(" ")) {
                reached |= names.contains(n);
            }
            if (!reached) {
                continue;
            }
            StringBuilder s = new StringBuilder(t.fullName() + ": " + m.jmlModifiers);
            boolean contracted = m.method && !m.contract.isEmpty() && !inline;
            s.append(t.file.normalText(m.from, contracted ? m.bodyFrom : m.to, true));
            for (SpecCase c : m.contract) {
                s.append(" also ").append(c.head);
                c.clauses.forEach(x -> s.append(' ').append(x.keyword()).append(' ').append(x.text()).append(';'));
            }
            add(s.toString(), texts, names);
            if (m.name.equals("new") && !contracted) {
                t.members.stream().filter(f -> !f.method).forEach(f -> names.addAll(List.of(f.name.split(" "))));
            }
        }
    }

    private static void add(String text, Set<String> texts, Set<String> names) {
        if (texts.add(text)) {
            names.addAll(Expression.names(text));
        }
    }
}
