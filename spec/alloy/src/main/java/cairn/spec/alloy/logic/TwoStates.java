package cairn.spec.alloy.logic;

import cairn.spec.alloy.logic.JmlReader.Unreadable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The kernel's heap before and after a call, for an SMT solver: each field of a node or slot is a function for each of the two states, each
 * field of the tree a constant for each. Sorts hold the objects that exist afterwards, and null; {@code made} are those of before. Integers
 * are unbounded and the bits of a mask a function of which nothing is known: both allow more than Java does.
 */
final class TwoStates {
    private static final Map<String, String> SIGNS = Map.of("&&", "and", "||", "or", "!", "not", "==>", "=>", "<==>", "=", "==", "=", "+", "+",
            "-", "-", "*", "*", "%", "mod");

    private final KernelContract kernel;
    /** Constants with their types: parameters and what else is named. */
    private final Map<String, String> constants = new TreeMap<>();
    private boolean forest;
    private final Map<String, List<String>> relations = new TreeMap<>();

    TwoStates(KernelContract kernel) {
        this.kernel = kernel;
    }

    /** The relation of who is reached by the field before the call, in one step or more. */
    static String closure(String field) {
        return "before: closure of " + field;
    }

    /** The tree's invariant holds before. */
    void forest() {
        forest = true;
    }

    void constant(String name, String type) {
        constants.put(name, type);
    }

    private static String sort(String type) {
        switch (type) {
            case "Node":
            case "Slot":
                return type;
            case "boolean":
                return "Bool";
            case "int":
            case "long":
            case "\\bigint":
                return "Int";
            default:
                throw new Unreadable("values of type " + type);
        }
    }

    static boolean reference(String type) {
        return type.equals("Node") || type.equals("Slot");
    }

    private static boolean readable(String type) {
        return !type.startsWith("\\seq") && !type.endsWith("[]") && !type.equals("Mmu");
    }

    /** Whether it is a sequence of the tree; its elements are read where they are cast to nodes, and are those alone then. */
    private boolean sequence(String name) {
        return "\\seq".equals(kernel.globals.get(name));
    }

    // ---------------------------------------------------------------------------------------------------------- formulas

    /** @throws Unreadable for what is no formula over fields, integers and quantifiers */
    String text(Logic f, boolean before) {
        return text(f, before, Map.of());
    }

    private String text(Logic f, boolean before, Map<String, String> bound) {
        String state = before ? "_0" : "_1";
        if (f instanceof Logic.Number n) {
            return n.value() < 0 ? "(- " + -n.value() + ")" : Long.toString(n.value());
        } else if (f instanceof Logic.Name n) {
            return name(n.text(), state, bound);
        } else if (f instanceof Logic.Get g) {
            if (!kernel.fields.containsKey(g.member())) {
                throw new Unreadable("member '" + g.member() + "'");
            }
            sort(kernel.fields.get(g.member()).get(1));
            return "(" + g.member() + state + " " + text(g.of(), before, bound) + ")";
        } else if (f instanceof Logic.At a && a.array().equals(new Logic.Name("pool"))) {
            return "(pool" + state + " " + text(a.index(), before, bound) + ")";
        } else if (f instanceof Logic.Holds h && h.relation().startsWith(JmlReader.CALL)) {
            String field = kernel.reaches.get(h.relation().substring(JmlReader.CALL.length()));
            if (field == null || !before || h.arguments().size() != 2) {
                throw new Unreadable(h.relation() + (before ? "" : ", after"));
            }
            return text(Logic.op("||", new Logic.Op("==", h.arguments()), new Logic.Holds(closure(field), h.arguments())), true, bound);
        } else if (f instanceof Logic.Holds h) {
            relations.put(h.relation(), h.arguments().stream().map(x -> type(x, bound)).toList());
            return "(|" + h.relation() + "|" + all(h.arguments(), before, bound) + ")";
        } else if (f instanceof Logic.Bound b) {
            Map<String, String> inner = new HashMap<>(bound);
            inner.put(b.variable(), b.type());
            List<String> range = new ArrayList<>();
            if (reference(b.type())) {
                range.add("(not (= |" + b.variable() + "| null_" + b.type() + "))");
                if (before) {
                    range.add("(made_" + b.type() + " |" + b.variable() + "|)");
                }
            }
            range.add(text(b.range(), before, inner));
            return "(" + (b.all() ? "forall" : "exists") + " ((|" + b.variable() + "| " + sort(b.type()) + ")) (" + (b.all() ? "=>" : "and") + " (and "
                    + String.join(" ", range) + ") " + text(b.body(), before, inner) + "))";
        } else if (f instanceof Logic.Op o) {
            return operation(o, before, bound);
        }
        throw new Unreadable(String.valueOf(f));
    }

