package cairn.ci.report;

import cairn.ci.evidence.Status.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The argument as a GSN graph. Its shape is written by hand (ci/assurance.json); its states are computed: a leaf is as good as its rows, a
 * goal as its worst child, and what a goal rests on is what its children rest on.
 */
final class AssuranceCase {
    private final List<Map<String, Object>> nodes = new ArrayList<>();
    private final Map<String, Map<String, Object>> byId = new LinkedHashMap<>();

    private AssuranceCase() {}

    /** @param counts section, or section and package → good, total, bad, and how many are of a stage that did not run whole */
    static List<Map<String, Object>> of(List<Map<String, Object>> written, Map<String, long[]> counts) {
        AssuranceCase c = new AssuranceCase();
        for (Map<String, Object> w : written) {
            if ("package".equals(w.get("each"))) {
                String section = Plain.string(w, "section") + " ";
                List<String> keys = counts.keySet().stream().filter(k -> k.startsWith(section)).sorted().toList();
                for (int i = 0; i < keys.size(); i++) {
                    c.add(w, w.get("id") + "." + (i + 1), w.get("text") + " " + keys.get(i).substring(section.length()), counts.get(keys.get(i)));
                }
                if (keys.isEmpty()) {
                    c.add(w, Plain.string(w, "id"), w.get("text") + " (none)", new long[4]);
                }
            } else {
                c.add(w, Plain.string(w, "id"), Plain.string(w, "text"), counts.getOrDefault(Plain.string(w, "section"), new long[4]));
            }
        }
        for (int round = 0; round < c.nodes.size(); round++) {
            c.nodes.forEach(c::inherit);
        }
        c.nodes.forEach(n -> n.put("word", word(Plain.string(n, "kind"), Level.valueOf(Plain.string(n, "level")))));
        return c.nodes;
    }

    private void add(Map<String, Object> written, String id, String text, long[] count) {
        String kind = Plain.string(written, "kind");
        boolean leaf = kind.equals("solution");
        Level level = !leaf ? Level.GOOD : count[1] == 0 ? Level.MISSING : count[2] > 0 ? Level.BAD
                : count[3] > 0 || count[0] < count[1] ? Level.MISSING : Level.GOOD;
        Map<String, Object> n = Plain.map("id", id, "kind", kind, "text", text, "under", Plain.texts(written, "under"), "section",
                Plain.string(written, "section"), "rests", new ArrayList<>(Plain.texts(written, "rests")), "level", level.name(), "good", count[0],
                "total", count[1], "bad", count[2], "unsure", count[3]);
        nodes.add(n);
        byId.put(id, n);
    }

    private void inherit(Map<String, Object> child) {
        for (String up : Plain.texts(child, "under")) {
            Map<String, Object> parent = byId.get(up);
            if (parent == null) {
                throw new cairn.ci.CannotRun("ci/assurance.json: " + child.get("id") + " stands under " + up + ", which is not there");
            }
            Level worst = Level.valueOf(Plain.string(child, "level"));
            if (worst.compareTo(Level.valueOf(Plain.string(parent, "level"))) > 0) {
                parent.put("level", worst.name());
            }
            Collection<String> rests = new TreeSet<>(Plain.texts(parent, "rests"));
            rests.addAll(Plain.texts(child, "rests"));
            parent.put("rests", new ArrayList<>(rests));
        }
    }

    private static String word(String kind, Level level) {
        if (kind.equals("context")) {
            return "";
        }
        return switch (level) {
            case GOOD -> "supported";
            case MISSING -> "not run, or not whole";
            case BAD -> "open";
        };
    }

    /** What no longer stands when this item of the trusted base falls. */
    static List<String> falls(List<Map<String, Object>> nodes, String item) {
        return nodes.stream().filter(n -> Plain.texts(n, "rests").contains(item)).map(n -> Plain.string(n, "id")).toList();
    }
}
