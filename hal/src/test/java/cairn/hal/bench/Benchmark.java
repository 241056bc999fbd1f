package cairn.hal.bench;

import cairn.hal.board.OneThread;
import cairn.hal.board.RunResult;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Speed of the interpreter in guest instructions for each second of CPU time, integer programs, MMU on.
 *
 * <pre>java -cp ... cairn.hal.bench.Benchmark [ROUNDS]</pre>
 */
public final class Benchmark {
    private static final String[] NAMES = {"sieve", "crc32", "matmul", "quicksort", "hash", "memcpy", "mix", "fib"};
    private static final int MEASURES = 5;

    private Benchmark() {}

    public static void main(String[] args) throws Exception {
        long rounds = args.length > 0 ? Long.parseLong(args[0]) : 40;
        double logs = 0;
        double[][] speed = new double[NAMES.length][MEASURES];
        for (int measure = 0; measure < MEASURES; measure++) {
            for (int which = 0; which < NAMES.length; which++) {
                speed[which][measure] = once(which, rounds);
            }
        }
        for (int which = 0; which < NAMES.length; which++) {
            Arrays.sort(speed[which]);
            double median = speed[which][MEASURES / 2];
            logs += Math.log(median);
            System.out.printf("%-10s %8.1f M instructions/s (median of %d)%n", NAMES[which], median, MEASURES);
        }
        System.out.printf("%-10s %8.1f M instructions/s%n", "geometric", Math.exp(logs / NAMES.length));
    }

    private static double once(int which, long rounds) throws Exception {
        OneThread one = new OneThread().load(Path.of("hal/guests/bench/bench.elf"));
        one.frame[0] = which;
        one.frame[1] = rounds;
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        RunResult result = one.machine.run(Long.MAX_VALUE);
        long time = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
        if (result.stop() != RunResult.Stop.HALTED || result.aborts() != 0) {
            throw new IllegalStateException(NAMES[which] + " ended with " + result);
        }
        return result.instructions() * 1e3 / time;
    }
}
