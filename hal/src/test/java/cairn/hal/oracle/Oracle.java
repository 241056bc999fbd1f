package cairn.hal.oracle;

/** Something else that executes a {@link Program}. */
interface Oracle {
    /** What {@code elf} writes. */
    byte[] run(byte[] elf) throws Exception;
}
