package cairn.ci.report;

import cairn.ci.evidence.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One headline figure, read from the summary of a report. */
public record Figure(String name, String title, String word, long good, long total) {
    /** Short of whole, but not a fault. */
    public boolean advisory() {
        return name.equals(Section.mutants.name());
    }

    public static List<Figure> of(Map<String, Object> summary) {
        List<Figure> figures = new ArrayList<>();
        for (Section s : Section.values()) {
            Map<String, Object> counts = Plain.child(summary, s.name());
            figures.add(new Figure(s.name(), s.title(), s.good().word(), Plain.number(counts, s.good().name()), Plain.number(counts, "total")));
        }
        Map<String, Object> requirements = Plain.child(summary, "requirements");
        figures.add(new Figure("requirements", "Requirements", "met", Plain.number(requirements, "met"), Plain.number(requirements, "total")));
        return figures;
    }

    public boolean whole() {
        return total > 0 && good == total;
    }
}
