package cairn.spec.alloy.live;

import cairn.spec.alloy.SpecException;
import cairn.spec.alloy.SpecSources;
import cairn.spec.alloy.live.Code.Bits;
import cairn.spec.alloy.live.Code.Test;
import edu.mit.csail.sdg.alloy4.Pair;
import edu.mit.csail.sdg.ast.Expr;
import edu.mit.csail.sdg.ast.ExprUnary;
import edu.mit.csail.sdg.ast.Func;
import edu.mit.csail.sdg.ast.Sig;
import edu.mit.csail.sdg.parser.CompModule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The invariant of the specification, compiled. Each conjunct is a predicate called {@code CDT_3_rightsShrink}: its ID, then a name;
 * its parameters are called after the signatures and fields that they stand for. Immutable; states of one specification may be
 * evaluated on several threads.
 */
public final class LiveSpec {
    private static final Pattern CONJUNCT = Pattern.compile("(?:.*/)?([A-Z]+)_(\\d+)_([a-z]\\w*)");

    private final CompModule module;
    private final Vocabulary words;
    private final List<Conjunct> conjuncts = new ArrayList<>();
    private final List<Test> tests = new ArrayList<>();
    private final List<String> factNames = new ArrayList<>();
    private final List<Test> facts = new ArrayList<>();
    private final List<Bits> fieldRanges = new ArrayList<>();
    private final SortedMap<String, LiveOperation> operations = new TreeMap<>();
    private final int variables;

    private LiveSpec(SpecSources sources, String file) {
        module = sources.parse(file);
        words = new Vocabulary(module);
        Compiler compiler = new Compiler(words);
        List<Func> predicates = new ArrayList<>();
        for (CompModule part : module.getAllReachableModules()) {
            for (Func f : part.getAllFunc()) {
                if (f.isPred && CONJUNCT.matcher(f.label).matches()) {
                    predicates.add(f);
                }
            }
            for (Pair<String, Expr> fact : part.getAllFacts()) {
                factNames.add(fact.a);
                facts.add(compiler.test(fact.b));
            }
        }
        predicates.sort(Comparator.comparing((Func f) -> part(f, 1)).thenComparing(f -> Integer.valueOf(part(f, 2))));
        for (Func f : predicates) {
            conjuncts.add(conjunct(sources, f));
            tests.add(compiler.predicate(f));
        }
        if (conjuncts.isEmpty()) {
            throw new SpecException(sources.shown(file) + ": no conjunct found; call its predicates CDT_1_forest and so on");
        }
        for (int i = 0; i < words.fields(); i++) {
            fieldRanges.add(compiler.bits(words.fieldAt(i).decl().expr));
        }
        operations(compiler, predicates);
        variables = compiler.variables();
    }

    private void operations(Compiler compiler, List<Func> predicates) {
        List<String> stateRelations = predicates.stream().flatMap(f -> f.params().stream()).map(p -> p.label).distinct().sorted().toList();
        Map<String, Func> functions = new TreeMap<>();
        for (CompModule part : module.getAllReachableModules()) {
            for (Func f : part.getAllFunc()) {
                functions.put(f.label.substring(f.label.lastIndexOf('/') + 1), f);
            }
        }
        for (Map.Entry<String, Func> entry : functions.entrySet()) {
            if (!entry.getKey().endsWith("_pre") || !entry.getValue().isPred) {
                continue;
            }
            String name = entry.getKey().substring(0, entry.getKey().length() - "_pre".length());
            Func guard = entry.getValue();
            Map<String, Bits> arguments = new LinkedHashMap<>();
            int[] places = new int[guard.count()];
            for (int i = 0; i < places.length; i++) {
                places[i] = compiler.newPlace();
                arguments.put(guard.get(i).label, compiler.argument(guard.get(i), places[i]));
            }
            Map<String, Code> effects = new TreeMap<>();
            for (String relation : stateRelations) {
                Func effect = functions.get(name + "_" + relation);
                if (effect != null) {
                    effects.put(relation, compiler.body(effect, arguments));
                }
            }
            operations.put(name, new LiveOperation(name, List.copyOf(arguments.keySet()), places, (Test) compiler.body(guard, arguments),
                    words, stateRelations, effects));
        }
    }

    /** The packaged specification's invariant and operations. */
    public static LiveSpec load() {
        return load(SpecSources.packaged(), "operations.als");
    }

    /** Names of the operations. */
    public Set<String> operations() {
        return operations.keySet();
    }

    /** The operation called {@code name}: {@code map}, {@code unmap} … */
    public LiveOperation operation(String name) {
        LiveOperation operation = operations.get(name);
        if (operation == null) {
            throw new SpecException("the specification has no operation '" + name + "'; it has " + operations.keySet());
        }
        return operation;
    }

