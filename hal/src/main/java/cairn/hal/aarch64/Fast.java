package cairn.hal.aarch64;

/**
 * Data accesses of translated regions, small enough for the JVM to inline: the TLB's tag test, then RAM. What the TLB does not allow is
 * left to the interpreter.
 */
final class Fast {
    private static final long PAGE_MASK = ~4095L;

    /** That several bytes are not in one page, or the TLB does not allow them. */
    static final long APART = Long.MIN_VALUE;

    private Fast() {}

    static long ld8(long[] tlb, byte[] ram, long va) {
        long k = va >>> Tlb.SHIFT & Tlb.OFFSETS;
        if ((va & PAGE_MASK) == HostMemory.word(tlb, k)) {
            return HostMemory.get8(ram, va + HostMemory.word(tlb, k + Tlb.AT));
        }
        throw GuestFault.REDO;
    }

    static long ld16(long[] tlb, byte[] ram, long va) {
        long k = va >>> Tlb.SHIFT & Tlb.OFFSETS;
        if ((va + 1 & PAGE_MASK) == HostMemory.word(tlb, k)) {
            return HostMemory.get16(ram, va + HostMemory.word(tlb, k + Tlb.AT));
        }
        throw GuestFault.REDO;
    }

    static long ld32(long[] tlb, byte[] ram, long va) {
        long k = va >>> Tlb.SHIFT & Tlb.OFFSETS;
        if ((va + 3 & PAGE_MASK) == HostMemory.word(tlb, k)) {
            return HostMemory.get32(ram, va + HostMemory.word(tlb, k + Tlb.AT));
        }
        throw GuestFault.REDO;
    }

    static long ld64(long[] tlb, byte[] ram, long va) {
        long k = va >>> Tlb.SHIFT & Tlb.OFFSETS;
        if ((va + 7 & PAGE_MASK) == HostMemory.word(tlb, k)) {
            return HostMemory.get64(ram, va + HostMemory.word(tlb, k + Tlb.AT));
        }
        throw GuestFault.REDO;
    }

    static void st8(long[] tlb, byte[] ram, long va, long value) {
        long k = va >>> Tlb.SHIFT & Tlb.OFFSETS;
        if ((va & PAGE_MASK) == HostMemory.word(tlb, k + Tlb.WRITE)) {
            HostMemory.set8(ram, va + HostMemory.word(tlb, k + Tlb.AT), value);
            return;
        }
        throw GuestFault.REDO;
    }

    static void st16(long[] tlb, byte[] ram, long va, long value) {
        long k = va >>> Tlb.SHIFT & Tlb.OFFSETS;
        if ((va + 1 & PAGE_MASK) == HostMemory.word(tlb, k + Tlb.WRITE)) {
            HostMemory.set16(ram, va + HostMemory.word(tlb, k + Tlb.AT), value);
            return;
        }
        throw GuestFault.REDO;
    }

    static void st32(long[] tlb, byte[] ram, long va, long value) {
        long k = va >>> Tlb.SHIFT & Tlb.OFFSETS;
        if ((va + 3 & PAGE_MASK) == HostMemory.word(tlb, k + Tlb.WRITE)) {
            HostMemory.set32(ram, va + HostMemory.word(tlb, k + Tlb.AT), value);
            return;
        }
        throw GuestFault.REDO;
    }

    static void st64(long[] tlb, byte[] ram, long va, long value) {
        long k = va >>> Tlb.SHIFT & Tlb.OFFSETS;
        if ((va + 7 & PAGE_MASK) == HostMemory.word(tlb, k + Tlb.WRITE)) {
            HostMemory.set64(ram, va + HostMemory.word(tlb, k + Tlb.AT), value);
            return;
        }
        throw GuestFault.REDO;
    }

    /** The vector registers; without them the interpreter traps. */
    static long[] vectors(long[] v) {
        if (v == null) {
            throw GuestFault.REDO;
        }
        return v;
    }

    /** Goes on where all bytes to {@code va + last} lie in a page that may be written: before the first of several stores. */
    static void mayStore(long[] tlb, long va, int last) {
        if ((va + last & PAGE_MASK) != HostMemory.word(tlb, (va >>> Tlb.SHIFT & Tlb.OFFSETS) + Tlb.WRITE)) {
            throw GuestFault.REDO;
        }
    }

    /** What to add to an address to get its place in RAM, where all bytes from {@code va} to {@code va + last} may be read; or APART. */
    static long readable(long[] tlb, long va, int last) {
        long k = va >>> Tlb.SHIFT & Tlb.OFFSETS;
        long tag = HostMemory.word(tlb, k);
        if ((va & PAGE_MASK) == tag && (va + last & PAGE_MASK) == tag) {
            return HostMemory.word(tlb, k + Tlb.AT);
        }
        return APART;
    }

    /** As {@link #readable}, written. */
    static long writable(long[] tlb, long va, int last) {
        long k = va >>> Tlb.SHIFT & Tlb.OFFSETS;
        long tag = HostMemory.word(tlb, k + Tlb.WRITE);
        if ((va & PAGE_MASK) == tag && (va + last & PAGE_MASK) == tag) {
            return HostMemory.word(tlb, k + Tlb.AT);
        }
        return APART;
    }
}
