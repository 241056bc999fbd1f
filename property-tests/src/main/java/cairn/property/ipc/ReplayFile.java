package cairn.property.ipc;

import cairn.model.ipc.Step;
import cairn.property.Disk;
import cairn.property.Finding;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A sequence to run again: comments, a line {@code kernel NAME}, then steps as in {@link Script}.
 *
 * @param kernel {@code real}, or the ID of a {@link BrokenKernel}
 */
public record ReplayFile(String kernel, List<Step> steps) {
    private static final long MOST_BYTES = 10_000_000;

    /**
     * @throws IllegalArgumentException names file, line and fault
     */
    public static ReplayFile read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(file + ": no such file");
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new IllegalArgumentException(file + ": larger than " + MOST_BYTES + " bytes");
        }
        try {
            List<String> lines = new ArrayList<>(Files.readAllLines(file));
            String kernel = "real";
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).startsWith("kernel ")) {
                    kernel = lines.set(i, "").substring(7).trim();
                }
            }
            factory(kernel);
            return new ReplayFile(kernel, Script.parse(lines));
        } catch (MalformedInputException e) {
            throw new IllegalArgumentException(file + ": not text in UTF-8", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    /** Writes a failure down; all of the file or nothing of it. */
    public static void write(Path file, String kernel, String origin, Failure failure) throws IOException {
        StringBuilder text = new StringBuilder("# cairn replay of IPC: " + origin + "\n");
        for (Finding f : failure.findings()) {
            text.append("# ").append(f.toString().replace('\n', ' ')).append('\n');
        }
        text.append("kernel ").append(kernel).append('\n');
        for (Step s : failure.steps()) {
            text.append(Script.line(s)).append('\n');
        }
        Disk.write(file, text.toString());
    }

    /** {@code real} or the ID of a broken kernel. */
    static KernelFactory factory(String kernel) {
        if (!kernel.equals("real") && BrokenKernel.byId(kernel) == null) {
            throw new IllegalArgumentException("there is no kernel '" + kernel + "' of IPC: use real or the ID of a broken kernel");
        }
        return kernel.equals("real") ? KernelFactory.REAL : Mutant.compile(BrokenKernel.byId(kernel));
    }
}