    private String operation(Logic.Op o, boolean before, Map<String, String> bound) {
        switch (o.sign()) {
            case "\\old":
                return text(o.parts().get(0), true, bound);
            case "==":
            case "!=":
                String left = text(o.parts().get(0), before, bound);
                String right = text(o.parts().get(1), before, bound);
                if (left.equals("null") || right.equals("null")) {
                    String type = type(o.parts().get(left.equals("null") ? 1 : 0), bound);
                    left = left.equals("null") ? "null_" + type : left;
                    right = right.equals("null") ? "null_" + type : right;
                }
                return o.sign().equals("==") ? "(= " + left + " " + right + ")" : "(not (= " + left + " " + right + "))";
            case "\\made":
                return "(made_" + type(o.parts().get(0), bound) + all(o.parts(), true, bound) + ")";
            case "?:":
                return "(ite" + all(o.parts(), before, bound) + ")";
            case JmlReader.NODE:
                Logic.At at = (Logic.At) o.parts().get(0);
                if (!(at.array() instanceof Logic.Name n) || !sequence(n.text())) {
                    throw new Unreadable(String.valueOf(at));
                }
                return "(" + n.text() + (before ? "_0 " : "_1 ") + text(at.index(), before, bound) + ")";
            case "&":
                return "(bits" + all(o.parts(), before, bound) + ")";
            case "<":
            case "<=":
                return "(" + o.sign() + all(o.parts(), before, bound) + ")";
            default:
                return "(" + SIGNS.get(o.sign()) + all(o.parts(), before, bound) + ")";
        }
    }

    private String all(List<Logic> parts, boolean before, Map<String, String> bound) {
        StringBuilder out = new StringBuilder();
        parts.forEach(p -> out.append(' ').append(text(p, before, bound)));
        return out.toString();
    }

    private String name(String name, String state, Map<String, String> bound) {
        if (bound.containsKey(name) || constants.containsKey(name)) {
            return "|" + name + "|";
        }
        if (kernel.constants.containsKey(name) || kernel.constants.containsKey(name.replace("Derivation.", ""))) {
            return Long.toString(kernel.constants.getOrDefault(name, kernel.constants.get(name.replace("Derivation.", ""))));
        }
        if (name.equals("true") || name.equals("false") || name.equals("null")) {
            return name;
        }
        if (name.equals("pool.length")) {
            return "pool_length";
        }
        if (name.endsWith(".length") && sequence(name.substring(0, name.length() - 7))) {
            return name.replace(".length", "_length") + state;
        }
        if (kernel.globals.containsKey(name) && readable(kernel.globals.get(name))) {
            return name + state;
        }
        throw new Unreadable("'" + name + "'");
    }

    private String type(Logic f, Map<String, String> bound) {
        if (f instanceof Logic.Name n) {
            String type = bound.getOrDefault(n.text(), constants.getOrDefault(n.text(), kernel.globals.get(n.text())));
            if (type != null && readable(type)) {
                return type;
            }
        } else if (f instanceof Logic.Get g && kernel.fields.containsKey(g.member())) {
            return kernel.fields.get(g.member()).get(1);
        } else if (f instanceof Logic.At) {
            return "Node";
        } else if (f instanceof Logic.Op o && o.sign().equals(JmlReader.NODE)) {
            return "Node";
        } else if (f instanceof Logic.Op o && o.sign().equals("\\old")) {
            return type(o.parts().get(0), bound);
        } else if (f instanceof Logic.Number) {
            return "int";
        }
        throw new Unreadable("what is null in " + f);
    }

