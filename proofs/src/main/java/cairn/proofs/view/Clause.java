// SPDX-License-Identifier: MIT
package cairn.proofs.view;

/**
 * One JML clause, for instance {@code ensures okA;}.
 *
 * @param keyword as written
 * @param text    what stands between the keyword and the semicolon, blanks normalised
 * @param note    the comments on the clause's lines: they carry IDs such as CDT-3
 */
public record Clause(String keyword, String text, int line, String note) {
}
