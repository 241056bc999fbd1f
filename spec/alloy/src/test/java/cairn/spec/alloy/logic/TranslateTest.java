package cairn.spec.alloy.logic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cairn.spec.alloy.SpecException;
import cairn.spec.alloy.SpecSources;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Alloy conjuncts in the kernel's JML: what is there, what is refused, and that the kernel's source has it as it is now. */
final class TranslateTest {
    private static final Path ROOT = Path.of("../..");
    private static final Path SPEC = ROOT.resolve("spec/alloy");
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final PrintStream printed = new PrintStream(err, true);

    private static String mapping() throws IOException {
        return Files.readString(SPEC.resolve("kernel.map"));
    }

    private static SpecSources sources() {
        return SpecSources.at(SPEC).named("spec/alloy");
    }

    private static String jml(SpecSources sources, String mapping) {
        return Region.text(new KernelInvariant(sources, "invariant.als", "kernel.map", mapping));
    }

    private static String refusal(SpecSources sources, String mapping) {
        return assertThrows(SpecException.class, () -> jml(sources, mapping)).getMessage();
    }

    @Test
    void theKernelsSourceHasWhatTheSpecificationSays() {
        assertEquals(0, Translate.run(List.of("--check", "--root", ROOT.toString()), printed, printed), () -> err.toString());
    }

    @Test
    void anEditedRegionIsFound(@TempDir Path root) throws IOException {
        Path tree = copy(root);
        Files.writeString(tree, Files.readString(tree).replace("n.live && n.parent != null; n.parent.live)", "n.live && n.parent != null; true)"));
        assertEquals(1, Translate.run(List.of("--check", "--root", root.toString()), printed, printed));
        assertTrue(err.toString().matches("(?s)kernel/.*/Tree.java:\\d+: CDT_1_forest: JML stale or edited\n1 stale or edited: run ./cairn translate.*"), err.toString());
        assertEquals(0, Translate.run(List.of("--root", root.toString()), printed, printed));
        assertEquals(Files.readString(ROOT.resolve(Translate.TARGET)), Files.readString(tree));
    }

    @Test
    void aChangedConjunctMakesTheRegionStaleUntilItIsRefreshed(@TempDir Path root) throws IOException {
        Path tree = copy(root);
        Path als = root.resolve("spec/alloy/derivation.als");
        Files.writeString(als, Files.readString(als).replace("no n.parent implies n.top = n", "no n.parent implies n.top = n and no n.first"));
        assertEquals(1, Translate.run(List.of("--check", "--root", root.toString()), printed, printed));
        assertEquals(0, Translate.run(List.of("--root", root.toString()), printed, printed));
        assertTrue(Files.readString(tree).contains("n.top == n && n.first == null"), Files.readString(tree));
        assertEquals(0, Translate.run(List.of("--check", "--root", root.toString()), printed, printed));
    }

    /** What a live kernel is evaluated with is renewed with the JML, in the classes and in the jar, and an edited copy is found. */
    @Test
    void theEvaluatorsAreRenewedToo(@TempDir Path root) throws IOException {
        Path tree = copy(root);
        Path classes = built(root);
        assertEquals(0, Translate.run(List.of("--check", "--evaluators", "--root", root.toString()), printed, printed), () -> err.toString());
        Path als = root.resolve("spec/alloy/space.als");
        Files.writeString(als, Files.readString(als).replace("no n.parent implies no n.slot", "no n.parent implies no n.slot and no n.prevSibling.slot"));
        String before = Files.readString(tree);
        err.reset();
        assertEquals(1, Translate.run(List.of("--check", "--evaluators", "--json", "--root", root.toString()), printed, printed));
        assertTrue(err.toString().contains("{\"kind\":\"evaluator\",\"name\":\"CDT_6_onePlace\",\"file\":\"spec/alloy/space.als\",\"line\":"), err.toString());
        assertTrue(err.toString().contains("{\"kind\":\"jml\",\"name\":\"CDT_6_onePlace\",\"file\":\"" + Translate.TARGET + "\",\"line\":"), err.toString());
        assertEquals(before, Files.readString(tree));
        assertEquals(0, Translate.run(List.of("--evaluators", "--root", root.toString()), printed, printed));
        assertEquals(Files.readString(als), Files.readString(classes.resolve("space.als")));
        try (FileSystem jar = FileSystems.newFileSystem(root.resolve("spec/alloy/target/cairn-alloy-0.1.0.jar"))) {
            assertEquals(Files.readString(als), Files.readString(jar.getPath("cairn/spec/als/space.als")));
        }
        assertEquals(0, Translate.run(List.of("--check", "--evaluators", "--root", root.toString()), printed, printed));
        Files.writeString(classes.resolve("time.als"), Files.readString(classes.resolve("time.als")).replace("pred TIME_1", "pred TIME_9"));
        err.reset();
        assertEquals(1, Translate.run(List.of("--check", "--evaluators", "--root", root.toString()), printed, printed));
        assertTrue(err.toString().matches("(?s)spec/alloy/time.als:\\d+: TIME_1_\\w+: evaluator stale or edited\n.*"), err.toString());
    }

