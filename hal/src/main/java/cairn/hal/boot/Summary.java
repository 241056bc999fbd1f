package cairn.hal.boot;

import java.nio.file.Path;
import java.util.Map;

/** What a run did, for a person and for a program. */
final class Summary {
    private Summary() {}

    static String text(BootResult r, long milliseconds) {
        StringBuilder out = new StringBuilder();
        out.append(String.format("run: %s; %,d instructions, %,d system calls, %,d faults, %,d interrupts, %,d context switches, %,d µs of machine time, %,d ms%n",
                r.cameToRest() ? "at rest" : "ended", r.run().instructions(), r.calls(), r.faults(), r.run().interrupts(), r.switches(),
                r.microseconds(), milliseconds));
        for (Map.Entry<String, Long> e : r.systemCalls().entrySet()) {
            out.append(String.format("run: %,12d  %s%n", e.getValue(), e.getKey()));
        }
        return out.toString();
    }

    static String json(Path subject, BootResult r, boolean passed, long milliseconds) {
        StringBuilder out = new StringBuilder("{\n  \"image\": " + quoted(subject.toString()) + ",\n  \"passed\": " + passed
                + ",\n  \"stop\": \"" + r.run().stop() + "\",\n  \"instructions\": " + r.run().instructions() + ",\n  \"interrupts\": "
                + r.run().interrupts() + ",\n  \"faults\": " + r.faults() + ",\n  \"contextSwitches\": " + r.switches()
                + ",\n  \"microseconds\": " + r.microseconds() + ",\n  \"wallMilliseconds\": " + milliseconds + ",\n  \"systemCalls\": {");
        String separator = "\n";
        for (Map.Entry<String, Long> e : r.systemCalls().entrySet()) {
            out.append(separator).append("    ").append(quoted(e.getKey())).append(": ").append(e.getValue());
            separator = ",\n";
        }
        return out.append("\n  },\n  \"output\": ").append(quoted(r.output())).append("\n}\n").toString();
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                default -> out.append(c < ' ' || c > '~' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        return out.append('"').toString();
    }
}
