/**
 * The board, laid out like QEMU's {@code virt}: memory map, PL011, GICv2, timer on virtual time, and the run loop. Start at
 * {@link cairn.hal.board.Board}, then {@link cairn.hal.board.Machine}.
 */
package cairn.hal.board;
