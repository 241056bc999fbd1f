package cairn.ci.stage;

/**
 * What the user chose for a run of the pipeline.
 *
 * @param jobs   worker processes of each stage
 * @param fresh  reuse nothing
 * @param replay check saved proofs without search
 * @param filter only the proof obligations whose ID contains a match of this regular expression; empty: all
 */
public record Setting(int jobs, boolean fresh, boolean replay, String filter) {
    public Setting(int jobs, boolean fresh, boolean replay) {
        this(jobs, fresh, replay, "");
    }
}
