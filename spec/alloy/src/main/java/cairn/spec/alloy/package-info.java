/**
 * Runs the Alloy specification: finds every command in the {@code .als} sources, solves it, and reports one row for each.
 * Start at {@link cairn.spec.alloy.Check} (command line) or {@link cairn.spec.alloy.Checker} (in process).
 */
package cairn.spec.alloy;
