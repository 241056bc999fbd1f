package cairn.spec.alloy.live;

import edu.mit.csail.sdg.ast.Expr;
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

/** The same questions answered by Alloy's own evaluator, which shares no code with ours. */
final class AlloyReference {
    private final CompModule module;
    private final Map<String, Func> predicates = new HashMap<>();

    AlloyReference(CompModule module) {
        this.module = module;
        for (CompModule part : module.getAllReachableModules()) {
            for (Func f : part.getAllFunc()) {
                predicates.put(plain(f.label), f);
            }
        }
    }

    private static String plain(String label) {
        return label.substring(label.lastIndexOf('/') + 1);
    }

    List<String> violations(LiveSpec spec, RandomState state) throws Exception {
        SimInstance instance = new SimInstance(module, 4, 4);
        Map<String, List<SimAtom>> atoms = new HashMap<>();
        Map<String, Sig> sigs = new HashMap<>();
        for (Sig sig : module.getAllReachableSigs()) {
            sigs.put(plain(sig.label), sig);
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
        for (Map.Entry<String, java.util.Set<Integer>> set : state.members.entrySet()) {
            String sort = set.getKey().equals("Made") ? "Object" : set.getKey().equals("PageRight") ? "Right" : "Node";
            List<SimTuple> tuples = new ArrayList<>();
            set.getValue().forEach(a -> tuples.add(SimTuple.make(atoms.get(sort).get(a))));
            instance.init(sigs.get(set.getKey()), SimTupleset.make(tuples));
        }
        for (Sig sig : module.getAllReachableSigs()) {
            for (Sig.Field field : sig.getFields()) {
                List<SimTuple> tuples = new ArrayList<>();
                for (int t : state.tuples.get(field.label)) {
                    tuples.add(SimTuple.make(atoms.get(RandomState.leftOf(field.label)).get(t / 64),
                            atoms.get(RandomState.rightOf(field.label)).get(t % 64)));
                }
                instance.init(field, SimTupleset.make(tuples));
            }
        }
        List<String> broken = new ArrayList<>();
        for (Conjunct c : spec.conjuncts()) {
            Func f = predicates.get(c.id().replace('-', '_') + "_" + c.name());
            Expr[] arguments = f.params().stream().map(p -> relation(p.label, sigs)).toArray(Expr[]::new);
            if (!instance.cform(f.call(arguments))) {
                broken.add(c.id());
            }
        }
        return broken;
    }

    private static Expr relation(String name, Map<String, Sig> sigs) {
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
