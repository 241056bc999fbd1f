package cairn.hal.aarch64;

/**
 * What a walk of the descriptors yields for a virtual address.
 *
 * @param frame      4 KiB frame number the address translates to
 * @param rights     4 read, 2 write, 1 execute, as EL0 has them
 * @param level      level of the leaf: 1, 2 or 3
 * @param attributes memory type as in {@link cairn.kernel.hil.Mmu#setLeaf}
 */
public record Translation(long frame, int rights, int level, int attributes) {}
