package cairn.spec.alloy;

import java.util.Arrays;
import java.util.List;
import kodkod.engine.satlab.SATFactory;

/** The SAT solvers used: SAT4J by default (pure Java), Glucose (native) as the cross-check. */
public enum Solver {
    sat4j, glucose;

    /** {@code sat4j}, {@code glucose} or {@code both}. */
    public static List<Solver> parse(String name) {
        if (name.equals("both")) {
            return List.of(values());
        }
        return Arrays.stream(values()).filter(s -> s.name().equals(name)).findFirst().map(List::of)
                .orElseThrow(() -> new SpecException("unknown solver '" + name + "': use sat4j, glucose or both"));
    }

    /** Looked up once on the calling thread: Alloy's search for native solvers is not thread safe. */
    SATFactory factory() {
        SATFactory found = SATFactory.find(name()).filter(SATFactory::isPresent).orElse(null);
        if (found == null) {
            throw new SpecException("solver '" + name() + "' cannot be loaded on this machine: use --solver sat4j");
        }
        return found;
    }
}
