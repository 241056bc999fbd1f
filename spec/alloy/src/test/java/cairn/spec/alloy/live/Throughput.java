package cairn.spec.alloy.live;

import java.lang.management.ManagementFactory;
import java.util.Random;

/** States evaluated per CPU second, the invariant holding (the dear case: no conjunct fails early). Run by hand, see README. */
public final class Throughput {
    private static final int STATES = 256;

    private Throughput() {}

    public static void main(String[] arguments) {
        int nodes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8;
        LiveSpec spec = LiveSpec.load();
        LiveState[] states = new LiveState[STATES];
        double live = 0;
        for (int i = 0; i < STATES; i++) {
            RandomState built = new RandomState(new Random(i), nodes);
            states[i] = built.into(spec.newState());
            live += built.members.get("Live").size();
        }
        int atoms = states[0].count.length;
        int total = 0;
        for (int i = 0; i < atoms; i++) {
            total += states[0].count[i];
        }
        System.out.printf("%d atoms (%d nodes, on average %.1f live), %d conjuncts%n", total, nodes, live / STATES,
                spec.conjuncts().size());
        for (int round = 0; round < 6; round++) {
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            int evaluated = 0;
            int broken = 0;
            while (evaluated < 200_000) {
                for (LiveState state : states) {
                    broken += spec.violations(state).size();
                }
                evaluated += STATES;
            }
            double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9;
            System.out.printf("%,d states/s (%d violations)%n", Math.round(evaluated / seconds), broken);
        }
    }
}
