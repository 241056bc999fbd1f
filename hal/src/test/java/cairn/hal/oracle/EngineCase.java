package cairn.hal.oracle;

import cairn.hal.aarch64.Cpu;
import cairn.hal.aarch64.CpuModel;
import cairn.hal.aarch64.Engines;
import cairn.hal.aarch64.Esr;
import cairn.hal.aarch64.PageTables;
import cairn.hal.aarch64.PhysicalMemory;
import cairn.kernel.hil.Frame;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Generated programs on two processors, one that interprets and one that translates at once, in slices of random length; between slices
 * the mappings and the code change under them. After each slice everything visible is compared.
 *
 * <pre>
 * 0x400000  2 pages of code, rwx     0x402000 .. 0x411fff  data, rw; one page read-only, one not mapped
 * </pre>
 */
final class EngineCase {
    private static final long RAM = 0x4000_0000L;
    private static final long CODE = 0x40_0000L;
    private static final int PAGES = 18;
    private static final int TABLES = 4;
    private static final int READ_ONLY = 6;
    private static final int HOLE = 9;
    private static final int SVC = 0xd4000001;

    private final Side interpreter;
    private final Side translator;
    private SplittableRandom random;
    private int program;
    private int length;
    private long translations;
    /** Most instructions of the program are of floating point and SIMD. */
    private boolean vectorial;
    /** A register at which many accesses of the program lie, near each other. */
    private int near;

    /** One of the two machines. */
    private static final class Side {
        final PhysicalMemory memory = new PhysicalMemory(RAM, 1 << 20);
        final Cpu cpu;
        final PageTables tables;
        final long[] frame = new long[Frame.WORDS];
        final long[] vectors = new long[66];
        long ticks;

        Side(CpuModel model) {
            cpu = new Cpu(model, memory, null);
            tables = new PageTables(memory, cpu, RAM + (1 << 20) - TABLES * 4096, TABLES);
            for (int i = 0; i < TABLES; i++) {
                tables.clearTable(i);
            }
            tables.setTable(0, 0, 1);
            tables.setTable(1, 0, 2);
            tables.setTable(2, 2, 3);
            for (int page = 0; page < PAGES; page++) {
                map(page);
            }
            tables.activate(1, 0);
        }

        void map(int page) {
            if (page != HOLE) {
                tables.setLeaf(3, page, 3, (RAM >>> 12) + page, page < 2 ? 7 : page == READ_ONLY ? 4 : 6, 2);
            }
            tables.invalidate(1, (CODE >>> 12) + page, 3);
        }

        void unmap(int page) {
            tables.clearEntry(3, page);
            tables.invalidate(1, (CODE >>> 12) + page, 3);
        }

        int run(int limit) {
            cpu.load(frame, vectors);
            int result = cpu.run(limit, ticks);
            cpu.save(frame);
            ticks += cpu.executed();
            return result;
        }
    }

    EngineCase(CpuModel model) {
        interpreter = new Side(model);
        translator = new Side(model);
    }

    long translations() {
        return translations;
    }

    /** Runs the case of a seed; null when the two agree, otherwise what differs. */
    String run(long seed) {
        if (seed % 3 == 0) {
            Engines.translateWhatWasSeen(translator.cpu);
        } else {
            Engines.translateAtOnce(translator.cpu);
        }
        String difference = compared(seed);
        translations += Engines.translations(translator.cpu);
        return difference;
    }

    private String compared(long seed) {
        random = new SplittableRandom(seed);
        byte[] content = new byte[PAGES * 4096];
        random.nextBytes(content);
        Arrays.fill(content, 0, 2 * 4096, (byte) 0);
        length = 1 + random.nextInt(32);
        program = random.nextInt(4) == 0 ? 1024 - random.nextInt(40) : 16 + random.nextInt(900);
        vectorial = random.nextInt(3) == 0;
        near = random.nextInt(2) == 0 ? -1 : random.nextInt(8);
        write(content);
        long[] registers = registers();
        long[] v = new long[66];
        for (int i = 0; i < 64; i++) {
            v[i] = vector();
        }
        v[64] = random.nextInt(3) == 0 ? random.nextLong(16) << 22 : 0;
        v[65] = random.nextBoolean() ? 16 : 0;
        for (Side s : new Side[] {interpreter, translator}) {
            s.memory.write(RAM, content, 0, content.length);
            for (int page = 0; page < PAGES; page++) {
                s.map(page);
            }
            System.arraycopy(registers, 0, s.frame, 0, registers.length);
            System.arraycopy(v, 0, s.vectors, 0, v.length);
            s.ticks = 0;
        }
        int slices = 3 + random.nextInt(10);
        int stops = 0;
        for (int i = 0; i < slices && stops < 6; i++) {
            int limit = random.nextInt(3) == 0 ? 1 + random.nextInt(400) : 1 + random.nextInt(70);
            int a = interpreter.run(limit);
            int b = translator.run(limit);
            String difference = compare(a, b);
            if (difference != null) {
                return "seed " + seed + ", slice " + i + " of " + limit + ": " + difference;
            }
            if (a == Cpu.TRAP) {
                stops++;
                boolean svc = Esr.ec(interpreter.cpu.syndrome()) == Esr.EC_SVC64;
                long pc = svc && random.nextBoolean() || interpreter.frame[Frame.PC] >>> 13 != CODE >>> 13
                        ? CODE + 4L * (program + random.nextInt(length))
                        : interpreter.frame[Frame.PC] + (svc ? 0 : 4);
                interpreter.frame[Frame.PC] = pc;
                translator.frame[Frame.PC] = pc;
            }
            disturb();
        }
        return null;
    }

