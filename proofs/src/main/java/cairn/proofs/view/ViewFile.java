// SPDX-License-Identifier: MIT
package cairn.proofs.view;

import java.util.ArrayList;
import java.util.List;

/** One generated file, and for each of its lines the line of the source that it comes from. */
public final class ViewFile {
    private final String path;
    private final StringBuilder text = new StringBuilder();
    private final List<Integer> lines = new ArrayList<>();
    private boolean lineOpen;

    ViewFile(String path) {
        this.path = path;
    }

    public String path() {
        return path;
    }

    public String text() {
        return text.toString();
    }

    /** Copies source text that starts in {@code line}. */
    void copy(String piece, int line) {
        for (int i = 0; i < piece.length(); i++) {
            put(piece.charAt(i), line);
            line += piece.charAt(i) == '\n' ? 1 : 0;
        }
    }

    /** Adds text that all stems from one source line. */
    void generate(String piece, int line) {
        for (int i = 0; i < piece.length(); i++) {
            put(piece.charAt(i), line);
        }
    }

    private void put(char c, int line) {
        if (!lineOpen) {
            lines.add(line);
            lineOpen = true;
        }
        text.append(c);
        lineOpen = c != '\n';
    }

    /** The source line behind a line of the view, both counted from 1. */
    public int sourceLine(int viewLine) {
        return lines.isEmpty() ? 1 : lines.get(Math.max(0, Math.min(viewLine, lines.size()) - 1));
    }
}
