package cairn.ci.mutants;

/**
 * One small change of the core's source that evidence should notice.
 *
 * @param id       {@code core.quota.Quota.charge#boundary-1}: method, operator, number among those of the method
 * @param file     relative to the folder of kernel sources
 * @param method   {@code core.quota.Quota.charge}
 * @param operator see {@link CodeOperators} and {@link ContractOperators}
 * @param contract the contract is changed, not the code
 * @param find     text that stands in the file exactly once
 * @param was      the changed piece, and {@code now} what stands there instead, for people
 */
public record Mutant(String id, String file, int line, String method, String operator, boolean contract, String find, String replace, String was,
                     String now) {
    public String title() {
        return "'" + was + "' becomes '" + (now.isBlank() ? "nothing" : now) + "'";
    }

    /** A contract with a clause that nothing fulfils: if it closes, the contract says nothing. */
    public boolean vacuityProbe() {
        return operator.equals(ContractOperators.FALSE);
    }

    /** Nothing of the change is left when the kernel runs, so only a proof can notice it. */
    public boolean silent() {
        return contract || operator.equals(CodeOperators.LEMMA);
    }

    /** In the form of proofs/notprovable. */
    String seed() {
        String open = "^" + method.replace(".", "\\.").replace("$", "\\$") + "/" + (vacuityProbe() ? "(.*#|whole)" : "");
        return "why: " + operator + "\nfile: " + file + "\nopen: " + open + "\n<<<\n" + find + "\n===\n" + replace + "\n>>>\n";
    }

    /** The whole lines around a place, so many that they stand in the text once; old and new. */
    static String[] unique(String text, int from, int to, String instead) {
        int start = text.lastIndexOf('\n', from - 1) + 1;
        int end = text.indexOf('\n', to);
        end = end < 0 ? text.length() : end;
        while (text.indexOf(text.substring(start, end)) != start || text.indexOf(text.substring(start, end), start + 1) >= 0) {
            int before = text.lastIndexOf('\n', start - 2) + 1;
            if (before == start || start == 0) {
                end = text.indexOf('\n', end + 1) < 0 ? text.length() : text.indexOf('\n', end + 1);
            } else {
                start = before;
            }
        }
        return new String[] {text.substring(start, end), text.substring(start, from) + instead + text.substring(to, end)};
    }
}
