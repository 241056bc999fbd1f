package cairn.hal.bench;

import cairn.hal.aarch64.PhysicalMemory;
import cairn.hal.boot.ElfImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A guest under QEMU's system emulation, MMU on, with {@code guests/el1} at EL1. */
final class QemuSystem {
    private static final long GUEST = 0x40_0000L;
    private static final long PLACE = 0x4040_0000L;
    private static final Pattern TIMES = Pattern.compile("cpu ([0-9.]+) ([0-9.]+)");

    /** What the guest left in x0, and the processor time of QEMU in nanoseconds, its start included. */
    record Run(long checksum, long nanoseconds) {}

    private QemuSystem() {}

    static boolean present() {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
            if (Files.isExecutable(Path.of(folder, "qemu-system-aarch64"))) {
                return true;
            }
        }
        return false;
    }

    static Run run(Path elf, long which, long rounds) throws Exception {
        Path raw = Files.createTempFile("guest", ".bin");
        try {
            ElfImage image = ElfImage.read(elf);
            int size = (int) (image.end() - image.start() + 4095 & -4096);
            PhysicalMemory memory = new PhysicalMemory(0, size);
            image.place(memory, 0);
            Files.write(raw, memory.read(0, size));
            String qemu = "qemu-system-aarch64 -M virt -cpu cortex-a57 -m 128 -nographic -net none -kernel guests/el1/el1.elf"
                    + " -device loader,force-raw=on,file=" + raw + ",addr=" + (PLACE + image.start() - GUEST)
                    + word(0, image.entry()) + word(1, which) + word(2, rounds);
            Process process = new ProcessBuilder("bash", "-c", "TIMEFORMAT='cpu %U %S'; time " + qemu + " </dev/null")
                    .redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            process.waitFor();
            Matcher times = TIMES.matcher(output);
            if (!times.find() || output.length() < 17 || output.startsWith("bad")) {
                throw new IOException("qemu-system-aarch64 ended with " + process.exitValue() + ": " + output.strip());
            }
            double seconds = Double.parseDouble(times.group(1)) + Double.parseDouble(times.group(2));
            return new Run(Long.parseUnsignedLong(output.substring(0, 16), 16), (long) (seconds * 1e9));
        } finally {
            Files.delete(raw);
        }
    }

    private static String word(int index, long value) {
        return " -device loader,addr=" + (0x4030_0000L + 8 * index) + ",data=" + value + ",data-len=8";
    }
}
