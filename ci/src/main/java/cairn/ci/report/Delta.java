package cairn.ci.report;

import cairn.ci.CannotRun;
import cairn.ci.evidence.InputHash;
import cairn.ci.evidence.Status;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What changed against an earlier audit.json, worst first: rows, the trusted base, tool versions. */
final class Delta {
    private static final List<String> KINDS = List.of("regressed", "stale", "gone", "trusted base grew", "tool changed", "new", "trusted base shrank",
            "closed", "re-established");

    private Delta() {}

    static Map<String, Object> against(Path baseline, List<Map<String, Object>> rows, List<Map<String, Object>> trusted, Map<String, Object> tools) {
        Map<String, Object> old;
        String text;
        try {
            text = Files.readString(baseline);
            old = Plain.parse(text);
        } catch (JsonProcessingException e) {
            throw new CannotRun(baseline + ": is no audit.json: " + e.getOriginalMessage().lines().findFirst().orElse(""), e);
        } catch (IOException e) {
            throw new CannotRun("--baseline " + baseline + ": cannot be read; name an earlier audit.json", e);
        }
        if (Plain.number(old, "schema") != Audit.SCHEMA) {
            throw new CannotRun(baseline + ": field schema is " + old.get("schema") + ", this version reads " + Audit.SCHEMA);
        }
        List<Map<String, Object>> changes = new ArrayList<>();
        rows(Plain.list(old, "rows"), rows, changes);
        Map<String, Object> was = new TreeMap<>();
        Plain.list(old, "trustedBase").forEach(t -> was.put(Plain.string(t, "id"), t.get("item")));
        trusted.forEach(t -> {
            if (was.remove(Plain.string(t, "id")) == null) {
                changes.add(change("trusted base grew", Plain.string(t, "id"), "", Plain.string(t, "item")));
            }
        });
        was.forEach((id, item) -> changes.add(change("trusted base shrank", id, String.valueOf(item), "")));
        Map<String, Object> before = Plain.child(old, "tools");
        tools.forEach((name, version) -> {
            String then = Plain.string(before, name);
            if (!then.equals(version.toString())) {
                changes.add(change("tool changed", name, then, version.toString()));
            }
        });
        changes.sort(Comparator.comparingInt((Map<String, Object> c) -> KINDS.indexOf(Plain.string(c, "kind")))
                .thenComparing(c -> Plain.string(c, "key")));
        return Plain.map("baseline", InputHash.of(text.getBytes(StandardCharsets.UTF_8)), "baselineVerdict",
                Plain.string(Plain.child(old, "summary"), "verdict"), "changes", changes);
    }

    private static void rows(List<Map<String, Object>> old, List<Map<String, Object>> rows, List<Map<String, Object>> changes) {
        Map<String, Map<String, Object>> before = new HashMap<>();
        old.forEach(r -> before.put(Plain.string(r, "key"), r));
        for (Map<String, Object> r : rows) {
            Map<String, Object> was = before.remove(Plain.string(r, "key"));
            boolean good = Boolean.TRUE.equals(r.get("good"));
            String key = Plain.string(r, "key");
            if (was == null) {
                changes.add(change("new", key, "", word(r)));
            } else if (good != Boolean.TRUE.equals(was.get("good"))) {
                changes.add(change(good ? "closed" : "stale".equals(r.get("status")) ? "stale" : "regressed", key, word(was), word(r)));
            } else if (!Plain.string(was, "inputHash").equals(Plain.string(r, "inputHash"))) {
                changes.add(change("re-established", key, word(was), word(r)));
            }
        }
        before.values().forEach(r -> changes.add(change("gone", Plain.string(r, "key"), word(r), "")));
    }

    private static String word(Map<String, Object> row) {
        return Status.read(Plain.string(row, "status")).word();
    }

    private static Map<String, Object> change(String kind, String key, String from, String to) {
        return Plain.map("kind", kind, "key", key, "from", from, "to", to);
    }
}
