package cairn.hal.aarch64;

/** Data accesses of translated regions, small enough for the JVM to inline: the TLB's tag test, then RAM. */
final class Fast {
    private static final long PAGE_MASK = ~4095L;

    private Fast() {}

    static long ld8(Cpu cpu, long[] tag, int[] at, byte[] ram, long va) {
        int k = (int) (va >>> 12) & Tlb.MASK;
        return (va & PAGE_MASK) == tag[k] ? ram[(int) va + at[k]] & 0xff : cpu.loadSlow(va, 1);
    }

    static long ld16(Cpu cpu, long[] tag, int[] at, byte[] ram, long va) {
        int k = (int) (va >>> 12) & Tlb.MASK;
        return (va + 1 & PAGE_MASK) == tag[k]
                ? (short) PhysicalMemory.LE16.get(ram, (int) va + at[k]) & 0xffff
                : cpu.loadSlow(va, 2);
    }

    static long ld32(Cpu cpu, long[] tag, int[] at, byte[] ram, long va) {
        int k = (int) (va >>> 12) & Tlb.MASK;
        return (va + 3 & PAGE_MASK) == tag[k]
                ? (int) PhysicalMemory.LE32.get(ram, (int) va + at[k]) & 0xffff_ffffL
                : cpu.loadSlow(va, 4);
    }

    static long ld64(Cpu cpu, long[] tag, int[] at, byte[] ram, long va) {
        int k = (int) (va >>> 12) & Tlb.MASK;
        return (va + 7 & PAGE_MASK) == tag[k] ? (long) PhysicalMemory.LE64.get(ram, (int) va + at[k]) : cpu.loadSlow(va, 8);
    }

    static void st8(Cpu cpu, long[] tag, int[] at, byte[] ram, long va, long value) {
        int k = (int) (va >>> 12) & Tlb.MASK;
        if ((va & PAGE_MASK) == tag[k]) {
            ram[(int) va + at[k]] = (byte) value;
        } else {
            cpu.storeFromRegion(va, 1, value);
        }
    }

    static void st16(Cpu cpu, long[] tag, int[] at, byte[] ram, long va, long value) {
        int k = (int) (va >>> 12) & Tlb.MASK;
        if ((va + 1 & PAGE_MASK) == tag[k]) {
            PhysicalMemory.LE16.set(ram, (int) va + at[k], (short) value);
        } else {
            cpu.storeFromRegion(va, 2, value);
        }
    }

    static void st32(Cpu cpu, long[] tag, int[] at, byte[] ram, long va, long value) {
        int k = (int) (va >>> 12) & Tlb.MASK;
        if ((va + 3 & PAGE_MASK) == tag[k]) {
            PhysicalMemory.LE32.set(ram, (int) va + at[k], (int) value);
        } else {
            cpu.storeFromRegion(va, 4, value);
        }
    }

    static void st64(Cpu cpu, long[] tag, int[] at, byte[] ram, long va, long value) {
        int k = (int) (va >>> 12) & Tlb.MASK;
        if ((va + 7 & PAGE_MASK) == tag[k]) {
            PhysicalMemory.LE64.set(ram, (int) va + at[k], value);
        } else {
            cpu.storeFromRegion(va, 8, value);
        }
    }

    static void ldv8(Cpu cpu, long[] tag, int[] at, byte[] ram, long va, int t) {
        long[] v = cpu.vectorRegisters();
        long value = ld8(cpu, tag, at, ram, va);
        v[2 * t] = value;
        v[2 * t + 1] = 0;
    }

    static void stv8(Cpu cpu, long[] tag, int[] at, byte[] ram, long va, int t) {
        st8(cpu, tag, at, ram, va, cpu.vectorRegisters()[2 * t]);
    }

    static void ldv16(Cpu cpu, long[] tag, int[] at, byte[] ram, long va, int t) {
        long[] v = cpu.vectorRegisters();
        long value = ld16(cpu, tag, at, ram, va);
        v[2 * t] = value;
        v[2 * t + 1] = 0;
    }

    static void stv16(Cpu cpu, long[] tag, int[] at, byte[] ram, long va, int t) {
        st16(cpu, tag, at, ram, va, cpu.vectorRegisters()[2 * t]);
    }

    static void ldv32(Cpu cpu, long[] tag, int[] at, byte[] ram, long va, int t) {
        long[] v = cpu.vectorRegisters();
        long value = ld32(cpu, tag, at, ram, va);
        v[2 * t] = value;
        v[2 * t + 1] = 0;
    }

    static void stv32(Cpu cpu, long[] tag, int[] at, byte[] ram, long va, int t) {
        st32(cpu, tag, at, ram, va, cpu.vectorRegisters()[2 * t]);
    }

    static void ldv64(Cpu cpu, long[] tag, int[] at, byte[] ram, long va, int t) {
        long[] v = cpu.vectorRegisters();
        long value = ld64(cpu, tag, at, ram, va);
        v[2 * t] = value;
        v[2 * t + 1] = 0;
    }

    static void stv64(Cpu cpu, long[] tag, int[] at, byte[] ram, long va, int t) {
        st64(cpu, tag, at, ram, va, cpu.vectorRegisters()[2 * t]);
    }

    static void ldv128(Cpu cpu, long[] tag, int[] at, byte[] ram, long va, int t) {
        long[] v = cpu.vectorRegisters();
        long low = ld64(cpu, tag, at, ram, va);
        long high = ld64(cpu, tag, at, ram, va + 8);
        v[2 * t] = low;
        v[2 * t + 1] = high;
    }

    static void stv128(Cpu cpu, long[] tag, int[] at, byte[] ram, long va, int t) {
        long[] v = cpu.vectorRegisters();
        cpu.checkStore(va, 16);
        st64(cpu, tag, at, ram, va, v[2 * t]);
        st64(cpu, tag, at, ram, va + 8, v[2 * t + 1]);
    }
}
