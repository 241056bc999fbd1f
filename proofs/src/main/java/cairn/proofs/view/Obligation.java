// SPDX-License-Identifier: MIT
package cairn.proofs.view;

import java.util.List;

/**
 * One thing to prove: one behaviour case of the view, or one accessible clause.
 *
 * @param id           stable name, for instance {@code core.derivation.Tree.link/okD}
 * @param file         source file, relative to the source folder
 * @param line         of the clause in that file
 * @param view         the view that it is proved in
 * @param kind         conjunct, effect, frame, composed, lemma or accessible
 * @param clause       what is to hold afterwards
 * @param requirements IDs named beside the clause, at its conjunct and in the method's Javadoc
 * @param keyClass     full name of the class
 * @param method       Java name; the class's own name for a constructor
 * @param parameters   types as written in the source
 * @param behavior     normal_behavior, …; empty where none is written
 * @param index        position among the method's view cases with the same behaviour word, from 0
 * @param premises     conjuncts that may be used
 * @param requires     the other requirements of the case
 * @param steps        budget of rule applications
 * @param inline       whether the bodies of what is called count, not their contracts
 * @param closed       model methods and fields that the prover takes as they stand: neither definition nor contract is used
 * @param inputHash    of everything that the proof can depend on
 */
public record Obligation(String id, String file, int line, ViewKind view, String kind, String clause, List<String> requirements, String keyClass,
        String method, List<String> parameters, String behavior, int index, List<String> premises, List<String> requires, int steps,
        boolean inline, List<String> closed, String inputHash) {

    /** The same with another budget. */
    public Obligation withSteps(int other) {
        return new Obligation(id, file, line, view, kind, clause, requirements, keyClass, method, parameters, behavior, index, premises,
                requires, other, inline, closed, inputHash);
    }

    Obligation withHash(String hash) {
        return new Obligation(id, file, line, view, kind, clause, requirements, keyClass, method, parameters, behavior, index, premises,
                requires, steps, inline, closed, hash);
    }
}
