package cairn.model;

/** A set of rights as the ABI's bits: 1, 2, 4, 8 and the object-specific 32, 64, 128. For memory: 4 read, 2 write, 1 execute. */
public final class Rights {
    public static final int NONE = 0;
    public static final int ALL = 1 | 2 | 4 | 8 | 32 | 64 | 128;
    public static final int EXECUTE = 1;
    public static final int WRITE = 2;
    public static final int READ = 4;

    private Rights() {}

    public static boolean within(int rights, int mask) {
        return (rights & ~mask) == 0;
    }
}
