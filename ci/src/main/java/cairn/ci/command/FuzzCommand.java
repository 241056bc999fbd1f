package cairn.ci.command;

import cairn.ci.CannotRun;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "fuzz", mixinStandardHelpOptions = true, description = "Runs the kernel against the model on random operation sequences.")
public final class FuzzCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new CannotRun("there is no campaign to run yet: the module property-tests has no entry point");
    }
}