    /** A conjunct that the evaluators cannot compile changes nothing, although it could be translated. */
    @Test
    void whatCannotBeEvaluatedIsWrittenNowhere(@TempDir Path root) throws IOException {
        Path tree = copy(root);
        Path classes = built(root);
        String before = Files.readString(tree);
        Path als = root.resolve("spec/alloy/sched.als");
        String right = Files.readString(als);
        Files.writeString(als, right.replaceFirst("pred (SCHED_1_\\w+)", "pred $1 [ x"));
        Path objects = root.resolve("spec/alloy/derivation.als");
        Files.writeString(objects, Files.readString(objects).replace("no n.parent implies n.top = n", "no n.parent implies n.top = n and no n.first"));
        err.reset();
        assertEquals(2, Translate.run(List.of("--evaluators", "--root", root.toString()), printed, printed));
        assertTrue(err.toString().matches("(?s)translate: spec/alloy/sched.als:\\d+: .*"), err.toString());
        assertEquals(before, Files.readString(tree));
        assertEquals(right, Files.readString(classes.resolve("sched.als")));
    }

    /** All sources, and what a build leaves of them. */
    private static Path built(Path root) throws IOException {
        SpecSources all = SpecSources.at(SPEC);
        Path classes = root.resolve("spec/alloy/target/classes/cairn/spec/als");
        Path jarFile = root.resolve("spec/alloy/target/cairn-alloy-0.1.0.jar");
        Files.createDirectories(classes);
        try (FileSystem jar = FileSystems.newFileSystem(jarFile, Map.of("create", "true"))) {
            for (String file : all.files()) {
                for (Path folder : List.of(root.resolve("spec/alloy"), classes, jar.getPath("cairn/spec/als"))) {
                    Files.createDirectories(folder.resolve(file).getParent());
                    Files.writeString(folder.resolve(file), all.text(file));
                }
            }
        }
        return classes;
    }

    /** So the proof that must stay open there is about this change of the specification and about nothing else. */
    @Test
    void theStrengthenedConjunctOfTheProofsIsWhatTheTranslatorMakesOfIt(@TempDir Path root) throws IOException {
        Path tree = copy(root);
        Path als = root.resolve("spec/alloy/derivation.als");
        Files.writeString(als, Files.readString(als).replace("no n.parent implies n.top = n", "no n.parent implies n.top = n and no n.first"));
        assertEquals(0, Translate.run(List.of("--root", root.toString()), printed, printed));
        String seed = Files.readString(ROOT.resolve("proofs/notprovable/strengthened-conjunct.seed"));
        String[] parts = seed.substring(seed.indexOf("<<<\n") + 4, seed.indexOf(">>>")).split("===\n");
        assertEquals(Files.readString(tree), Files.readString(ROOT.resolve(Translate.TARGET)).replace(parts[0], parts[1]));
    }

    @Test
    void aSourceWithoutMarksIsRefused(@TempDir Path root) throws IOException {
        Path tree = copy(root);
        Files.writeString(tree, Files.readString(tree).replace(Region.END, ""));
        assertEquals(2, Translate.run(List.of("--root", root.toString()), printed, printed));
        assertTrue(err.toString().contains("Tree.java: needs the two lines"), err.toString());
    }

    private static Path copy(Path root) throws IOException {
        Path spec = Files.createDirectories(root.resolve("spec/alloy"));
        for (String file : List.of("objects.als", "derivation.als", "space.als", "invariant.als", "kernel.map")) {
            Files.copy(SPEC.resolve(file), spec.resolve(file));
        }
        Path tree = root.resolve(Translate.TARGET);
        Files.createDirectories(tree.getParent());
        return Files.copy(ROOT.resolve(Translate.TARGET), tree);
    }

    @Test
    void rightsBecomeFlagsAndFramesBecomeBounds() throws IOException {
        String jml = jml(sources(), mapping());
        assertTrue(jml.contains("(n.rightA ==> n.parent.rightA)"), jml);
        assertTrue(jml.contains("n.parent.low <= n.low && n.high <= n.parent.high"), jml);
    }