    private void disturb() {
        int page = random.nextInt(PAGES);
        int word = random.nextInt(4) == 0 ? instruction(random.nextInt(length)) : 0;
        int kind = random.nextInt(8);
        byte[] bytes = {(byte) word, (byte) (word >> 8), (byte) (word >> 16), (byte) (word >> 24)};
        long at = RAM + 4L * (program + random.nextInt(length));
        for (Side s : new Side[] {interpreter, translator}) {
            switch (kind) {
                case 0 -> s.unmap(page);
                case 1, 2 -> s.map(page);
                case 3 -> {
                    if (word != 0) {
                        s.memory.write(at, bytes, 0, 4);
                    }
                }
                default -> { }
            }
        }
    }

    private String compare(int a, int b) {
        Side p = interpreter;
        Side q = translator;
        if (a != b || p.cpu.executed() != q.cpu.executed()) {
            return "result " + a + " and " + b + ", executed " + p.cpu.executed() + " and " + q.cpu.executed() + pcs();
        }
        if (a == Cpu.TRAP && (p.cpu.syndrome() != q.cpu.syndrome() || p.cpu.faultAddress() != q.cpu.faultAddress())) {
            return "syndrome " + Long.toHexString(p.cpu.syndrome()) + " and " + Long.toHexString(q.cpu.syndrome()) + ", address "
                    + Long.toHexString(p.cpu.faultAddress()) + " and " + Long.toHexString(q.cpu.faultAddress()) + pcs();
        }
        int at = Arrays.mismatch(p.frame, q.frame);
        if (at >= 0) {
            return "frame[" + at + "] " + Long.toHexString(p.frame[at]) + " and " + Long.toHexString(q.frame[at]) + pcs();
        }
        at = Arrays.mismatch(p.vectors, q.vectors);
        if (at >= 0) {
            return "vectors[" + at + "] " + Long.toHexString(p.vectors[at]) + " and " + Long.toHexString(q.vectors[at]) + pcs();
        }
        at = Arrays.mismatch(p.memory.read(RAM, PAGES * 4096), q.memory.read(RAM, PAGES * 4096));
        return at < 0 ? null : "memory at 0x" + Integer.toHexString(at) + pcs();
    }

    private String pcs() {
        return " (pc " + Long.toHexString(interpreter.frame[Frame.PC]) + " and " + Long.toHexString(translator.frame[Frame.PC]) + ", "
                + length + " instructions at " + Long.toHexString(CODE + 4L * program) + ")";
    }

    private long[] registers() {
        long[] r = new long[Frame.WORDS];
        for (int i = 0; i < 32; i++) {
            r[i] = switch (random.nextInt(8)) {
                case 0 -> random.nextLong();
                case 1 -> random.nextLong() >>> random.nextInt(64);
                case 2 -> random.nextInt(64);
                case 3 -> random.nextInt(16) == 0 ? CODE + 4L * (program + random.nextInt(length)) : random.nextInt(4096);
                case 4 -> CODE + 0x2000 + (random.nextInt(15) << 12) + 4096 - random.nextInt(24);
                default -> CODE + 0x2000 + random.nextInt(0x8000) & (random.nextInt(3) == 0 ? -1 : -16);
            };
        }
        if (near >= 0) {
            r[near] = CODE + 0x2000 + (random.nextInt(15) << 12) + (random.nextInt(3) == 0 ? 2048 : 4096 - random.nextInt(80));
        }
        r[31] &= -16;
        r[Frame.PC] = CODE + 4L * program;
        r[Frame.PSTATE] = random.nextLong(16) << 28;
        r[Frame.TPIDR] = random.nextLong();
        return r;
    }

    private void write(byte[] content) {
        boolean loop = random.nextInt(3) == 0;
        for (int i = 0; i < length; i++) {
            put(content, i, instruction(i));
        }
        if (loop) {
            // A counted loop over all of it: the counter is x20, which no drawn instruction names.
            put(content, length++, 0xf1000694); // subs x20, x20, #1
            put(content, length, 0x54000001 | (-length & 0x7ffff) << 5); // b.ne to the start
            length++;
        }
        put(content, length, random.nextInt(3) == 0 ? 0xd65f03c0 : SVC);
    }

