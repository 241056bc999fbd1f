package cairn.kernel.hil;

/** Virtual time of the board: a pure function of the instructions executed, so that every run replays. */
public interface Timer {

    /** Microseconds since boot. Never decreases. */
    long now();

    /** The timer interrupt becomes pending at {@code microseconds} since boot; {@link Long#MAX_VALUE} for never. */
    void arm(long microseconds);
}
