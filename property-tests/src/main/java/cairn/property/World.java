package cairn.property;

import cairn.model.Limits;
import cairn.model.Place;

/** The small world of the trials: few tasks, pools and quotas so tight that refusals are common, pages at every boundary. */
public final class World {
    /** Tasks are 1 .. TASKS: one more than there are root tables. */
    public static final int TASKS = 4;
    /** Objects of a kind are 1 .. OBJECTS. */
    public static final int OBJECTS = 3;

    public static final Limits LIMITS = new Limits(1L << 20, 18, 3, 4, 4, 4, 4, 7 * 4096);

    /** Tables 0 .. PAGE_TABLES-1 are page tables: roots, then levels 1, 2, 3. Capability tables are numbered on from there. */
    public static final int PAGE_TABLES = LIMITS.roots() + LIMITS.level1() + LIMITS.level2() + LIMITS.level3();

    /** Capability indices that trials use; the last two do not exist. */
    static final long[] INDICES = {0, 1, 2, 511, 512, Place.CAPABILITIES - 1, Place.CAPABILITIES, -1};

    /** Virtual pages that trials use: first and last of blocks and tables of every level. */
    static final long[] PAGES = {0, 1, 2, 511, 512, 1024, 262144, 262145, 262656, 1L << 27, Place.PAGES - 1};

    /** Virtual pages whose translation is compared after every step. */
    static final long[] WATCHED = {
        0, 1, 2, 3, 510, 511, 512, 513, 1023, 1024, 1025, 262143, 262144, 262145, 262656, 262657, 524287, 524288, (1L << 27) - 1, 1L << 27,
        (1L << 27) + 511, Place.PAGES - 262144, Place.PAGES - 512, Place.PAGES - 1
    };

    private World() {}
}
