package cairn.property;

import cairn.model.Operation;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a failing sequence short: drops runs of steps, long ones first, for as long as the rest still fails in the same way. Ends, since each kept attempt is shorter; the number of attempts is bounded as well.
 */
public final class Shrinker {
    private static final int MOST_ATTEMPTS = 20_000;
    /** Sequences up to this length are tried without any two of their steps. */
    private static final int SHORT = 16;

    private final Rig rig;
    private final KernelFactory factory;
    private int attempts;

    public Shrinker(Rig rig, KernelFactory factory) {
        this.rig = rig;
        this.factory = factory;
    }

    /** A short sequence that fails by {@code id}, one of the failure's. */
    public Failure shrink(Failure failure, String id) {
        Failure best = failure;
        int run = Math.max(1, best.operations().size() / 2);
        while (run >= 1 && attempts < MOST_ATTEMPTS) {
            Failure shorter = dropping(best, run, id);
            if (shorter != null) {
                best = shorter;
                run = Math.min(run, Math.max(1, best.operations().size() / 2));
            } else {
                run = run / 2;
            }
        }
        for (Failure shorter = best; shorter != null && best.operations().size() <= SHORT; shorter = droppingTwo(best, id)) {
            best = shorter;
        }
        return best;
    }

    /** Any two steps at once: the one may be there only because of the other, with something needed in between. */
    private Failure droppingTwo(Failure failure, String id) {
        int last = failure.operations().size() - 1;
        for (int i = 0; i < last; i++) {
            for (int j = i + 1; j < last && attempts < MOST_ATTEMPTS; j++) {
                List<Operation> fewer = new ArrayList<>(failure.operations());
                fewer.remove(j);
                fewer.remove(i);
                Failure again = attempt(fewer, id);
                if (again != null) {
                    return again;
                }
            }
        }
        return null;
    }

    private Failure dropping(Failure failure, int run, String id) {
        List<Operation> steps = failure.operations();
        // The last step is the one that fails: it stays.
        for (int from = Math.max(0, steps.size() - 1 - run); from >= 0 && attempts < MOST_ATTEMPTS; from -= run) {
            List<Operation> fewer = new ArrayList<>(steps.subList(0, from));
            fewer.addAll(steps.subList(Math.min(from + run, steps.size() - 1), steps.size()));
            Failure again = fewer.size() == steps.size() ? null : attempt(fewer, id);
            if (again != null) {
                return again;
            }
        }
        return null;
    }

    private Failure attempt(List<Operation> operations, String id) {
        attempts++;
        Failure failure = Trial.run(rig, factory, 1, new Coverage(), operations);
        return failure != null && failure.ids().contains(id) ? failure : null;
    }
}
