// SPDX-License-Identifier: MIT
package cairn.proofs.view;

import java.util.List;

/**
 * A method that exists in JML only, with its contract in the same comment. Used for induction: its definition may call itself, its
 * contract is proved once, under measured_by. It is never split.
 *
 * @param head modifiers, type, name and parameters
 * @param body from the opening brace to the closing one; a semicolon where it has none
 */
record ModelMethod(String name, List<String> parameters, String head, String body, List<SpecCase> contract, int line) {

    String text() {
        StringBuilder s = new StringBuilder();
        for (SpecCase c : contract) {
            s.append(" also ").append(c.head);
            c.clauses.forEach(x -> s.append(' ').append(x.keyword()).append(' ').append(x.text()).append(';'));
        }
        return s + " " + head + " " + body;
    }
}
