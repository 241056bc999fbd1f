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

/** Reads spec/abi.yaml and writes what is generated from it: the kernel's constants, the guests' header, the manual's table. */
final class AbiTable {
    record Constant(String name, String text, long value, String doc) {
        boolean isInt() {
            return value == (int) value;
        }
    }

    record Group(String name, String doc, List<Constant> constants) {}

    private final List<Group> groups;

    private AbiTable(List<Group> groups) {
        this.groups = groups;
    }

    static AbiTable read(Path file) throws IOException {
        List<Group> groups = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
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
        return new AbiTable(groups);
    }

    /** Path below the top folder, and content, of every generated file. */
    Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        for (Group g : groups) {
            files.put("kernel/src/main/java/cairn/kernel/abi/" + g.name + ".java", java(g));
        }
        files.put("hal/guests/include/cairn/abi.h", header());
        files.put("spec/abi.md", manual());
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
