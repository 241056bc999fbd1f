package cairn.hal.aarch64;

/**
 * What the processor implements beyond ARMv8.0-A.
 *
 * @param atomics the large system extensions of ARMv8.1 (CAS, LDADD, SWP ...)
 */
public record CpuModel(boolean atomics) {
    /** ARMv8.0-A with CRC32. */
    public static final CpuModel ARMV8_0 = new CpuModel(false);
    /** ARMv8.0-A with CRC32 and the ARMv8.1 atomics. */
    public static final CpuModel ARMV8_1_ATOMICS = new CpuModel(true);
}
