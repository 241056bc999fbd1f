package cairn.spec.alloy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Results on disk, one file for each input hash: unchanged input means reuse. A file appears whole or not at all. Its field {@code seal} is
 * the SHA-256 of the row without it, so that an edit by hand is seen; {@code cairn merge} looks at it too.
 */
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
            ObjectNode stored = (ObjectNode) JSON.readTree(file.toFile());
            JsonNode seal = stored.remove("seal");
            Result result = JSON.treeToValue(stored, Result.class);
            boolean whole = seal != null && seal.asText().equals(seal(result));
            return whole && result.status() != null && hash.equals(result.inputHash()) ? Optional.of(result) : Optional.empty();
        } catch (IOException | ClassCastException e) {
            return Optional.empty();
        }
    }

    void put(Result result) {
        try {
            ObjectNode stored = JSON.valueToTree(result);
            replace(directory.resolve(result.inputHash() + ".json"), JSON.writeValueAsBytes(stored.put("seal", seal(result))));
        } catch (IOException e) {
            throw new SpecException(directory + ": cannot store a result: " + e.getMessage(), e);
        }
    }

    private static String seal(Result result) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(JSON.writeValueAsBytes(result)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
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
