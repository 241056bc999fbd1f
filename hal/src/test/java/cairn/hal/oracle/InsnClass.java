package cairn.hal.oracle;

import java.util.random.RandomGenerator;

/**
 * A class of encodings to draw cases from. In the pattern, 0 and 1 are fixed; letters d n m a are register fields (5 bits, drawn from
 * 0..7 and now and then 31); a dot is a random bit; blanks only separate.
 *
 * @param memory whether n is the base of a memory access (then its value points into the scratch area)
 * @param vector whether the case needs vector registers, FPCR and FPSR
 */
record InsnClass(String name, String pattern, boolean memory, boolean vector) {

    static InsnClass of(String name, String pattern) {
        return new InsnClass(name, pattern, false, false);
    }

    static InsnClass memory(String name, String pattern) {
        return new InsnClass(name, pattern, true, false);
    }

    static InsnClass vector(String name, String pattern) {
        return new InsnClass(name, pattern, false, true);
    }

    static InsnClass vectorMemory(String name, String pattern) {
        return new InsnClass(name, pattern, true, true);
    }

    /** One word of this class. */
    int draw(RandomGenerator random) {
        String bits = pattern.replace(" ", "");
        if (bits.length() != 32) {
            throw new IllegalStateException(name + ": pattern of " + bits.length() + " bits");
        }
        int d = register(random, memory ? 8 : 12);
        int n = register(random, memory ? 20 : 12);
        int m = register(random, 12);
        int a = register(random, 12);
        if (memory) {
            // Base and targets that overlap are constrained unpredictable with write-back, exclusives and pairs.
            while (m == n) {
                m = register(random, 12);
            }
            while (d == n || d == m) {
                d = register(random, 8);
            }
            while (a == d || a == n || a == m) {
                a = register(random, 8);
            }
        }
        int word = 0;
        int dAt = 4;
        int nAt = 4;
        int mAt = 4;
        int aAt = 4;
        for (int i = 0; i < 32; i++) {
            int bit = switch (bits.charAt(i)) {
                case '0' -> 0;
                case '1' -> 1;
                case 'd' -> d >> dAt-- & 1;
                case 'n' -> n >> nAt-- & 1;
                case 'm' -> m >> mAt-- & 1;
                case 'a' -> a >> aAt-- & 1;
                default -> random.nextInt(2);
            };
            word = word << 1 | bit;
        }
        return word;
    }

    private static int register(RandomGenerator random, int oneIn) {
        return random.nextInt(oneIn) == 0 ? 31 : random.nextInt(8);
    }

    int field(int word, char letter) {
        int low = 31 - pattern.replace(" ", "").lastIndexOf(letter);
        return low > 31 ? -1 : word >>> low & 31;
    }
}
