package cairn.hal.aarch64;

/** Access to the translator's settings for tests. */
public final class Engines {
    private Engines() {}

    /** Translates every block at its first visit, and runs regions down to the last instructions of a budget. */
    public static void translateAtOnce(Cpu cpu) {
        cpu.translate(1, 0);
    }

    /** As {@link #translateAtOnce}, at the third visit: what was not visited then is left out of regions. */
    public static void translateWhatWasSeen(Cpu cpu) {
        cpu.translate(3, 0);
    }

    /** Regions translated since. */
    public static long translations(Cpu cpu) {
        return cpu.translator().translations();
    }
}
