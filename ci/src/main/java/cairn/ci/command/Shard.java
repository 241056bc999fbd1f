package cairn.ci.command;

import cairn.ci.CannotRun;
import cairn.ci.evidence.InputHash;
import java.nio.charset.StandardCharsets;

/**
 * One of n parts of the work, the same on every machine: an item belongs to the part that the hash of its name says.
 *
 * @param part from 1 to of
 */
record Shard(int part, int of) {
    private static final int MOST = 256;

    /** @param text {@code 2/5}; null: all in one part */
    static Shard checked(String text) {
        if (text == null) {
            return new Shard(1, 1);
        }
        if (text.matches("[1-9]\\d{0,2}/[1-9]\\d{0,2}")) {
            String[] n = text.split("/");
            Shard s = new Shard(Integer.parseInt(n[0]), Integer.parseInt(n[1]));
            if (s.part <= s.of && s.of <= MOST) {
                return s;
            }
        }
        throw new CannotRun("--shard needs I/N with I from 1 to N and N at most " + MOST + ", not '" + text + "'");
    }

    @Override
    public String toString() {
        return part + "/" + of;
    }

    boolean has(String name) {
        return Integer.parseUnsignedInt(InputHash.of(name.getBytes(StandardCharsets.UTF_8)).substring(0, 7), 16) % of == part - 1;
    }
}
