package cairn.ci;

import cairn.ci.command.AuditCommand;
import cairn.ci.command.CheckCommand;
import cairn.ci.command.ExplainCommand;
import cairn.ci.command.FuzzCommand;
import cairn.ci.command.ManualCommand;
import cairn.ci.command.MergeCommand;
import cairn.ci.command.MutantsCommand;
import cairn.ci.command.ProveCommand;
import cairn.ci.command.RunCommand;
import cairn.ci.command.SelfCheckCommand;
import cairn.ci.command.TranslateCommand;
import cairn.ci.command.VerifyCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/** The command line; each command is a class of its own. */
@Command(name = "cairn", mixinStandardHelpOptions = true, version = "cairn 0.1.0", synopsisSubcommandLabel = "COMMAND",
        description = "Verifies the Cairn kernel and runs it on an emulated board.",
        footer = {"", "Exit code: 0 holds, 1 does not hold, 2 could not run.", "Each command has its own --help."},
        subcommands = {VerifyCommand.class, ProveCommand.class, ExplainCommand.class, CheckCommand.class, FuzzCommand.class,
            RunCommand.class, MutantsCommand.class, MergeCommand.class, ManualCommand.class, TranslateCommand.class, AuditCommand.class, SelfCheckCommand.class})
public final class Main implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] arguments) {
        int code = run(arguments, new PrintWriter(System.out, true, StandardCharsets.UTF_8), new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        System.exit(code);
    }

    static int run(String[] arguments, PrintWriter out, PrintWriter err) {
        CommandLine line = new CommandLine(new Main());
        line.setOut(out);
        line.setErr(err);
        line.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.AUTO));
        line.setParameterExceptionHandler(Main::wrongUse);
        line.setExecutionExceptionHandler((e, c, parse) -> {
            if (e instanceof CannotRun) {
                err.println("cairn: " + e.getMessage());
            } else {
                // A fault of the pipeline itself: the place is what its author needs.
                StackTraceElement at = e.getStackTrace().length > 0 ? e.getStackTrace()[0] : null;
                err.println("cairn: a fault of the pipeline itself, please report it: " + e + (at == null ? "" : " at " + at));
            }
            return ExitCode.COULD_NOT_RUN;
        });
        line.setUnmatchedOptionsArePositionalParams(false);
        return line.execute(arguments);
    }

    private static int wrongUse(ParameterException e, String[] arguments) {
        CommandLine line = e.getCommandLine();
        String message = e.getMessage().lines().findFirst().orElse("wrong arguments");
        StringBuilder text = new StringBuilder("cairn: ").append(message);
        List<String> alike = e instanceof CommandLine.UnmatchedArgumentException u && !u.getUnmatched().isEmpty()
                ? Suggestion.alike(u.getUnmatched().get(0), names(line)) : List.of();
        if (!alike.isEmpty()) {
            text.append("; did you mean ").append(String.join(" or ", alike)).append("?");
        } else {
            text.append("; see ").append(line.getCommandSpec().qualifiedName()).append(" --help");
        }
        line.getErr().println(text);
        return ExitCode.COULD_NOT_RUN;
    }

    private static List<String> names(CommandLine line) {
        List<String> names = new ArrayList<>(line.getSubcommands().keySet());
        names.addAll(line.getCommandSpec().optionsMap().keySet());
        return names;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: verify, prove, explain, check, fuzz, run, mutants, merge, manual, translate, audit or selfcheck");
    }
}
