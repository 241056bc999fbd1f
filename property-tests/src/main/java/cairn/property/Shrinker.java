package cairn.property;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Makes a failing sequence short: drops runs of steps, long ones first, for as long as the rest still fails in the same way; then any two.
 * Ends, since each kept attempt is shorter; the number of attempts is bounded as well.
 *
 * @param <S> what a step is
 */
public final class Shrinker<S> {
    private static final int MOST_ATTEMPTS = 20_000;

    private final int pairs;
    private final Function<List<S>, Failure<S>> again;
    private int attempts;

    /**
     * @param pairs sequences up to this length are tried without any two of their steps
     * @param again runs a sequence on a fresh boot; its failure, or null
     */
    public Shrinker(int pairs, Function<List<S>, Failure<S>> again) {
        this.pairs = pairs;
        this.again = again;
    }

    /** A short sequence that fails by {@code id}, one of the failure's. */
    public Failure<S> shrink(Failure<S> failure, String id) {
        Failure<S> best = failure;
        int run = Math.max(1, best.steps().size() / 2);
        while (run >= 1) {
            Failure<S> shorter = dropping(best, run, id);
            best = shorter == null ? best : shorter;
            run = shorter == null ? run / 2 : Math.min(run, Math.max(1, best.steps().size() / 2));
        }
        for (Failure<S> shorter = best; shorter != null; shorter = best.steps().size() <= pairs ? droppingTwo(best, id) : null) {
            best = shorter;
        }
        return best;
    }

    /** Any two steps at once: the one may be there only because of the other, with something needed in between. */
    private Failure<S> droppingTwo(Failure<S> failure, String id) {
        int last = failure.steps().size() - 1;
        for (int i = 0; i < last; i++) {
            for (int j = i + 1; j < last; j++) {
                List<S> fewer = new ArrayList<>(failure.steps());
                fewer.remove(j);
                fewer.remove(i);
                Failure<S> shorter = attempt(fewer, id);
                if (shorter != null) {
                    return shorter;
                }
            }
        }
        return null;
    }

    private Failure<S> dropping(Failure<S> failure, int run, String id) {
        // The last step is the one that fails: it stays.
        int last = failure.steps().size() - 1;
        for (int from = Math.max(0, last - run); last > 0 && from >= 0; from -= run) {
            List<S> fewer = new ArrayList<>(failure.steps());
            fewer.subList(from, Math.min(from + run, last)).clear();
            Failure<S> shorter = attempt(fewer, id);
            if (shorter != null) {
                return shorter;
            }
        }
        return null;
    }

    private Failure<S> attempt(List<S> steps, String id) {
        if (attempts++ >= MOST_ATTEMPTS) {
            return null;
        }
        Failure<S> failure = again.apply(steps);
        return failure != null && failure.ids().contains(id) ? failure : null;
    }
}
