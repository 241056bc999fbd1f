package cairn.spec.alloy.live;

import cairn.spec.alloy.SpecException;
import cairn.spec.alloy.live.Code.Bits;
import cairn.spec.alloy.live.Code.Rows;
import cairn.spec.alloy.live.Code.Test;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One operation of the specification, to be compared with what the kernel did: its guard, and for each state relation its value
 * afterwards. The states before and after must number the same atoms alike. Arguments are sets of atoms in the order of
 * {@link #parameters}: {@link #atom} for one, 0 for none.
 */
public final class LiveOperation {
    private final String name;
    private final List<String> parameters;
    private final int[] places;
    private final Test guard;
    private final Vocabulary words;
    private final List<String> stateRelations;
    private final Map<String, Code> effects;

    LiveOperation(String name, List<String> parameters, int[] places, Test guard, Vocabulary words, List<String> stateRelations,
                  Map<String, Code> effects) {
        this.name = name;
        this.parameters = parameters;
        this.places = places;
        this.guard = guard;
        this.words = words;
        this.stateRelations = stateRelations;
        this.effects = effects;
    }

    public String name() {
        return name;
    }

    /** The parameters of the guard, in order. */
    public List<String> parameters() {
        return parameters;
    }

    /** The state relations that the operation changes. */
    public List<String> changes() {
        return stateRelations.stream().filter(effects::containsKey).toList();
    }

    /** The argument that stands for one atom. */
    public static long atom(int number) {
        return 1L << number;
    }

    /** Whether the guard holds, so that the operation must not be refused (but for an exhausted pool or quota). */
    public boolean allowed(LiveState before, long... arguments) {
        give(before, arguments);
        return guard.holds(before);
    }

    /** Names of the state relations that are not as the operation leaves them; empty when the step is as specified. */
    public List<String> differences(LiveState before, LiveState after, long... arguments) {
        for (int sort = 0; sort < before.count.length; sort++) {
            if (before.count[sort] != after.count[sort]) {
                throw new SpecException("the states before and after have different numbers of atoms of " + words.sortName(sort)
                        + ": number every atom of either in both");
            }
        }
        give(before, arguments);
        List<String> different = new ArrayList<>();
        for (String relation : stateRelations) {
            if (!same(before, after, relation)) {
                different.add(relation);
            }
        }
        return different;
    }

    private boolean same(LiveState before, LiveState after, String relation) {
        Code effect = effects.get(relation);
        if (words.isSignature(relation)) {
            int set = words.signature(relation);
            return after.sets[set] == (effect == null ? before.sets[set] : ((Bits) effect).of(before));
        }
        int field = words.field(relation);
        long[] expected = effect == null ? before.rows[field] : ((Rows) effect).of(before);
        for (int i = 0; i < before.count[words.leftSort(field)]; i++) {
            if (after.rows[field][i] != expected[i]) {
                return false;
            }
        }
        return true;
    }

    /** Makes {@code state} what the operation makes of it. Arguments that the guard refuses give some state or other. */
    public void apply(LiveState state, long... arguments) {
        give(state, arguments);
        long[] sets = state.sets.clone();
        long[][] rows = new long[state.rows.length][];
        for (Map.Entry<String, Code> effect : effects.entrySet()) {
            if (words.isSignature(effect.getKey())) {
                sets[words.signature(effect.getKey())] = ((Bits) effect.getValue()).of(state);
            } else {
                rows[words.field(effect.getKey())] = ((Rows) effect.getValue()).of(state).clone();
            }
        }
        System.arraycopy(sets, 0, state.sets, 0, sets.length);
        for (int f = 0; f < rows.length; f++) {
            if (rows[f] != null) {
                System.arraycopy(rows[f], 0, state.rows[f], 0, state.count[words.leftSort(f)]);
            }
        }
    }

    private void give(LiveState state, long[] arguments) {
        if (arguments.length != places.length) {
            throw new SpecException(name + " takes " + places.length + " arguments " + parameters + ", not " + arguments.length);
        }
        for (int i = 0; i < places.length; i++) {
            state.bits[places[i]] = arguments[i];
        }
    }
}
