package cairn.model;

/**
 * One table of 512 places that a task was charged for: a capability table (level 0) or one of a page-table level 1 .. 3.
 *
 * @param number which one: index / 512, or the virtual page divided by what a table of the level spans
 */
public record Table(int level, long number) implements Comparable<Table> {
    public static final int CAPABILITIES = 0;
    /** Kernel memory that a table is charged with. */
    public static final long BYTES = 4096;

    /** The capability table that holds {@code index}. */
    public static Table ofIndex(long index) {
        return new Table(CAPABILITIES, index / 512);
    }

    /** The page table of {@code level} that translates {@code page}. */
    public static Table ofPage(long page, int level) {
        return new Table(level, page >> 9 * (4 - level));
    }

    @Override
    public int compareTo(Table other) {
        return level != other.level ? Integer.compare(level, other.level) : Long.compare(number, other.number);
    }
}
