// SPDX-License-Identifier: MIT
package cairn.proofs;

import cairn.proofs.view.Obligation;
import cairn.proofs.view.Stated;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which contract of KeY in one view is which obligation. KeY numbers a method's cases of one behaviour in the order of the source. */
final class Contracts {
    private static final Pattern NAME = Pattern.compile("(.+?)\\[(.+?)::(.+?)(?:\\((.*)\\))?\\]\\.JML (.*?)\\s*(?:contract|clause)\\.(\\d+)");

    private static final Pattern AXIOM = Pattern.compile("Contract.axiom.for.(\\w+?).in.(\\w+)");

    private final List<Stated> stated;
    private final Map<String, String> contractOf = new HashMap<>();
    private final Map<String, List<String>> meaning = new HashMap<>();
    private final List<String> unlisted = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();

    Contracts(List<String> keyNames, List<Stated> stated, Collection<String> interfaces) {
        this.stated = stated;
        Map<String, List<String>> groups = new HashMap<>();
        for (String name : keyNames) {
            Matcher m = NAME.matcher(name);
            if (!m.matches()) {
                unlisted.add(name);
                continue;
            }
            if (interfaces.contains(m.group(2))) {
                meaning.put(name, List.of("trusted:" + m.group(2) + "." + m.group(3)));
                if (m.group(1).equals(m.group(2))) {
                    continue;
                }
            }
            groups.computeIfAbsent(group(m.group(1) + "[" + m.group(2), m.group(3), m.group(3).startsWith("$") ? null : m.group(4), m.group(5)), g -> new ArrayList<>()).add(name);
        }
        for (List<String> g : groups.values()) {
            g.sort(Comparator.comparingInt(n -> Integer.parseInt(n.substring(n.lastIndexOf('.') + 1))));
        }
        for (Stated one : stated) {
            Obligation o = one.form();
            String behavior = o.kind().equals("accessible") ? "accessible" : o.behavior().isEmpty() ? "operation" : o.behavior() + " operation";
            String parameters = o.method().startsWith("$") ? null : String.join(",", o.parameters());
            List<String> g = groups.getOrDefault(group(o.keyClass() + "[" + o.keyClass(), o.method(), parameters, behavior), List.of());
            if (o.index() < g.size() && !g.get(o.index()).isEmpty()) {
                contractOf.put(o.id(), g.get(o.index()));
                meaning.put(g.get(o.index()), one.ids());
            } else {
                missing.add(o.id());
            }
        }
        for (List<String> g : groups.values()) {
            g.stream().filter(n -> !meaning.containsKey(n)).forEach(unlisted::add);
        }
    }

    private static String group(String type, String method, String parameters, String behavior) {
        String simple = type.substring(Math.max(type.lastIndexOf('.'), type.indexOf('[')) + 1);
        String name = method.equals("<init>") ? simple : method.startsWith("$") ? method.substring(1) : method;
        StringBuilder types = new StringBuilder();
        for (String p : parameters == null || parameters.isBlank() ? new String[0] : parameters.split(",")) {
            types.append(readable(p.strip()).replaceAll("<.*>", "").replaceAll("^.*\\.", "")).append(',');
        }
        return type + "#" + name + "(" + (parameters == null ? "-" : types) + ")" + behavior.strip();
    }

    /** KeY writes arrays as the class file does: {@code [I}, {@code [La.b.C;} or {@code [a.b.C}. */
    private static String readable(String type) {
        if (!type.startsWith("[")) {
            return type;
        }
        String element = type.substring(1);
        String plain = switch (element) {
            case "I" -> "int";
            case "J" -> "long";
            case "Z" -> "boolean";
            case "B" -> "byte";
            case "S" -> "short";
            case "C" -> "char";
            default -> element.startsWith("[") ? readable(element) : element.replaceAll("^L(.*);$", "$1");
        };
        return plain + "[]";
    }

    /** KeY's name, or null. */
    String of(String obligation) {
        return contractOf.get(obligation);
    }

    /** The IDs of the obligations that prove it, {@code trusted:interface.method}, or KeY's own name where it is neither. */
    List<String> meaning(String keyName) {
        return meaning.getOrDefault(keyName, List.of(keyName));
    }

    /** The obligations behind a contract that the prover used as an axiom: {@code Contract_axiom_for_gone_in_Derivation}. */
    List<String> behindAxiom(String taclet) {
        Matcher m = AXIOM.matcher(taclet);
        if (!m.matches()) {
            return List.of(taclet);
        }
        List<String> ids = new ArrayList<>();
        for (Stated one : stated) {
            Obligation o = one.form();
            String simple = o.keyClass().substring(o.keyClass().lastIndexOf('.') + 1);
            boolean sameClass = m.group(2).equals(simple) || m.group(2).startsWith(simple + "_");
            if (sameClass && o.method().equals(m.group(1)) && !o.kind().equals("accessible")) {
                ids.addAll(one.ids());
            }
        }
        return ids.isEmpty() ? List.of(taclet) : ids;
    }

    /** Contracts that KeY sees and the view does not list. */
    List<String> unlisted() {
        return unlisted;
    }

    /** Obligations for which KeY has no contract. */
    List<String> missing() {
        return missing;
    }
}
