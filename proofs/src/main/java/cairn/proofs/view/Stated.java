// SPDX-License-Identifier: MIT
package cairn.proofs.view;

import java.util.List;

/**
 * One contract that the prover finds in a view, and what proves it.
 *
 * @param form where it stands in this view
 * @param ids  the obligations that imply it: itself, or where it is not proved in this view, all parts of its source case
 */
public record Stated(Obligation form, List<String> ids) {
}
