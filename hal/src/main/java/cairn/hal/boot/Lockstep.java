package cairn.hal.boot;

import cairn.hal.board.Board;
import cairn.hal.board.RunResult;
import cairn.kernel.hil.Frame;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Runs a system twice side by side, interpreted and translated, in slices, and compares what can be seen after each: the running thread's
 * registers, counts, virtual time, output, and every few slices RAM. At the first difference it boots both again and narrows the slice
 * down to the instruction after which they differ. There is no keyboard, so that the run can be repeated.
 */
final class Lockstep {
    private static final int LONGEST_SLICE = 200_000;
    private static final int SLICES_PER_RAM = 16;
    private static final long SEED = 1;

    private final BootOptions options;
    private final Consumer<BootSystem> other;
    private BootSystem first;
    private BootSystem second;
    private String difference;

    /** With {@code system}, just made with {@code options}, as the interpreted one. */
    Lockstep(BootOptions options, BootSystem system) throws BadElfException, BadOptionException {
        this(options, system, s -> s.board().cpu().translate());
    }

    /** With something else done to the second system before it runs. */
    Lockstep(BootOptions options, BootSystem system, Consumer<BootSystem> other) throws BadElfException, BadOptionException {
        this.options = options;
        this.other = other;
        first = system;
        second = silent();
        other.accept(second);
    }

    private BootSystem silent() throws BadElfException, BadOptionException {
        return new BootSystem(options.withTrace(EnumSet.noneOf(BootOptions.Trace.class), null).withConsole(null, null));
    }

    /** Where and how the two differ, or null. */
    String difference() {
        return difference;
    }

    /** Runs to rest, to the end of the budget, or to the first difference. */
    BootResult run() throws BadElfException, BadOptionException {
        SplittableRandom random = new SplittableRandom(SEED);
        BootSystem shown = first;
        RunResult total = new RunResult(RunResult.Stop.BUDGET, 0, 0, 0, new long[64]);
        for (int slice = 0; total.stop() == RunResult.Stop.BUDGET && total.spent() < options.budget(); slice++) {
            long length = Math.min(options.budget() - total.spent(), 1 + random.nextInt(LONGEST_SLICE));
            RunResult a = first.part(length);
            RunResult b = second.part(length);
            boolean last = a.stop() != RunResult.Stop.BUDGET;
            String what = compare(a, b, last || slice % SLICES_PER_RAM == SLICES_PER_RAM - 1);
            if (what != null) {
                narrow(slice, length);
                return shown.result(total.then(a), false);
            }
            total = total.then(a);
        }
        return shown.result(total, false);
    }

    /** Repeats to the slice before the last that was compared with RAM, then finds the shortest run that differs. */
    private void narrow(int slice, long length) throws BadElfException, BadOptionException {
        int from = slice;
        long differs = length;
        // RAM is not compared after each slice: the first slice after which anything differs.
        restart();
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i <= slice; i++) {
            long n = 1 + random.nextInt(LONGEST_SLICE);
            if (compare(first.part(n), second.part(n), true) != null) {
                from = i;
                differs = n;
                break;
            }
        }
        long same = 0;
        while (differs - same > 1) {
            long middle = same + differs >>> 1;
            if (repeat(from, middle) == null) {
                same = middle;
            } else {
                differs = middle;
            }
        }
        long before = instructions(from, same);
        String what = repeat(from, differs);
        difference = "run: the engines differ after instruction " + (before + 1) + ": " + what + "\ninterpreter:\n" + state(first)
                + "translator:\n" + state(second);
    }

    private void restart() throws BadElfException, BadOptionException {
        first = silent();
        second = silent();
        other.accept(second);
    }

    private String repeat(int slices, long length) throws BadElfException, BadOptionException {
        restart();
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < slices; i++) {
            long n = 1 + random.nextInt(LONGEST_SLICE);
            first.part(n);
            second.part(n);
        }
        return compare(first.part(length), second.part(length), true);
    }

    private long instructions(int slices, long length) throws BadElfException, BadOptionException {
        BootSystem alone = silent();
        SplittableRandom random = new SplittableRandom(SEED);
        long sum = 0;
        for (int i = 0; i < slices; i++) {
            sum += alone.part(1 + random.nextInt(LONGEST_SLICE)).instructions();
        }
        return length == 0 ? sum : sum + alone.part(length).instructions();
    }

    private String compare(RunResult a, RunResult b, boolean ram) {
        if (a.stop() != b.stop() || a.instructions() != b.instructions() || a.interrupts() != b.interrupts()
                || !Arrays.equals(a.traps(), b.traps())) {
            return "instructions " + a.instructions() + " and " + b.instructions() + ", interrupts " + a.interrupts() + " and "
                    + b.interrupts() + ", traps " + Arrays.stream(a.traps()).sum() + " and " + Arrays.stream(b.traps()).sum();
        }
        int register = Arrays.mismatch(frame(first), frame(second));
        if (register >= 0) {
            return "register " + (register < 31 ? "x" + register : register == Frame.PC ? "pc" : "frame[" + register + "]");
        }
        int vector = Arrays.mismatch(vectors(first), vectors(second));
        if (vector >= 0) {
            return vector < 64 ? "register v" + vector / 2 : "FPCR or FPSR";
        }
        if (first.board().timer().now() != second.board().timer().now()) {
            return "virtual time";
        }
        int at = ram ? first.board().ram().mismatch(second.board().ram()) : -1;
        return at < 0 ? null : "RAM at 0x" + Long.toHexString(Board.RAM_BASE + at);
    }

    private static long[] frame(BootSystem system) {
        long[] frame = system.kernel().frame();
        return frame == null ? new long[0] : frame;
    }

    private static long[] vectors(BootSystem system) {
        long[] vectors = system.kernel().frame() == null ? null : system.kernel().vectors();
        return vectors == null ? new long[0] : vectors;
    }

    private static String state(BootSystem system) {
        long[] frame = frame(system);
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < frame.length; i++) {
            String name = i < 31 ? "x" + i : i == 31 ? "sp" : i == Frame.PC ? "pc" : i == Frame.PSTATE ? "pstate" : "frame" + i;
            out.append(String.format("  %-7s %016x%s", name, frame[i], i % 4 == 3 || i == frame.length - 1 ? "\n" : ""));
        }
        return out.toString();
    }
}
