package cairn.spec.alloy.logic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the kernel's contracts imply of the specification's operations: a sample again, and that a weaker contract or another operation is noticed. */
final class ContractsTest {
    private static final Path ROOT = Path.of("../..");
    private static final String DERIVATION = "kernel/src/main/java/cairn/kernel/core/derivation/Derivation.java";

    @TempDir
    private Path copy;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(Path root, String... arguments) {
        out.reset();
        err.reset();
        List<String> all = new ArrayList<>(List.of("--root", root.toString()));
        all.addAll(List.of(arguments));
        int code = Contracts.run(all, new PrintStream(out, true), new PrintStream(err, true));
        Assumptions.assumeFalse(err.toString().contains("not run"), "no z3 on the PATH: what the contracts imply is not asked again");
        return code;
    }

    @Test
    void theContractsImplyWhatTheListSays() {
        assertEquals(0, run(ROOT, "--filter", "^(anchor/(Live|parent|slot|refusal)|map/(Live|rights|first|holds|nextSibling|refusal)|destroy/(top|Live))$",
                "--expect", "contracts.txt"), () -> err + out.toString());
        assertTrue(out.toString().contains("12 rows: {implied=12}"), out.toString());
    }

    @Test
    void everyOperationAndRelationHasARowAndWhatIsOpenSaysWhy() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("contracts.txt")).stream().filter(l -> !l.startsWith("#")).toList();
        assertEquals(8 * 15 + 3 * 8 - 1, rows.size());
        for (String row : rows) {
            assertTrue(row.matches("\\w+/\\w+  (implied|given Live|(open|not said): .{20,})"), row);
        }
        assertEquals(rows.size(), rows.stream().map(r -> r.substring(0, r.indexOf(' '))).distinct().count());
    }

    @Test
    void aContractThatSaysLessImpliesLess() throws IOException {
        changed(DERIVATION, "ensures s.node.right1 == (p.right1 && (mask & 1) != 0) && ", "ensures ");
        assertEquals(1, run(copy, "--filter", "^map/(rights|parent)$", "--expect", "contracts.txt"));
        assertTrue(err.toString().contains("map/rights is 'open', contracts.txt says 'implied'"), err.toString());
        assertTrue(out.toString().contains("map/parent  implied"), out.toString());
    }

    /** Who goes is said by index and by `below`, whose body is its definition; another meaning of below is noticed. */
    @Test
    void whoGoesInUnmapIsRead() throws IOException {
        assertEquals(0, run(ROOT, "--filter", "^unmap/Live$", "--expect", "contracts.txt"), () -> err + out.toString());
        changed(DERIVATION, "(i.parent == n || below(i.parent, n))", "(i.parent == n || below(i.top, n))");
        assertEquals(1, run(copy, "--filter", "^unmap/Live$", "--effort", "20000", "--expect", "contracts.txt"));
        assertTrue(err.toString().contains("unmap/Live is 'open', contracts.txt says 'implied'"), err.toString());
    }

    @Test
    void aFrameThatLetsMoreBeWrittenImpliesLess() throws IOException {
        changed(DERIVATION, "assignable t.unseen, x.slot, x.slot.node,", "assignable t.unseen, \\all_objects(x.right1), x.slot, x.slot.node,");
        assertEquals(1, run(copy, "--filter", "^grant/(rights|top)$", "--expect", "contracts.txt"));
        assertTrue(err.toString().contains("grant/rights is 'open'") && out.toString().contains("grant/top  implied"), err + out.toString());
    }

    @Test
    void anOperationThatDoesMoreIsNotImplied() throws IOException {
        changed("spec/alloy/operations.als", "{ rights + d->rs }", "{ rights + d->Right }");
        assertEquals(1, run(copy, "--filter", "^map/(rights|frames)$", "--expect", "contracts.txt"));
        assertTrue(err.toString().contains("map/rights is 'open'") && out.toString().contains("map/frames  implied"), err + out.toString());
    }

    @Test
    void aContractThatContradictsItselfIsRefused() throws IOException {
        changed(DERIVATION, "ensures inv && \\result == OK && x.slot == s", "ensures inv && \\result == OK && \\result == EMPTY && x.slot == s");
        assertEquals(2, run(copy, "--filter", "^grant/slot$"));
        assertTrue(err.toString().contains("grant: the contract contradicts itself"), err.toString());
    }

    @Test
    void mistakesInTheMappingNameTheLine() throws IOException {
        changed("spec/alloy/contracts.map", "  n = x\n  k = s\n", "  n = x\n");
        assertEquals(2, run(copy, "--filter", "^grant/slot$"));
        assertTrue(err.toString().matches("(?s).*contracts.map:\\d+: grant takes \\[k, n\\], here are \\[n\\].*"), err.toString());
        changed("spec/alloy/contracts.map", "operation grant by grant", "operation grant by grants");
        assertEquals(2, run(copy, "--filter", "^grant/slot$"));
        assertTrue(err.toString().contains("Derivation has no public method 'grants'"), err.toString());
    }

    /** A copy of what the command reads, with one text changed. */
    private void changed(String file, String from, String to) throws IOException {
        for (String folder : List.of("spec/alloy", "kernel/src/main/java/cairn/kernel/core/derivation")) {
            Files.createDirectories(copy.resolve(folder));
            for (Path p : Files.list(ROOT.resolve(folder)).filter(Files::isRegularFile).toList()) {
                String text = Files.readString(p);
                boolean here = p.endsWith(file.substring(file.lastIndexOf('/') + 1));
                assertTrue(!here || text.contains(from), file + " has no " + from);
                Files.writeString(copy.resolve(folder).resolve(p.getFileName().toString()), here ? text.replace(from, to) : text);
            }
        }
    }
}
