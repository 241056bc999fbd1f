package cairn.ci.command;

import cairn.ci.run.Project;
import cairn.ci.stage.BootStage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "run", mixinStandardHelpOptions = true,
        description = "Boots an image on the emulated board: the serial line on standard output, traces on standard error.",
        footer = {"", "Exit code: 0 it came to rest (and said what was expected), 1 it did not, 2 it could not run.",
            "Example: ./cairn run hal/guests/sample/sample.elf --trace faults"})
public final class RunCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "IMAGE", description = "ELF64 file for AArch64: the root task.")
    private List<String> images;

    @Option(names = "--ram", paramLabel = "SIZE", description = "Memory of the board (default: 64M).")
    private String ram;

    @Option(names = "--budget", paramLabel = "N", description = "Instructions after which the run is ended.")
    private String budget;

    @Option(names = "--trace", paramLabel = "LIST", description = "Any of syscalls,faults,mmu.")
    private String trace;

    @Option(names = "--expect", paramLabel = "FILE", description = "Serial output that must come, to the byte.")
    private String expect;

    @Option(names = {"--report", "--json"}, paramLabel = "FILE", description = "Write the result as JSON.")
    private String report;

    @Override
    public Integer call() {
        List<String> arguments = new ArrayList<>(images.stream().map(Given::path).toList());
        option(arguments, "--ram", ram);
        option(arguments, "--budget", budget);
        option(arguments, "--trace", trace);
        option(arguments, "--expect", expect == null ? null : Given.path(expect));
        option(arguments, "--report", report == null ? null : Given.path(report));
        return BootStage.child(Project.fromLauncher(), arguments).runAttached();
    }

    private static void option(List<String> arguments, String name, String value) {
        if (value != null) {
            arguments.add(name);
            arguments.add(value);
        }
    }
}
