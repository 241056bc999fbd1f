package cairn.spec.alloy;

import edu.mit.csail.sdg.alloy4.A4Reporter;
import edu.mit.csail.sdg.alloy4.Err;
import edu.mit.csail.sdg.ast.Command;
import edu.mit.csail.sdg.ast.ExprVar;
import edu.mit.csail.sdg.ast.Sig;
import edu.mit.csail.sdg.parser.CompModule;
import edu.mit.csail.sdg.translator.A4Options;
import edu.mit.csail.sdg.translator.A4Solution;
import edu.mit.csail.sdg.translator.A4Tuple;
import edu.mit.csail.sdg.translator.A4TupleSet;
import edu.mit.csail.sdg.translator.TranslateAlloyToKodkod;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The instances of a command, one after the other: states of a run, counterexamples of a check. Always SAT4J, so that the same
 * specification gives the same instances. One thread at a time in a JVM, as {@link Checker}.
 */
public final class Instances {
    private final CompModule module;
    private final Command command;

    /**
     * @param file  source of the specification
     * @param label label of a command in it
     * @throws SpecException with file and line for a mistake in the source; when there is no such command
     */
    public Instances(SpecSources sources, String file, String label) {
        module = sources.parse(file);
        command = module.getAllCommands().stream().filter(c -> c.label.equals(label)).findFirst()
                .orElseThrow(() -> new SpecException(sources.shown(file) + ": there is no command " + label));
    }

    /**
     * Hands instances to {@code taker} until there is no more or it answers false.
     *
     * @param also a formula that they must satisfy besides, in the specification's own words; null: none
     * @return how many were handed over
     */
    public long forEach(String also, Predicate<Instance> taker) {
        try {
            Command asked = also == null ? command : command.change(command.formula.and(module.parseOneExpressionFromString(also)));
            A4Options options = new A4Options();
            options.solver = Solver.sat4j.factory();
            options.symmetry = 20;
            options.skolemDepth = 1;
            options.noOverflow = true;
            A4Solution solution = TranslateAlloyToKodkod.execute_command(A4Reporter.NOP, module.getAllReachableSigs(), asked, options);
            long count = 0;
            while (solution.satisfiable()) {
                count++;
                if (!taker.test(read(solution))) {
                    break;
                }
                solution = solution.next();
            }
            return count;
        } catch (Err e) {
            throw new SpecException(command.label + ": " + SpecSources.oneLine(e.msg), e);
        } catch (java.io.IOException e) {
            throw new SpecException("'" + also + "' cannot be parsed: " + e.getMessage(), e);
        }
    }

    private Instance read(A4Solution solution) {
        Instance instance = new Instance(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        for (Sig sig : module.getAllReachableSigs()) {
            if (sig.builtin) {
                continue;
            }
            instance.sets().put(plain(sig.label), atoms(solution.eval(sig)));
            for (Sig.Field field : sig.getFields()) {
                List<List<String>> pairs = new ArrayList<>();
                for (A4Tuple tuple : solution.eval(field)) {
                    pairs.add(List.of(atom(tuple, 0), atom(tuple, 1)));
                }
                instance.pairs().put(field.label, pairs);
            }
        }
        for (ExprVar variable : solution.getAllSkolems()) {
            // $label_name is the command's own; $predicate_name is bound by a predicate that it calls, at the place where it fails.
            String own = "$" + command.label + "_";
            if (variable.label.startsWith(own)) {
                instance.arguments().put(variable.label.substring(own.length()), atoms((A4TupleSet) solution.eval(variable)));
            }
        }
        return instance;
    }

    private static List<String> atoms(A4TupleSet set) {
        List<String> atoms = new ArrayList<>();
        for (A4Tuple tuple : set) {
            atoms.add(atom(tuple, 0));
        }
        return atoms;
    }

    /** {@code world/A0$0} is A0, {@code Node$3} is Node$3: the number is left out where there is one atom only. */
    private static String atom(A4Tuple tuple, int column) {
        String text = plain(tuple.atom(column));
        boolean only = tuple.sig(column).isOne != null;
        return only ? text.substring(0, text.indexOf('$')) : text;
    }

    private static String plain(String label) {
        return label.substring(label.lastIndexOf('/') + 1);
    }
}
