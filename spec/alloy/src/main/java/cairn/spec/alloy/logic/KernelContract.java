package cairn.spec.alloy.logic;

import cairn.spec.alloy.SpecException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the sources of the derivation tree say to a reader who knows only contracts: fields, the tree's invariant, the cases of a method. */
final class KernelContract {
    /** One behaviour case. The clauses are texts. */
    record Case(List<String> requires, List<String> ensures, List<String> assignable) {}

    /** A method's result type, parameters with their types in order, and cases. */
    record Method(String result, Map<String, String> parameters, List<Case> cases) {}

    private static final Pattern FIELD = Pattern.compile("(?m)^    (?://@ )?(?:/\\*@ [\\w ]+ @\\*/ )?(?:(?:public|private|final|ghost|nullable) )*"
            + "(\\\\?\\w+(?:\\[\\])?) (\\w+)(?:, \\w+)*;");
    private static final Pattern CONSTANT = Pattern.compile("(?m)^    public static final (?:int|long) (\\w+) = (\\d+)L?;");
    private static final Pattern REPRESENTS = Pattern.compile("\\bprivate represents (\\w+) =");
    /** What holds between operations besides the tree's invariant. */
    private static final Pattern BETWEEN = Pattern.compile("\\bpublic represents inv = t != null && t\\.inv && ([^;]+);");
    /** A model method that says of a live node and another one: the same, or reached by a field, in one step or more. */
    private static final Pattern REACHES = Pattern.compile("model public helper boolean (\\w+)\\(Node (\\w+), Node (\\w+)\\) \\{ return t\\.edge\\(\\2\\)"
            + " && \\(\\2 == \\3 \\|\\| \\(\\2\\.(\\w+) != null && \\(\\2\\.\\4 == \\3 \\|\\| \\1\\(\\2\\.\\4, \\3\\)\\)\\)\\); \\}");
    private static final Pattern CLAUSE = Pattern.compile("\\s*(requires|ensures|assignable|measured_by)\\b");

    /** Field of a node or slot, then its class and type; names are unique. */
    final Map<String, List<String>> fields = new TreeMap<>();
    /** Field of the tree, then its type. */
    final Map<String, String> globals = new TreeMap<>();
    final Map<String, Long> constants = new TreeMap<>();
    /** Conjuncts of the tree's invariant by name. */
    final Map<String, String> invariant = new LinkedHashMap<>();
    /** Other named formulas of the tree. */
    final Map<String, String> definitions = new HashMap<>();
    /** Model methods that say who is reached by which field; their bodies are the definition of it, and KeY proves that they end. */
    final Map<String, String> reaches = new TreeMap<>();
    private final String operations;

    /** The texts of the four classes. */
    KernelContract(String node, String slot, String tree, String derivation) {
        Map.of("Node", node, "Slot", slot).forEach((type, text) -> {
            Matcher m = FIELD.matcher(text);
            while (m.find()) {
                if (fields.put(m.group(2), List.of(type, m.group(1))) != null) {
                    throw new SpecException("Node and Slot both have a field '" + m.group(2) + "': two names are needed");
                }
            }
        });
        Matcher m = FIELD.matcher(tree.substring(0, tree.indexOf("public model boolean")));
        while (m.find()) {
            globals.put(m.group(2), m.group(1));
        }
        for (String text : List.of(node, derivation)) {
            for (m = CONSTANT.matcher(text); m.find();) {
                constants.put((text == node ? "Node." : "") + m.group(1), Long.parseLong(m.group(2)));
            }
        }
        for (m = REPRESENTS.matcher(tree); m.find();) {
            definitions.put(m.group(1), plain(tree.substring(m.end(), end(tree, m.end()))));
        }
        if (!definitions.containsKey("inv")) {
            throw new SpecException("Tree has no `private represents inv`");
        }
        for (String name : definitions.get("inv").strip().split("\\s*&&\\s*")) {
            invariant.put(name, definitions.get(name));
        }
        Matcher between = BETWEEN.matcher(derivation);
        if (!between.find()) {
            throw new SpecException("Derivation has no `public represents inv = t != null && t.inv && …`");
        }
        invariant.put("okBetween", between.group(1).replace("t.", ""));
        for (m = REACHES.matcher(derivation); m.find();) {
            reaches.put(m.group(1), m.group(4));
        }
        operations = derivation;
    }

    /** Where the semicolon is that no parenthesis encloses. */
    private static int end(String text, int from) {
        int depth = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ';' && depth == 0) {
                return i;
            }
        }
        throw new SpecException("no end of '" + text.substring(from, Math.min(text.length(), from + 40)).strip() + "'");
    }

    /** The operands of a conjunction, or the text itself where it is none. */
    static List<String> conjuncts(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0 && (text.startsWith("==>", i) || text.startsWith("||", i) || c == '?')) {
                return List.of(text);
            }
            if (depth == 0 && text.startsWith("&&", i)) {
                parts.add(text.substring(from, i));
                from = i + 2;
            }
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static String plain(String jml) {
        return jml.replaceAll("\n\\s*@", "\n").replaceAll("//[^\n]*", "");
    }

    /** @throws SpecException where there is no such public method with a contract */
    Method method(String name) {
        Matcher m = Pattern.compile("(?m)^    public /\\*@ [\\w ]+ @\\*/ (\\w+) " + name + "\\(([^)]*)\\) \\{").matcher(operations);
        if (!m.find()) {
            throw new SpecException("Derivation has no public method '" + name + "'");
        }
        int close = operations.lastIndexOf("@*/", m.start());
        int open = operations.lastIndexOf("/*@", close);
        if (!operations.substring(close + 3, m.start()).isBlank()) {
            throw new SpecException("Derivation." + name + " has no contract in front of it");
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String p : m.group(2).split(",\\s*")) {
            String[] words = p.split(" ");
            parameters.put(words[words.length - 1], words[words.length - 2]);
        }
        List<Case> cases = new ArrayList<>();
        for (String one : plain(operations.substring(open + 3, close)).split("\\balso\\b")) {
            cases.add(read(one.replaceFirst("\\s*public\\s+normal_behavior", ""), name));
        }
        return new Method(m.group(1), parameters, cases);
    }

    private static Case read(String text, String method) {
        Case c = new Case(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        int at = 0;
        while (!text.substring(at).isBlank()) {
            Matcher m = CLAUSE.matcher(text).region(at, text.length());
            if (!m.lookingAt()) {
                throw new SpecException("Derivation." + method + ": cannot read '" + text.substring(at).strip().lines().findFirst().orElse("") + "'");
            }
            int end = end(text, m.end());
            String clause = text.substring(m.end(), end).strip();
            switch (m.group(1)) {
                case "requires" -> c.requires.add(clause);
                case "ensures" -> c.ensures.add(clause);
                case "assignable" -> c.assignable.addAll(List.of(clause.split("\\s*,\\s*")));
                default -> { }
            }
            at = end + 1;
        }
        return c;
    }
}
