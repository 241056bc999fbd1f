package cairn.spec.alloy.logic;

import cairn.spec.alloy.SpecException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** z3 or cvc5 in a process of its own. What it may spend is counted in its own units, so that answers do not depend on the machine's load. */
final class SmtSolver {
    private final String path;
    private final long effort;

    /** @param effort 0: 4,000,000 units of z3, 400,000 of cvc5 */
    SmtSolver(String path, long effort) {
        this.path = path;
        this.effort = effort;
    }

    boolean present() throws InterruptedException {
        try {
            Process p = new ProcessBuilder(path, "--version").redirectErrorStream(true).start();
            p.getInputStream().readAllBytes();
            return p.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether the problem has no model. False also when the effort ran out. */
    boolean unsatisfiable(Path problem) throws IOException, InterruptedException {
        return answers(problem).equals(List.of("unsat"));
    }

    /** The same, tried by z3 with instances of terms that occur alone, for half of the effort. */
    boolean unsatisfiableByInstances(Path problem) throws IOException, InterruptedException {
        return !path.contains("cvc5") && run(problem, List.of(path, "-smt2", "smt.auto_config=false", "smt.mbqi=false",
                "rlimit=" + Math.max(1, (effort == 0 ? 4_000_000 : effort) / 2), "-T:60", problem.toString())).equals(List.of("unsat"));
    }

    /** What is said to each {@code check-sat} of the file: sat, unsat or unknown. The effort is for each of them. */
    List<String> answers(Path problem) throws IOException, InterruptedException {
        return answers(problem, effort);
    }

    List<String> answers(Path problem, long least) throws IOException, InterruptedException {
        List<String> command = path.contains("cvc5")
                ? List.of(path, "--lang=smt2", "--rlimit=" + (least == 0 ? 400_000 : least), "--tlimit=600000", problem.toString())
                : List.of(path, "-smt2", "rlimit=" + (least == 0 ? 4_000_000 : least), "-T:600", problem.toString());
        return run(problem, command);
    }

    private List<String> run(Path problem, List<String> command) throws IOException, InterruptedException {
        Process p = new ProcessBuilder(command).redirectErrorStream(true).start();
        p.getOutputStream().close();
        String answer = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (!p.waitFor(120, TimeUnit.SECONDS)) {
            p.destroyForcibly();
        }
        // An assertion for which the effort did not suffice is left out: what is refuted without it is refuted.
        answer = answer.lines().filter(l -> !l.contains("max. resource limit exceeded")).collect(Collectors.joining("\n"));
        if (answer.contains("error") || answer.contains("Error")) {
            throw new SpecException(problem + ": " + path + " says " + answer.lines().findFirst().orElse(""));
        }
        return answer.lines().toList();
    }
}
