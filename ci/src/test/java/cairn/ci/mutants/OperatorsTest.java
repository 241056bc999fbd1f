package cairn.ci.mutants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cairn.ci.run.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OperatorsTest {
    private static final String SOURCE = """
            package cairn.kernel.core.a;
            final class Box {
                private int size;
                private Box next;

                /** Text with a > b and x = y; in it. */
                /*@ public normal_behavior
                  @   requires 0 <= n && (n < 9 || n == 12);  // A-1 bounded
                  @   ensures size == \\old(size) + n && \\result;
                  @   ensures next == null ==> size == 0;
                  @   assignable size;
                  @ also public normal_behavior
                  @   requires n < 0;
                  @   ensures !\\result;
                  @   assignable \\strictly_nothing;
                  @*/
                /*@ helper @*/ boolean add(int n) {
                    if (n < 0) {
                        return false;
                    }
                    int m = n;
                    m = m * 2;
                    size = size + n;
                    this.next = null;
                    touch();
                    return true;
                }

                void touch() {
                    for (int i = 0; i != 3; i++) {
                        size = size + 1;
                        size = size + 1;
                    }
                }
            }
            """;

    private static String shown(Mutant m) {
        return m.operator() + ": " + m.title();
    }

    @Test
    void codeOperatorsAreThoseOfPit() {
        List<Mutant> all = CodeOperators.of("cairn/kernel/core/a/Box.java", SOURCE, Set.of());
        assertEquals(new TreeSet<>(List.of("boundary: 'n < 0' becomes 'n <= 0'", "negate: 'n < 0' becomes 'n >= 0'", "returns: 'return false;' becomes 'return true;'",
                "math: 'm * 2' becomes 'm / 2'", "math: 'size + n' becomes 'size - n'", "field: 'size = size + n;' becomes 'nothing'",
                "field: 'this.next = null;' becomes 'nothing'", "call: 'touch();' becomes 'nothing'", "returns: 'return true;' becomes 'return false;'",
                "negate: 'i != 3' becomes 'i == 3'", "step: 'i++' becomes 'i--'", "math: 'size + 1' becomes 'size - 1'",
                "field: 'size = size + 1;' becomes 'nothing'")), all.stream().map(OperatorsTest::shown).collect(Collectors.toCollection(TreeSet::new)));
        assertEquals("core.a.Box.add#boundary-1", all.get(0).id());
        assertEquals(18, all.get(0).line());
        assertTrue(all.stream().noneMatch(Mutant::contract));
    }

    /** What has no statement anywhere is gone when the kernel runs: only the prover is asked about such a call. */
    @Test
    void aCallOfALemmaIsForTheProverAlone() {
        String other = "package a;\nclass Other {\n void mark() {\n //@ set ghost = 1;\n }\n void lemma() {\n }\n abstract void later();\n}\n";
        Set<String> empty = CodeOperators.empty(Map.of("a/Other.java", other, "a/Box.java", "class Box {\n void mark() {\n f = 1;\n }\n}\n"));
        assertEquals(Set.of("lemma"), empty, "another mark has a statement, and what has no body may do anything");
        List<Mutant> all = CodeOperators.of("a/Use.java", "package a;\nclass Use {\n void g() {\n o.lemma();\n o.mark();\n }\n}\n", empty);
        assertEquals(List.of("lemma: 'o.lemma();' becomes 'nothing'", "call: 'o.mark();' becomes 'nothing'"), all.stream().map(OperatorsTest::shown).toList());
        assertEquals(List.of(true, true), all.stream().map(Judge.proof::canNotice).toList());
        assertEquals(List.of(false, true), all.stream().map(Judge.properties::canNotice).toList());
        assertEquals(List.of(false, true), all.stream().map(Judge.alloy::canNotice).toList());
    }

    @Test
    void contractOperatorsChangeOneConditionEach() {
        List<String> all = ContractOperators.of("cairn/kernel/core/a/Box.java", SOURCE).stream().map(OperatorsTest::shown).toList();
        assertEquals(List.of("unneeded: '0 <= n' becomes 'true'", "unneeded: '(n < 9 || n == 12)' becomes 'true'",
                "wrong: 'size == \\old(size) + n' becomes 'size != \\old(size) + n'",
                "false: 'ensures size == \\old(size) + n && \\result;' becomes 'ensures size == \\old(size) + n && \\result; ensures false;'",
                "unneeded: 'n < 0' becomes 'true'", "false: 'ensures !\\result;' becomes 'ensures !\\result; ensures false;'"), all);
    }

    /** Each change stands in its file once, and gives back the file but for that change. */
    @Test
    void everyMutantOfTheCoreAppliesOnce() {
        List<Mutant> all = Mutants.all(new Project(Path.of("..")));
        assertTrue(all.size() > 500, "only " + all.size());
        assertEquals(all.size(), all.stream().map(Mutant::id).distinct().count(), "IDs are unique");
        Set<String> kinds = all.stream().map(Mutant::operator).collect(Collectors.toSet());
        assertEquals(Set.of("boundary", "negate", "math", "step", "call", "lemma", "field", "returns", "unneeded", "wrong", "false"), kinds);
        for (Mutant m : all) {
            assertTrue(!m.find().equals(m.replace()) && !m.find().contains("\n===\n"), m.id());
        }
        assertEquals(all.size(), all.stream().filter(OperatorsTest::appliesOnce).count());
        assertEquals(Mutants.shuffled(all, 1).subList(0, 5), Mutants.shuffled(all, 1).subList(0, 5));
    }

    private static boolean appliesOnce(Mutant m) {
        try {
            String text = java.nio.file.Files.readString(Path.of("..", Mutants.SOURCE, m.file()));
            return text.indexOf(m.find()) >= 0 && text.indexOf(m.find(), text.indexOf(m.find()) + 1) < 0;
        } catch (java.io.IOException e) {
            return false;
        }
    }
}
