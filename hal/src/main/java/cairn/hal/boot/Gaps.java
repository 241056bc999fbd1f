package cairn.hal.boot;

import java.util.Map;
import java.util.TreeMap;

/** What of a range of addresses is taken. */
final class Gaps {
    private final long start;
    private final long end;
    /** First byte → byte after the last; disjoint. */
    private final TreeMap<Long, Long> taken = new TreeMap<>();

    Gaps(long start, long end) {
        this.start = start;
        this.end = end;
    }

    /** Takes {@code from} to {@code to}, which are in the range; false when something there is taken already. */
    boolean takeAt(long from, long to) {
        Map.Entry<Long, Long> before = taken.lowerEntry(to);
        if (before != null && before.getValue() > from) {
            return false;
        }
        taken.put(from, to);
        return true;
    }

    /** Takes the lowest {@code length} bytes that are free at a multiple of {@code alignment}, a power of two; -1 when there are none. */
    long take(long length, long alignment) {
        long at = start;
        for (Map.Entry<Long, Long> t : taken.entrySet()) {
            if (length <= t.getKey() - at) {
                break;
            }
            at = Math.max(at, t.getValue() + alignment - 1 & -alignment);
        }
        if (length > end - at) {
            return -1;
        }
        taken.put(at, at + length);
        return at;
    }
}
