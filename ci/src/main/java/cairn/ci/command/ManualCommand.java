package cairn.ci.command;

import cairn.ci.CannotRun;
import cairn.ci.run.AtomicFile;
import cairn.ci.run.Child;
import cairn.ci.run.Project;
import cairn.ci.view.Manual;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "manual", mixinStandardHelpOptions = true,
        description = {"Writes everything that is generated from spec/abi.yaml: the kernel's constants, the guests' header, spec/abi.md,",
            "spec/abi.json, and from that the reference manual of the system calls, spec/manual.html."},
        footer = {"", "Exit code: 0 written, 2 it could not run."})
public final class ManualCommand implements Callable<Integer> {
    private static final String GENERATOR = "kernel/src/test/java/cairn/kernel/abi/AbiTable.java";

    @Override
    public Integer call() {
        Project project = Project.fromLauncher();
        int code = Child.source(project, GENERATOR, ".").run(line -> { }, System.err::println);
        if (code != 0) {
            throw new CannotRun("spec/abi.yaml could not be read");
        }
        AtomicFile.write(project.at(Manual.PAGE), Manual.of(project.at(Manual.TABLE)));
        System.out.println(Manual.PAGE);
        return 0;
    }
}
