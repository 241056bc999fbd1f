package cairn.ci.command;

import cairn.ci.CannotRun;
import cairn.ci.run.Child;
import cairn.ci.run.Project;
import cairn.ci.stage.BootStage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "run", mixinStandardHelpOptions = true, description = "Boots images on the emulated board.")
public final class RunCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "IMAGE", description = "ELF64 files for AArch64; the first is the root task.")
    private List<String> images;

    @Override
    public Integer call() {
        Project project = Project.fromLauncher();
        if (!project.hasClass(BootStage.MODULE, "target/classes", BootStage.MAIN)) {
            throw new CannotRun("the module hal cannot boot an image yet (" + BootStage.MAIN + " is missing)");
        }
        return Child.java(project, project.classpath(BootStage.MODULE), 1024, BootStage.MAIN, new ArrayList<>(images)).runAttached();
    }
}
