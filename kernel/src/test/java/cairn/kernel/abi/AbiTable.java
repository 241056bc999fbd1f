package cairn.kernel.abi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads spec/abi.yaml and writes what is generated from it: the kernel's constants, the guests' header, the table of constants, and all of it
 * as JSON, from which {@code ./cairn manual} draws the manual.
 */
final class AbiTable {
    record Constant(String name, String text, long value, String doc) {
        boolean isInt() {
            return value == (int) value;
        }
    }

    record Group(String name, String doc, List<Constant> constants) {}

    /** A row of objects or operations: {@code NAME: {key: value, …} # documentation}. */
    record Entry(String name, Map<String, String> facts, String doc) {
        String fact(String key) {
            return facts.getOrDefault(key, "");
        }

        boolean refused() {
            return facts.containsKey("refused");
        }

        /** The object of an operation. */
        String object() {
            return name.substring(0, name.indexOf('.'));
        }
    }

    private final List<Group> groups;
    private final Map<String, List<Entry>> tables = new LinkedHashMap<>();

    private AbiTable(List<Group> groups) {
        this.groups = groups;
    }

    List<Entry> objects() {
        return tables.get("objects");
    }

    List<Entry> operations() {
        return tables.get("operations");
    }

    List<Group> groups() {
        return groups;
    }

    /** The value of {@code TaskOp.MAP}, of {@code MAP} in {@code group}, or of a number. */
    long value(String group, String name) {
        String g = name.contains(".") ? name.substring(0, name.indexOf('.')) : group;
        String n = name.substring(name.indexOf('.') + 1);
        for (Group x : groups) {
            for (Constant c : x.constants) {
                if (x.name.equals(g) && c.name.equals(n)) {
                    return c.value;
                }
            }
        }
        return Long.decode(name);
    }

