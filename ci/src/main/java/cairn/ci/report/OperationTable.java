package cairn.ci.report;

import cairn.ci.CannotRun;
import cairn.ci.evidence.Row;
import cairn.ci.evidence.Section;
import cairn.ci.run.Project;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Operation × conjunct: for each cell the Alloy check, the KeY obligations (contracts of the operation's methods, and the lemma that the
 * tree's invariant implies the conjunct) and the number of live states after such a step that the conjunct was evaluated on. All of it
 * from rows; in a family with a {@code tagged} note, the obligations are those of the kernel's conjuncts that bear the ID in a comment
 * ({@code // IPC-1 sender-queue}), of the operation's methods where it names some, else of all. Which method is which operation, why a part of a cell is empty and what a lemma leaves out, from ci/operations.json. Besides:
 * whether the check is proved for all sizes, and what the methods' contracts imply of the relations that the conjunct speaks of, from the
 * lists of spec/alloy that tests there hold against the solver.
 */
final class OperationTable {
    static final String FILE = "ci/operations.json";

    private OperationTable() {}

    static List<Map<String, Object>> of(Project project, List<Row> rows) {
        List<Map<String, Object>> cells = new ArrayList<>();
        for (Map<String, Object> family : families(project)) {
            List<String> areas = Plain.texts(family, "conjuncts");
            List<Row> checks = rows.stream().filter(r -> r.section() == Section.alloyChecks && areas.contains(area(conjunct(r)))).toList();
            TreeSet<String> operations = new TreeSet<>();
            TreeSet<String> conjuncts = new TreeSet<>(Comparator.comparing(OperationTable::area).thenComparing(OperationTable::number));
            checks.forEach(r -> {
                operations.add(r.group());
                conjuncts.add(conjunct(r));
            });
            SpecLists lists = SpecLists.of(project, family);
            for (String operation : operations) {
                for (String conjunct : conjuncts) {
                    Map<String, Object> cell = cell(family, operation, conjunct, checks, rows);
                    cell.put("size", lists.size(operation, conjunct, checks));
                    cell.put("contract", Plain.string(cell, "noProof").isEmpty() ? lists.contract(Plain.texts(Plain.child(Plain.child(family, "operations"),
                            operation), "methods"), conjunct) : "");
                    String partly = Plain.string(Plain.child(family, "partly"), conjunct);
                    cell.put("partly", !Plain.string(cell, "noProof").isEmpty() ? "" : partly.isEmpty() ? Plain.string(family, "tagged") : partly);
                    cells.add(cell);
                }
            }
        }
        return cells;
    }

    private static Map<String, Object> cell(Map<String, Object> family, String operation, String conjunct, List<Row> checks, List<Row> rows) {
        Map<String, Object> known = Plain.child(Plain.child(family, "operations"), operation);
        Row check = checks.stream().filter(r -> r.id().equals(operation + "/" + conjunct)).findFirst().orElse(null);
        String noLemma = Plain.string(Plain.child(family, "noLemma"), conjunct);
        String lemma = Plain.string(family, "lemma") + conjunct.replace('-', '_');
        List<String> methods = Plain.texts(known, "methods");
        List<Row> proofs = !noLemma.isEmpty() ? List.of() : tagged(family) ? rows.stream().filter(r -> r.section() == Section.obligations
                && r.ids().contains(conjunct) && "conjunct".equals(r.detail().get("kind")) && (methods.isEmpty() || methods.contains(r.group()))).toList()
                : methods.isEmpty() ? List.of() : rows.stream().filter(r -> r.section() == Section.obligations
                && (methods.contains(r.group()) || r.group().equals(lemma))).toList();
        long live = rows.stream().filter(r -> r.section() == Section.properties)
                .mapToLong(r -> Math.max(0, Plain.number(Plain.child(Plain.child(r.detail(), "evaluations"), operation), conjunct))).sum();
        String noCheck = check != null ? "" : "no check of that name in spec/alloy";
        String noProof = !proofs.isEmpty() ? "" : !noLemma.isEmpty() ? noLemma : !methods.isEmpty() && !tagged(family) ? "no obligation of " + String.join(", ", methods)
                + " is recorded" : Plain.string(family, "noProof");
        String noLive = live > 0 ? "" : rows.stream().noneMatch(r -> r.section() == Section.properties) ? "no property test is recorded"
                : known.containsKey("noLive") ? Plain.string(known, "noLive") : Plain.string(family, "noLive");
        return Plain.map("family", Plain.string(family, "name"), "operation", operation, "conjunct", conjunct,
                "check", check == null ? "" : check.key(), "checkGood", check != null && check.good(), "noCheck", noCheck,
                "proofs", proofs.stream().map(Row::key).toList(), "proved", proofs.stream().filter(Row::good).count(), "noProof", noProof,
                "live", live, "noLive", noLive);
    }

    /** Whether the meaning of a conjunct in the kernel is a conjunct there that bears its ID, instead of a lemma about its translation. */
    private static boolean tagged(Map<String, Object> family) {
        return !Plain.string(family, "tagged").isEmpty();
    }

    /** Cells with an empty part that says no reason. */
    static long unexplained(List<Map<String, Object>> cells) {
        return cells.stream().filter(c -> Plain.string(c, "check").isEmpty() && Plain.string(c, "noCheck").isEmpty()
                || Plain.texts(c, "proofs").isEmpty() && Plain.string(c, "noProof").isEmpty()
                || Plain.number(c, "live") == 0 && Plain.string(c, "noLive").isEmpty()).count();
    }

    private static String conjunct(Row check) {
        return check.ids().isEmpty() ? "" : check.ids().get(0);
    }

    private static String area(String conjunct) {
        return conjunct.contains("-") ? conjunct.substring(0, conjunct.indexOf('-')) : "";
    }

    private static int number(String conjunct) {
        return Integer.parseInt(conjunct.substring(conjunct.indexOf('-') + 1));
    }

    private static List<Map<String, Object>> families(Project project) {
        if (!Files.isRegularFile(project.at(FILE))) {
            return List.of();
        }
        try {
            return Plain.list(Plain.parse(Files.readString(project.at(FILE))), "families");
        } catch (JsonProcessingException e) {
            throw new CannotRun(FILE + ": is no JSON: " + e.getOriginalMessage().lines().findFirst().orElse(""), e);
        } catch (IOException e) {
            throw new CannotRun(FILE + " cannot be read: " + e.getMessage(), e);
        }
    }
}
