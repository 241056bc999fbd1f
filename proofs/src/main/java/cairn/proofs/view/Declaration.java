// SPDX-License-Identifier: MIT
package cairn.proofs.view;

/**
 * One JML declaration of a class: a model or ghost field, a represents clause, an invariant.
 *
 * @param keyword  model, ghost, represents, accessible, invariant, …
 * @param name     the field that is declared, represented or framed; empty for an invariant
 * @param modifier everything before the keyword
 * @param text     all of it, blanks normalised
 * @param body     what is to the right of = or of the colon; empty where there is none
 */
record Declaration(String keyword, String name, String modifier, String text, String body, int line, String note) {
}
