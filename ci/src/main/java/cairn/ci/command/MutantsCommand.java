package cairn.ci.command;

import cairn.ci.CannotRun;
import cairn.ci.ExitCode;
import cairn.ci.evidence.Row;
import cairn.ci.evidence.Status;
import cairn.ci.mutants.Judge;
import cairn.ci.mutants.Mutant;
import cairn.ci.mutants.MutantRuns;
import cairn.ci.mutants.Mutants;
import cairn.ci.run.Project;
import cairn.ci.run.Screen;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "mutants", mixinStandardHelpOptions = true,
        description = "Makes small changes to code and contracts of the proved core and asks the prover, the property tests and the live Alloy "
                + "invariants, each alone, whether they notice. What is answered is kept: start again to go on.",
        footer = {"", "Exit code: 0 all were noticed or are argued about in ci/mutants.json, 1 one is neither, 2 some were not tried.",
            "Example: ./cairn mutants 'quota|TablePool' --by properties,alloy --budget 5m"})
public final class MutantsCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "FILTER", description = "Mutants whose ID contains a match of this regular expression.")
    private String filter;

    @Option(names = "--by", paramLabel = "JUDGE", split = ",", description = "Of proof (or key), properties (or property), alloy; default: all.")
    private List<String> by = List.of("properties", "alloy", "proof");

    @Option(names = "--budget", paramLabel = "TIME", defaultValue = "1h", description = "Begin nothing more after that: 90s, 10m, 2h (default: 1h).")
    private String budget;

    @Option(names = "--sample", paramLabel = "N", description = "Only so many, chosen by --seed.")
    private Integer sample;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Of the sample (default: 1).")
    private long seed;

    @Option(names = "--shard", paramLabel = "I/N", description = "Only the I-th of N parts, I from 1 to N.")
    private String shard;

    @Option(names = "--list", description = "List the mutants and stop.")
    private boolean list;

    @Option(names = "--jobs", paramLabel = "N", description = "KeY processes (default: one for each processor, at most 4).")
    private Integer jobs;

    @Option(names = "--json", description = "JSON lines on standard output instead of text.")
    private boolean json;

    @Override
    public Integer call() {
        Project project = Project.fromLauncher();
        Screen screen = Screen.of(System.out, System.err, json);
        List<Judge> judges = by.stream().map(MutantsCommand::judge).toList();
        long until = System.nanoTime() + nanos(budget);
        Pattern pattern = Pattern.compile(filter == null ? "" : Filter.checked(filter));
        Shard part = Shard.checked(shard);
        List<Mutant> all = Mutants.all(project);
        List<Mutant> chosen = all.stream().filter(m -> pattern.matcher(m.id()).find()).toList();
        if (sample != null) {
            if (sample < 1) {
                throw new CannotRun("--sample needs a number from 1, not " + sample);
            }
            chosen = Mutants.shuffled(chosen, seed).stream().limit(sample).toList();
        }
        if (chosen.isEmpty()) {
            throw new CannotRun("no mutant is chosen; see ./cairn mutants --list");
        }
        chosen = chosen.stream().filter(m -> part.has(m.id())).toList();
        if (list) {
            chosen.forEach(m -> screen.say(m.id() + "  " + m.file() + ":" + m.line() + "  " + m.title()));
            screen.say(chosen.size() + " mutants of " + all.size());
            return ExitCode.HOLDS;
        }
        MutantRuns runs = new MutantRuns(project);
        for (Judge judge : judges) {
            runs.run(chosen, judge, Jobs.checked(jobs), false, until, r -> screen.progress(String.format("%-12s %-10s %6.1f s cpu  %s  %s", r.detail().get("result"),
                    judge, r.cpuMs() / 1000.0, r.id(), r.reason())));
        }
        return summary(runs, chosen, all, judges, screen);
    }

    private static int summary(MutantRuns runs, List<Mutant> chosen, List<Mutant> all, List<Judge> judges, Screen screen) {
        Set<String> ids = chosen.stream().map(Mutant::id).collect(Collectors.toSet());
        List<Row> rows = runs.rows(all).stream().filter(r -> ids.contains(r.id())).toList();
        for (Row r : rows) {
            if (!r.good()) {
                screen.say(String.format("%-16s %s  %s:%d  %s: %s", r.status().word(), r.id(), r.file(), r.line(), r.title(), r.reason()));
            }
        }
        long left = 0;
        for (Judge j : judges) {
            List<Mutant> can = chosen.stream().filter(j::canNotice).toList();
            long killed = rows.stream().filter(r -> "killed".equals(r.detail().get(j.name()))).count();
            long tried = can.stream().filter(m -> runs.known(m, j).isPresent()).count();
            left += can.size() - tried;
            screen.say(String.format("%-10s noticed %d, tried %d of %d", j, killed, tried, can.size()));
        }
        long good = rows.stream().filter(Row::good).count();
        long argued = rows.stream().filter(r -> r.status() == Status.justified).count();
        screen.event("mutants", Map.of("chosen", chosen.size(), "answered", rows.size(), "noticed", good, "argued", argued, "left", left));
        screen.say(good + " of " + rows.size() + " noticed by one or more, " + argued + " argued" + (left > 0 ? "; " + left + " questions left: start again to go on" : ""));
        return good + argued < rows.size() ? ExitCode.DOES_NOT_HOLD : left > 0 ? ExitCode.COULD_NOT_RUN : ExitCode.HOLDS;
    }

    private static Judge judge(String name) {
        return switch (name) {
            case "proof", "key" -> Judge.proof;
            case "properties", "property" -> Judge.properties;
            case "alloy" -> Judge.alloy;
            default -> throw new CannotRun("--by needs key, property or alloy, not '" + name + "'");
        };
    }

    private static long nanos(String time) {
        if (!time.matches("[0-9]{1,6}[smh]")) {
            throw new CannotRun("--budget takes a number and s, m or h, for example 10m, not '" + time + "'");
        }
        long unit = time.endsWith("s") ? 1 : time.endsWith("m") ? 60 : 3600;
        return Long.parseLong(time.substring(0, time.length() - 1)) * unit * 1_000_000_000L;
    }
}
