package cairn.model.ipc;

/** A thread or an interrupt object that waits for a receiver. */
public record Sender(boolean interrupt, int number, int rank, long since) implements Comparable<Sender> {
    /** The highest rank first, and first come, first served within one. [ABI section 7] */
    @Override
    public int compareTo(Sender o) {
        return rank != o.rank ? Integer.compare(o.rank, rank) : Long.compare(since, o.since);
    }

    @Override
    public String toString() {
        return (interrupt ? "irq" : "t") + number + "@" + rank;
    }
}
