package cairn.hal.aarch64;

/**
 * One call site in a region: the region that it leads to. It is followed only in the state of the address space that it was made in, and
 * a region that goes takes its links with it.
 */
final class Link {
    private final Missing missing = new Missing();
    private Region region = missing;
    private long stamp = -1;
    private long target;

    /** The region to call for {@code va}; where there is none, one that only goes there. */
    Region to(Cpu cpu, long va) {
        return stamp == cpu.stamp && target == va ? region : resolve(cpu, va);
    }

    private Region resolve(Cpu cpu, long va) {
        Region found = Translator.find(cpu, va);
        if (found == null) {
            missing.entry = va;
            return missing;
        }
        found.enterFrom(this);
        region = found;
        stamp = cpu.stamp;
        target = va;
        return found;
    }

    void cut() {
        region = missing;
        stamp = -1;
    }

    private static final class Missing extends Region {
        @Override
        int run(Cpu cpu, int left, int depth) {
            cpu.pc = entry;
            return left;
        }
    }
}
