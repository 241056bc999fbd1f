package cairn.property;

import cairn.model.Operation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A sequence to run again: a {@link ReplayText} with operations as in {@link Script}.
 *
 * @param kernel {@code real}, or the ID of a {@link BrokenKernel}
 */
public record ReplayFile(String kernel, List<Operation> operations) {
    /**
     * @throws IllegalArgumentException names file, line and fault
     */
    public static ReplayFile read(Path file) throws IOException {
        return ReplayText.read(file, text -> {
            if (!text.kernel().equals("real") && BrokenKernel.byId(text.kernel()) == null) {
                throw new IllegalArgumentException("there is no kernel '" + text.kernel() + "': use real or the ID of a broken kernel");
            }
            return new ReplayFile(text.kernel(), Script.parse(text.lines()));
        });
    }

    /** Writes a failure down; all of the file or nothing of it. */
    public static void write(Path file, String kernel, String origin, Failure<Operation> failure) throws IOException {
        ReplayText.write(file, ": " + origin, "kernel " + kernel, failure, Script::line);
    }

    public KernelFactory factory() {
        return kernel.equals("real") ? KernelFactory.REAL : Mutant.compile(BrokenKernel.byId(kernel));
    }
}
