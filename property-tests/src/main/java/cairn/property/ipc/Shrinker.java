package cairn.property.ipc;

import cairn.model.ipc.Step;
import java.util.ArrayList;
import java.util.List;

/** Makes a failing sequence shorter while it fails in the same way: leaves out runs of steps, ever shorter ones, then any two. */
public final class Shrinker {
    private static final int MOST_ATTEMPTS = 4000;
    private static final int SHORT = 40;

    private final KernelFactory factory;
    private final Invariants invariants;
    private int attempts;

    public Shrinker(KernelFactory factory, Invariants invariants) {
        this.factory = factory;
        this.invariants = invariants;
    }

    /** A short sequence that fails by {@code id}, one of the failure's. */
    public Failure shrink(Failure failure, String id) {
        Failure best = failure;
        for (int run = Math.max(1, best.steps().size() / 2); run >= 1;) {
            Failure shorter = dropping(best, run, id);
            best = shorter == null ? best : shorter;
            run = shorter == null ? run / 2 : Math.min(run, Math.max(1, best.steps().size() / 2));
        }
        Failure shorter = best.steps().size() <= SHORT ? droppingTwo(best, id) : null;
        while (shorter != null) {
            best = shorter;
            shorter = droppingTwo(best, id);
        }
        return best;
    }

    private Failure dropping(Failure failure, int run, String id) {
        int last = failure.steps().size() - 1;
        for (int from = Math.max(0, last - run); last > 0 && from >= 0; from -= run) {
            List<Step> fewer = new ArrayList<>(failure.steps());
            fewer.subList(from, Math.min(from + run, last)).clear();
            Failure again = attempt(fewer, id);
            if (again != null) {
                return again;
            }
        }
        return null;
    }

    private Failure droppingTwo(Failure failure, String id) {
        int last = failure.steps().size() - 1;
        for (int i = 0; i < last; i++) {
            for (int j = i + 1; j < last; j++) {
                List<Step> fewer = new ArrayList<>(failure.steps());
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

    private Failure attempt(List<Step> steps, String id) {
        if (attempts++ >= MOST_ATTEMPTS) {
            return null;
        }
        Failure failure = Trial.run(factory, invariants, new Coverage(), steps);
        return failure != null && failure.ids().contains(id) ? failure : null;
    }
}
