package cairn.hal.oracle;

import cairn.hal.aarch64.CpuModel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Compares our machine with QEMU, or another oracle, on generated cases. Run as a program for more than the test suite does:
 *
 * <pre>java -cp hal/target/test-classes:hal/target/classes:kernel/target/classes:JELF cairn.hal.oracle.Campaign SEED ROUNDS [NAME]</pre>
 */
public final class Campaign {
    private static final int CASES_PER_PROGRAM = 4000;
    private static final int REPORTED = 20;

    /** Cases run and mismatches of one class. */
    static final class Count {
        int cases;
        int mismatches;
        /** Cases that ended with a signal on QEMU: mostly unallocated encodings and unmapped addresses. */
        int signals;
    }

    private final Map<String, Count> counts = new TreeMap<>();
    private final List<String> mismatches = new ArrayList<>();
    private final Generator generator;
    private final CpuModel model;
    private final String name;
    private final Oracle oracle;
    /** Cases that end with a signal here, and those that the oracle does not know, are left out. */
    private final boolean quiet;

    /** Against QEMU's {@code cpu}. */
    Campaign(long seed, CpuModel model, String cpu) {
        this(seed, model, "QEMU", elf -> Qemu.run(elf, cpu), false);
    }

    private Campaign(long seed, CpuModel model, String name, Oracle oracle, boolean quiet) {
        this.generator = new Generator(new SplittableRandom(seed));
        this.model = model;
        this.name = name;
        this.oracle = oracle;
        this.quiet = quiet;
    }

    /** Against Unicorn. */
    static Campaign unicorn(long seed) {
        return new Campaign(seed, CpuModel.ARMV8_0, "Unicorn", elf -> new UnicornProcess(elf).run(), true);
    }

    Map<String, Count> counts() {
        return counts;
    }

    List<String> mismatches() {
        return mismatches;
    }

    /** {@code perClass} cases of each class, and as many sequences for each class that has them. */
    void single(List<InsnClass> classes, int perClass) throws Exception {
        List<Case> cases = new ArrayList<>();
        for (InsnClass each : classes) {
            for (int i = 0; i < perClass; i++) {
                cases.add(generator.single(each));
            }
        }
        run(cases);
    }

