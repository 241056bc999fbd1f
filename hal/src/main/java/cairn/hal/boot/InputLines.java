package cairn.hal.boot;

import cairn.hal.board.Board;
import java.util.Arrays;

/** Input that is known before the run: a line at a time, so that a run with it is a pure function of it. */
final class InputLines {
    private final byte[] bytes;
    private int done;

    InputLines(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Types the next line, or what is left of it, into {@code board}; returns how many bytes, 0 at the end. */
    int type(Board board) {
        int end = done;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        int fitted = board.inject(Arrays.copyOfRange(bytes, done, Math.min(end + 1, bytes.length)));
        done += fitted;
        return fitted;
    }
}