    // ------------------------------------------------------------------------------------------------------------- frame

    /** What is as before, given the locations that may be written. A location that cannot be read leaves everything free. */
    List<String> frame(List<String> assignable, Map<String, Logic> names) {
        Map<String, List<String>> written = new HashMap<>();
        List<String> elements = new ArrayList<>();
        Set<String> free = new LinkedHashSet<>();
        for (String location : assignable) {
            try {
                if (!location.equals("\\strictly_nothing") && !location.equals("\\nothing")) {
                    location(location, names, written, elements, free);
                }
            } catch (Unreadable e) {
                return List.of();
            }
        }
        List<String> same = new ArrayList<>();
        if (assignable.equals(List.of("\\strictly_nothing"))) {
            // \nothing, and every other frame, lets objects come into being
            same.add("(forall ((x Node)) (made_Node x))");
            same.add("(forall ((x Slot)) (made_Slot x))");
        }
        kernel.globals.forEach((name, type) -> {
            if (readable(type) && !free.contains("t." + name)) {
                same.add("(= " + name + "_0 " + name + "_1)");
            }
        });
        kernel.globals.keySet().stream().filter(name -> sequence(name) && !free.contains("t." + name)).forEach(name -> same.add(
                "(and (= " + name + "_length_0 " + name + "_length_1) (forall ((k Int)) (= (" + name + "_0 k) (" + name + "_1 k))))"));
        if (!free.contains("pool[*]")) {
            same.add("(forall ((k Int)) (=> (and (<= 0 k) (< k pool_length)" + not(elements, "k") + ") (= (pool_0 k) (pool_1 k))))");
        }
        kernel.fields.forEach((name, at) -> {
            if (readable(at.get(1)) && !free.contains(name)) {
                List<String> but = new ArrayList<>(written.getOrDefault(name, List.of()));
                if (at.get(0).equals("Node")) {
                    but.addAll(written.getOrDefault("*", List.of()));
                }
                same.add("(forall ((x " + at.get(0) + ")) (=> (and (made_" + at.get(0) + " x) (not (= x null_" + at.get(0) + "))" + not(but, "x")
                        + ") (= (" + name + "_0 x) (" + name + "_1 x))))");
            }
        });
        return same;
    }

    private static String not(List<String> values, String variable) {
        StringBuilder out = new StringBuilder();
        values.forEach(v -> out.append(" (not (= ").append(variable).append(' ').append(v).append("))"));
        return out.toString();
    }

    private void location(String location, Map<String, Logic> names, Map<String, List<String>> written, List<String> elements, Set<String> free) {
        if (location.equals("t.pool[*]")) {
            free.add("pool[*]");
        } else if (location.startsWith("\\all_objects(")) {
            free.add(location.substring(location.lastIndexOf('.') + 1, location.length() - 1));
        } else if (location.endsWith(".*")) {
            Logic of = JmlReader.read(location.substring(0, location.length() - 2), names);
            if (!type(of, Map.of()).equals("Node")) {
                throw new Unreadable(location);
            }
            written.computeIfAbsent("*", w -> new ArrayList<>()).add(text(of, true));
        } else if (location.endsWith("]")) {
            Logic.At at = (Logic.At) JmlReader.read(location, names);
            text(at, true);
            elements.add(text(at.index(), true));
        } else if (JmlReader.read(location, names) instanceof Logic.Get g) {
            text(g, true);
            written.computeIfAbsent(g.member(), w -> new ArrayList<>()).add(text(g.of(), true));
        } else if (location.startsWith("t.") && kernel.globals.containsKey(location.substring(2))) {
            free.add(location);
        } else {
            throw new Unreadable(location);
        }
    }

    // ---------------------------------------------------------------------------------------------------------- problems

