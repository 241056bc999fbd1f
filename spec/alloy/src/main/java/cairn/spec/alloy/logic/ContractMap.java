package cairn.spec.alloy.logic;

import cairn.spec.alloy.SpecException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The mapping of operations: its form is described at the head of the file. */
final class ContractMap {
    /**
     * An operation of the specification as a method of the kernel.
     *
     * @param done      when it was carried out; null: always
     * @param arguments parameter of the specification, then what it is in the kernel
     * @param besides   what the kernel asks for besides the guard; null: nothing
     */
    record Entry(int line, String operation, String method, String done, Map<String, String> arguments, String besides) {}

    private static final Pattern OPERATION = Pattern.compile("operation (\\w+) by (\\w+)(?: when (.+))?");
    private static final Pattern ARGUMENT = Pattern.compile("(\\w+) = (.+)");

    private ContractMap() {}

    static List<Entry> read(String file, String text) {
        List<Entry> entries = new ArrayList<>();
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].strip();
            Entry last = entries.isEmpty() ? null : entries.get(entries.size() - 1);
            Matcher m;
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            } else if ((m = OPERATION.matcher(line)).matches()) {
                entries.add(new Entry(i + 1, m.group(1), m.group(2), m.group(3), new LinkedHashMap<>(), null));
            } else if (last != null && line.startsWith("besides ")) {
                entries.set(entries.size() - 1, new Entry(last.line, last.operation, last.method, last.done, last.arguments, line.substring(8)));
            } else if (last != null && (m = ARGUMENT.matcher(line)).matches()) {
                if (last.arguments.put(m.group(1), m.group(2)) != null) {
                    throw new SpecException(file + ":" + (i + 1) + ": '" + m.group(1) + "' of " + last.operation + " is there twice: keep one of the two");
                }
            } else {
                throw new SpecException(file + ":" + (i + 1) + ": cannot read '" + line
                        + "'; write: operation ALLOY by METHOD [when FORMULA], and below it NAME = TERM or besides FORMULA");
            }
        }
        return entries;
    }
}
