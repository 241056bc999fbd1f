package cairn.spec.alloy;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * One state that a command's formula allows, as plain data. Names are without their module; atoms of a {@code one sig} are called after
 * it, others after their signature with a number.
 *
 * @param sets      atoms of each signature
 * @param pairs     from and to, of each field
 * @param arguments atoms of each variable that the command binds, by the variable's name; empty for {@code none}
 */
public record Instance(SortedMap<String, List<String>> sets, SortedMap<String, List<List<String>>> pairs,
        SortedMap<String, List<String>> arguments) {
    /** The atoms that {@code field} relates {@code from} to. */
    public List<String> of(String field, String from) {
        return pairs.get(field).stream().filter(p -> p.get(0).equals(from)).map(p -> p.get(1)).toList();
    }

    /** The one atom that {@code field} relates {@code from} to; null when there is none. */
    public String one(String field, String from) {
        List<String> all = of(field, from);
        if (all.size() > 1) {
            throw new SpecException(from + "." + field + " is " + all + ", not one atom");
        }
        return all.isEmpty() ? null : all.get(0);
    }

    public boolean in(String signature, String atom) {
        return sets.get(signature).contains(atom);
    }

    /** The arguments as a person reads them. */
    public String shown() {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, List<String>> e : arguments.entrySet()) {
            text.append(text.isEmpty() ? "" : ", ").append(e.getKey()).append(" = ").append(e.getValue().isEmpty() ? "none" : String.join(" + ", e.getValue()));
        }
        return text.toString();
    }
}