    /** For each of {@code asked}, whether it can hold together with all {@code formulas}. */
    String problem(List<String> formulas, List<List<String>> asked, boolean quick) {
        StringBuilder out = new StringBuilder(quick ? "(set-option :auto_config false)\n(set-option :smt.mbqi false)\n" : "").append("(set-logic ALL)\n");
        List<String> facts = new ArrayList<>();
        for (String sort : List.of("Node", "Slot")) {
            out.append("(declare-sort ").append(sort).append(" 0)\n(declare-const null_").append(sort).append(' ').append(sort)
                    .append(")\n(declare-fun made_").append(sort).append(" (").append(sort).append(") Bool)\n");
        }
        out.append("(declare-fun bits (Int Int) Int)\n(declare-const pool_length Int)\n");
        kernel.fields.forEach((name, at) -> {
            if (readable(at.get(1))) {
                for (String state : List.of("_0", "_1")) {
                    out.append("(declare-fun ").append(name).append(state).append(" (").append(at.get(0)).append(") ").append(sort(at.get(1))).append(")\n");
                }
                if (reference(at.get(1))) {
                    facts.add("(forall ((x " + at.get(0) + ")) (=> (and (made_" + at.get(0) + " x) (not (= x null_" + at.get(0) + "))) (or (= (" + name
                            + "_0 x) null_" + at.get(1) + ") (made_" + at.get(1) + " (" + name + "_0 x)))))");
                }
            }
        });
        kernel.globals.forEach((name, type) -> {
            if (readable(type)) {
                out.append("(declare-const ").append(name).append("_0 ").append(sort(type)).append(")\n(declare-const ").append(name).append("_1 ")
                        .append(sort(type)).append(")\n");
            }
        });
        kernel.globals.keySet().stream().filter(this::sequence).forEach(name -> {
            for (String state : List.of("_0", "_1")) {
                out.append("(declare-fun ").append(name).append(state).append(" (Int) Node)\n(declare-const ").append(name).append("_length").append(state)
                        .append(" Int)\n");
            }
        });
        out.append("(declare-fun pool_0 (Int) Node)\n(declare-fun pool_1 (Int) Node)\n");
        facts.add("(forall ((k Int)) (=> (and (<= 0 k) (< k pool_length)) (or (= (pool_0 k) null_Node) (made_Node (pool_0 k)))))");
        constants.forEach((name, type) -> {
            out.append("(declare-const |").append(name).append("| ").append(sort(type)).append(")\n");
            if (reference(type) && !name.equals("\\result")) {
                facts.add("(and (made_" + type + " |" + name + "|) (not (= |" + name + "| null_" + type + ")))");
            }
        });
        for (String field : kernel.reaches.values()) {
            if (forest && relations.containsKey(closure(field))) {
                facts.addAll(closureFacts(field));
            }
        }
        relations.forEach((name, types) -> out.append("(declare-fun |").append(name).append("| (")
                .append(String.join(" ", types.stream().map(TwoStates::sort).toList())).append(") Bool)\n"));
        facts.forEach(f -> out.append("(assert ").append(f).append(")\n"));
        formulas.forEach(f -> out.append("(assert ").append(f).append(")\n"));
        for (List<String> one : asked) {
            out.append("(push)\n");
            one.forEach(f -> out.append("(assert ").append(f).append(")\n"));
            out.append("(check-sat)\n(pop)\n");
        }
        return out.toString();
    }

    /**
     * What is true of a closure among live nodes before the call, where the tree's invariant holds: by which step it begins, and, by
     * induction over okD, that it leads to live nodes that are older. (The birth is the field that okD compares.)
     */
    private List<String> closureFacts(String field) {
        String reached = "(|" + closure(field) + "| x y)";
        String live = "(and (made_Node x) (not (= x null_Node)) (live_0 x))";
        String next = "(" + field + "_0 x)";
        return List.of("(forall ((x Node) (y Node)) (! (=> (and " + live + " " + reached + ") (and (live_0 y) (not (= y null_Node)) (< (birth_0 y) (birth_0 x)) (not (= "
                + next + " null_Node)))) :pattern (" + reached + ")))", "(forall ((x Node) (y Node)) (! (=> (and " + live + " " + reached + ") (or (= " + next
                + " y) (|" + closure(field) + "| " + next + " y))) :pattern (" + reached + " (live_1 x))))",
                "(forall ((x Node) (y Node)) (! (=> (and " + live + " (not (= " + next + " null_Node)) (or (= " + next + " y) (|" + closure(field) + "| "
                + next + " y))) " + reached + ") :pattern (" + reached + " (live_1 x))))");
    }
}
