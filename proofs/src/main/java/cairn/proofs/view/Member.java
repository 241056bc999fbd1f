// SPDX-License-Identifier: MIT
package cairn.proofs.view;

import java.util.ArrayList;
import java.util.List;

/** A field or method of a class, with the JML before it. */
final class Member {
    final String name;
    final boolean method;
    final List<String> parameters;
    final int line;
    /** Positions in the file's tokens: declaration from..bodyFrom, body bodyFrom..to; without a body bodyFrom == to. */
    final int from;
    final int bodyFrom;
    final int to;
    /** The contract; empty for a field and for a method without one. */
    List<SpecCase> contract = new ArrayList<>();
    /** The comments that hold the contract: from the first token to behind the last; -1 without a contract. */
    int contractFrom = -1;
    int contractTo = -1;
    List<String> jmlModifiers = new ArrayList<>();
    /** Text of the Javadoc before the member. */
    String doc = "";

    Member(String name, boolean method, List<String> parameters, int line, int from, int bodyFrom, int to) {
        this.name = name;
        this.method = method;
        this.parameters = parameters;
        this.line = line;
        this.from = from;
        this.bodyFrom = bodyFrom;
        this.to = to;
    }

    boolean hasBody() {
        return bodyFrom < to;
    }
}
