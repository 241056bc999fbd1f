package cairn.ci.report;

import cairn.ci.CannotRun;
import cairn.ci.evidence.Row;
import cairn.ci.run.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What spec/alloy lists of a family of operations: checks that are proved for all sizes, and what contracts imply, relation by relation. */
final class SpecLists {
    private static final Pattern PREDICATE = Pattern.compile("(?m)^pred ([A-Z]+)_(\\d+)_\\w+\\[([^\\]]*)\\]");
    private static final Pattern CONTRACT = Pattern.compile("(\\w+)/(\\w+)  (implied|given Live|open|not said)(?:: (.*))?");

    private final Set<String> unbounded = new LinkedHashSet<>();
    /** METHOD/RELATION, then status and reason. */
    private final Map<String, List<String>> contracts = new TreeMap<>();
    private final Map<String, List<String>> relations = new TreeMap<>();

    private SpecLists() {}

    static SpecLists of(Project project, Map<String, Object> family) {
        SpecLists lists = new SpecLists();
        lists.unbounded.addAll(lines(project, Plain.string(family, "unbounded")));
        for (String line : lines(project, Plain.string(family, "contracts"))) {
            Matcher m = CONTRACT.matcher(line);
            if (!m.matches()) {
                throw new CannotRun(Plain.string(family, "contracts") + ": cannot read '" + line + "'; write it with Contracts (spec/alloy/README.md)");
            }
            lists.contracts.put(m.group(1) + "/" + m.group(2), List.of(m.group(3), m.group(4) == null ? "" : m.group(4)));
        }
        for (String file : Plain.texts(family, "predicates")) {
            Matcher m = PREDICATE.matcher(String.join("\n", lines(project, file)));
            while (m.find()) {
                lists.relations.put(m.group(1) + "-" + m.group(2), List.of(m.group(3).replaceAll(":\\s*(?:set )?\\w+(?:->\\w+)?", "").strip().split("\\s*,\\s*")));
            }
        }
        return lists;
    }

    private static List<String> lines(Project project, String file) {
        try {
            return file.isEmpty() ? List.of() : Files.readAllLines(project.at(file)).stream().filter(l -> !l.isBlank() && !l.startsWith("#")).toList();
        } catch (IOException e) {
            throw new CannotRun(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** For which sizes the check holds. */
    String size(String operation, String conjunct, List<Row> checks) {
        if (unbounded.contains(operation + "/" + conjunct)) {
            return "all sizes";
        }
        return checks.stream().filter(r -> r.id().equals(operation + "/" + conjunct)).map(r -> Plain.string(r.detail(), "scope")).findFirst().orElse("");
    }

    /** How many of the conjunct's relations the contracts imply, and of each other one why not. Empty where nothing is listed. */
    String contract(List<String> methods, String conjunct) {
        int implied = 0;
        int all = 0;
        List<String> others = new ArrayList<>();
        for (String method : methods) {
            String name = method.substring(method.lastIndexOf('.') + 1);
            for (String relation : relations.getOrDefault(conjunct, List.of())) {
                List<String> row = contracts.get(name + "/" + relation);
                if (row != null) {
                    all++;
                    implied += row.get(0).equals("implied") ? 1 : 0;
                    if (!row.get(0).equals("implied")) {
                        others.add(name + "/" + relation + " " + (row.get(0).equals("given Live") ? "where those nodes stay that the specification lets stay"
                                : row.get(0) + ": " + row.get(1)));
                    }
                }
            }
        }
        return all == 0 ? "" : implied + " of " + all + (others.isEmpty() ? "" : "; " + String.join("; ", others));
    }
}
