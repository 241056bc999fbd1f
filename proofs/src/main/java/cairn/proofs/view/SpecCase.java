// SPDX-License-Identifier: MIT
package cairn.proofs.view;

import java.util.ArrayList;
import java.util.List;

/** One behaviour case of a contract: {@code public normal_behavior} and its clauses. */
final class SpecCase {
    final String head;
    final int line;
    final List<Clause> clauses = new ArrayList<>();

    SpecCase(String head, int line) {
        this.head = head;
        this.line = line;
    }

    List<Clause> of(String keyword) {
        List<Clause> found = new ArrayList<>();
        for (Clause c : clauses) {
            if (c.keyword().equals(keyword)) {
                found.add(c);
            }
        }
        return found;
    }

    /** What a part of this case carries along unchanged: the frame, the variant, the allowed exceptions. */
    List<Clause> rest() {
        List<Clause> found = new ArrayList<>(clauses);
        found.removeIf(c -> c.keyword().equals("requires") || c.keyword().equals("ensures"));
        return found;
    }
}
