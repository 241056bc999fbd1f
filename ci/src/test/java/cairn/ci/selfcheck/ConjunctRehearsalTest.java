package cairn.ci.selfcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cairn.ci.CannotRun;
import cairn.ci.run.AtomicFile;
import cairn.ci.run.Project;
import cairn.ci.run.Screen;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With tools that answer as they should, or one that does not; with the real tools it is `./cairn selfcheck --conjunct`. */
class ConjunctRehearsalTest {
    private static final String RIGHT = "all n: Live | " + ConjunctRehearsal.STRONGER[0] + "all n: Live | " + ConjunctRehearsal.WEAKER[0] + "\n";
    @TempDir
    private Path root;
    /** A command that answers as if nothing had changed. */
    private String blind = "";

    @BeforeEach
    void project() {
        AtomicFile.write(root.resolve("pom.xml"), "<project/>");
        AtomicFile.write(root.resolve(ConjunctRehearsal.SPEC), RIGHT);
        AtomicFile.write(root.resolve(ConjunctRehearsal.TREE), "//@ n.top == n");
        for (String module : List.of("spec/alloy", "property-tests")) {
            AtomicFile.write(root.resolve(module + "/pom.xml"), "<project/>");
            AtomicFile.write(root.resolve(module + "/target/classpath.txt"), root.resolve("spec/alloy/target/a.jar").toString());
            AtomicFile.write(root.resolve(module + "/target/classes/A.class"), "");
            AtomicFile.write(root.resolve(module + "/target/surefire-reports/b.txt"), "");
        }
    }

    private List<String> rehearse() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new ConjunctRehearsal(new Project(root), Screen.of(nowhere, nowhere, false), this::run).run();
    }

    private int run(Project copy, List<String> command, Consumer<String> out) {
        try {
            String spec = Files.readString(copy.at(ConjunctRehearsal.SPEC));
            boolean stronger = spec.contains(ConjunctRehearsal.STRONGER[1]) && !blind.equals(String.join(" ", command));
            boolean weaker = spec.contains(ConjunctRehearsal.WEAKER[1]) && !blind.equals(String.join(" ", command));
            String name = stronger ? "CDT_5_oneObject" : "CDT_3_rightsShrink";
            switch (String.join(" ", command).replaceFirst(" .*(?<!--check)$", "")) {
                case "translate --check":
                    out.accept(ConjunctRehearsal.TREE + ":1: CDT_5_oneObject: JML stale or edited");
                    return stronger ? 1 : 0;
                case "translate":
                    if (!blind.equals("translate")) {
                        Files.writeString(copy.at(ConjunctRehearsal.TREE), "//@ n.top == n" + (stronger ? " && n.first == null" : ""));
                    }
                    out.accept(ConjunctRehearsal.SPEC + ":2: " + name + ": evaluator renewed");
                    out.accept(ConjunctRehearsal.TREE + ":1: " + name + ": JML renewed");
                    return 0;
                case "prove":
                    out.accept("open core.derivation.Tree.keeps_CDT_5/lemma");
                    return stronger ? 1 : 0;
                case "fuzz":
                    out.accept("caught by CDT-5");
                    return stronger ? 1 : 0;
                case "check":
                    out.accept("notFound broken/map_adds_rights/map/CDT-3");
                    return weaker ? 1 : 0;
                default:
                    out.accept("restrict-ignores-children    missed after 9 sequences");
                    return weaker ? 1 : 0;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void nothingIsSaidWhenEveryToolNotices() {
        assertEquals(List.of(), rehearse());
        assertFalse(Files.exists(root.resolve(".cairn/selfcheck-conjunct")));
        assertEquals(2, root.resolve("spec/alloy/target").toFile().list((d, n) -> n.startsWith("class")).length, "the build is not touched");
    }

    @Test
    void eachToolThatDoesNotNoticeIsNamed() {
        for (String tool : List.of("translate --check", "translate", "prove Tree\\.keeps_CDT_5/", "fuzz --steps 4000", "check ^broken/.*/CDT-3$",
                "broken-kernels restrict-ignores-children")) {
            blind = tool;
            assertTrue(rehearse().stream().anyMatch(f -> f.contains(tool) || tool.equals("translate") && f.contains("the kernel's source says it")), tool + ": " + rehearse());
        }
    }

    @Test
    void aSpecificationWithoutThatConjunctIsToldAtOnce() {
        AtomicFile.write(root.resolve(ConjunctRehearsal.SPEC), RIGHT + RIGHT);
        assertTrue(assertThrows(CannotRun.class, this::rehearse).getMessage().contains("has not once 'no n.parent implies n.top = n'"));
    }

    @Test
    void theOwnBuildNamesTheCopy() throws IOException {
        SourceCopy copy = SourceCopy.alone(new Project(root), root.resolve(".cairn/x"));
        copy.own("property-tests");
        Path target = root.resolve(".cairn/x/property-tests/target");
        assertFalse(Files.isSymbolicLink(target));
        assertEquals(root.resolve(".cairn/x/spec/alloy/target/a.jar").toString(), Files.readString(target.resolve("classpath.txt")));
        assertTrue(Files.exists(target.resolve("classes/A.class")) && !Files.exists(target.resolve("surefire-reports")));
        copy.remove();
        assertTrue(Files.exists(root.resolve("property-tests/target/classes/A.class")));
    }
}
