package cairn.ci.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** CPU time of the processes that this one has started and that have ended, as Linux counts it; 0 elsewhere. */
final class CpuTime {
    /** USER_HZ; fixed by the kernel's interface for /proc. */
    private static final long TICKS_PER_SECOND = 100;

    private CpuTime() {}

    /** Milliseconds. */
    static long ofChildren() {
        Path stat = Path.of("/proc/self/stat");
        try {
            if (Files.isReadable(stat)) {
                String[] field = Files.readString(stat).replaceFirst("^.*\\) ", "").split(" ");
                return (Long.parseLong(field[13]) + Long.parseLong(field[14])) * 1000 / TICKS_PER_SECOND;
            }
        } catch (IOException | RuntimeException e) {
            // A figure for the reader; without it the run record shows a dash.
        }
        return 0;
    }
}
