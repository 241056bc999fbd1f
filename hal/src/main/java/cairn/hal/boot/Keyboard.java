package cairn.hal.boot;

import cairn.hal.board.Board;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What is typed into the serial line: a thread of its own reads the stream, which may block for ever. */
final class Keyboard {
    private static final byte[] END = {};
    /** Pieces that are read ahead. */
    private static final int AHEAD = 16;
    private static final int PIECE = 4096;

    private final BlockingQueue<byte[]> read = new LinkedBlockingQueue<>(AHEAD);
    private byte[] next;
    private int typed;

    Keyboard(InputStream in) {
        Thread reader = new Thread(() -> read(in), "keyboard");
        reader.setDaemon(true);
        reader.start();
    }

    private void read(InputStream in) {
        try {
            pieces(in);
            read.put(END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pieces(InputStream in) throws InterruptedException {
        byte[] buffer = new byte[PIECE];
        try {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (n > 0) {
                    read.put(Arrays.copyOf(buffer, n));
                }
            }
        } catch (IOException e) {
            return; // a terminal that went away is the end of what is typed
        }
    }

    /** Types into {@code board} what has come and fits; returns how many bytes. */
    int type(Board board) {
        int count = 0;
        while (true) {
            if (next == null) {
                next = read.poll();
                typed = 0;
            }
            if (next == null || next == END) {
                return count;
            }
            int fitted = board.inject(Arrays.copyOfRange(next, typed, next.length));
            count += fitted;
            typed += fitted;
            if (typed < next.length) {
                return count;
            }
            next = null;
        }
    }

    /** Waits until there is something to type; false when nothing will come, or not before {@code ends} (as {@link System#nanoTime}). */
    boolean await(long ends) {
        try {
            if (next == null) {
                next = ends == Long.MAX_VALUE ? read.take() : read.poll(Math.max(0, ends - System.nanoTime()), TimeUnit.NANOSECONDS);
                typed = 0;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return next != null && next != END;
    }
}
