package cairn.model;

/** Where a derivation is held. */
public sealed interface Place permits Place.Capability, Place.Block {
    /** Virtual page numbers are 0 .. PAGES-1. */
    long PAGES = 1L << 36;
    /** Capability indices are 0 .. CAPABILITIES-1. */
    long CAPABILITIES = 1L << 20;

    int task();

    /** An index of a task's capability table. */
    record Capability(int task, long index) implements Place, Name {}

    /** Virtual pages {@code page} .. of a task: one page-table leaf of level 1 (1 GiB), 2 (2 MiB) or 3 (4 KiB). */
    record Block(int task, long page, int level) implements Place {
        public Block {
            if (level < 1 || level > 3 || page < 0 || page >= PAGES || page % span(level) != 0) {
                throw new IllegalArgumentException("no page-table leaf: page " + page + ", level " + level);
            }
        }

        /** Pages that a leaf of {@code level} maps: 262144, 512 or 1. */
        public static long span(int level) {
            return 1L << 9 * (3 - level);
        }

        public long size() {
            return span(level);
        }

        public boolean covers(int ofTask, long virtualPage) {
            return task == ofTask && page <= virtualPage && virtualPage - page < size();
        }
    }
}
