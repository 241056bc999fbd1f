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
        return "{\n  \"passed\": " + passed + ",\n  \"wallMilliseconds\": " + milliseconds + ",\n  \"output\": " + Wording.quoted(r.output())
                + ",\n" + json(subject, r).substring(2) + "\n";
    }

    /** What depends on nothing but the system: not the time that it took, not what was expected of it. */
    static String json(Path subject, BootResult r) {
        StringBuilder out = new StringBuilder("{\n  \"image\": " + Wording.quoted(subject.toString()) + ",\n  \"stop\": \"" + r.run().stop() + "\",\n  \"instructions\": " + r.run().instructions() + ",\n  \"interrupts\": "
                + r.run().interrupts() + ",\n  \"faults\": " + r.faults() + ",\n  \"contextSwitches\": " + r.switches()
                + ",\n  \"microseconds\": " + r.microseconds() + ",\n  \"systemCalls\": {");
        String separator = "\n";
        for (Map.Entry<String, Long> e : r.systemCalls().entrySet()) {
            out.append(separator).append("    ").append(Wording.quoted(e.getKey())).append(": ").append(e.getValue());
            separator = ",\n";
        }
        return out.append("\n  }\n}").toString();
    }
}
