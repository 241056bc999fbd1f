package cairn.spec.alloy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Results on disk, one file for each input hash: unchanged input means reuse. A file appears whole or not at all. */
final class ResultStore {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Path directory;

    ResultStore(Path directory) {
        this.directory = directory;
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new SpecException(directory + ": cannot be created for cached results: " + e.getMessage(), e);
        }
    }

    /** The stored result, unless there is none or it is unreadable (then the command simply runs again). */
    Optional<Result> find(String hash) {
        Path file = directory.resolve(hash + ".json");
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            Result result = JSON.readValue(file.toFile(), Result.class);
            return result.status() != null && hash.equals(result.inputHash()) ? Optional.of(result) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    void put(Result result) {
        try {
            replace(directory.resolve(result.inputHash() + ".json"), JSON.writeValueAsBytes(result));
        } catch (IOException e) {
            throw new SpecException(directory + ": cannot store a result: " + e.getMessage(), e);
        }
    }

    /** Writes {@code file} through a temporary file beside it and an atomic move. */
    static void replace(Path file, byte[] content) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        Files.createDirectories(parent);
        Path temporary = Files.createTempFile(parent, file.getFileName().toString(), ".tmp");
        try {
            Files.write(temporary, content);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
