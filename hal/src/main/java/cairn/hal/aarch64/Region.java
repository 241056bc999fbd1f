package cairn.hal.aarch64;

import java.util.ArrayList;
import java.util.List;

/**
 * Translated instructions of one page, entered at one of them. Subclasses are generated; they hold nothing of the guest's state between
 * calls.
 */
abstract class Region {
    /** Translated regions that may be active inside one another on the host's stack. */
    static final int MAX_DEPTH = 150;

    /** Virtual address of the page. */
    long base;
    /** Virtual address of the entry. */
    long entry;
    /** Instructions: no path from the entry or a loop head to the next test of the budget is longer. */
    int size;
    /** A bit for each entry of the page that the region leaves to others because control had not gone there. */
    long[] leftOut;
    private final List<Link> incoming = new ArrayList<>();

    /**
     * Executes from the entry until control leaves the region; the processor's state is then in {@code cpu}, its pc included.
     *
     * @param left instructions that may be executed
     * @return what is left of them; or the complement of that, when the dispatcher must look at {@link Translator#reason}
     */
    abstract int run(Cpu cpu, int left, int depth);

    void enterFrom(Link link) {
        incoming.add(link);
    }

    /** Makes the region unreachable. */
    void cut() {
        for (Link link : incoming) {
            link.cut();
        }
        incoming.clear();
    }
}
