package cairn.ci.evidence;

/** What a row is evidence of; the first seven are the headline figures of the report, in this order. */
public enum Section {
    obligations("Proof obligations", "proof", Status.proved),
    alloyChecks("Alloy checks", "alloy", Status.held),
    seededBugs("Seeded bugs in the specification", "alloy", Status.found),
    notProvable("Wrong contracts and wrong bodies", "proof", Status.stayedOpen),
    properties("Property tests", "prop", Status.passed),
    brokenKernels("Broken kernels", "prop", Status.caught),
    boots("Boots", "boot", Status.passed),
    scenarios("Alloy scenarios (non-vacuity)", "alloy", Status.found),
    tests("Module tests", "prop", Status.passed),
    mutants("Mutants of code and contracts", "prop", Status.killed),
    secondOpinion("Second prover (OpenJML)", "proof", Status.passed);

    private final String title;
    private final String need;
    private final Status good;

    Section(String title, String need, Status good) {
        this.title = title;
        this.need = need;
        this.good = good;
    }

    /** Not among what the verdict counts: a mutant that survives is argued about, it does not make a proof wrong. */
    public boolean advisory() {
        return this == mutants;
    }

    public String title() {
        return title;
    }

    /** The word under "Needs:" in a requirement that this evidence serves. */
    public String need() {
        return need;
    }

    /** The one status that counts. */
    public Status good() {
        return good;
    }
}
