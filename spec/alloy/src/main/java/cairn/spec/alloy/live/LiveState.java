package cairn.spec.alloy.live;

import cairn.spec.alloy.SpecException;

/**
 * One state in Alloy's terms: numbered atoms for each signature, pairs of atoms for each field. Atoms are numbered from 0 within their
 * top-level signature (a Task and a Gate are both numbered as an Object), at most {@value #MOST_ATOMS} for each. Filled by the caller,
 * then given to {@link LiveSpec#violations}. May be cleared and filled again. One thread at a time.
 */
public final class LiveState {
    /** One machine word: a set of atoms is a {@code long}. */
    public static final int MOST_ATOMS = 64;

    private final Vocabulary words;
    final int[] count;
    final long[] sets;
    final long[][] rows;
    // Values of bound variables, one place for each binding site in the compiled predicates.
    final long[] bits;
    final long[][] relations;

    LiveState(Vocabulary words, int variables) {
        this.words = words;
        this.count = new int[words.sorts()];
        this.sets = new long[words.signatures()];
        this.rows = new long[words.fields()][MOST_ATOMS];
        this.bits = new long[variables];
        this.relations = new long[variables][];
    }

    /** Forgets all atoms and tuples. */
    public void clear() {
        java.util.Arrays.fill(count, 0);
        java.util.Arrays.fill(sets, 0);
        for (long[] row : rows) {
            java.util.Arrays.fill(row, 0);
        }
    }

    /** A new atom of {@code signature} (the most specific one: Gate, not Object). Returns its number. */
    public int addAtom(String signature) {
        return addAtom(words.signature(signature));
    }

    /** As {@link #addAtom(String)}, by a handle from {@link LiveSpec#signature}. */
    public int addAtom(int signature) {
        words.requireConcrete(signature);
        int sort = words.sortOf(signature);
        int atom = count[sort];
        if (atom == MOST_ATOMS) {
            throw new SpecException("more than " + MOST_ATOMS + " atoms of " + words.sortName(sort)
                    + ": evaluate a smaller kernel, or stand for several by one (frames that no range separates)");
        }
        count[sort]++;
        for (int s : words.selfAndAncestors(signature)) {
            sets[s] |= 1L << atom;
        }
        return atom;
    }

    /** Number of atoms of a top-level signature. */
    public int atoms(String signature) {
        return count[words.sortOf(words.signature(signature))];
    }

    /** Puts an atom into a subset signature: {@code member("Live", node)}. */
    public void member(String subset, int atom) {
        member(words.signature(subset), atom);
    }

    /** As {@link #member(String, int)}, by handle. */
    public void member(int subset, int atom) {
        words.requireSubset(subset);
        requireAtom(words.sortOf(subset), atom);
        sets[subset] |= 1L << atom;
    }

    /** Adds a pair to a field: {@code tuple("parent", child, parent)}. */
    public void tuple(String field, int from, int to) {
        tuple(words.field(field), from, to);
    }

    /** As {@link #tuple(String, int, int)}, by a handle from {@link LiveSpec#field}. */
    public void tuple(int field, int from, int to) {
        requireAtom(words.leftSort(field), from);
        requireAtom(words.rightSort(field), to);
        rows[field][from] |= 1L << to;
    }

    /** Removes a pair; absent is fine. */
    public void removeTuple(String field, int from, int to) {
        int f = words.field(field);
        requireAtom(words.leftSort(f), from);
        requireAtom(words.rightSort(f), to);
        rows[f][from] &= ~(1L << to);
    }

    /** Whether the pair is there. */
    public boolean has(String field, int from, int to) {
        return (rows[words.field(field)][from] >>> to & 1) != 0;
    }

    /** Whether the atom is in the signature. */
    public boolean in(String signature, int atom) {
        return (sets[words.signature(signature)] >>> atom & 1) != 0;
    }

    private void requireAtom(int sort, int atom) {
        if (atom < 0 || atom >= count[sort]) {
            throw new SpecException("there is no atom " + atom + " of " + words.sortName(sort) + " yet (" + count[sort]
                    + " so far): add it first");
        }
    }
}
