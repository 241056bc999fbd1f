package cairn.spec.alloy.live;

import cairn.spec.alloy.SpecException;
import edu.mit.csail.sdg.ast.Sig;
import edu.mit.csail.sdg.ast.Type;
import edu.mit.csail.sdg.parser.CompModule;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The signatures and fields of a specification, numbered. A sort is a top-level signature. */
final class Vocabulary {
    private final List<Sig> signatures = new ArrayList<>();
    private final List<Sig.Field> fields = new ArrayList<>();
    private final List<Sig> sorts = new ArrayList<>();
    private final Map<Object, Integer> numbers = new IdentityHashMap<>();
    private final Map<String, Integer> signatureNames = new TreeMap<>();
    private final Map<String, Integer> fieldNames = new TreeMap<>();
    private final List<int[]> ancestors = new ArrayList<>();
    private final int[] sortOf;
    private final int[] left;
    private final int[] right;

    Vocabulary(CompModule module) {
        for (Sig sig : module.getAllReachableSigs()) {
            if (sig.builtin) {
                continue;
            }
            numbers.put(sig, signatures.size());
            putOnce(signatureNames, plain(sig.label), signatures.size(), "signature");
            signatures.add(sig);
            if (sig.isTopLevel()) {
                sorts.add(sig);
            }
            for (Sig.Field field : sig.getFields()) {
                numbers.put(field, fields.size());
                putOnce(fieldNames, field.label, fields.size(), "field");
                fields.add(field);
            }
        }
        sortOf = new int[signatures.size()];
        for (int i = 0; i < sortOf.length; i++) {
            Sig root = root(signatures.get(i));
            sortOf[i] = sorts.indexOf(root);
            List<Integer> up = new ArrayList<>();
            for (Sig s = signatures.get(i); s != null && !s.builtin; s = s instanceof Sig.PrimSig p ? p.parent : null) {
                up.add(numbers.get(s));
            }
            ancestors.add(up.stream().mapToInt(Integer::intValue).toArray());
        }
        left = new int[fields.size()];
        right = new int[fields.size()];
        for (int i = 0; i < left.length; i++) {
            if (fields.get(i).type().arity() != 2) {
                throw new SpecException("field " + fields.get(i).label + " has arity " + fields.get(i).type().arity()
                        + ": the live evaluator takes fields of arity 2 only");
            }
            left[i] = column(fields.get(i), 0);
            right[i] = column(fields.get(i), 1);
        }
    }

    private static void putOnce(Map<String, Integer> names, String name, int number, String what) {
        if (names.put(name, number) != null) {
            throw new SpecException("two " + what + "s are called " + name + ": the live evaluator needs names that are unique");
        }
    }

    private static String plain(String label) {
        return label.substring(label.lastIndexOf('/') + 1);
    }

    private static Sig root(Sig sig) {
        Sig s = sig;
        while (!s.isTopLevel()) {
            s = s instanceof Sig.PrimSig p ? p.parent : ((Sig.SubsetSig) s).parents.get(0);
        }
        return s;
    }

    private int column(Sig.Field field, int c) {
        int found = -1;
        for (Type.ProductType product : field.type()) {
            Sig.PrimSig sig = product.get(c);
            int sort = sig.builtin ? -1 : sorts.indexOf(root(sig));
            if (sort < 0 || found >= 0 && found != sort) {
                throw new SpecException("field " + field.label + " holds atoms of several top-level signatures, or integers: the live "
                        + "evaluator cannot hold it in one row");
            }
            found = sort;
        }
        return found;
    }

    int sorts() {
        return sorts.size();
    }

    int signatures() {
        return signatures.size();
    }

    int fields() {
        return fields.size();
    }

    Sig signatureAt(int number) {
        return signatures.get(number);
    }

    Sig.Field fieldAt(int number) {
        return fields.get(number);
    }

    int number(Sig sig) {
        return numbers.get(sig);
    }

    int number(Sig.Field field) {
        return numbers.get(field);
    }

    boolean isSignature(String name) {
        return signatureNames.containsKey(name);
    }

    boolean isField(String name) {
        return fieldNames.containsKey(name);
    }

    int signature(String name) {
        Integer number = signatureNames.get(name);
        if (number == null) {
            throw new SpecException("the specification has no signature '" + name + "'; it has " + signatureNames.keySet());
        }
        return number;
    }

    int field(String name) {
        Integer number = fieldNames.get(name);
        if (number == null) {
            throw new SpecException("the specification has no field '" + name + "'; it has " + fieldNames.keySet());
        }
        return number;
    }

    int sortOf(int signature) {
        return sortOf[signature];
    }

    String sortName(int sort) {
        return plain(sorts.get(sort).label);
    }

    int leftSort(int field) {
        return left[field];
    }

    int rightSort(int field) {
        return right[field];
    }

    int[] selfAndAncestors(int signature) {
        return ancestors.get(signature);
    }

    void requireConcrete(int signature) {
        Sig sig = signatures.get(signature);
        if (sig.isAbstract != null || sig instanceof Sig.SubsetSig) {
            throw new SpecException("an atom cannot be made of " + plain(sig.label) + ": name the most specific signature, "
                    + "and use member(…) for a subset");
        }
    }

    void requireSubset(int signature) {
        if (!(signatures.get(signature) instanceof Sig.SubsetSig)) {
            throw new SpecException(plain(signatures.get(signature).label) + " is not a subset signature: use addAtom(…)");
        }
    }
}
