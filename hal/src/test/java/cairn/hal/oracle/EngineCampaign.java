package cairn.hal.oracle;

import cairn.hal.aarch64.CpuModel;

/**
 * Translator against interpreter on generated programs.
 *
 * <pre>java -cp ... cairn.hal.oracle.EngineCampaign SEED CASES</pre>
 * Case {@code i} has seed SEED + i; one alone repeats it. Exit 0: no difference; 1: a difference, which is printed.
 */
public final class EngineCampaign {
    private EngineCampaign() {}

    public static void main(String[] args) {
        long seed = Long.parseLong(args[0]);
        long cases = Long.parseLong(args[1]);
        EngineCase old = new EngineCase(CpuModel.ARMV8_0);
        EngineCase atomics = new EngineCase(CpuModel.ARMV8_1_ATOMICS);
        int differences = 0;
        for (long i = 0; i < cases; i++) {
            String difference = ((seed + i & 1) == 0 ? old : atomics).run(seed + i);
            if (difference != null) {
                System.out.println(difference);
                if (++differences == 10) {
                    break;
                }
            }
            if (i % 50_000 == 49_999) {
                System.out.println(i + 1 + " cases, " + (old.translations() + atomics.translations()) + " regions");
            }
        }
        System.out.println(cases + " cases, " + (old.translations() + atomics.translations()) + " regions translated, " + differences
                + " differences");
        System.exit(differences == 0 ? 0 : 1);
    }
}
