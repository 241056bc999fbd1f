package cairn.ci.evidence;

import cairn.ci.CannotRun;
import cairn.ci.run.AtomicFile;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Stage records on disk, one file each. A record that is truncated, foreign or edited by hand is refused by name. */
public final class Records {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES, DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** @param seal SHA-256 of the record's canonical text: an edit by hand is seen */
    private record Sealed(int schema, String seal, StageRecord record) {}

    private static final int SCHEMA = 1;

    private final Path folder;

    public Records(Path folder) {
        this.folder = folder;
    }

    public void put(StageRecord record) {
        put(record.stage(), record);
    }

    public void put(String name, StageRecord record) {
        try {
            AtomicFile.write(file(name), JSON.writeValueAsString(new Sealed(SCHEMA, seal(record), record)) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record is plain data", e);
        }
    }

    public Optional<StageRecord> find(String name) {
        Path file = file(name);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            Sealed sealed = JSON.readValue(file.toFile(), Sealed.class);
            if (sealed.schema() != SCHEMA || sealed.record() == null || sealed.seal() == null) {
                throw new CannotRun(file + ": field schema is " + sealed.schema() + ", this version reads " + SCHEMA + "; remove the file");
            }
            if (!sealed.seal().equals(seal(sealed.record()))) {
                throw new CannotRun(file + ": field seal does not fit the record, so it was changed by hand; remove the file");
            }
            return Optional.of(sealed.record());
        } catch (JsonProcessingException e) {
            String at = e.getLocation() == null ? "" : ":" + e.getLocation().getLineNr();
            throw new CannotRun(file + at + ": is no evidence record (" + e.getOriginalMessage().lines().findFirst().orElse("") + "); remove the file", e);
        } catch (IOException e) {
            throw new CannotRun(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static String seal(StageRecord record) throws JsonProcessingException {
        return InputHash.of(JSON.writeValueAsBytes(record));
    }

    private Path file(String name) {
        return folder.resolve(name + ".json");
    }
}
