package cairn.ci.report;

import cairn.ci.evidence.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One headline figure, read from the summary of a report.
 *
 * @param bad    how many make the claim fail
 * @param unsure how many are of a stage that did not run whole
 */
public record Figure(String name, String title, String word, long good, long total, long bad, long unsure) {
    /** Short of whole, but not a fault. */
    public boolean advisory() {
        return name.equals(Section.mutants.name());
    }

    public static List<Figure> of(Map<String, Object> summary) {
        List<Figure> figures = new ArrayList<>();
        for (Section s : Section.values()) {
            Map<String, Object> counts = Plain.child(summary, s.name());
            figures.add(new Figure(s.name(), s.title(), s.good().word(), Plain.number(counts, s.good().name()), Plain.number(counts, "total"),
                    Plain.number(counts, "bad"), Plain.number(counts, "unsure")));
        }
        Map<String, Object> requirements = Plain.child(summary, "requirements");
        figures.add(new Figure("requirements", "Requirements", "met", Plain.number(requirements, "met"), Plain.number(requirements, "total"),
                Plain.number(requirements, "bad"), 0));
        return figures;
    }

    public boolean whole() {
        return total > 0 && good == total && unsure == 0;
    }

    /** Nothing of it is bad as far as it is known. */
    public boolean amber() {
        return !whole() && bad == 0;
    }

    /** ✔, ◐ or ✘. */
    public String glyph() {
        return whole() ? "✔" : amber() ? "◐" : "✘";
    }

    /** What the glyph says, in words. */
    public String says() {
        return whole() ? word : total == 0 ? "not run" : unsure > 0 && amber() ? "stale or in part" : total - good + " not " + word;
    }
}
