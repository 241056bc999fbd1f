package cairn.hal.boot;

/**
 * One checked PT_LOAD of an image.
 *
 * @param address    p_vaddr
 * @param physical   p_paddr
 * @param memorySize bytes in memory; those beyond {@code fileSize} are zero
 * @param fileOffset where its bytes start in the file
 * @param fileSize   bytes from the file
 * @param rights     4 read, 2 write, 1 execute
 */
public record Segment(long address, long physical, long memorySize, int fileOffset, int fileSize, int rights) {
    /** Address after the last byte. */
    public long end() {
        return address + memorySize;
    }
}
