package cairn.hal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The checked-in guest ELFs are what their sources compile to, byte for byte. */
class GuestsTest {

    @Test
    void rebuildIsIdentical() throws Exception {
        boolean compiler = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "aarch64-linux-gnu-gcc")));
        if (!compiler) {
            System.out.println("SKIPPED: rebuilding the guests needs aarch64-linux-gnu-gcc (package gcc-aarch64-linux-gnu)");
        }
        assumeTrue(compiler, "aarch64-linux-gnu-gcc is not installed");
        Process process = new ProcessBuilder("sh", "guests/build.sh", "--check").redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), text);
    }
}
