package cairn.spec.alloy;

import edu.mit.csail.sdg.alloy4.A4Reporter;
import edu.mit.csail.sdg.alloy4.Err;
import edu.mit.csail.sdg.ast.Command;
import edu.mit.csail.sdg.ast.Expr;
import edu.mit.csail.sdg.ast.ExprVar;
import edu.mit.csail.sdg.parser.CompModule;
import edu.mit.csail.sdg.translator.A4Options;
import edu.mit.csail.sdg.translator.A4Solution;
import edu.mit.csail.sdg.translator.TranslateAlloyToKodkod;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Finds and runs the commands of a specification. One thread at a time in a JVM: Alloy keeps state in statics. Not thread safe.
 */
public final class Checker {
    private static final String SETTINGS = "symmetry 20, skolemDepth 1, noOverflow, premise solved";
    private static final int MESSAGE_LIMIT = 600;

    private final SpecSources sources;
    private final List<Obligation> obligations;
    private final ResultStore store;
    private final Map<String, CompModule> modules = new HashMap<>();
    private final Map<String, Boolean> satisfiablePremises = new HashMap<>();

    /**
     * @param cache directory of earlier results, or null to run everything
     * @throws SpecException if a command has no readable label. A syntax error is found when the file is first needed.
     */
    public Checker(SpecSources sources, Path cache) {
        this.sources = sources;
        this.store = cache == null ? null : new ResultStore(cache);
        this.obligations = enumerate(sources);
    }

    private static List<Obligation> enumerate(SpecSources sources) {
        List<Obligation> all = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (String file : sources.files()) {
            for (Obligation o : Obligation.scan(sources, file)) {
                if (!ids.add(o.id())) {
                    throw new SpecException(sources.shown(file) + ":" + o.line() + ": a second command is called " + o.id()
                            + "; give it another label");
                }
                all.add(o);
            }
        }
        if (all.isEmpty()) {
            throw new SpecException("the specification holds no check and no run");
        }
        return List.copyOf(all);
    }

    /** The parsed source, once it is known to hold just the commands that {@link Obligation#scan} found. */
    private CompModule module(String file) {
        CompModule module = modules.get(file);
        if (module == null) {
            module = sources.parse(file);
            Set<String> scanned = new HashSet<>();
            obligations.stream().filter(o -> o.file().equals(file)).forEach(o -> scanned.add(o.label()));
            for (Command command : module.getAllCommands()) {
                if (!scanned.remove(command.label)) {
                    throw new SpecException(sources.shown(file) + ":" + command.pos.y + ": put this command on a line of its own, as "
                            + "'check operation_ID { … } for …' or 'run operation_name { … } for …'");
                }
            }
            if (!scanned.isEmpty()) {
                throw new SpecException(sources.shown(file) + ": Alloy does not see the commands " + scanned);
            }
            modules.put(file, module);
        }
        return module;
    }

    private Command command(Obligation o) {
        for (Command command : module(o.file()).getAllCommands()) {
            if (command.label.equals(o.label())) {
                return command;
            }
        }
        throw new IllegalStateException(o.id());
    }

    /** Names of all commands, in file order. */
    public List<String> ids() {
        return obligations.stream().map(Obligation::id).toList();
    }

    /**
     * Runs the commands whose name contains a match of {@code filter}, for each solver, and hands each row to {@code progress}.
     *
     * @param shard 0-based share of the work, of {@code shards}
     */
    public List<Result> run(Pattern filter, List<Solver> solvers, int shard, int shards, Consumer<Result> progress) {
        List<Result> rows = new ArrayList<>();
        int index = 0;
        for (Solver solver : solvers) {
            for (Obligation o : obligations) {
                if (filter.matcher(o.id()).find() && index++ % shards == shard) {
                    Result row = one(o, solver);
                    rows.add(row);
                    progress.accept(row);
                }
            }
        }
        return rows;
    }

    /** How many rows {@link #run} gives. */
    public int count(Pattern filter, List<Solver> solvers, int shard, int shards) {
        int all = solvers.size() * (int) obligations.stream().filter(o -> filter.matcher(o.id()).find()).count();
        return (all - shard + shards - 1) / shards;
    }

    private Result one(Obligation o, Solver solver) {
        String hash = sources.hash(o.file(), o.label(), SETTINGS + "\0" + solver);
        if (store != null) {
            Optional<Result> earlier = store.find(hash);
            if (earlier.isPresent()) {
                Result e = earlier.get();
                return Result.of(o, sources, solver, e.status(), e.seconds(), hash, true, e.message());
            }
        }
        long start = cpuNanos();
        Status status;
        String message = "";
        try {
            A4Solution solution = solve(o, command(o), solver);
            boolean sat = solution.satisfiable();
            status = switch (o.kind()) {
                case run, seeded -> sat ? Status.found : Status.notFound;
                case check, theorem -> sat ? Status.counterexample : premiseHolds(o, solver) ? Status.held : Status.vacuous;
            };
            message = switch (status) {
                case counterexample -> "counterexample: " + values(solution);
                case vacuous -> "nothing in the scope satisfies the premise: widen the scope or repair the premise";
                case notFound -> o.kind() == Kind.seeded ? "no counterexample: this bug would go unnoticed" : "no instance in the scope";
                default -> "";
            };
        } catch (Err e) {
            status = Status.error;
            message = SpecSources.oneLine(e.msg);
        } catch (OutOfMemoryError e) {
            status = Status.error;
            message = "out of memory: give the JVM more, or the command a smaller scope";
        } catch (StackOverflowError e) {
            status = Status.error;
            message = "stack overflow in the translator: simplify the formula or raise -Xss";
        }
        Result row = Result.of(o, sources, solver, status, (cpuNanos() - start) / 1e9, hash, false, message);
        if (store != null && status != Status.error) {
            store.put(row);
        }
        return row;
    }

    private boolean premiseHolds(Obligation o, Solver solver) {
        Expr premise = Premise.of(command(o).formula).orElseThrow(() -> new SpecException(sources.shown(o.file()) + ":" + o.line()
                + ": check " + o.id() + " is not of the form '(all … |) premise implies conclusion', so nothing shows that it says something"));
        String key = o.file() + "\0" + o.scope() + "\0" + solver + "\0" + premise;
        Boolean known = satisfiablePremises.get(key);
        if (known == null) {
            known = solve(o, command(o).change(premise), solver).satisfiable();
            satisfiablePremises.put(key, known);
        }
        return known;
    }

    private A4Solution solve(Obligation o, Command command, Solver solver) {
        A4Options options = new A4Options();
        options.solver = solver.factory();
        options.symmetry = 20;
        options.skolemDepth = 1;
        options.noOverflow = true;
        return TranslateAlloyToKodkod.execute_command(A4Reporter.NOP, module(o.file()).getAllReachableSigs(), command, options);
    }

    private static String values(A4Solution solution) {
        StringBuilder text = new StringBuilder();
        for (ExprVar skolem : solution.getAllSkolems()) {
            String name = skolem.label.substring(skolem.label.lastIndexOf('_') + 1);
            text.append(text.isEmpty() ? "" : ", ").append(name).append('=').append(solution.eval(skolem));
        }
        String all = SpecSources.oneLine(text.toString());
        return all.length() <= MESSAGE_LIMIT ? all : all.substring(0, MESSAGE_LIMIT) + " …";
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
