package cairn.hal.aarch64;

/** What answers at physical addresses that are not RAM. */
public interface Bus {

    /** Whether a device register answers at {@code address}; otherwise the access is an external abort. */
    boolean covers(long address);

    /** Reads {@code size} (1, 2, 4 or 8) bytes at an address aligned to {@code size}. */
    long read(long address, int size);

    /** Writes the low {@code size} bytes of {@code value}. */
    void write(long address, int size, long value);
}
