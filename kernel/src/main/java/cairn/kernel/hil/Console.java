package cairn.kernel.hil;

/** The board's serial line. */
public interface Console {

    /** Sends one byte (low 8 bits). Never blocks for ever. */
    void put(int value);

    /** Next received byte (0 .. 255), or -1 when there is none. */
    int get();
}
