package cairn.property;

import cairn.model.Operation;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a failing sequence short: drops runs of steps, long ones first, for as long as the rest still fails in the same way. Ends, since each kept attempt is shorter; the number of attempts is bounded as well.
 */
public final class Shrinker {
    private static final int MOST_ATTEMPTS = 20_000;

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
        return best;
    }

    private Failure dropping(Failure failure, int run, String id) {
        List<Operation> steps = failure.operations();
        // The last step is the one that fails: it stays.
        for (int from = Math.max(0, steps.size() - 1 - run); from >= 0 && attempts < MOST_ATTEMPTS; from -= run) {
            List<Operation> fewer = new ArrayList<>(steps.subList(0, from));
            fewer.addAll(steps.subList(Math.min(from + run, steps.size() - 1), steps.size()));
            attempts++;
            Failure again = fewer.size() == steps.size() ? null : Trial.run(rig, factory, 1, new Coverage(), fewer);
            if (again != null && again.ids().contains(id)) {
                return again;
            }
        }
        return null;
    }
}
