package cairn.hal.bench;

import cairn.hal.aarch64.CpuModel;
import cairn.hal.aarch64.Esr;
import cairn.hal.board.Board;
import cairn.hal.board.Machine;
import cairn.hal.board.RunResult;
import cairn.hal.board.TrapHandler;
import cairn.hal.boot.ElfImage;
import cairn.hal.boot.Segment;
import cairn.kernel.hil.Frame;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Guest programs on the interpreter, the translator and, where installed, QEMU's system emulation: interleaved rounds, processor time,
 * checksums compared. Run in the folder of the module:
 *
 * <pre>java -cp ... cairn.hal.bench.Benchmark FOLDER [ROUNDS] [MILLIONS [PROGRAM...]]</pre>
 * MILLIONS of instructions for each program, of those that are named or all; the name "machine" stands for {@link MachineRounds}. Writes
 * benchmark.json and benchmark.svg into FOLDER and prints a table. Whole: processor time of all threads, compilation included, from the
 * first instruction on. Steady: of the running thread, second half alone. QEMU's start is measured with no work and taken off.
 */
public final class Benchmark {
    private static final Path INTEGER = Path.of("guests/bench/bench.elf");
    private static final Path OTHER = Path.of("guests/floating/floating.elf");
    /** Share of the instructions that the interpreter executes: its speed does not change. */
    private static final int INTERPRETED = 10;

    private record Program(String name, String kind, Path elf, int which) {}

    private static final List<Program> PROGRAMS = List.of(
            new Program("sieve", "integer", INTEGER, 0), new Program("crc32", "integer", INTEGER, 1),
            new Program("matmul", "integer", INTEGER, 2), new Program("quicksort", "integer", INTEGER, 3),
            new Program("hash", "integer", INTEGER, 4), new Program("memcpy", "integer", INTEGER, 5),
            new Program("mix", "integer", INTEGER, 6), new Program("fib", "integer", INTEGER, 7),
            new Program("planets", "fp", OTHER, 0), new Program("lanes", "simd", OTHER, 1),
            new Program("syscalls", "system", OTHER, 2));

    /** Speeds in millions of instructions a second, one for each round. */
    private static final class Row {
        final Program program;
        final double[] interpreter;
        final double[] whole;
        final double[] steady;
        final double[] qemu;

        Row(Program program, int rounds) {
            this.program = program;
            interpreter = new double[rounds];
            whole = new double[rounds];
            steady = new double[rounds];
            qemu = new double[rounds];
        }
    }

