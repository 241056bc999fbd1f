package cairn.kernel.boot;

/** How much of everything there is: all of it is made at boot. */
public final class Sizes {
    public int nodes = 65536;
    public int tasks = 64;
    public int threads = 1280;
    public int factories = 64;
    public int gates = 1024;
    public int interrupts = 512;
    public int capabilityTables = 256;
    public int level1Tables = 128;
    public int level2Tables = 192;
    public int level3Tables = 512;
    /** Frames for UTCBs and other kernel-user memory. */
    public int kernelUserFrames = 512;
    /** Bytes that the first factory may hand out. */
    public long quota = 16L << 20;

    /** Number of tables that the MMU needs: roots, one for each task, then levels 1, 2 and 3. */
    public int mmuTables() {
        return tasks + level1Tables + level2Tables + level3Tables;
    }
}
