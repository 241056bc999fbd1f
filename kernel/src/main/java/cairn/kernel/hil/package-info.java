/**
 * What the kernel needs of a board: interfaces owned by the kernel, implemented by the board (module hal).
 * Arguments are primitives; an implementation touches no kernel object.
 */
package cairn.kernel.hil;
