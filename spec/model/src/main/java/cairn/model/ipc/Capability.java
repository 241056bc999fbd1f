package cairn.model.ipc;

/**
 * A capability: the right to do something with one kernel object, or with one frame of memory.
 *
 * @param id     no two capabilities have the same
 * @param parent {@link #id} of the one that it was derived from, or {@link #ANCHOR} for none
 * @param weak   it does not count for the life of the object
 */
public record Capability(Kind kind, int number, int rights, int id, int parent, boolean weak) {
    public static final int ANCHOR = 0;

    /** Rights: W, S, R, D; SERVER, of a gate: its server side. [ABI section 5] */
    public static final int W = 1;
    public static final int S = 2;
    public static final int R = 4;
    public static final int D = 8;
    public static final int SERVER = 0x20;
    public static final int ALL = 0xef;

    // Rights of a page.
    public static final int EXECUTE = 1;
    public static final int WRITE = 2;
    public static final int READ = 4;
    public static final int USER = 8;
    public static final int PAGE = READ | WRITE | EXECUTE;

    /** What kind of object; a page is a frame of memory, with its number. */
    public enum Kind { TASK, THREAD, GATE, INTERRUPT, SEMAPHORE, SCHEDULER, PAGE, FACTORY }

    Capability derivedFrom(int other) {
        return new Capability(kind, number, rights, id, other, weak);
    }

    Capability with(int mask) {
        return new Capability(kind, number, rights & mask, id, parent, weak);
    }

    public boolean has(int needed) {
        return (rights & needed) == needed;
    }
}