    private Benchmark() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        long instructions = (args.length > 2 ? Long.parseLong(args[2]) : 1000) * 1_000_000;
        boolean qemu = QemuSystem.present();
        if (!qemu) {
            System.out.println("qemu-system-aarch64 is not installed: no comparison");
        }
        List<Row> rows = new ArrayList<>();
        List<String> named = List.of(args).subList(Math.min(3, args.length), args.length);
        for (Program p : PROGRAMS) {
            if (named.isEmpty() || named.contains(p.name)) {
                rows.add(new Row(p, rounds));
            }
        }
        MachineRounds machine = new MachineRounds();
        for (int round = 0; round < rounds; round++) {
            for (Row row : rows) {
                measure(row, round, instructions, qemu);
            }
            if (named.isEmpty() || named.contains("machine")) {
                machine.run();
            }
        }
        String table = (rows.isEmpty() ? "" : table(rows, qemu)) + (machine.rows().isEmpty() ? "" : machine.table());
        System.out.print(table);
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("benchmark.json"), json(rows, instructions, machine));
        Files.writeString(folder.resolve("benchmark.svg"), svg(rows, machine));
    }

    private static void measure(Row row, int round, long instructions, boolean qemu) throws Exception {
        Guest trial = new Guest(row.program, 1, false);
        long one = trial.run(Long.MAX_VALUE).instructions();
        long count = Math.max(2, instructions / one);
        Guest slow = new Guest(row.program, Math.max(1, count / INTERPRETED), false);
        long from = cpuTime();
        long executed = slow.run(Long.MAX_VALUE).instructions();
        row.interpreter[round] = executed * 1e3 / (cpuTime() - from);
        Guest fast = new Guest(row.program, count, true);
        from = processTime();
        executed = fast.run(instructions / 2).instructions();
        long middle = cpuTime();
        long rest = fast.run(Long.MAX_VALUE).instructions();
        row.steady[round] = rest * 1e3 / (cpuTime() - middle);
        row.whole[round] = (executed + rest) * 1e3 / (processTime() - from);
        if (qemu) {
            QemuSystem.Run empty = QemuSystem.run(row.program.elf, row.program.which, 0);
            QemuSystem.Run full = QemuSystem.run(row.program.elf, row.program.which, count);
            if (full.checksum() != fast.frame[0]) {
                throw new IllegalStateException(row.program.name + ": checksum " + Long.toHexString(fast.frame[0]) + ", QEMU's "
                        + Long.toHexString(full.checksum()));
            }
            row.qemu[round] = (executed + rest) * 1e3 / Math.max(1, full.nanoseconds() - empty.nanoseconds());
        }
        Guest check = new Guest(row.program, Math.max(1, count / INTERPRETED), true);
        check.run(Long.MAX_VALUE);
        if (check.frame[0] != slow.frame[0]) {
            throw new IllegalStateException(row.program.name + ": the engines' checksums differ");
        }
    }

    private static long cpuTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long processTime() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static double[] ratios(Row row, double[] of) {
        double[] r = new double[of.length];
        for (int i = 0; i < r.length; i++) {
            r[i] = of[i] / row.qemu[i];
        }
        Arrays.sort(r);
        return r;
    }

    private static double geometric(List<Row> rows, String kind, boolean steady) {
        double logs = 0;
        int n = 0;
        for (Row row : rows) {
            if (row.program.kind.equals(kind)) {
                logs += Math.log(median(ratios(row, steady ? row.steady : row.whole)));
                n++;
            }
        }
        return Math.exp(logs / n);
    }

    private static String table(List<Row> rows, boolean qemu) {
        StringBuilder out = new StringBuilder("program    kind     interpreter  whole  steady    QEMU   steady/QEMU (lowest .. highest)  whole/QEMU\n");
        for (Row row : rows) {
            double[] r = ratios(row, row.steady);
            out.append(String.format(Locale.ROOT, "%-10s %-8s %11.0f %6.0f %7.0f %7.0f   ", row.program.name, row.program.kind,
                    median(row.interpreter), median(row.whole), median(row.steady), median(row.qemu)));
            out.append(qemu ? String.format(Locale.ROOT, "%5.2f (%.2f .. %.2f) %15.2f%n", median(r), r[0], r[r.length - 1],
                    median(ratios(row, row.whole))) : "\n");
        }
        for (String kind : qemu ? rows.stream().map(r -> r.program.kind).distinct().toList() : List.<String>of()) {
            out.append(String.format(Locale.ROOT, "geometric mean against QEMU, %s: steady %.2f, whole %.2f%n", kind,
                    geometric(rows, kind, true), geometric(rows, kind, false)));
        }
        return out.append("millions of instructions a second of processor time, medians of ").append(rows.get(0).steady.length)
                .append(" rounds\n").toString();
    }

    private static String json(List<Row> rows, long instructions, MachineRounds machine) {
        StringBuilder out = new StringBuilder("{\"unit\": \"million instructions per CPU second\", \"instructions\": " + instructions
                + ", \"programs\": [\n");
        for (Row row : rows) {
            out.append(row == rows.get(0) ? "" : ",\n").append("  {\"name\": \"").append(row.program.name).append("\", \"kind\": \"")
                    .append(row.program.kind).append("\", \"interpreter\": ").append(Arrays.toString(row.interpreter))
                    .append(", \"whole\": ").append(Arrays.toString(row.whole)).append(", \"steady\": ")
                    .append(Arrays.toString(row.steady)).append(", \"qemu\": ").append(Arrays.toString(row.qemu)).append("}");
        }
        return out.append("\n], \"roundsPerSecond\": ").append(machine.json()).append("}\n").toString();
    }

    private static String svg(List<Row> rows, MachineRounds machine) {
        String[] colours = {"#999999", "#4477aa", "#ee6677"};
        String[] names = {"interpreter", "translator, steady", "QEMU"};
        double top = 1;
        for (Row row : rows) {
            top = Math.max(top, Math.max(median(row.steady), median(row.qemu)));
        }
        StringBuilder out = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"720\" height=\"" + (rows.size() * 44 + 60 + machine.height())
                + "\" font-family=\"sans-serif\" font-size=\"12\">\n");
        for (int i = 0; i < 3; i++) {
            out.append("<text x=\"").append(110 + 160 * i).append("\" y=\"18\" fill=\"").append(colours[i]).append("\">").append(names[i])
                    .append("</text>\n");
        }
        int y = 30;
        for (Row row : rows) {
            double[] values = {median(row.interpreter), median(row.steady), median(row.qemu)};
            out.append("<text x=\"4\" y=\"").append(y + 20).append("\">").append(row.program.name).append("</text>\n");
            for (int i = 0; i < 3; i++) {
                int width = (int) (values[i] * 540 / top);
                out.append(String.format(Locale.ROOT, "<rect x=\"90\" y=\"%d\" width=\"%d\" height=\"11\" fill=\"%s\"/>"
                        + "<text x=\"%d\" y=\"%d\" font-size=\"10\">%.0f</text>%n", y + 12 * i, width, colours[i], 94 + width,
                        y + 12 * i + 9, values[i]));
            }
            y += 44;
        }
        return out.append("<text x=\"4\" y=\"").append(y + 10).append("\">million instructions a second</text>\n")
                .append(machine.svg(y + 30)).append("</svg>\n").toString();
    }

    /** One thread with a guest; SVC with x8 = 0 ends, any other returns. */
    private static final class Guest implements TrapHandler {
        final long[] frame = new long[Frame.WORDS];
        private final long[] vectors = new long[66];
        private final Board board = new Board(CpuModel.ARMV8_0, 16 << 20, 16, java.io.OutputStream.nullOutputStream());
        private final Machine machine = new Machine(board, this);

        Guest(Program program, long rounds, boolean translated) throws Exception {
            for (int table = 0; table < 4; table++) {
                board.mmu().clearTable(table);
            }
            board.mmu().setTable(0, 0, 1);
            board.mmu().setTable(1, 0, 2);
            board.mmu().setTable(2, 2, 3);
            ElfImage image = ElfImage.read(program.elf);
            long physical = Board.RAM_BASE + 0x10_0000;
            image.place(board.ram(), physical);
            for (Segment s : image.segments()) {
                for (long page = s.address() & -4096; page < s.end(); page += 4096) {
                    board.mmu().setLeaf(3, (int) (page >>> 12) & 511, 3, physical + page - image.start() >>> 12, s.rights(), 2);
                }
            }
            board.mmu().activate(1, 0);
            frame[Frame.PC] = image.entry();
            frame[0] = program.which;
            frame[1] = rounds;
            if (translated) {
                board.cpu().translate();
            }
        }

        RunResult run(long budget) {
            RunResult result = machine.run(budget);
            if (result.aborts() != 0) {
                throw new IllegalStateException("the guest ended with " + result);
            }
            return result;
        }

        @Override
        public void trap(int cause, long syndrome, long faultAddress) {
            if (Esr.ec(syndrome) != Esr.EC_SVC64 || frame[8] == 0) {
                machine.halt(0);
            }
        }

        @Override
        public long[] frame() {
            return frame;
        }

        @Override
        public long[] vectors() {
            return vectors;
        }
    }
}