    static AbiTable read(Path file) throws IOException {
        List<Group> groups = new ArrayList<>();
        AbiTable table = new AbiTable(groups);
        List<Entry> entries = null;
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.matches("[a-z]+:")) {
                entries = new ArrayList<>();
                table.tables.put(line.substring(0, line.length() - 1), entries);
                continue;
            }
            if (entries != null) {
                entries.add(entry(line, file + ":" + number));
                continue;
            }
            int hash = line.indexOf('#');
            int colon = line.indexOf(':');
            if (hash < 0 || colon < 0 || colon > hash) {
                throw new IOException(file + ":" + number + ": expected \"NAME: value # documentation\"");
            }
            String name = line.substring(0, colon).strip();
            String value = line.substring(colon + 1, hash).strip();
            String doc = line.substring(hash + 1).strip();
            if (line.charAt(0) != ' ') {
                groups.add(new Group(name, doc, new ArrayList<>()));
            } else {
                groups.get(groups.size() - 1).constants.add(new Constant(name, value, Long.decode(value), doc));
            }
        }
        return table;
    }

    private static Entry entry(String line, String where) throws IOException {
        int open = line.indexOf(": {");
        int close = line.indexOf("} # ");
        if (open < 0 || close < open) {
            throw new IOException(where + ": expected \"NAME: {key: value, …} # documentation\"");
        }
        Map<String, String> facts = new LinkedHashMap<>();
        for (String fact : line.substring(open + 3, close).split(", ")) {
            int colon = fact.indexOf(": ");
            if (colon < 0) {
                throw new IOException(where + ": \"" + fact + "\" is not \"key: value\"");
            }
            facts.put(fact.substring(0, colon), fact.substring(colon + 2));
        }
        return new Entry(line.substring(0, open).strip(), facts, line.substring(close + 4).strip());
    }

    /** Path below the top folder, and content, of every generated file. */
    Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        for (Group g : groups) {
            files.put("kernel/src/main/java/cairn/kernel/abi/" + g.name + ".java", java(g));
        }
        files.put("hal/guests/include/cairn/abi.h", header());
        files.put("spec/abi.md", manual());
        files.put("spec/abi.json", json());
        return files;
    }

    private static String java(Group g) {
        StringBuilder out = new StringBuilder("package cairn.kernel.abi;\n\n/** " + g.doc + ". Generated from spec/abi.yaml. */\n"
                + "public final class " + g.name + " {\n");
        for (Constant c : g.constants) {
            out.append("    /** ").append(sentence(c.doc)).append(" */\n    public static final ").append(c.isInt() ? "int " : "long ")
                    .append(c.name).append(" = ").append(c.text).append(c.isInt() ? "" : "L").append(";\n");
        }
        return out.append("\n    private ").append(g.name).append("() {}\n}\n").toString();
    }

    private String header() {
        StringBuilder out = new StringBuilder("/* Constants of the system call interface. Generated from spec/abi.yaml. */\n"
                + "#ifndef CAIRN_ABI_H\n#define CAIRN_ABI_H\n");
        for (Group g : groups) {
            out.append("\n/* ").append(g.doc).append(" */\n");
            for (Constant c : g.constants) {
                String name = (g.name.replaceAll("([a-z])([A-Z])", "$1_$2") + "_" + c.name).toUpperCase(Locale.ROOT);
                out.append("#define ").append(name).append(' ').append(c.value < 0 ? "(" + c.text + ")" : c.text)
                        .append(c.isInt() ? "" : "UL").append(" /* ").append(c.doc).append(" */\n");
            }
        }
        return out.append("\n#endif\n").toString();
    }

    private String manual() {
        StringBuilder out = new StringBuilder("# Constants of the system call interface\n\nGenerated from `spec/abi.yaml`.\n");
        for (Group g : groups) {
            out.append("\n## ").append(g.name).append("\n\n").append(sentence(g.doc)).append("\n\n| name | value | meaning |\n|---|---|---|\n");
            for (Constant c : g.constants) {
                out.append("| ").append(c.name).append(" | ").append(c.text).append(" | ").append(c.doc).append(" |\n");
            }
        }
        return out.toString();
    }

    private String json() {
        StringBuilder out = new StringBuilder("{\n  \"groups\": [");
        String group = "\n";
        for (Group g : groups) {
            out.append(group).append("    {\"name\": ").append(quoted(g.name)).append(", \"doc\": ").append(quoted(g.doc)).append(", \"constants\": [");
            String constant = "\n";
            for (Constant c : g.constants) {
                out.append(constant).append("      {\"name\": ").append(quoted(c.name)).append(", \"value\": ").append(quoted(c.text)).append(", \"doc\": ")
                        .append(quoted(c.doc)).append('}');
                constant = ",\n";
            }
            out.append("]}");
            group = ",\n";
        }
        out.append(']');
        tables.forEach((name, entries) -> {
            out.append(",\n  ").append(quoted(name)).append(": [");
            String entry = "\n";
            for (Entry e : entries) {
                out.append(entry).append("    {\"name\": ").append(quoted(e.name));
                e.facts.forEach((key, value) -> out.append(", ").append(quoted(key)).append(": ").append(quoted(value)));
                out.append(", \"doc\": ").append(quoted(e.doc)).append('}');
                entry = ",\n";
            }
            out.append(']');
        });
        return out.append("\n}\n").toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String sentence(String doc) {
        return Character.toUpperCase(doc.charAt(0)) + doc.substring(1) + ".";
    }

    /** Writes all generated files below the top folder given, each by an atomic move. */
    public static void main(String[] args) throws IOException {
        Path top = Path.of(args.length == 0 ? "." : args[0]);
        for (Map.Entry<String, String> e : read(top.resolve("spec/abi.yaml")).files().entrySet()) {
            Path target = top.resolve(e.getKey());
            Files.createDirectories(target.getParent());
            Path fresh = target.resolveSibling(target.getFileName() + ".new");
            Files.writeString(fresh, e.getValue());
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
