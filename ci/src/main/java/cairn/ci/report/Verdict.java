package cairn.ci.report;

/** The one word of the report. */
public enum Verdict {
    /** Every stage ran, every row is good, every requirement has the evidence that it needs. */
    holds("holds", "✔", 0),
    /** Nothing is refuted or open, but something was not run or is stale. */
    incomplete("incomplete", "◐", 2),
    /** A row is bad, or a requirement lacks evidence although every stage ran. */
    fails("does not hold", "✘", 1);

    private final String word;
    private final String glyph;
    private final int exitCode;

    Verdict(String word, String glyph, int exitCode) {
        this.word = word;
        this.glyph = glyph;
        this.exitCode = exitCode;
    }

    public String word() {
        return word;
    }

    public String glyph() {
        return glyph;
    }

    public int exitCode() {
        return exitCode;
    }

    public static Verdict valueOfWord(String word) {
        for (Verdict v : values()) {
            if (v.word.equals(word)) {
                return v;
            }
        }
        throw new IllegalArgumentException("no verdict: " + word);
    }

    static Verdict of(boolean bad, boolean missing) {
        return bad ? fails : missing ? incomplete : holds;
    }
}
