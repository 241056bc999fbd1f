package cairn.ci.evidence;

/** How a piece of evidence came out: one lattice for proofs, checks, tests, runs and seeds. */
public enum Status {
    proved(Level.GOOD, "proved"),
    held(Level.GOOD, "held"),
    found(Level.GOOD, "found"),
    passed(Level.GOOD, "passed"),
    caught(Level.GOOD, "caught"),
    stayedOpen(Level.GOOD, "stayed open"),
    killed(Level.GOOD, "killed"),
    /** A mutant that nothing noticed. */
    survived(Level.MISSING, "survived"),
    /** A mutant that nothing can notice, with the reason. */
    justified(Level.MISSING, "survived, argued"),
    /** Recorded for inputs that have changed since. */
    stale(Level.MISSING, "stale"),
    notRun(Level.MISSING, "not run"),
    /** A result that only holds if something unproved does. */
    assumed(Level.BAD, "assumed"),
    open(Level.BAD, "open"),
    timeout(Level.BAD, "timeout"),
    undecided(Level.BAD, "undecided"),
    error(Level.BAD, "error"),
    vacuous(Level.BAD, "vacuous"),
    counterexample(Level.BAD, "refuted"),
    failed(Level.BAD, "failed"),
    notFound(Level.BAD, "not found"),
    escaped(Level.BAD, "escaped"),
    wronglyProved(Level.BAD, "wrongly proved"),
    doesNotApply(Level.BAD, "does not apply");

    /** How far a status supports a claim. */
    public enum Level {
        GOOD("✔"), MISSING("◐"), BAD("✘");

        private final String glyph;

        Level(String glyph) {
            this.glyph = glyph;
        }

        public String glyph() {
            return glyph;
        }
    }

    private final Level level;
    private final String word;

    Status(Level level, String word) {
        this.level = level;
        this.word = word;
    }

    public Level level() {
        return level;
    }

    /** The word beside the glyph. */
    public String word() {
        return word;
    }

    public boolean good() {
        return level == Level.GOOD;
    }

    /** The status of that name, or {@link #error} for one that this version does not know. */
    public static Status read(String name) {
        for (Status s : values()) {
            if (s.name().equals(name)) {
                return s;
            }
        }
        return error;
    }

    /** As {@link #read}, for what a tool wrote: whether a result is stale is not for a tool to say. */
    public static Status ofTool(String name) {
        Status s = read(name);
        return s == stale ? error : s;
    }
}
