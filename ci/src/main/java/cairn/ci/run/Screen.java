package cairn.ci.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the user sees: a line that moves on a terminal, plain lines elsewhere, JSON lines for machines. */
public final class Screen {
    private static final int WIDTH = 100;
    private static final ObjectMapper JSON = new ObjectMapper();

    private enum Mode { TERMINAL, PLAIN, MACHINE }

    private final PrintStream out;
    private final PrintStream err;
    private final Mode mode;
    private boolean moving;

    private Screen(PrintStream out, PrintStream err, Mode mode) {
        this.out = out;
        this.err = err;
        this.mode = mode;
    }

    public static Screen of(PrintStream out, PrintStream err, boolean json) {
        boolean terminal = System.console() != null && System.getenv("CI") == null && !"dumb".equals(System.getenv("TERM"));
        return new Screen(out, err, json ? Mode.MACHINE : terminal ? Mode.TERMINAL : Mode.PLAIN);
    }

    public boolean json() {
        return mode == Mode.MACHINE;
    }

    /** A sentence that stays. */
    public synchronized void say(String line) {
        if (mode != Mode.MACHINE) {
            clear();
            out.println(clean(line));
            out.flush();
        }
    }

    /** Progress: on a terminal it takes the place of the last progress; in CI it is a line of its own. */
    public synchronized void progress(String line) {
        if (mode == Mode.TERMINAL) {
            String shown = clean(line);
            clear();
            out.print("\r" + (shown.length() > WIDTH ? shown.substring(0, WIDTH - 1) + "…" : shown));
            out.flush();
            moving = true;
        } else if (mode == Mode.PLAIN) {
            out.println("    " + clean(line));
            out.flush();
        }
    }

    /** As {@link #progress}, but not worth a line in a log. */
    public synchronized void tick(String line) {
        if (mode == Mode.TERMINAL) {
            progress(line);
        }
    }

    public synchronized void warn(String line) {
        clear();
        err.println(clean(line));
        err.flush();
    }

    /** One event for machines. */
    public synchronized void event(String kind, Map<String, Object> fields) {
        if (mode == Mode.MACHINE) {
            Map<String, Object> event = new LinkedHashMap<>();
            event.put("event", kind);
            event.putAll(fields);
            try {
                out.println(JSON.writeValueAsString(event));
                out.flush();
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("an event is plain data", e);
            }
        }
    }

    private void clear() {
        if (moving) {
            out.print("\r" + " ".repeat(WIDTH) + "\r");
            moving = false;
        }
    }

    /** What tools print may hold text from guests: no control character of theirs reaches the terminal. */
    private static String clean(String line) {
        StringBuilder text = new StringBuilder(line.length());
        line.codePoints().forEach(c -> {
            if (c == '\t' || c >= 0x20 && (c < 0x7f || c > 0x9f)) {
                text.appendCodePoint(c);
            } else {
                text.append('\ufffd');
            }
        });
        return text.toString();
    }
}
