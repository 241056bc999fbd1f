package cairn.property;

import cairn.spec.alloy.SpecException;
import cairn.spec.alloy.SpecSources;
import cairn.spec.alloy.live.LiveSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Wrong specifications: an operation without one of its effects, or a guard without one of its conditions. The real kernel does not do
 * what they say, so a campaign on it must notice; where it does not, nothing ties that part of the specification to the kernel.
 */
public final class SpecMutants {
    static final String USAGE = "usage: SpecMutants [--sample N] [--filter REGEX]\n"
            + "  one line for each wrong specification: noticed (by which step) or SURVIVED; --sample: every Nth only\n"
            + "  exit code: 0 all noticed or on record as survivors, 1 something else survived, 2 could not run\n";
    private static final String FILE = "operations.als";
    private static final Pattern EFFECT = Pattern.compile("(?ms)^fun (\\w+?)_(\\w+)\\[.*?(?:^(?=fun|pred|--)|\\z)");
    private static final Pattern GUARD = Pattern.compile("(?ms)^pred (\\w+)_pre\\[[^]]*\\] \\{(.*?)\\}\\s*$");
    /** The operations that a step of the trials can be; create and strip are composed of others by the layers above the core. */
    private static final List<String> STEPS = List.of("anchor", "map", "grant", "unmap", "delete", "restrict", "destroy");
    /** What no step of the trials can show, and why. */
    private static final Map<String, List<String>> SURVIVORS = Map.of(
            "the trials hand the core live sources, the next spare node, and the anchor that belongs to the object", List.of(
                    "anchor_pre without 'a not in Live'", "map_pre without 's in Live'", "map_pre without 'd not in Live'",
                    "grant_pre without 'n in Live'", "grant_pre without 'some n.slot'", "unmap_pre without 'n in Live'",
                    "unmap_pre without 'self in n'", "delete_pre without 'n in Live'", "restrict_pre without 'n in Live'",
                    "destroy_pre without 'o in Made'", "destroy_pre without 'a in Live'", "destroy_pre without 'a.object = o'",
                    "destroy_pre without 'no a.slot'"),
            "rights that the source has not are masked out, never refused", List.of("map_pre without 'rs in s.rights'"),
            "the anchors that the trials make are of objects, without frames; memory's is there from boot", List.of(
                    "anchor_pre without 'range[fs]'", "anchor_pre without 'o in Memory iff some fs'", "anchor without its effect on frames",
                    "destroy without its effect on frames"),
            "the trials close tasks by other operations, and threads and gates serve nobody in them", List.of(
                    "anchor_pre without 'o in Channel implies o.serves in Made'", "destroy_pre without 'no (owner.o).holds'",
                    "destroy_pre without 'no Made & serves.o'"),
            "redundant: a capability slot fits no size, so equal sizes mean the same kind of slot", List.of(
                    "grant_pre without 'n.slot in CapSlot iff k in CapSlot'"));

    /** A wrong specification. */
    record Mutant(String name, SpecSources sources) {}

    private SpecMutants() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    private static int run(String[] arguments) {
        int sample = 1;
        Pattern filter = Pattern.compile("");
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            if (arguments[i].equals("--sample") && arguments[i + 1].matches("[1-9]\\d{0,3}")) {
                sample = Integer.parseInt(arguments[i + 1]);
            } else if (arguments[i].equals("--filter")) {
                filter = Pattern.compile(arguments[i + 1]);
            } else {
                System.err.print(USAGE);
                return 2;
            }
        }
        if (arguments.length % 2 != 0) {
            System.err.print(USAGE);
            return 2;
        }
        int code = 0;
        int noticed = 0;
        int tried = 0;
        List<Mutant> all = all(SpecSources.packaged());
        for (int i = 0; i < all.size(); i += sample) {
            Mutant mutant = all.get(i);
            if (!filter.matcher(mutant.name).find()) {
                continue;
            }
            tried++;
            String by = noticedBy(mutant);
            noticed += by == null ? 0 : 1;
            String reason = SURVIVORS.entrySet().stream().filter(e -> e.getValue().contains(mutant.name)).map(Map.Entry::getKey).findFirst()
                    .orElse(null);
            System.out.println(by != null ? "noticed   " + mutant.name + ": " + by
                    : reason != null ? "survives  " + mutant.name + ": " + reason : "SURVIVES  " + mutant.name);
            code = by == null && reason == null ? 1 : code;
        }
        System.out.println(noticed + " of " + tried + " wrong specifications noticed");
        return code;
    }

    /** All that can be made from a specification, in the order of its source. */
    static List<Mutant> all(SpecSources right) {
        String text = right.text(FILE);
        List<Mutant> mutants = new ArrayList<>();
        Matcher effect = EFFECT.matcher(text);
        while (effect.find()) {
            // A function of another name: the evaluator takes the relation for one that the operation leaves alone.
            if (STEPS.contains(effect.group(1)) && Character.isLetter(effect.group(2).charAt(0)) && !effect.group(2).equals("gone")) {
                String changed = text.substring(0, effect.end(2)) + "_dropped" + text.substring(effect.end(2));
                mutants.add(new Mutant(effect.group(1) + " without its effect on " + effect.group(2), right.with(FILE, changed)));
            }
        }
        Matcher guard = GUARD.matcher(text);
        while (guard.find()) {
            if (!STEPS.contains(guard.group(1))) {
                continue;
            }
            List<String> conditions = conditions(guard.group(2));
            for (int i = 0; i < conditions.size(); i++) {
                List<String> others = new ArrayList<>(conditions);
                others.remove(i);
                String left = others.isEmpty() ? " no none " : "\n  (" + String.join(")\n  (", others) + ")\n";
                String changed = text.substring(0, guard.start(2)) + left + text.substring(guard.end(2));
                mutants.add(new Mutant(guard.group(1) + "_pre without '" + conditions.get(i) + "'", right.with(FILE, changed)));
            }
        }
        return mutants;
    }

    /** The conditions of a guard: its lines, split at {@code and} outside parentheses where the line is no implication. */
    private static List<String> conditions(String body) {
        List<String> found = new ArrayList<>();
        for (String line : body.strip().split("\n")) {
            String rest = line.replaceAll("--.*", "").strip();
            int depth = 0;
            int from = 0;
            int firstImplies = rest.indexOf(" implies ");
            boolean whole = firstImplies >= 0 && rest.lastIndexOf('(', firstImplies) < 0;
            for (int i = 0; i < rest.length() && !whole; i++) {
                char c = rest.charAt(i);
                depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
                if (depth == 0 && rest.startsWith(" and ", i)) {
                    found.add(bare(rest.substring(from, i)));
                    from = i + 5;
                }
            }
            found.add(bare(rest.substring(from)));
        }
        return found;
    }

    private static String bare(String condition) {
        String c = condition.strip();
        return c.startsWith("(") && c.endsWith(")") && c.indexOf(')') == c.length() - 1 ? c.substring(1, c.length() - 1) : c;
    }

    /** The first step of a campaign that does not go as the wrong specification says; null when none does in 24,000 steps. */
    static String noticedBy(Mutant mutant) {
        LiveSpec spec;
        try {
            spec = LiveSpec.load(mutant.sources, FILE);
        } catch (SpecException e) {
            throw new IllegalStateException(mutant.name + " is no specification: " + e.getMessage(), e);
        }
        Failure<?> failure = new Campaign(Rig.with(spec), KernelFactory.REAL, 1, 400, 1).run(60);
        return failure == null ? null : failure.findings().get(0).toString();
    }
}
