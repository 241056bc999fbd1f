package cairn.hal.aarch64;

/**
 * Data accesses of translated regions, small enough for the JVM to inline: the TLB's tag test, then RAM. What the TLB does not allow is
 * left to the interpreter.
 */
final class Fast {
    private static final long PAGE_MASK = ~4095L;

    private Fast() {}

    static long ld8(Cpu cpu, long[] tlb, byte[] ram, long va) {
        long k = va >>> Tlb.SHIFT & Tlb.OFFSETS;
        if ((va & PAGE_MASK) == HostMemory.word(tlb, k)) {
            return HostMemory.get8(ram, va + HostMemory.word(tlb, k + Tlb.AT));
        }
        throw Translator.redo(cpu);
    }

    static long ld16(Cpu cpu, long[] tlb, byte[] ram, long va) {
        long k = va >>> Tlb.SHIFT & Tlb.OFFSETS;
        if ((va + 1 & PAGE_MASK) == HostMemory.word(tlb, k)) {
            return HostMemory.get16(ram, va + HostMemory.word(tlb, k + Tlb.AT));
        }
        throw Translator.redo(cpu);
    }

    static long ld32(Cpu cpu, long[] tlb, byte[] ram, long va) {
        long k = va >>> Tlb.SHIFT & Tlb.OFFSETS;
        if ((va + 3 & PAGE_MASK) == HostMemory.word(tlb, k)) {
            return HostMemory.get32(ram, va + HostMemory.word(tlb, k + Tlb.AT));
        }
        throw Translator.redo(cpu);
    }

    static long ld64(Cpu cpu, long[] tlb, byte[] ram, long va) {
        long k = va >>> Tlb.SHIFT & Tlb.OFFSETS;
        if ((va + 7 & PAGE_MASK) == HostMemory.word(tlb, k)) {
            return HostMemory.get64(ram, va + HostMemory.word(tlb, k + Tlb.AT));
        }
        throw Translator.redo(cpu);
    }

    static void st8(Cpu cpu, long[] tlb, byte[] ram, long va, long value) {
        long k = va >>> Tlb.SHIFT & Tlb.OFFSETS;
        if ((va & PAGE_MASK) == HostMemory.word(tlb, k + Tlb.WRITE)) {
            HostMemory.set8(ram, va + HostMemory.word(tlb, k + Tlb.AT), value);
            return;
        }
        throw Translator.redo(cpu);
    }

    static void st16(Cpu cpu, long[] tlb, byte[] ram, long va, long value) {
        long k = va >>> Tlb.SHIFT & Tlb.OFFSETS;
        if ((va + 1 & PAGE_MASK) == HostMemory.word(tlb, k + Tlb.WRITE)) {
            HostMemory.set16(ram, va + HostMemory.word(tlb, k + Tlb.AT), value);
            return;
        }
        throw Translator.redo(cpu);
    }

    static void st32(Cpu cpu, long[] tlb, byte[] ram, long va, long value) {
        long k = va >>> Tlb.SHIFT & Tlb.OFFSETS;
        if ((va + 3 & PAGE_MASK) == HostMemory.word(tlb, k + Tlb.WRITE)) {
            HostMemory.set32(ram, va + HostMemory.word(tlb, k + Tlb.AT), value);
            return;
        }
        throw Translator.redo(cpu);
    }

    static void st64(Cpu cpu, long[] tlb, byte[] ram, long va, long value) {
        long k = va >>> Tlb.SHIFT & Tlb.OFFSETS;
        if ((va + 7 & PAGE_MASK) == HostMemory.word(tlb, k + Tlb.WRITE)) {
            HostMemory.set64(ram, va + HostMemory.word(tlb, k + Tlb.AT), value);
            return;
        }
        throw Translator.redo(cpu);
    }

    static void ldv8(Cpu cpu, long[] tlb, byte[] ram, long va, int t) {
        long[] v = cpu.vectorRegisters();
        long value = ld8(cpu, tlb, ram, va);
        v[2 * t] = value;
        v[2 * t + 1] = 0;
    }

    static void stv8(Cpu cpu, long[] tlb, byte[] ram, long va, int t) {
        st8(cpu, tlb, ram, va, cpu.vectorRegisters()[2 * t]);
    }

    static void ldv16(Cpu cpu, long[] tlb, byte[] ram, long va, int t) {
        long[] v = cpu.vectorRegisters();
        long value = ld16(cpu, tlb, ram, va);
        v[2 * t] = value;
        v[2 * t + 1] = 0;
    }

    static void stv16(Cpu cpu, long[] tlb, byte[] ram, long va, int t) {
        st16(cpu, tlb, ram, va, cpu.vectorRegisters()[2 * t]);
    }

    static void ldv32(Cpu cpu, long[] tlb, byte[] ram, long va, int t) {
        long[] v = cpu.vectorRegisters();
        long value = ld32(cpu, tlb, ram, va);
        v[2 * t] = value;
        v[2 * t + 1] = 0;
    }

    static void stv32(Cpu cpu, long[] tlb, byte[] ram, long va, int t) {
        st32(cpu, tlb, ram, va, cpu.vectorRegisters()[2 * t]);
    }

    static void ldv64(Cpu cpu, long[] tlb, byte[] ram, long va, int t) {
        long[] v = cpu.vectorRegisters();
        long value = ld64(cpu, tlb, ram, va);
        v[2 * t] = value;
        v[2 * t + 1] = 0;
    }

    static void stv64(Cpu cpu, long[] tlb, byte[] ram, long va, int t) {
        st64(cpu, tlb, ram, va, cpu.vectorRegisters()[2 * t]);
    }

    static void ldv128(Cpu cpu, long[] tlb, byte[] ram, long va, int t) {
        long[] v = cpu.vectorRegisters();
        long low = ld64(cpu, tlb, ram, va);
        long high = ld64(cpu, tlb, ram, va + 8);
        v[2 * t] = low;
        v[2 * t + 1] = high;
    }

    static void stv128(Cpu cpu, long[] tlb, byte[] ram, long va, int t) {
        long[] v = cpu.vectorRegisters();
        cpu.checkStore(va, 16);
        st64(cpu, tlb, ram, va, v[2 * t]);
        st64(cpu, tlb, ram, va + 8, v[2 * t + 1]);
    }
}