    /** Half of a vector register: often numbers that arithmetic keeps ordinary, sometimes the special ones. */
    private long vector() {
        return switch (random.nextInt(8)) {
            case 0, 1 -> Double.doubleToRawLongBits(random.nextDouble() * 100 - 50);
            case 2 -> Double.doubleToRawLongBits(random.nextInt(1000));
            case 3, 4 -> (long) Float.floatToRawIntBits(random.nextFloat() * 100 - 50) << 32
                    | Float.floatToRawIntBits(random.nextInt(100)) & 0xffff_ffffL;
            case 5 -> new long[] {0, Long.MIN_VALUE, 0x7ff0L << 48, 0x7ff8L << 48, 1, 0x7ff0L << 48 | 1, 0x0010L << 48,
                    0x7f80_0000_0080_0000L}[random.nextInt(8)];
            default -> random.nextLong();
        };
    }

    private void put(byte[] content, int i, int word) {
        int at = 4 * (program + i);
        for (int b = 0; b < 4; b++) {
            content[at + b] = (byte) (word >> 8 * b);
        }
    }

    private int instruction(int i) {
        int kind = random.nextInt(100);
        if (near >= 0 && random.nextInt(3) == 0) {
            return nearAccess();
        }
        if (vectorial && kind < 75) {
            return (kind < 60 ? Classes.VECTOR : Classes.VECTOR_MEMORY).get(
                    random.nextInt((kind < 60 ? Classes.VECTOR : Classes.VECTOR_MEMORY).size())).draw(random);
        }
        if (kind < 45) {
            return Classes.INTEGER.get(random.nextInt(Classes.INTEGER.size() - 5)).draw(random);
        }
        if (kind < 65) {
            return Classes.MEMORY.get(random.nextInt(Classes.MEMORY.size())).draw(random);
        }
        if (kind < 73) {
            return Classes.VECTOR.get(random.nextInt(Classes.VECTOR.size())).draw(random);
        }
        if (kind < 78) {
            return Classes.VECTOR_MEMORY.get(random.nextInt(Classes.VECTOR_MEMORY.size())).draw(random);
        }
        if (kind < 80) {
            return Classes.ATOMICS.get(random.nextInt(Classes.ATOMICS.size())).draw(random);
        }
        if (kind < 82) {
            return Classes.INTEGER.get(random.nextInt(Classes.INTEGER.size())).draw(random);
        }
        if (kind < 84) {
            return switch (random.nextInt(6)) {
                case 0 -> 0xd53be040 | random.nextInt(8); // mrs cntvct_el0
                case 1 -> 0xd53bd040 | random.nextInt(8); // mrs tpidr_el0
                case 2 -> 0xd51bd040 | random.nextInt(8); // msr tpidr_el0
                case 3 -> 0xd50b7520 | random.nextInt(8); // ic ivau
                case 4 -> 0xd53b4420 | random.nextInt(8); // mrs fpsr
                default -> SVC;
            };
        }
        return branch(i);
    }

    /** A load or store at the register {@code near}, which some of them move. */
    private int nearAccess() {
        int t = random.nextInt(8) | near << 5;
        int load = random.nextInt(2) << 22;
        int size = random.nextInt(4) << 30;
        return switch (random.nextInt(8)) {
            case 0, 1 -> 0x39000000 | size | load | random.nextInt(8) << 10 | t;
            case 2 -> 0x38000000 | size | load | (random.nextInt(128) - 64 & 0x1ff) << 12 | t; // unscaled
            case 3 -> 0x38000400 | size | load | random.nextInt(2) << 11 | (random.nextInt(32) - 16 & 0x1ff) << 12 | t; // post, pre
            case 4 -> (random.nextInt(2) << 31 | 0x29000000) | load | (random.nextInt(16) - 8 & 0x7f) << 15 | (8 + random.nextInt(4)) << 10 | t;
            case 5 -> random.nextInt(3) << 30 | 0x2d000000 | load | (random.nextInt(8) - 4 & 0x7f) << 15 | (8 + random.nextInt(4)) << 10 | t;
            case 6 -> random.nextBoolean()
                    ? 0x3d000000 | size | load | random.nextInt(8) << 10 | t
                    : 0x3d800000 | load | random.nextInt(4) << 10 | t; // one of 128 bits
            default -> random.nextInt(3) == 0 ? 0x91000000 | random.nextInt(64) << 10 | near << 5 | near : 0xf9400000 | t;
        };
    }

    private int branch(int i) {
        int to = random.nextInt(length + 1) - i;
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> 0x54000000 | (to & 0x7ffff) << 5 | random.nextInt(16);
            case 4 -> random.nextInt(2) << 31 | 0x34000000 | random.nextInt(2) << 24 | (to & 0x7ffff) << 5 | random.nextInt(8);
            case 5 -> random.nextInt(2) << 31 | 0x36000000 | random.nextInt(2) << 24 | random.nextInt(32) << 19 | (to & 0x3fff) << 5
                    | random.nextInt(8);
            case 6 -> 0x14000000 | to & 0x3ffffff;
            case 7, 8 -> 0x94000000 | to & 0x3ffffff;
            default -> random.nextBoolean() ? 0xd65f03c0 : 0xd63f0000 | random.nextInt(8) << 5; // ret, blr
        };
    }
}
