package cairn.kernel.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AbiTableTest {
    private static final Path TOP = Path.of("..");

    /** Red: change a value in spec/abi.yaml, or in a generated class, by hand. */
    @Test
    void generatedFilesAreWhatTheTableSays() throws IOException {
        for (Map.Entry<String, String> e : AbiTable.read(TOP.resolve("spec/abi.yaml")).files().entrySet()) {
            assertEquals(e.getValue(), Files.readString(TOP.resolve(e.getKey())),
                    e.getKey() + " is not what spec/abi.yaml says: run the command for constants in kernel/README.md");
        }
    }
}
