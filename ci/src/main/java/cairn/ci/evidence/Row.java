package cairn.ci.evidence;

import java.util.List;
import java.util.Map;

/**
 * One piece of evidence.
 *
 * @param id        unique in its section
 * @param group     what it belongs to in tables: class, operation, suite
 * @param title     the clause, the reason or the sentence that it is about
 * @param file      source, relative to the top folder; empty if there is none
 * @param line      line in it, from 1; 0 if there is none
 * @param ids       IDs that it names: CDT-3, THM-1, REQ-CDT-3
 * @param mode      {@code cold}, {@code reused}, {@code replay}
 * @param cpuMs     CPU milliseconds of the run that established it
 * @param inputHash SHA-256 of all that the result depends on
 * @param reason    why it is not good; empty if it is
 * @param reproduce the command that establishes it alone
 * @param detail    what the tool recorded besides
 */
public record Row(Section section, String id, Status status, String group, String title, String file, int line, List<String> ids,
                  String mode, long cpuMs, String inputHash, String reason, String reproduce, Map<String, Object> detail) {
    /** How other parts of the report name this row. */
    public String key() {
        return section.name() + ":" + id;
    }

    /** Whether the claim fails by this row alone. What is stale only leaves it open: its stage is listed instead. */
    public boolean blocks() {
        return !good() && status != Status.stale && (!section.advisory() || status == Status.vacuous);
    }

    public boolean good() {
        return status == section.good();
    }

    Row stale(String why) {
        return new Row(section, id, Status.stale, group, title, file, line, ids, mode, cpuMs, inputHash, why, reproduce, detail);
    }
}
