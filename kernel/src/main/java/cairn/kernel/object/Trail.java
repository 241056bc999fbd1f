package cairn.kernel.object;

/** The last messages that went over, for observers outside the kernel, which look after each entry. Nothing in the kernel reads it. */
public final class Trail {
    /** Messages that are kept; an entry rarely delivers more than two. A power of two. */
    public static final int KEPT = 64;

    private final int[] from = new int[KEPT];
    private final int[] to = new int[KEPT];
    private final long[] tag = new long[KEPT];
    private final long[] label = new long[KEPT];
    private final int[] code = new int[KEPT];
    private final boolean[] resolves = new boolean[KEPT];
    private long count;

    /** Thread {@code s} sent, {@code r} received, or both were told {@code withCode}. */
    void message(Thread s, Thread r, int withCode) {
        int at = (int) count & KEPT - 1;
        from[at] = s.number;
        to[at] = r.number;
        tag[at] = s.tag;
        label[at] = s.label;
        code[at] = withCode;
        resolves[at] = r.fault != Thread.NO_FAULT;
        count = count + 1;
    }

    /** Thread {@code r} received the interrupt {@code i}. */
    void interrupt(Interrupt i, Thread r) {
        int at = (int) count & KEPT - 1;
        from[at] = -1 - i.number;
        to[at] = r.number;
        tag[at] = 0;
        label[at] = i.label;
        code[at] = 0;
        resolves[at] = false;
        count = count + 1;
    }

    /** Messages since boot; message n is kept while {@code count() - n <= KEPT}. */
    public long count() {
        return count;
    }

    /** Number of the thread that sent message {@code n}; -1 - the number of the interrupt object that did. */
    public int from(long n) {
        return from[(int) n & KEPT - 1];
    }

    /** Number of the thread that received it. */
    public int to(long n) {
        return to[(int) n & KEPT - 1];
    }

    /** The sender's tag: words, items, protocol. */
    public long tag(long n) {
        return tag[(int) n & KEPT - 1];
    }

    /** What the receiver reads in x1. */
    public long label(long n) {
        return label[(int) n & KEPT - 1];
    }

    /** Whether the receiver had met a fault, which this answers: the words are not in its UTCB. */
    public boolean resolves(long n) {
        return resolves[(int) n & KEPT - 1];
    }

    /** 0, or the {@link cairn.kernel.abi.IpcError} that ended it. */
    public int code(long n) {
        return code[(int) n & KEPT - 1];
    }
}
