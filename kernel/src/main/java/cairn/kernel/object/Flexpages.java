package cairn.kernel.object;

import cairn.kernel.abi.Flexpage;
import cairn.kernel.abi.Limits;
import cairn.kernel.core.capability.CapSpace;
import cairn.kernel.core.memory.AddressSpace;
import cairn.kernel.core.message.Fields;

/**
 * Reading a flexpage word.
 *
 * <pre>
 *  63                                  12 11        6 5    4 3      0
 * +--------------------------------------+-----------+------+--------+
 * | address / 4096, or capability index  |   order   | type | rights |
 * +--------------------------------------+-----------+------+--------+
 *   aligned down to its size               log2 of bytes (memory) or of capabilities
 * </pre>
 */
public final class Flexpages {
    private static final int PAGE_ORDER = 12;
    private static final int SPACE_ORDER = 48;
    private static final int CAPABILITY_ORDER = 20;

    public static int rights(long word) {
        return Fields.rights(word);
    }

    public static int order(long word) {
        return Fields.order(word);
    }

    public static boolean isObject(long word) {
        return Fields.type(word) == Flexpage.OBJECT;
    }

    public static boolean isMemory(long word) {
        return Fields.type(word) == Flexpage.MEMORY;
    }

    /** Number of pages or capabilities, at most the whole space; 0 when it is of another type or smaller than a page. */
    public static long count(long word) {
        int order = order(word);
        if (isMemory(word)) {
            if (order < PAGE_ORDER) {
                return 0;
            }
            return order >= SPACE_ORDER ? AddressSpace.PAGES : 1L << order - PAGE_ORDER;
        }
        if (isObject(word)) {
            return order >= CAPABILITY_ORDER ? CapSpace.CAPABILITIES : 1L << order;
        }
        return 0;
    }

    /** First page or capability, aligned down; -1 when the flexpage does not lie in its space. */
    public static long first(long word) {
        long count = count(word);
        if (count == 0) {
            return -1;
        }
        return within(word, count, Fields.index(word));
    }

    /** Where the send base {@code base} puts a flexpage of the size of {@code word}: first page or capability, or -1. */
    public static long target(long word, long base) {
        return within(word, count(word), Fields.index(base));
    }

    private static long within(long word, long count, long position) {
        long limit = isMemory(word) ? AddressSpace.PAGES : CapSpace.CAPABILITIES;
        long first = position & -count;
        return first < limit ? first : -1;
    }

    /** Whether it can be an area of kernel-user memory. */
    public static boolean isArea(long word) {
        return isMemory(word) && order(word) >= Limits.KU_MIN_ORDER && order(word) <= Limits.KU_MAX_ORDER && first(word) >= 0;
    }

    private Flexpages() {}
}
