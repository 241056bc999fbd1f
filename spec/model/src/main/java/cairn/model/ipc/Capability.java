package cairn.model.ipc;

/** A capability: the right to do something with one kernel object. */
public record Capability(Kind kind, int number, int rights) {
    /** Rights: W, S, R, D; SERVER, of a gate: its server side. [ABI section 5] */
    public static final int W = 1;
    public static final int S = 2;
    public static final int R = 4;
    public static final int D = 8;
    public static final int SERVER = 0x20;
    public static final int ALL = 0xef;

    /** What kind of object. */
    public enum Kind { TASK, THREAD, GATE, INTERRUPT, SEMAPHORE, SCHEDULER }

    public boolean has(int needed) {
        return (rights & needed) == needed;
    }
}
