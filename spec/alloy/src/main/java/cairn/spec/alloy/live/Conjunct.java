package cairn.spec.alloy.live;

/**
 * One conjunct of the invariant.
 *
 * @param id   {@code CDT-3}
 * @param name {@code rightsShrink}
 * @param text the sentence and the predicate, as in the source
 * @param file source, as a reader would open it
 */
public record Conjunct(String id, String name, String text, String file, int line) {}
