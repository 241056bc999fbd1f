/**
 * The kernel's derivation operations as one total function on immutable state: {@link cairn.model.Model#step}. Read it as the manual:
 * one operation is one short method, and each refusal is one line of it, in the order in which the kernel looks.
 */
package cairn.model;