    /**
     * The conjuncts in {@code file} and in all that it opens.
     *
     * @throws SpecException with file and line for a syntax error or for something that the evaluator cannot compile
     */
    public static LiveSpec load(SpecSources sources, String file) {
        return new LiveSpec(sources, file);
    }

    private static String part(Func f, int group) {
        Matcher m = CONJUNCT.matcher(f.label);
        if (!m.matches()) {
            throw new IllegalStateException(f.label);
        }
        return m.group(group);
    }

    private static Conjunct conjunct(SpecSources sources, Func f) {
        String file = f.pos.filename.substring(f.pos.filename.lastIndexOf("cairn-spec") + 11).replace('\\', '/');
        String[] lines = sources.text(file).split("\n", -1);
        int line = f.labelPos == null || f.labelPos.y <= 0 ? f.pos.y : f.labelPos.y;
        int first = line - 1;
        while (first > 0 && lines[first - 1].startsWith("--")) {
            first--;
        }
        int last = line - 1;
        while (last < lines.length - 1 && !lines[last].startsWith("}") && !lines[last].endsWith(" }")) {
            last++;
        }
        String text = String.join("\n", List.of(lines).subList(first, last + 1));
        return new Conjunct(part(f, 1) + "-" + part(f, 2), part(f, 3), text, sources.shown(file), line);
    }

    /** All conjuncts, by ID. */
    public List<Conjunct> conjuncts() {
        return List.copyOf(conjuncts);
    }

    /** An empty state to fill. */
    public LiveState newState() {
        return new LiveState(words, variables);
    }

    /** Handle of a signature, for {@link LiveState}. */
    public int signature(String name) {
        return words.signature(name);
    }

    /** Handle of a field, for {@link LiveState}. */
    public int field(String name) {
        return words.field(name);
    }

    /** IDs of the conjuncts that do not hold, in order; empty when the invariant holds. */
    public List<String> violations(LiveState state) {
        List<String> broken = null;
        for (int i = 0; i < tests.size(); i++) {
            if (!tests.get(i).holds(state)) {
                if (broken == null) {
                    broken = new ArrayList<>();
                }
                broken.add(conjuncts.get(i).id());
            }
        }
        return broken == null ? List.of() : broken;
    }

    /**
     * What the one who filled the state did wrong, as opposed to the kernel: a fact of the specification broken, no atom for a
     * {@code one sig}, a field with too few or too many values, a pair outside the field's type. Slower than {@link #violations};
     * empty when the state is well formed.
     */
    public List<String> mistakes(LiveState state) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < words.signatures(); i++) {
            Sig sig = words.signatureAt(i);
            int atoms = Long.bitCount(state.sets[i]);
            if (sig.isOne != null && atoms != 1 || sig.isSome != null && atoms == 0 || sig.isLone != null && atoms > 1) {
                found.add(name(sig) + " has " + atoms + " atoms, its declaration does not allow that");
            }
            if (sig instanceof Sig.SubsetSig subset) {
                long allowed = 0;
                for (Sig parent : subset.parents) {
                    allowed |= state.sets[words.number(parent)];
                }
                if ((state.sets[i] & ~allowed) != 0) {
                    found.add(name(sig) + " has members outside the signature that it is a subset of");
                }
            }
        }
        for (int i = 0; i < words.fields(); i++) {
            fieldMistakes(state, i, found);
        }
        for (int i = 0; i < facts.size(); i++) {
            if (!facts.get(i).holds(state)) {
                found.add("fact " + factNames.get(i) + " does not hold");
            }
        }
        return found;
    }

    private void fieldMistakes(LiveState state, int i, List<String> found) {
        Sig.Field field = words.fieldAt(i);
        String name = name(field.sig) + "." + field.label;
        long domain = state.sets[words.number(field.sig)];
        long range = fieldRanges.get(i).of(state);
        ExprUnary.Op multiplicity = field.decl().expr instanceof ExprUnary u ? u.op : ExprUnary.Op.SETOF;
        for (int atom = 0; atom < state.count[words.leftSort(i)]; atom++) {
            long values = state.rows[i][atom];
            if ((domain >>> atom & 1) == 0) {
                if (values != 0) {
                    found.add(name + ": atom " + atom + " has values but is no " + name(field.sig));
                }
                continue;
            }
            if ((values & ~range) != 0) {
                found.add(name + ": atom " + atom + " has a value outside the field's type");
            }
            int n = Long.bitCount(values);
            boolean fits = switch (multiplicity) {
                case ONEOF -> n == 1;
                case LONEOF -> n <= 1;
                case SOMEOF -> n >= 1;
                default -> true;
            };
            if (!fits) {
                found.add(name + ": atom " + atom + " has " + n + " values, its declaration does not allow that");
            }
        }
    }

    private static String name(Sig sig) {
        return sig.label.substring(sig.label.lastIndexOf('/') + 1);
    }

    CompModule module() {
        return module;
    }
}
