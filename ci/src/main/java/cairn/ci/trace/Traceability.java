package cairn.ci.trace;

import cairn.ci.evidence.Row;
import cairn.ci.evidence.Section;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Requirement → evidence and evidence → requirement, from the IDs that the rows name. */
public final class Traceability {
    /** They serve what they are about, not a requirement: scenarios, tests of a detail, mutants. */
    private static final Set<Section> DETAILS = Set.of(Section.scenarios, Section.tests, Section.mutants, Section.secondOpinion);

    private final List<Requirement> requirements;
    private final Map<String, Set<String>> idsOf = new LinkedHashMap<>();
    private final Map<String, List<String>> requirementsOf = new LinkedHashMap<>();
    private final Map<String, Map<String, List<Row>>> evidence = new LinkedHashMap<>();
    private final Map<String, List<String>> dangling = new TreeMap<>();
    private final Set<String> unsure;

    private Traceability(List<Requirement> requirements, Set<String> unsure) {
        this.requirements = requirements;
        this.unsure = unsure;
    }

    /** @param unsure keys of the rows whose stage did not run whole: there may be others that nobody has seen */
    public static Traceability of(List<Requirement> requirements, List<Row> rows, Set<String> unsure) {
        Traceability t = new Traceability(requirements, unsure);
        Map<String, Set<String>> byMethod = new HashMap<>();
        Map<String, Set<String>> byObligation = new HashMap<>();
        for (Row r : rows) {
            if (r.section() == Section.obligations) {
                byMethod.computeIfAbsent(r.group(), k -> new TreeSet<>()).addAll(r.ids());
            }
        }
        for (Row r : rows) {
            if (r.section() == Section.obligations) {
                byObligation.put(r.id(), r.ids().isEmpty() ? byMethod.get(r.group()) : new TreeSet<>(r.ids()));
            }
        }
        for (Row r : rows) {
            t.add(r, t.effective(r, byObligation));
        }
        return t;
    }

    /** A clause without an ID of its own serves what its method serves; a seed serves what it left open. */
    private Set<String> effective(Row r, Map<String, Set<String>> byObligation) {
        if (r.section() == Section.obligations) {
            return byObligation.get(r.id());
        }
        if (r.section() == Section.notProvable && r.ids().isEmpty()) {
            return byObligation.getOrDefault(String.valueOf(r.detail().get("obligation")), Set.of());
        }
        return r.section() == Section.mutants || r.section() == Section.secondOpinion ? Set.of() : new LinkedHashSet<>(r.ids());
    }

    private void add(Row r, Set<String> ids) {
        idsOf.put(r.key(), ids);
        List<String> serves = new ArrayList<>();
        for (Requirement q : requirements) {
            if (ids.stream().anyMatch(q::means)) {
                serves.add(q.id());
                evidence.computeIfAbsent(q.id(), k -> new TreeMap<>()).computeIfAbsent(r.section().need(), k -> new ArrayList<>()).add(r);
            }
        }
        requirementsOf.put(r.key(), serves);
        for (String id : ids) {
            if (requirements.stream().noneMatch(q -> q.means(id))) {
                dangling.computeIfAbsent(id, k -> new ArrayList<>()).add(r.key());
            }
        }
    }

    public List<Requirement> requirements() {
        return requirements;
    }

    /** The requirements that a row is evidence for. */
    public List<String> requirementsOf(Row row) {
        return requirementsOf.getOrDefault(row.key(), List.of());
    }

    /** Evidence of one kind for a requirement; seeds and wrong kernels show that it can fail and do not count as its support. */
    public List<Row> evidence(Requirement requirement, String kind) {
        return evidence.getOrDefault(requirement.id(), Map.of()).getOrDefault(kind, List.of());
    }

    /** Every kind that it needs is there and good. */
    public boolean met(Requirement requirement) {
        return requirement.needs().stream().allMatch(kind -> {
            List<Row> rows = evidence(requirement, kind);
            return rows.stream().anyMatch(Traceability::supports) && rows.stream().allMatch(this::sure);
        });
    }

    /** Good, and of a stage that ran whole. */
    public boolean sure(Row row) {
        return row.good() && !unsure.contains(row.key());
    }

    /** Whether a row shows that something holds, not that the method would notice if it did not. */
    public static boolean supports(Row row) {
        return switch (row.section()) {
            case obligations, alloyChecks, properties, tests, boots -> true;
            case seededBugs, notProvable, brokenKernels, scenarios, mutants, secondOpinion -> false;
        };
    }

    /** Rows that serve no requirement; scenarios serve the checks of their operation, module tests may test a detail. */
    public List<Row> orphans(List<Row> rows) {
        return rows.stream().filter(r -> !DETAILS.contains(r.section()) && requirementsOf(r).isEmpty()).toList();
    }

    /** ID that rows name and no requirement has → the keys of those rows. */
    public Map<String, List<String>> dangling() {
        return Collections.unmodifiableMap(dangling);
    }
}
