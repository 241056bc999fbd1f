package cairn.spec.alloy.logic;

import java.util.List;

/**
 * One conjunct of the invariant in the kernel's terms.
 *
 * @param id       {@code CDT-3}
 * @param name     {@code CDT_3_rightsShrink}, the predicate in Alloy and in JML
 * @param sentence what it says, from the source
 * @param file     source, as a reader would open it
 * @param alloy    its statements as written
 * @param formulas for each statement, what of it can be said
 * @param refused  what was left out, with file, line and reason
 */
public record Sentence(String id, String name, String sentence, String file, List<String> alloy, List<Logic> formulas,
        List<String> refused) {
    /** All statements together. */
    public Logic formula() {
        return Logic.and(formulas);
    }
}
