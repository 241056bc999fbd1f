package cairn.hal.boot;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The serial line's output: into memory, as far as it is kept, and, when given, to a second stream. */
final class Output extends OutputStream {
    /** Bytes that are kept: whoever writes more does so for ever. */
    static final int KEPT = 16 << 20;

    private final ByteArrayOutputStream first = new ByteArrayOutputStream();
    private final OutputStream second;
    private final ByteArrayOutputStream fresh = new ByteArrayOutputStream();
    private boolean watched;

    Output(OutputStream second) {
        this.second = second;
    }

    @Override
    public void write(int value) throws IOException {
        if (first.size() < KEPT) {
            first.write(value);
        }
        if (watched) {
            fresh.write(value);
        }
        if (second != null) {
            second.write(value);
        }
    }

    @Override
    public void flush() throws IOException {
        if (second != null) {
            second.flush();
        }
    }

    /** Everything that was kept, as Latin-1. */
    String text() {
        return first.toString(StandardCharsets.ISO_8859_1);
    }

    /** What was written since the last call; nothing at the first. */
    String fresh() {
        watched = true;
        String text = fresh.toString(StandardCharsets.ISO_8859_1);
        fresh.reset();
        return text;
    }
}
