// SPDX-License-Identifier: MIT
package cairn.proofs.view;

import java.util.ArrayList;
import java.util.List;

/** One behaviour case of the view, and what it is called. */
final class ViewCase {
    final SpecCase source;
    final String item;
    final String kind;
    final int line;
    final String note;
    /** The frame is proved in a case of its own: here anything may change. */
    boolean openFrame;
    final List<String> requires = new ArrayList<>();
    final List<String> premises = new ArrayList<>();
    final List<String> ensures = new ArrayList<>();

    ViewCase(SpecCase source, String item, String kind, int line, String note) {
        this.source = source;
        this.item = item;
        this.kind = kind;
        this.line = line;
        this.note = note;
    }

    String text(String indent) {
        StringBuilder s = new StringBuilder();
        s.append(source.head.isEmpty() ? "" : source.head).append('\n');
        for (String r : requires) {
            s.append(indent).append("  @   requires ").append(r).append(";\n");
        }
        if (!premises.isEmpty()) {
            s.append(indent).append("  @   requires ").append(String.join(" && ", premises)).append(";\n");
        }
        for (String e : ensures) {
            s.append(indent).append("  @   ensures ").append(e).append(";\n");
        }
        boolean opened = false;
        for (Clause c : source.rest()) {
            if (openFrame && c.keyword().equals("assignable")) {
                s.append(opened ? "" : indent + "  @   assignable \\everything;\n");
                opened = true;
                continue;
            }
            s.append(indent).append("  @   ").append(c.keyword()).append(' ').append(c.text()).append(";\n");
        }
        return s.toString();
    }
}
