package cairn.ci.view;

import cairn.ci.CannotRun;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** What {@code cairn.hal.boot.Recorder} wrote: the steps of a run. Everything in it may come from a hostile program. */
final class Recording {
    private static final int GONE = -1;

    private final String text;
    private final JsonNode json;

    /**
     * A derivation at the end of the run.
     *
     * @param kind   of the object: 0 memory, 1 task, ...
     * @param task   who holds it, -1 for the kernel
     * @param at     capability index or virtual page
     * @param pages  0 for a capability
     * @param parent id of the node it was derived from, -1 for none
     */
    record Derived(int id, int parent, int kind, int number, int rights, int task, long at, long pages, long frame) {}

    /** A thread at the end of the run; {@code partner} is for whom alone it waits, -1 for none. */
    record Threads(int number, int task, int state, int partner, String text) {}

    private Recording(String text, JsonNode json) {
        this.text = text;
        this.json = json;
    }

    static Recording read(Path file) {
        try {
            String text = Files.readString(file);
            JsonNode json = new ObjectMapper().readTree(text);
            if (json.path("schema").asInt() != 1 || !json.path("steps").isArray() || json.path("steps").isEmpty()) {
                throw new CannotRun("the machine left no recording");
            }
            return new Recording(text, json);
        } catch (IOException e) {
            throw new CannotRun("the machine left no readable recording: " + e.getMessage(), e);
        }
    }

    String image() {
        return json.path("image").asText().replaceAll(".*/", "");
    }

    /** As it stands in a script element: no tag can begin or end in it. */
    String embedded() {
        return text.replace("<", "\\u003c");
    }

    String summary() {
        JsonNode s = json.path("summary");
        long calls = StreamSupport.stream(s.path("systemCalls").spliterator(), false).mapToLong(JsonNode::asLong).sum();
        return String.format(Locale.ROOT, "%,d instructions · %,d system calls · %,d faults · %,d interrupts · %,d context switches · %,d µs of machine time · %s",
                s.path("instructions").asLong(), calls, s.path("faults").asLong(), s.path("interrupts").asLong(), s.path("contextSwitches").asLong(),
                s.path("microseconds").asLong(), last().path("w").asText());
    }

    /** What is not in the recording, for a person; empty when it is whole. */
    String note() {
        long recorded = json.path("steps").size() - 1L;
        String before = json.path("skipped").asLong() == 0 ? "" : String.format(Locale.ROOT, "It begins behind %,d kernel entries. ", json.path("skipped").asLong());
        String behind = !json.path("cut").asBoolean() ? "" : String.format(Locale.ROOT,
                "After %,d steps the rest of %,d kernel entries is not shown; the last step is the state at the end. Use --view-from to begin later. ",
                recorded, json.path("entries").asLong());
        return (before + behind).strip();
    }

    private JsonNode last() {
        return json.path("steps").get(json.path("steps").size() - 1);
    }

    List<String> programs() {
        return StreamSupport.stream(json.path("programs").spliterator(), false).map(JsonNode::asText).toList();
    }

    /** The derivations at the end, by id. */
    Map<Integer, Derived> derivations() {
        Map<Integer, Derived> all = new TreeMap<>();
        for (JsonNode step : json.path("steps")) {
            step.path("x").forEach(id -> all.remove(id.asInt()));
            for (JsonNode d : step.path("d")) {
                Iterator<JsonNode> i = d.elements();
                Derived n = new Derived(i.next().asInt(), i.next().asInt(), i.next().asInt(), i.next().asInt(), i.next().asInt(), i.next().asInt(),
                        i.next().asLong(), i.next().asLong(), i.next().asLong());
                all.put(n.id(), n);
            }
        }
        return all;
    }

    /** The threads at the end, by number. */
    Map<Integer, Threads> threads() {
        Map<Integer, Threads> all = new TreeMap<>();
        for (JsonNode step : json.path("steps")) {
            for (JsonNode t : step.path("s")) {
                int number = t.get(0).asInt();
                if (t.get(2).asInt() == GONE) {
                    all.remove(number);
                } else {
                    all.put(number, new Threads(number, t.get(1).asInt(), t.get(2).asInt(), t.get(4).asInt(), t.get(6).asText()));
                }
            }
        }
        return all;
    }

    /** The thread that runs at the end, or -1. */
    int running() {
        return last().path("run").asInt();
    }
}
