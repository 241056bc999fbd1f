package cairn.spec.alloy;

/** How a command came out. */
public enum Status {
    /** A check or theorem without counterexample in its scope, whose premise is satisfiable there. */
    held,
    /** A run with an instance, or a seeded bug with its counterexample. */
    found,
    /** A check or theorem that is refuted. */
    counterexample,
    /** A check or theorem whose premise nothing in the scope satisfies: it says nothing. */
    vacuous,
    /** A run without instance, or a seeded bug that no counterexample reveals. */
    notFound,
    /** It could not be decided. */
    error;

    /** Whether this is what the specification expects. */
    public boolean good() {
        return this == held || this == found;
    }
}
