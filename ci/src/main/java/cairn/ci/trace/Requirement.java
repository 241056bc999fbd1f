package cairn.ci.trace;

import java.util.List;

/**
 * One demand.
 *
 * @param needs  kinds of evidence that must exist: alloy, proof, prop, boot
 * @param covers conjuncts and theorems that it stands for
 */
public record Requirement(String id, String title, String text, String rationale, String file, int line, List<String> needs,
                          List<String> covers) {
    /** Whether evidence that names this ID is evidence for this requirement. */
    public boolean means(String named) {
        return id.equals(named) || covers.contains(named);
    }
}
