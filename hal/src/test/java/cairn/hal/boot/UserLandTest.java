package cairn.hal.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cairn.hal.board.Board;
import cairn.kernel.abi.Information;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The user land (hal/guests/userland): root pager, root task, loader and three programs, by the boot protocol. */
class UserLandTest {
    private static final Path HERE = Path.of("guests/userland");

    static UserLand land() throws BadOptionException {
        List<BootModule> modules = new ArrayList<>();
        for (String name : List.of("loader", "counter", "worker", "trouble")) {
            modules.add(BootModule.parse(HERE.resolve(name + ".elf") + "=" + name));
        }
        return new UserLand(HERE.resolve("pager.elf"), HERE.resolve("root.elf"), "", modules);
    }

    /** Not yet seen red; should be with: leave x0 of the first thread 0: it faults. */
    @Test
    void theRootPagerStartsAndFindsTheInformationPage() throws Exception {
        BootResult r = BootSystem.run(BootOptions.of(land()).withBudget(100_000));
        String first = Files.readAllLines(HERE.resolve("expected.txt")).get(0) + "\n";
        assertTrue(r.output().startsWith(first), r.output());
    }

    /** To the end, as on the reference kernel. Not yet seen red; should be with: in Interrupts.send, leave out the queue. [REQ-IRQ-1, REQ-IRQ-3] */
    @Test
    void theProgramsTalk() throws Exception {
        BootResult r = BootSystem.run(BootOptions.of(land()).withBudget(5_000_000));
        assertEquals(Files.readString(HERE.resolve("expected.txt")), r.output());
        assertTrue(r.cameToRest(), "stopped by " + r.run().stop());
    }

    /** Not yet seen red; should be with: leave the store out of Kernel.trap. [ABI section 9] */
    @Test
    void theKernelKeepsTheClock() throws Exception {
        BootSystem system = new BootSystem(BootOptions.of(land()).withBudget(100_000));
        long end = system.run().microseconds();
        long clock = system.board().ram().load(Board.RAM_BASE + Information.CLOCK);
        assertTrue(clock > 0 && clock <= end && clock > end - 10_000, clock + " of " + end);
    }

    /** Red: the kernel that answered an empty slot in an item with ENOENT, and add_ku_mem without the area. [REQ-MAN-2] */
    @Test
    void theKernelAnswersTheProbe() throws Exception {
        Path probe = Path.of("guests/probe");
        UserLand land = new UserLand(HERE.resolve("pager.elf"), probe.resolve("probe.elf"), "", List.of());
        BootResult r = BootSystem.run(BootOptions.of(land).withBudget(2_000_000));
        assertEquals(Files.readString(probe.resolve("expected.txt")), r.output());
        assertTrue(r.cameToRest(), "stopped by " + r.run().stop());
    }

    private static int main(StringBuilder said, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        int code = Boot.run(arguments, InputStream.nullInputStream(), new PrintStream(OutputStream.nullOutputStream()), stream);
        said.setLength(0);
        said.append(out.toString(StandardCharsets.UTF_8));
        return code;
    }

    /** [REQ-BOOT-2] */
    @Test
    void mistakesAreOneLine(@TempDir Path folder) throws Exception {
        String pager = HERE.resolve("pager.elf").toString();
        String root = HERE.resolve("root.elf").toString();
        String app = HERE.resolve("worker.elf").toString();
        Path big = folder.resolve("big");
        Files.write(big, new byte[20 << 20]);
        StringBuilder said = new StringBuilder();
        String[][] mistakes = {{"--sigma0", pager}, {"--root", root}, {"--module", app}, {pager, "--root", root},
                {"--sigma0", pager, "--root", "absent"}, {"--sigma0", app, "--root", root}, {"--sigma0", pager, "--root", app},
                {"--sigma0", root, "--root", root}, {"--sigma0", pager, "--root", root, "--module", "absent"},
                {"--sigma0", pager, "--root", root, "--module", big.toString(), "--ram", "24M"}, {"--sigma0", pager, "--root", root, "--module", app + "="},
                {"--sigma0", pager, "--root", root, "--root-args", "\u00fc"}, {"--sigma0", pager, "--root", root, "--ram", "2G"},
                {"--sigma0", pager, "--root", root, "--timeout", "-1"}, {"--sigma0", "\0", "--root", root}};
        for (String[] mistake : mistakes) {
            assertEquals(2, main(said, mistake), String.join(" ", mistake) + ": " + said);
            assertEquals(1, said.toString().lines().count(), said.toString());
        }
    }

    /** Whatever the images are: an answer within the budget, and no exception. Not yet seen red; should be with: in RamPlan.fixed, leave out the range check. [REQ-BOOT-2] */
    @Test
    void hostileImagesEndInAnExitCode(@TempDir Path folder) throws Exception {
        SplittableRandom random = new SplittableRandom(7);
        StringBuilder said = new StringBuilder();
        int[] codes = new int[3];
        for (int i = 0; i < 120; i++) {
            Path pager = hostile(folder.resolve("pager"), HERE.resolve("pager.elf"), random);
            Path root = hostile(folder.resolve("root"), HERE.resolve(i % 2 == 0 ? "root.elf" : "pager.elf"), random);
            int code = main(said, "--sigma0", pager.toString(), "--root", root.toString(), "--module", pager.toString(), "--ram", "16M",
                    "--budget", "3000", "--quiet");
            codes[code]++;
            assertTrue(code != 2 || said.toString().lines().count() == 1, said.toString());
        }
        assertTrue(codes[1] > 10 && codes[2] > 10, "ended by the budget " + codes[1] + ", refused " + codes[2]);
    }

    /** A few bytes changed: in the header and the program headers, or anywhere; values that are likely to matter. */
    private static Path hostile(Path file, Path from, SplittableRandom random) throws Exception {
        byte[] bytes = Files.readAllBytes(from);
        for (int n = random.nextInt(4); n > 0; n--) {
            int at = random.nextInt(3) == 0 ? random.nextInt(bytes.length) : 16 + random.nextInt(220);
            int value = random.nextInt(4);
            bytes[at] = (byte) (value == 0 ? 0 : value == 1 ? -1 : value == 2 ? 0x40 : random.nextInt());
        }
        return Files.write(file, random.nextInt(8) == 0 ? java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes);
    }

    /** A budget that is used up ends the run with what the kernel holds: the threads, the capabilities, what was derived from what. */
    @Test
    void theEndOfTheBudgetShowsTheState() {
        StringBuilder said = new StringBuilder();
        assertEquals(1, main(said, HERE.resolve("../sample/sample.elf").toString(), "--budget", "1000"));
        for (String part : List.of("the budget of instructions", "threads\n  thread 0  task 0  priority 64", "capabilities\n  task 0\n",
                "    1  task 0 RWSD", "derivation\n", "context switches")) {
            assertTrue(said.toString().contains(part), part + " in " + said);
        }
    }
}
