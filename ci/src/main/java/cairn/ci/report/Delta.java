package cairn.ci.report;

import cairn.ci.CannotRun;
import cairn.ci.evidence.Status;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What changed against an earlier audit.json, worst first. */
final class Delta {
    private static final List<String> KINDS = List.of("regressed", "gone", "new", "closed", "re-established");

    private Delta() {}

    static Map<String, Object> against(Path baseline, String shown, List<Map<String, Object>> rows) {
        Map<String, Object> old;
        try {
            old = Plain.parse(Files.readString(baseline));
        } catch (JsonProcessingException e) {
            throw new CannotRun(shown + ": is no audit.json: " + e.getOriginalMessage().lines().findFirst().orElse(""), e);
        } catch (IOException e) {
            throw new CannotRun("--baseline " + shown + ": cannot be read; name an earlier audit.json", e);
        }
        if (Plain.number(old, "schema") != Audit.SCHEMA) {
            throw new CannotRun(shown + ": field schema is " + old.get("schema") + ", this version reads " + Audit.SCHEMA);
        }
        Map<String, Map<String, Object>> before = new HashMap<>();
        Plain.list(old, "rows").forEach(r -> before.put(Plain.string(r, "key"), r));
        List<Map<String, Object>> changes = new ArrayList<>();
        for (Map<String, Object> r : rows) {
            Map<String, Object> was = before.remove(Plain.string(r, "key"));
            boolean good = Boolean.TRUE.equals(r.get("good"));
            if (was == null) {
                changes.add(change("new", r, "", Plain.string(r, "status")));
            } else if (good != Boolean.TRUE.equals(was.get("good"))) {
                changes.add(change(good ? "closed" : "regressed", r, Plain.string(was, "status"), Plain.string(r, "status")));
            } else if (!Plain.string(was, "inputHash").equals(Plain.string(r, "inputHash"))) {
                changes.add(change("re-established", r, Plain.string(was, "status"), Plain.string(r, "status")));
            }
        }
        before.values().forEach(r -> changes.add(change("gone", r, Plain.string(r, "status"), "")));
        changes.sort(Comparator.comparingInt((Map<String, Object> c) -> KINDS.indexOf(Plain.string(c, "kind")))
                .thenComparing(c -> Plain.string(c, "key")));
        return Plain.map("baseline", shown, "baselineVerdict", Plain.string(Plain.child(old, "summary"), "verdict"), "changes", changes);
    }

    private static Map<String, Object> change(String kind, Map<String, Object> row, String from, String to) {
        return Plain.map("kind", kind, "key", row.get("key"), "from", from.isEmpty() ? "" : Status.read(from).word(),
                "to", to.isEmpty() ? "" : Status.read(to).word());
    }
}
