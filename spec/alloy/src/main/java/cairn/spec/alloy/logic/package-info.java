/**
 * The specification as first-order formulas: one walk over Alloy's syntax tree ({@link cairn.spec.alloy.logic.Walk}), whose words mean
 * the kernel's objects ({@link cairn.spec.alloy.logic.KernelWords}, printed as JML) or relations (printed for SMT solvers).
 */
package cairn.spec.alloy.logic;
