package cairn.ci.command;

import cairn.ci.CannotRun;
import cairn.ci.ExitCode;
import cairn.ci.run.Project;
import cairn.ci.stage.BootStage;
import cairn.ci.view.RunView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "run", mixinStandardHelpOptions = true,
        description = {"Boots a system on the emulated board: the serial line on standard output and input, the rest on standard error.",
            "Either one IMAGE, the only program; or a root pager, a root task and its modules."},
        footer = {"", "Exit code: 0 it came to rest (and said what was expected), 1 it did not, 2 it could not run.",
            "Examples: ./cairn run hal/guests/sample/sample.elf --trace faults",
            "          ./cairn run hal/guests/sample/sample.elf --view run.html --state end.svg",
            "          ./cairn run --sigma0 FILE --root FILE --root-args \"--init=rom/hello\" --module l4re --module hello"})
public final class RunCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "IMAGE", description = "ELF64 file for AArch64: the root task, alone.")
    private List<String> images = List.of();

    @Option(names = "--sigma0", paramLabel = "FILE", description = "ELF64 file of the root pager, which owns all RAM.")
    private String sigma0;

    @Option(names = "--root", paramLabel = "FILE", description = "ELF64 file of the root task.")
    private String root;

    @Option(names = "--root-args", paramLabel = "TEXT", description = "The root task's command line, behind its name.")
    private String rootArguments;

    @Option(names = "--module", paramLabel = "FILE[=NAME][:ARGS]", description = "A file that the root task finds in memory; as often as needed.")
    private List<String> modules = List.of();

    @Option(names = "--ram", paramLabel = "SIZE", description = "Memory of the board (default: 64M; with --sigma0 256M).")
    private String ram;

    @Option(names = "--budget", paramLabel = "N", description = "Instructions after which the run is ended.")
    private String budget;

    @Option(names = "--timeout", paramLabel = "S", description = "Seconds after which the run is ended.")
    private String timeout;

    @Option(names = "--engine", paramLabel = "NAME",
            description = "translator (default), interpreter, or lockstep: both, to the first difference.")
    private String engine;

    @Option(names = "--cpu", paramLabel = "NAME", description = "armv8.0 (default), or armv8.1: its atomic instructions too.")
    private String cpu;

    @Option(names = "--trace", paramLabel = "LIST", description = "Any of syscalls,faults,ipc,mmu,insn.")
    private String trace;

    @Option(names = "--trace-file", paramLabel = "FILE", description = "Where traces go instead of standard error.")
    private String traceFile;

    @Option(names = "--input", paramLabel = "FILE",
            description = "What arrives on the serial line instead of standard input: a line whenever all wait and somebody listens.")
    private String input;

    @Option(names = "--expect", paramLabel = "FILE", description = "Serial output that must come, to the byte.")
    private String expect;

    @Option(names = "--report", paramLabel = "FILE", description = "Write the result as JSON.")
    private String report;

    @Option(names = "--view", paramLabel = "FILE.html", description = "Write a page of one file on which a person steps through the run.")
    private String view;

    @Option(names = "--view-from", paramLabel = "N", description = "Kernel entries that are left out before (default 0).")
    private Long viewFrom;

    @Option(names = "--view-most", paramLabel = "N", description = "Kernel entries that are shown (default 20000); the page says when there were more.")
    private Long viewMost;

    @Option(names = "--state", paramLabel = "FILE.svg", description = "Draw the state at the end: who waits for whom, and the derivation tree.")
    private String state;

    @Option(names = "--json", description = "The summary at the end as JSON.")
    private boolean json;

    @Option(names = "--quiet", description = "No summary at the end.")
    private boolean quiet;

    @Option(names = "--gdb", paramLabel = "PORT", description = "Wait for GDB on this loopback port before the first instruction.")
    private String gdb;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (images.isEmpty() && sigma0 == null && root == null) {
            throw new ParameterException(spec.commandLine(), "Missing: an IMAGE, or --sigma0 and --root");
        }
        List<String> arguments = new ArrayList<>(images.stream().map(Given::path).toList());
        file(arguments, "--sigma0", sigma0);
        file(arguments, "--root", root);
        option(arguments, "--root-args", rootArguments);
        modules.forEach(m -> option(arguments, "--module", module(m)));
        option(arguments, "--ram", ram);
        option(arguments, "--budget", budget);
        option(arguments, "--timeout", timeout);
        option(arguments, "--engine", engine);
        option(arguments, "--cpu", cpu);
        option(arguments, "--trace", trace);
        file(arguments, "--trace-file", traceFile);
        file(arguments, "--input", input);
        file(arguments, "--expect", expect);
        file(arguments, "--report", report);
        option(arguments, "--gdb", gdb);
        if (json) {
            arguments.add("--json");
        }
        if (quiet) {
            arguments.add("--quiet");
        }
        if (viewFrom != null && viewFrom < 0 || viewMost != null && viewMost < 1) {
            throw new ParameterException(spec.commandLine(), "--view-from and --view-most take numbers of kernel entries");
        }
        if (view == null && (viewFrom != null || viewMost != null)) {
            throw new ParameterException(spec.commandLine(), "--view-from and --view-most need --view");
        }
        if (view == null && state == null) {
            return BootStage.child(Project.fromLauncher(), arguments).runAttached();
        }
        return drawn(arguments);
    }

    /** Runs it recorded, then draws what was asked for; the recordings are deleted. */
    private int drawn(List<String> arguments) {
        Path folder = null;
        try {
            folder = Files.createTempDirectory("cairn-run");
            Path recording = folder.resolve("recording.json");
            Path last = folder.resolve("state.json");
            option(arguments, "--record", view == null ? null : recording.toString());
            option(arguments, "--record-from", viewFrom == null ? null : viewFrom.toString());
            option(arguments, "--record-most", viewMost == null ? null : viewMost.toString());
            option(arguments, "--state", state == null ? null : last.toString());
            writable(view);
            writable(state);
            int code = BootStage.child(Project.fromLauncher(), arguments).runAttached();
            if (view != null && Files.isRegularFile(recording) && code != ExitCode.COULD_NOT_RUN) {
                RunView.page(recording, Path.of(view));
            }
            if (state != null && Files.isRegularFile(last) && code != ExitCode.COULD_NOT_RUN) {
                RunView.picture(last, Path.of(state));
            }
            return code;
        } catch (IOException e) {
            throw new CannotRun(e.getMessage() + ": cannot be written", e);
        } finally {
            delete(folder);
        }
    }

    /** Said before the run, not after it. */
    private static void writable(String file) {
        Path folder = file == null ? null : Path.of(file).toAbsolutePath().getParent();
        if (folder != null && (!Files.isWritable(folder) || Files.isDirectory(Path.of(file)))) {
            throw new CannotRun(file + " cannot be written");
        }
    }

    private static void delete(Path folder) {
        if (folder == null) {
            return;
        }
        try {
            for (String name : List.of("recording.json", "state.json")) {
                Files.deleteIfExists(folder.resolve(name));
            }
            Files.delete(folder);
        } catch (IOException e) {
            // A file left in the folder for temporary files is nobody's concern.
        }
    }

    /** The module with the file's name made independent of the folder; the name ends at the first '=' or ':' unless a file is called so. */
    private static String module(String given) {
        if (Files.isRegularFile(Path.of(given))) {
            return Given.path(given);
        }
        String file = given.split("[=:]", 2)[0];
        return file.isEmpty() ? given : Given.path(file) + given.substring(file.length());
    }

    private static void file(List<String> arguments, String name, String value) {
        option(arguments, name, value == null ? null : Given.path(value));
    }

    private static void option(List<String> arguments, String name, String value) {
        if (value != null) {
            arguments.add(name);
            arguments.add(value);
        }
    }
}
