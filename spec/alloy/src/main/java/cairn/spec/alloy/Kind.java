package cairn.spec.alloy;

/** What a command of the specification is for. */
public enum Kind {
    /** An operation keeps a conjunct of the invariant. */
    check,
    /** Something that follows: confinement, completeness of unmap … */
    theorem,
    /** A scenario that must be possible. */
    run,
    /** A deliberately wrong operation: its check must give a counterexample. */
    seeded
}
