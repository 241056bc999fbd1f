// SPDX-License-Identifier: MIT
package cairn.proofs.view;

/**
 * The three views of one source. An obligation belongs to exactly one of them.
 *
 * <p>Classes with a conjunction of conjuncts of their own need small contracts; their callers close many times faster where the
 * conjunction is one opaque boolean and the contracts are whole.
 */
public enum ViewKind {
    /** Classes with a conjunction of their own are split; all others stand as in the source. */
    SPLIT,
    /** Methods that a premise file splits, of the other classes; all else stands as in the source. */
    PARTS,
    /** The source itself. */
    PLAIN;

    /** Folder and value in the results. */
    public String shown() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Where a method's contract is proved. */
    static ViewKind of(TypeDecl type, Member method, String shownMethod, Premises premises) {
        if (type.hasConjunction()) {
            return SPLIT;
        }
        for (int n = 1; n <= method.contract.size(); n++) {
            if (premises.mode(shownMethod, n).equals("split")) {
                return PARTS;
            }
        }
        return PLAIN;
    }

    /** Where a class's lemmas and accessible clauses are proved. */
    static ViewKind of(TypeDecl type) {
        return type.hasConjunction() ? SPLIT : PLAIN;
    }
}