    void sequences(int number) throws Exception {
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            cases.add(generator.sequence(i));
        }
        run(cases);
    }

    void run(List<Case> cases) throws Exception {
        for (int from = 0; from < cases.size(); from += CASES_PER_PROGRAM) {
            runProgram(cases.subList(from, Math.min(from + CASES_PER_PROGRAM, cases.size())));
        }
    }

    private byte[] ours(byte[] elf, int cases) throws Exception {
        return new LinuxProcess(model, elf).run(400L * cases + 100_000);
    }

    private List<Case> quiet(List<Case> cases, byte[] scratch) throws Exception {
        ByteBuffer got = ByteBuffer.wrap(ours(new Program(cases, scratch).elf(), cases.size())).order(ByteOrder.LITTLE_ENDIAN);
        List<Case> left = new ArrayList<>();
        int at = 0;
        for (Case each : cases) {
            if (got.getLong(at + 8 * 10) == 0 && each.code().stream().allMatch(UnicornProcess::knows)) {
                left.add(each);
            }
            at += 8 * each.resultWords();
        }
        return left;
    }

    private void runProgram(List<Case> all) throws Exception {
        byte[] scratch = generator.scratch();
        List<Case> cases = quiet ? quiet(all, scratch) : all;
        Program program = new Program(cases, scratch);
        byte[] elf = program.elf();
        byte[] expected = oracle.run(elf);
        byte[] actual = ours(elf, cases.size());
        if (expected.length != program.outputSize() || actual.length != expected.length) {
            throw new IllegalStateException(name + " wrote " + expected.length + " bytes, we " + actual.length + ", expected "
                    + program.outputSize());
        }
        ByteBuffer want = ByteBuffer.wrap(expected).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer got = ByteBuffer.wrap(actual).order(ByteOrder.LITTLE_ENDIAN);
        int at = 0;
        for (Case each : cases) {
            compare(each, want, got, at);
            at += 8 * each.resultWords();
        }
        Count memory = counts.computeIfAbsent("memory after a program", k -> new Count());
        memory.cases++;
        for (int i = at; i < expected.length; i += 8) {
            if (want.getLong(i) != got.getLong(i)) {
                memory.mismatches++;
                mismatches.add("scratch + 0x" + Integer.toHexString(i - at) + ": " + name + " " + hex(want.getLong(i)) + " we "
                        + hex(got.getLong(i)));
                break;
            }
        }
    }

    private void compare(Case each, ByteBuffer want, ByteBuffer got, int at) {
        Count count = counts.computeIfAbsent(each.name(), k -> new Count());
        count.cases++;
        count.signals += want.getLong(at + 8 * 10) != 0 ? 1 : 0;
        for (int i = 0; i < each.resultWords(); i++) {
            if (want.getLong(at + 8 * i) != got.getLong(at + 8 * i)) {
                count.mismatches++;
                if (count.mismatches <= 3) {
                    mismatches.add(describe(each, want, got, at));
                }
                return;
            }
        }
    }

    private static final String[] NAMES = {
        "x0", "x1", "x2", "x3", "x4", "x5", "x6", "x7", "sp", "nzcv", "signal", "x30"
    };

    private String describe(Case each, ByteBuffer want, ByteBuffer got, int at) {
        StringBuilder text = new StringBuilder(each.name()).append(':');
        for (int word : each.code()) {
            text.append(String.format(" %08x", word));
        }
        text.append("\n  before");
        for (int i = 0; i < Case.REGISTERS; i++) {
            text.append(' ').append(NAMES[i]).append('=').append(hex(each.registers()[i]));
        }
        if (each.usesVectors()) {
            for (int v = 0; v < 8; v++) {
                text.append(" v").append(v).append('=').append(hex(each.vectors()[2 * v + 1])).append(':')
                        .append(hex(each.vectors()[2 * v]));
            }
            text.append(" fpcr=").append(hex(each.vectors()[16])).append(" fpsr=").append(hex(each.vectors()[17]));
        }
        for (int i = 0; i < each.resultWords(); i++) {
            long w = want.getLong(at + 8 * i);
            long g = got.getLong(at + 8 * i);
            if (w != g) {
                String place = i < 12 ? NAMES[i] : i - 12 < 16 ? "v" + (i - 12) / 2 + (i % 2 == 0 ? ".lo" : ".hi") : "fpsr";
                text.append("\n  ").append(place).append(": ").append(name).append(' ').append(hex(w)).append(" we ").append(hex(g));
            }
        }
        return text.toString();
    }

    private static String hex(long value) {
        return Long.toHexString(value);
    }

    /** The table of classes with cases run and mismatches. */
    String table() {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, Count> e : counts.entrySet()) {
            text.append(String.format("%-40s %8d cases %8d signals %6d mismatches%n", e.getKey(), e.getValue().cases,
                    e.getValue().signals, e.getValue().mismatches));
        }
        return text.toString();
    }

    /** Everything once: about {@code perClass} cases for each class. */
    void everything(int perClass, String filter) throws Exception {
        for (List<InsnClass> group : List.of(Classes.INTEGER, Classes.MEMORY, Classes.VECTOR, Classes.VECTOR_MEMORY)) {
            single(group.stream().filter(c -> filter == null || c.name().contains(filter)).toList(), perClass);
        }
        if (filter == null) {
            sequences(5 * perClass);
        }
    }

    /** The atomics of ARMv8.1. */
    void atomics(int perClass) throws Exception {
        single(Classes.ATOMICS, perClass);
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < perClass; i++) {
            cases.add(generator.compareAndSwap());
        }
        run(cases);
    }

    public static void main(String[] args) throws Exception {
        if (args.length < 2 || !Qemu.present()) {
            System.err.println(args.length < 2 ? "usage: Campaign SEED ROUNDS [NAME]" : "Campaign: qemu-aarch64-static not found");
            System.exit(2);
        }
        long seed = Long.parseLong(args[0]);
        Campaign all = new Campaign(seed, CpuModel.ARMV8_0, "cortex-a57");
        Campaign atomics = new Campaign(seed, CpuModel.ARMV8_1_ATOMICS, "neoverse-n1");
        for (int round = 0; round < Integer.parseInt(args[1]); round++) {
            all.everything(1000, args.length > 2 ? args[2] : null);
            if (args.length == 2) {
                atomics.atomics(1000);
            }
        }
        System.out.print(all.table() + atomics.table());
        List<String> found = new ArrayList<>(all.mismatches());
        found.addAll(atomics.mismatches());
        found.stream().limit(REPORTED).forEach(System.out::println);
        System.exit(found.isEmpty() ? 0 : 1);
    }
}
