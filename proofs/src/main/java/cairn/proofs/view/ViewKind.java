// SPDX-License-Identifier: MIT
package cairn.proofs.view;

/**
 * The four views of one source. An obligation belongs to exactly one of them.
 *
 * <p>Classes with a conjunction of conjuncts of their own need small contracts; their callers close many times faster where the
 * conjunction is one opaque boolean and the contracts are whole.
 */
public enum ViewKind {
    /** Classes with a conjunction of their own are split, but for those of {@link #UPPER}; all others stand as in the source. */
    SPLIT,
    /** The same for classes whose premise file says {@code class: upper}: they use others with a conjunction, which stand as in the source. */
    UPPER,
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
        if (type.hasConjunction() && !premises.upper) {
            return SPLIT;
        }
        if (type.hasConjunction()) {
            for (int n = 1; n <= method.contract.size(); n++) {
                if (!premises.mode(shownMethod, n).equals("whole")) {
                    return UPPER;
                }
            }
            return PLAIN;
        }
        for (int n = 1; n <= method.contract.size(); n++) {
            if (premises.mode(shownMethod, n).equals("split")) {
                return PARTS;
            }
        }
        return PLAIN;
    }

    /** Where one behaviour case is proved: of an upper class those that are whole are proved from the contracts in the source. */
    static ViewKind of(TypeDecl type, Member method, String shownMethod, Premises premises, int caseNumber) {
        boolean whole = type.hasConjunction() && premises.upper && premises.mode(shownMethod, caseNumber).equals("whole");
        return whole ? PLAIN : of(type, method, shownMethod, premises);
    }

    /** Where a class's lemmas and accessible clauses are proved. */
    static ViewKind of(TypeDecl type, Premises premises) {
        return !type.hasConjunction() ? PLAIN : premises.upper ? UPPER : SPLIT;
    }
}
