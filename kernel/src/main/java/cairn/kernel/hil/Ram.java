package cairn.kernel.hil;

/**
 * Physical memory as the kernel reaches it: user-visible kernel memory (UTCBs), the kernel information page, zeroing of frames.
 * All addresses are physical, 8-byte aligned, and lie in RAM; the kernel passes no address that a user program chose.
 */
public interface Ram {

    long load(long address);

    void store(long address, long value);

    /** Zeroes one 4 KiB frame. */
    void zero(long frameAddress);
}
