package cairn.hal.boot;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The list of all files that were loaded, as the root task reads it. [ABI section 10]
 *
 * <pre>
 *  00 flags   08 command line   10 address of the entries   18 their number   20 -   28 -
 *  30 entries of 32 bytes:  kind | start | end, exclusive | address of the command line
 *     command lines, each ending with a zero byte
 * </pre>
 */
final class ModuleInformation {
    static final int PLAIN = 0;
    static final int PAGER = 2;
    static final int ROOT = 3;

    private static final int HEADER = 0x30;
    private static final int ENTRY = 32;

    private record Entry(int kind, long start, long end, byte[] commandLine) {}

    private final List<Entry> entries = new ArrayList<>();

    void add(int kind, long start, long end, String commandLine) {
        entries.add(new Entry(kind, start, end, commandLine.getBytes(StandardCharsets.US_ASCII)));
    }

    /** Bytes that a list with these command lines takes. */
    static long size(List<String> commandLines) {
        return HEADER + commandLines.stream().mapToLong(line -> ENTRY + line.length() + 1).sum();
    }

    /** The list, to lie at physical address {@code at}. */
    byte[] bytes(long at) {
        int text = HEADER + ENTRY * entries.size();
        ByteBuffer b = ByteBuffer.allocate(text + entries.stream().mapToInt(e -> e.commandLine().length + 1).sum())
                .order(ByteOrder.LITTLE_ENDIAN);
        b.putLong(0x10, at + HEADER).putInt(0x18, entries.size());
        int entry = HEADER;
        for (Entry e : entries) {
            b.putLong(entry, e.kind()).putLong(entry + 8, e.start()).putLong(entry + 16, e.end()).putLong(entry + 24, at + text);
            b.put(text, e.commandLine());
            entry += ENTRY;
            text += e.commandLine().length + 1;
        }
        return b.array();
    }
}
