package cairn.property.ipc;

import cairn.model.ipc.Step;
import cairn.property.Failure;
import cairn.property.ReplayText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A sequence to run again: a {@link ReplayText} with steps as in {@link Script}.
 *
 * @param kernel {@code real}, or the ID of a {@link BrokenKernel}
 * @param garbage a line {@code garbage} says that the steps are {@link Garbage}: for a {@link GarbageTrial}
 */
public record ReplayFile(String kernel, boolean garbage, List<Step> steps) {
    private static final String GARBAGE = "garbage";

    /**
     * @throws IllegalArgumentException names file, line and fault
     */
    public static ReplayFile read(Path file) throws IOException {
        return ReplayText.read(file, text -> {
            boolean garbage = text.lines().contains(GARBAGE);
            text.lines().replaceAll(l -> l.equals(GARBAGE) ? "" : l);
            factory(text.kernel());
            return new ReplayFile(text.kernel(), garbage, Script.parse(text.lines()));
        });
    }

    /** Writes a failure down; all of the file or nothing of it. */
    public static void write(Path file, String kernel, boolean garbage, String origin, Failure<Step> failure) throws IOException {
        ReplayText.write(file, " of IPC: " + origin, "kernel " + kernel + (garbage ? "\n" + GARBAGE : ""), failure, Script::line);
    }

    /** The failure of these steps on a fresh boot, or null. */
    static Failure<Step> run(KernelFactory factory, Invariants invariants, boolean garbage, List<Step> steps) {
        return garbage ? GarbageTrial.run(factory, invariants, new Coverage(), steps) : Trial.run(factory, invariants, new Coverage(), steps);
    }

    /** {@code real} or the ID of a broken kernel. */
    static KernelFactory factory(String kernel) {
        if (!kernel.equals("real") && BrokenKernel.byId(kernel) == null) {
            throw new IllegalArgumentException("there is no kernel '" + kernel + "' of IPC: use real or the ID of a broken kernel");
        }
        return kernel.equals("real") ? KernelFactory.REAL : Mutant.compile(BrokenKernel.byId(kernel));
    }
}
