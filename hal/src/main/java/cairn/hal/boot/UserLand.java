package cairn.hal.boot;

import java.nio.file.Path;
import java.util.List;

/**
 * The first programs of a system, as they are given to the boot protocol. [ABI section 10]
 *
 * @param pager         ELF of the root pager (sigma0), which owns all RAM
 * @param root          ELF of the root task, whose pager that is
 * @param rootArguments the root task's command line behind its name; may be empty
 * @param modules       files that the root task finds in memory
 */
public record UserLand(Path pager, Path root, String rootArguments, List<BootModule> modules) {
    /** Most modules. */
    public static final int MAX_MODULES = 1024;

    public UserLand {
        BootModule.checkText("--root-args", rootArguments);
        modules = List.copyOf(modules);
    }
}
