package cairn.property;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What all replays have in common: comments, a line {@code kernel NAME}, then one step a line.
 *
 * @param kernel {@code real}, or the ID of a broken kernel
 * @param lines  all lines, that of the kernel empty
 */
public record ReplayText(String kernel, List<String> lines) {
    private static final long MOST_BYTES = 10_000_000;

    /**
     * What {@code meaning} makes of a file.
     *
     * @throws IllegalArgumentException names file, line and fault
     */
    public static <T> T read(Path file, Function<ReplayText, T> meaning) throws IOException {
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
            return meaning.apply(new ReplayText(kernel, lines));
        } catch (MalformedInputException e) {
            throw new IllegalArgumentException(file + ": not text in UTF-8", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    /** Writes a failure down; all of the file or nothing of it. */
    public static <S> void write(Path file, String origin, String head, Failure<S> failure, Function<S, String> line) throws IOException {
        StringBuilder text = new StringBuilder("# cairn replay" + origin + "\n");
        failure.findings().forEach(f -> text.append("# ").append(f.toString().replace('\n', ' ')).append('\n'));
        text.append(head).append('\n');
        failure.steps().forEach(s -> text.append(line.apply(s)).append('\n'));
        Disk.write(file, text.toString());
    }
}
