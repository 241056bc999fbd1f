package cairn.spec.alloy.live;

import edu.mit.csail.sdg.ast.Expr;
import edu.mit.csail.sdg.ast.ExprVar;
import edu.mit.csail.sdg.ast.Func;
import edu.mit.csail.sdg.ast.Sig;
import edu.mit.csail.sdg.parser.CompModule;
import edu.mit.csail.sdg.sim.SimAtom;
import edu.mit.csail.sdg.sim.SimInstance;
import edu.mit.csail.sdg.sim.SimTuple;
import edu.mit.csail.sdg.sim.SimTupleset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The same questions answered by Alloy's own evaluator, which shares no code with ours. */
final class AlloyReference {
    private final CompModule module;
    private final Map<String, Func> functions = new HashMap<>();
    private final Map<String, Sig> sigs = new HashMap<>();

    AlloyReference(CompModule module) {
        this.module = module;
        for (CompModule part : module.getAllReachableModules()) {
            for (Func f : part.getAllFunc()) {
                functions.put(plain(f.label), f);
            }
        }
        for (Sig sig : module.getAllReachableSigs()) {
            sigs.put(plain(sig.label), sig);
        }
    }

    private static String plain(String label) {
        return label.substring(label.lastIndexOf('/') + 1);
    }

    /** The state as Alloy's evaluator takes it, and the atoms by top-level signature and number. */
    private record Loaded(SimInstance instance, Map<String, List<SimAtom>> atoms) {}

    private Loaded load(RandomState state) throws Exception {
        SimInstance instance = new SimInstance(module, 4, 4);
        Map<String, List<SimAtom>> atoms = new HashMap<>();
        for (Sig sig : sigs.values()) {
            boolean used = state.atoms.values().stream().anyMatch(all -> all.contains(plain(sig.label)));
            if (sig instanceof Sig.PrimSig && !sig.builtin && sig.isAbstract == null && !used) {
                instance.init(sig, SimTupleset.EMPTY);
            }
        }
        for (Map.Entry<String, List<String>> sort : state.atoms.entrySet()) {
            List<SimAtom> made = new ArrayList<>();
            for (String sig : sort.getValue()) {
                made.add(instance.makeAtom(sigs.get(sig)));
            }
            atoms.put(sort.getKey(), made);
        }
        for (Map.Entry<String, Set<Integer>> set : state.members.entrySet()) {
            List<SimTuple> tuples = new ArrayList<>();
            set.getValue().forEach(a -> tuples.add(SimTuple.make(atoms.get(RandomState.sortOf(set.getKey())).get(a))));
            instance.init(sigs.get(set.getKey()), SimTupleset.make(tuples));
        }
        for (Sig sig : sigs.values()) {
            for (Sig.Field field : sig.getFields()) {
                List<SimTuple> tuples = new ArrayList<>();
                for (int t : state.tuples.get(field.label)) {
                    tuples.add(SimTuple.make(atoms.get(RandomState.leftOf(field.label)).get(t / 64),
                            atoms.get(RandomState.rightOf(field.label)).get(t % 64)));
                }
                instance.init(field, SimTupleset.make(tuples));
            }
        }
        return new Loaded(instance, atoms);
    }

    List<String> violations(LiveSpec spec, RandomState state) throws Exception {
        SimInstance instance = load(state).instance();
        List<String> broken = new ArrayList<>();
        for (Conjunct c : spec.conjuncts()) {
            Func f = functions.get(c.id().replace('-', '_') + "_" + c.name());
            Expr[] arguments = f.params().stream().map(p -> relation(p.label)).toArray(Expr[]::new);
            if (!instance.cform(f.call(arguments))) {
                broken.add(c.id());
            }
        }
        return broken;
    }

    /** Whether the guard of an operation holds. */
    boolean allowed(RandomState state, LiveOperation operation, long[] arguments) throws Exception {
        Loaded loaded = load(state);
        return loaded.instance().cform(call(loaded, functions.get(operation.name() + "_pre"), operation, arguments));
    }

    /** What an operation makes of each relation that it changes: members, or pairs encoded as from * 64 + to. */
    Map<String, Set<Integer>> effects(RandomState state, LiveOperation operation, long[] arguments) throws Exception {
        Loaded loaded = load(state);
        Map<String, Set<Integer>> effects = new TreeMap<>();
        for (String relation : operation.changes()) {
            Expr call = call(loaded, functions.get(operation.name() + "_" + relation), operation, arguments);
            Set<Integer> values = new TreeSet<>();
            for (SimTuple tuple : loaded.instance().cset(call)) {
                if (tuple.arity() == 1) {
                    values.add(loaded.atoms().get(RandomState.sortOf(relation)).indexOf(tuple.get(0)));
                } else {
                    values.add(loaded.atoms().get(RandomState.leftOf(relation)).indexOf(tuple.get(0)) * 64
                            + loaded.atoms().get(RandomState.rightOf(relation)).indexOf(tuple.get(1)));
                }
            }
            effects.put(relation, values);
        }
        return effects;
    }

    private Expr call(Loaded loaded, Func function, LiveOperation operation, long[] arguments) {
        List<Expr> values = new ArrayList<>();
        for (ExprVar parameter : function.params()) {
            String sort = plain(parameter.type().toString()).replaceAll("[{}]", "");
            List<SimTuple> tuples = new ArrayList<>();
            long set = arguments[operation.parameters().indexOf(parameter.label)];
            for (long rest = set; rest != 0; rest &= rest - 1) {
                tuples.add(SimTuple.make(loaded.atoms().get(sort).get(Long.numberOfTrailingZeros(rest))));
            }
            ExprVar value = ExprVar.make(null, parameter.label, parameter.type());
            loaded.instance().init(value, SimTupleset.make(tuples));
            values.add(value);
        }
        return function.call(values.toArray(Expr[]::new));
    }

    private Expr relation(String name) {
        if (sigs.containsKey(name)) {
            return sigs.get(name);
        }
        for (Sig sig : sigs.values()) {
            for (Sig.Field field : sig.getFields()) {
                if (field.label.equals(name)) {
                    return field;
                }
            }
        }
        throw new IllegalArgumentException(name);
    }
}
