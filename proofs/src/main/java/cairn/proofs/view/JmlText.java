// SPDX-License-Identifier: MIT
package cairn.proofs.view;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The text of adjacent JML comments without their markers, each character with its line; inner comments are kept aside by line. */
final class JmlText {
    private final StringBuilder text = new StringBuilder();
    private final List<Integer> lines = new ArrayList<>();
    private final TreeMap<Integer, String> notes = new TreeMap<>();

    void add(Token annotation) {
        String s = annotation.text();
        int line = annotation.line();
        int i = s.indexOf('@') + 1;
        int end = s.startsWith("/*") ? s.length() - 2 : s.length();
        boolean lineStart = true;
        while (i < end) {
            char c = s.charAt(i);
            if (s.startsWith("//", i)) {
                int stop = s.indexOf('\n', i);
                stop = stop < 0 || stop > end ? end : stop;
                notes.merge(line, s.substring(i + 2, stop).replaceAll("@+$", "").trim(), (a, b) -> a + " " + b);
                i = stop;
                continue;
            }
            boolean marker = c == '@' && (lineStart || isTrailing(s, i, end));
            put(marker ? ' ' : c, line);
            lineStart = c == '\n' || (lineStart && (Character.isWhitespace(c) || c == '@'));
            line += c == '\n' ? 1 : 0;
            i++;
        }
        put('\n', line);
    }

    private static boolean isTrailing(String s, int i, int end) {
        while (i < end && s.charAt(i) == '@') {
            i++;
        }
        return i == end;
    }

    private void put(char c, int line) {
        text.append(c);
        lines.add(line);
    }

    int length() {
        return text.length();
    }

    char charAt(int i) {
        return text.charAt(i);
    }

    String substring(int from, int to) {
        return text.substring(from, to);
    }

    int line(int i) {
        return lines.isEmpty() ? 0 : lines.get(Math.max(0, Math.min(i, lines.size() - 1)));
    }

    /** The inner comments on the lines from..to. */
    String notes(int fromLine, int toLine) {
        return String.join(" ", notes.subMap(fromLine, true, toLine, true).values());
    }
}