    @Test
    void whatCannotBeSaidIsListedWithItsPlaceAndReason() throws IOException {
        List<String> refused = new KernelInvariant(sources(), "invariant.als", "kernel.map", mapping()).sentences().stream()
                .flatMap(s -> s.refused().stream()).toList();
        assertEquals(9, refused.size(), () -> String.join("\n", refused));
        assertTrue(refused.stream().allMatch(r -> r.matches("spec/alloy/\\w+\\.als:\\d+: .+")), () -> String.join("\n", refused));
        assertTrue(refused.stream().anyMatch(r -> r.contains("the closure of parent is no first-order formula")));
    }

    @Test
    void mistakesNameFileLineAndRemedy() throws IOException {
        String map = mapping();
        assertEquals("kernel.map:" + line(map, "field parent") + ": the specification has no field 'parrent'; did you mean 'parent'?",
                refusal(sources(), map.replace("field parent ", "field parrent ")));
        assertEquals("kernel.map:" + (line(map, "set Live") + 1) + ": 'Live' is mapped in line " + line(map, "set Live")
                + " already: keep one of the two", refusal(sources(), map.replace("set Live      $.live", "set Live      $.live\nset Live $.live")));
        String unmapped = refusal(sources(), map.replaceAll("(?m)^field top .*$", ""));
        assertTrue(unmapped.matches("spec/alloy/derivation.als:\\d+: field top is not mapped: add `field top .*` to kernel.map, or `refuse top: REASON`"),
                unmapped);
        String wrongTerm = refusal(sources(), map.replace("lone $.parent", "lone $.parent &&"));
        assertTrue(wrongTerm.matches("kernel.map:\\d+: '\\$.parent &&': a name or a number expected at the end"), wrongTerm);
        String wrongLine = refusal(sources(), map + "\nfeild x one $.x\n");
        assertTrue(wrongLine.endsWith("a line begins with sort, each, set, field, refuse, gives or witness"), wrongLine);
        SpecSources twice = sources().with("objects.als", sources().text("objects.als").replace("sig Other extends Object {}",
                "sig Other extends Object { size: set Object }"));
        String ambiguous = refusal(twice, map);
        assertTrue(ambiguous.matches("kernel.map:\\d+: 'size' may be Block.size \\(.*\\) or Other.size \\(.*\\): write the signature in front, "
                + "as in Block.size"), ambiguous);
        String syntax = refusal(sources().with("derivation.als", sources().text("derivation.als").replace("all n: Live |", "all n Live |")), map);
        assertTrue(syntax.matches("spec/alloy/derivation.als:\\d+: .*"), syntax);
        String cut = refusal(sources().with("derivation.als", sources().text("derivation.als").replace("n.rights in n.parent.rights", "n.rights in")), map);
        assertTrue(cut.matches("spec/alloy/derivation.als:\\d+: syntax error before '}': what comes before it is not complete, or needs one of .*"), cut);
        String misspelt = refusal(sources().with("derivation.als", sources().text("derivation.als").replace("n.rights in n.parent", "n.rigths in n.parent")), map);
        assertTrue(misspelt.matches("spec/alloy/derivation.als:\\d+: The name \"rigths\" cannot be found. Did you mean 'rights'\\?"), misspelt);
    }

    /** Both directions: what of the kernel's own invariant follows from the specification has a lemma, the rest says what it adds. */
    @Test
    void everyConjunctOfTheKernelFollowsOrSaysWhatItAdds(@TempDir Path root) throws IOException {
        Path tree = copy(root);
        String region = Files.readString(tree);
        assertTrue(region.contains("requires CDT_6_onePlace; ensures \\result && okL; model public helper boolean gives_okL()"), region);
        Path map = root.resolve("spec/alloy/kernel.map");
        String text = Files.readString(map);
        remade(root, map, text.replace("gives okL from CDT-6\n", ""), "spec/alloy/kernel.map: the kernel's invariant has 'okL', of which nothing is said: add");
        remade(root, map, text.replace("gives okL from", "gives okLL from"), "the kernel's invariant has no conjunct 'okLL'");
        remade(root, map, text.replace("gives okL from CDT-6", "gives okL from CDT-66"), "the specification has no conjunct CDT-66");
        remade(root, map, text + "gives okL from CDT-6\n", "'okL' stands in an earlier line already");
    }

    private void remade(Path root, Path map, String text, String message) throws IOException {
        Files.writeString(map, text);
        err.reset();
        assertEquals(2, Translate.run(List.of("--root", root.toString()), printed, printed));
        assertTrue(err.toString().contains(message), err.toString());
    }

    private static int line(String text, String start) {
        return (int) text.substring(0, text.indexOf("\n" + start) + 1).chars().filter(c -> c == '\n').count() + 1;
    }
}
