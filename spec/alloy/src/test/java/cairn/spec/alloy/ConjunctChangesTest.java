package cairn.spec.alloy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** On a copy of the specification one conjunct says nothing any more: a seeded bug is not found then, which fails the check of CI. */
final class ConjunctChangesTest {
    private static final Pattern CONJUNCT = Pattern.compile("(?ms)^pred (([A-Z]+)_(\\d+)_\\w+)\\[[^\\]]*\\] \\{.*?^\\}");

    @Test
    void aConjunctThatSaysNothingLetsASeededBugThrough() {
        SpecSources right = SpecSources.packaged();
        Map<String, Boolean> noticed = new TreeMap<>();
        for (String file : List.of("derivation.als", "space.als")) {
            Matcher m = CONJUNCT.matcher(right.text(file));
            while (m.find()) {
                String id = m.group(2) + "-" + m.group(3);
                String text = right.text(file).substring(0, m.start()) + m.group().substring(0, m.group().indexOf('{')) + "{ no none }"
                        + right.text(file).substring(m.end());
                List<Result> rows = new ArrayList<>(new Checker(right.with(file, text), null).run(Pattern.compile("^broken/.*/" + id + "$"),
                        List.of(Solver.sat4j), 0, 1, r -> { }));
                noticed.put(id, rows.stream().anyMatch(r -> r.status() == Status.notFound));
                assertTrue(rows.stream().allMatch(r -> r.status() == Status.notFound || r.status() == Status.found), () -> String.valueOf(rows));
            }
        }
        assertEquals(11, noticed.size(), () -> String.valueOf(noticed));
        assertTrue(noticed.values().stream().allMatch(v -> v), () -> "no seeded bug shows that it is gone: " + noticed);
    }
}
