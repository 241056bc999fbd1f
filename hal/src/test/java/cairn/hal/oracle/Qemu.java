package cairn.hal.oracle;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** QEMU's user emulation as the oracle. */
public final class Qemu {
    private static final String BINARY = "qemu-aarch64-static";

    private Qemu() {}

    public static boolean present() {
        String path = System.getenv("PATH");
        if (path == null) {
            return false;
        }
        for (String folder : path.split(File.pathSeparator)) {
            if (Files.isExecutable(Path.of(folder, BINARY))) {
                return true;
            }
        }
        return false;
    }

    /** What {@code elf} writes when QEMU runs it on {@code cpu}. */
    public static byte[] run(byte[] elf, String cpu) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("cairn-oracle");
        Path program = folder.resolve("program");
        Path output = folder.resolve("output");
        try {
            Files.write(program, elf);
            if (!program.toFile().setExecutable(true)) {
                throw new IOException("cannot make " + program + " executable");
            }
            Process process = new ProcessBuilder(BINARY, "-cpu", cpu, program.toString())
                    .redirectOutput(output.toFile())
                    .redirectErrorStream(false)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("QEMU did not end within 120 s");
            }
            if (process.exitValue() != 0) {
                throw new IOException("QEMU ended with " + process.exitValue());
            }
            return Files.readAllBytes(output);
        } finally {
            Files.deleteIfExists(output);
            Files.deleteIfExists(program);
            Files.deleteIfExists(folder);
        }
    }
}
