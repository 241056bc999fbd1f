package cairn.hal.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cairn.hal.aarch64.CpuModel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Floating-point and SIMD code from a compiler: our machine prints what QEMU printed when the expected text was recorded. */
class CompiledProgramTest {
    private static final String EXPECTED = """
            dot 4250c2739d11b9e7
            elementwise 1a9be4714a0646f7
            mandelbrot 69645592b723f12e
            bodies 3ff02f553c3417e5
            integers 21218a0ff1ad0f63
            conversions d7d98b419b0d72a0
            """;

    @Test
    void vectorProgram() throws Exception {
        byte[] elf = Files.readAllBytes(Path.of("guests/vector/vector.elf"));
        assertEquals(EXPECTED, text(new LinuxProcess(CpuModel.ARMV8_0, elf).run(20_000_000)));
        if (Qemu.present()) {
            assertEquals(EXPECTED, text(Qemu.run(elf, "cortex-a57")));
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
