package cairn.model;

/** 4 KiB frames {@code low} .. {@code high}, both included; 0 .. 0 for an object. */
public record Range(long low, long high) {
    public static final Range OBJECT = new Range(0, 0);

    public boolean isEmpty() {
        return low > high;
    }

    public boolean within(Range other) {
        return other.low <= low && high <= other.high;
    }

    /** Number of frames. */
    public long size() {
        return high - low + 1;
    }
}
