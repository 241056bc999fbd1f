package cairn.ci.stage;

/**
 * What the user chose for a run of the pipeline.
 *
 * @param jobs   worker processes of each stage
 * @param fresh  reuse nothing
 * @param replay check saved proofs without search
 */
public record Setting(int jobs, boolean fresh, boolean replay) {}
