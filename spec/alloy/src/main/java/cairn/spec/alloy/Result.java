package cairn.spec.alloy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * One row of the report.
 *
 * @param file      source, as a reader would open it
 * @param operation {@code map}, {@code unmap} …; {@code state} for a statement about every state
 * @param conjunct  {@code CDT-3}, {@code THM-1}; for a run, its name
 * @param solver    {@code sat4j} or {@code glucose}
 * @param seconds   CPU seconds of the run that produced the result
 * @param inputHash SHA-256 of all that the command can depend on, see {@link SpecSources#hash}
 * @param reused    taken from an earlier run with the same hash
 * @param message   what to look at: the values of a counterexample, the reason of an error; empty when the row is as expected
 */
@JsonPropertyOrder({"id", "file", "line", "operation", "conjunct", "kind", "scope", "solver", "status", "seconds", "inputHash"})
public record Result(@JsonProperty("id") String id, @JsonProperty("file") String file, @JsonProperty("line") int line,
                     @JsonProperty("operation") String operation, @JsonProperty("conjunct") String conjunct,
                     @JsonProperty("kind") Kind kind, @JsonProperty("scope") String scope, @JsonProperty("solver") String solver,
                     @JsonProperty("status") Status status, @JsonProperty("seconds") double seconds,
                     @JsonProperty("inputHash") String inputHash, @JsonProperty("reused") boolean reused,
                     @JsonProperty("message") String message) {

    static Result of(Obligation o, SpecSources sources, Solver solver, Status status, double seconds, String hash, boolean reused,
                     String message) {
        return new Result(o.id(), sources.shown(o.file()), o.line(), o.operation(), o.conjunct(), o.kind(), o.scope(), solver.name(),
                status, Math.round(seconds * 1000) / 1000.0, hash, reused, message);
    }
}
