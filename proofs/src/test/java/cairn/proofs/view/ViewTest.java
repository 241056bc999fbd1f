// SPDX-License-Identifier: MIT
package cairn.proofs.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cairn.proofs.Sample;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Splitting, and what is refused. */
final class ViewTest {
    @TempDir
    Path folder;
    private Sample sample;

    @BeforeEach
    void write() {
        sample = Sample.in(folder);
    }

    private View view() {
        return View.of(sample.source(), Map.of(), "", sample.premises(), 0, "settings");
    }

    private String viewText() {
        return view().files(ViewKind.SPLIT).get("a/b/Counter.java").text();
    }

    private Obligation obligation(String id) {
        return view().obligations().stream().filter(o -> o.id().equals(id)).findFirst().orElseThrow();
    }

    private String refusal(String old, String replacement) {
        assertTrue(Sample.TEXT.contains(old), old);
        sample.text(Sample.TEXT.replace(old, replacement));
        return assertThrows(Refused.class, this::view).getMessage();
    }

    @Test
    void splitsAContractIntoConjunctsAndEffects() {
        assertEquals(List.of("a.b.Counter.add/okLow", "a.b.Counter.add/okHigh", "a.b.Counter.add/#1", "a.b.Counter.add/frame", "a.b.Counter.get/whole"),
                view().obligations().stream().map(Obligation::id).toList());
        assertEquals(3, viewText().split("ensures ok|ensures n ==", -1).length - 1);
        assertFalse(viewText().contains("ensures inv"));
    }

    @Test
    void theFrameIsACaseOfItsOwn() {
        Obligation frame = obligation("a.b.Counter.add/frame");
        assertEquals("frame", frame.kind());
        assertEquals("assignable n", frame.clause());
        assertEquals(18, frame.line());
        assertEquals(List.of("okLow"), frame.premises());
        assertEquals(3, viewText().split("assignable \\\\everything;", -1).length - 1);
        assertTrue(viewText().replaceAll("[\\s@]+", " ").contains("requires okLow; ensures true; assignable n; */"), this::viewText);
        assertTrue(viewText().contains("assignable \\strictly_nothing;"), "what stays whole keeps its frame");
        sample.premises("add: * <- self\n");
        assertEquals(List.of(), obligation("a.b.Counter.add/frame").premises(), "unless it is asked for");
        sample.premises("add: * <- self\nadd: frame <- okHigh\nget: split\nget: frame <- okLow\n");
        assertEquals(List.of("okHigh"), obligation("a.b.Counter.add/frame").premises());
        assertEquals(List.of("okLow"), obligation("a.b.Counter.add/okLow").premises());
        assertEquals(List.of(), obligation("a.b.Counter.add/#1").premises());
        assertEquals("assignable \\strictly_nothing", obligation("a.b.Counter.get/frame").clause());
    }

    @Test
    void aCallerIsProvedAgainstTheSourceAsItIs() {
        sample.caller();
        View v = view();
        assertEquals(java.util.Set.of(ViewKind.SPLIT, ViewKind.PLAIN), v.kinds());
        assertEquals(Sample.TEXT, v.files(ViewKind.PLAIN).get("a/b/Counter.java").text());
        assertEquals(Sample.CALLER, v.files(ViewKind.SPLIT).get("a/b/User.java").text());
        Obligation use = obligation("a.b.User.use/whole");
        assertEquals(ViewKind.PLAIN, use.view());
        assertEquals(List.of("inv && c.n <= 900"), use.requires());
        assertEquals(ViewKind.SPLIT, obligation("a.b.Counter.get/whole").view());
        List<String> parts = v.stated(ViewKind.PLAIN).stream().filter(x -> x.form().method().equals("add")).findFirst().orElseThrow().ids();
        assertEquals(List.of("a.b.Counter.add/okLow", "a.b.Counter.add/okHigh", "a.b.Counter.add/#1", "a.b.Counter.add/frame"), parts);
        sample.premises(Sample.PREMISES.replace("okLow <- self", "okLow <- self okHigh"));
        assertEquals(use.inputHash(), obligation("a.b.User.use/whole").inputHash(), "premises of a class that it calls");
        sample.text(Sample.TEXT.replace("= n <= 1000;", "= n <= 2000;"));
        assertEquals(use.inputHash(), obligation("a.b.User.use/whole").inputHash(), "a definition that it cannot see");
        sample.text(Sample.TEXT.replace("ensures n == \\old(n) + k;", "ensures n >= \\old(n) + k;"));
        assertFalse(use.inputHash().equals(obligation("a.b.User.use/whole").inputHash()), "a contract that it uses");
    }

    @Test
    void aCallersContractCanBeSplitByClauseInAViewOfItsOwn() {
        sample.caller().premises("User", "use: split\n");
        assertEquals(List.of("a.b.User.use/#1", "a.b.User.use/#2", "a.b.User.use/frame"), view().obligations().stream()
                .filter(o -> o.view() == ViewKind.PARTS).map(Obligation::id).toList());
        assertEquals(Sample.TEXT, view().files(ViewKind.PARTS).get("a/b/Counter.java").text());
        assertTrue(view().files(ViewKind.PARTS).get("a/b/User.java").text().contains("ensures inv;"));
        sample.premises("User", "use: okLow <- okLow\n");
        assertTrue(assertThrows(Refused.class, this::view).getMessage().contains("premises/User.txt:1 no item of User.use uses this line"));
    }

    /** A class with a conjunction that uses another: what it calls stands there as written, or without a contract where it is to be executed. */
    @Test
    void anUpperClassSeesOthersAsTheyAreOrExecutesThem() {
        String upper = Sample.CALLER.replace("= c != null && c.inv;", "= okC && okM;\n    //@ public model boolean okC;\n"
                + "    //@ private represents okC = c != null && c.inv;\n    //@ public model boolean okM;\n    //@ private represents okM = c.n <= 950;");
        sample.caller(upper).premises("User", "class: upper\nuse: closed Counter.okLow\n").premises(Sample.PREMISES + "add: executed\n");
        Obligation use = obligation("a.b.User.use/okM");
        assertEquals(ViewKind.UPPER, use.view());
        assertEquals(List.of("Counter.okLow"), use.closed());
        String seen = view().files(ViewKind.UPPER).get("a/b/Counter.java").text();
        assertFalse(seen.contains("requires n + k"), seen);
        assertTrue(seen.contains("ensures \\result == n"), seen);
        assertEquals(ViewKind.SPLIT, obligation("a.b.Counter.add/okLow").view());
        sample.text(Sample.TEXT.replace("n = n + k;", "n = k + n;"));
        assertFalse(use.inputHash().equals(obligation("a.b.User.use/okM").inputHash()), "a body that it executes");
        sample.premises("User", "class: upper\nuse: whole\n");
        assertEquals(ViewKind.PLAIN, obligation("a.b.User.use/whole").view());
        sample.premises("User", "class: upper\nuse: executed\n");
        assertTrue(assertThrows(Refused.class, this::view).getMessage().contains("premises/User.txt:2 'use: executed' in a class that is upper itself"));
    }

    @Test
    void aLemmaAndABooleanFieldArePremisesToo() {
        String lemma = "/*@ public normal_behavior requires inv && 0 <= k; ensures m(k);\n"
                + "  @ model public helper boolean m(int k) { return true; } @*/\n"
                + "//@ public model boolean seen;\n//@ private represents seen = n == 3;\n    /** Adds";
        sample.text(Sample.TEXT.replace("    /** Adds", lemma).replace("requires n + k <= 1000;", "requires n + k <= 1000 && seen;"))
                .premises(Sample.PREMISES.replace("frame <- okLow", "frame <- seen") + "m: lemma <- okLow\n");
        assertEquals(List.of("0 <= k", "okLow"), obligation("a.b.Counter.m/lemma").requires());
        assertTrue(viewText().contains("requires okLow; ensures m(k); model public helper boolean m(int k)"), this::viewText);
        assertEquals(List.of("seen"), obligation("a.b.Counter.add/frame").premises());
        assertEquals(List.of("okLow"), obligation("a.b.Counter.add/#1").premises());
        assertTrue(damaged(v -> v.replace("requires okLow; ensures m(k)", "requires okLow; ensures true")).contains("differs in JML"));
        assertTrue(damaged(v -> v.replace("requires okLow; ensures m(k)", "requires seen; ensures m(k)")).contains("differs in JML"));
    }

    @Test
    void eachPartHasItsPlaceIdsAndPremises() {
        Obligation high = obligation("a.b.Counter.add/okHigh");
        assertEquals(List.of("CNT-2", "REQ-CNT-7"), high.requirements());
        assertEquals(16, high.line());
        assertEquals("conjunct", high.kind());
        assertEquals(List.of("okLow", "okHigh"), high.premises());
        Obligation effect = obligation("a.b.Counter.add/#1");
        assertEquals(List.of("CNT-3", "REQ-CNT-7"), effect.requirements());
        assertEquals(17, effect.line());
        assertEquals(List.of("okLow"), effect.premises());
        assertEquals(List.of("0 <= k && k <= 10", "n + k <= 1000"), effect.requires());
    }

    @Test
    void everyLineOfTheViewKnowsItsSourceLine() {
        ViewFile f = view().files(ViewKind.SPLIT).get("a/b/Counter.java");
        List<String> lines = f.text().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains("n = n + k")) {
                assertEquals(21, f.sourceLine(i + 1));
            }
            if (lines.get(i).contains("ensures n ==")) {
                assertEquals(17, f.sourceLine(i + 1));
            }
        }
    }

    @Test
    void aPremiseMustBeRequiredByTheSource() {
        sample.premises(Sample.PREMISES + "get: whole <- okFoo\n");
        String message = assertThrows(Refused.class, this::view).getMessage();
        assertTrue(message.startsWith("premises/Counter.txt:6 'okFoo' is not among what Counter.get requires"), message);
    }

    @Test
    void aPremiseLineThatNothingUsesIsRefused() {
        sample.premises("add: okFoo <- okLow\n");
        assertTrue(assertThrows(Refused.class, this::view).getMessage().startsWith("premises/Counter.txt:1 no item of Counter.add"));
        sample.premises("sub: okLow <- okLow\n");
        assertTrue(assertThrows(Refused.class, this::view).getMessage().startsWith("premises/Counter.txt:1 no method"));
    }

    @Test
    void wholeAndSplitAndStepsAreObeyed() {
        sample.premises("add: whole\nadd: steps 77\nget: split\n");
        assertEquals(List.of("a.b.Counter.add/whole", "a.b.Counter.get/#1", "a.b.Counter.get/frame"), view().obligations().stream().map(Obligation::id).toList());
        assertEquals(77, obligation("a.b.Counter.add/whole").steps());
    }

    @Test
    void whatWouldBeTakenWithoutProofIsRefused() {
        assertEquals("a/b/Counter.java:21 'assume' would be taken without proof; state it as a contract and prove it",
                refusal("n = n + k;", "//@ assume n < 5;\n n = n + k;").replace(":20 ", ":21 "));
        assertTrue(refusal("ensures inv;", "ensures_free inv;").contains("'ensures_free'"));
        assertTrue(refusal("//@ public model boolean okLow;", "//@ axiom false;").contains("'axiom'"));
        assertTrue(refusal("0 <= n;", "\\dl_foo(n);").contains("'\\dl_foo'"));
        assertTrue(refusal("public /*@ helper @*/ int get", "/*@ code_java_math @*/ int get").contains("'code_java_math'"));
        assertTrue(refusal("assignable n;", "diverges true; assignable n;").contains("gives up termination"));
        assertTrue(refusal("= 0 <= n;", "= !inv;").contains("is defined by itself"));
        assertTrue(refusal("private /*@ spec_public @*/ int n;", "private int n; static int s;").contains("static"));
        assertTrue(refusal("n = n + k;", "n = n + k; //@ set n = 5;").contains("set changes 'n', which is the name of a real field"));
        assertTrue(refusal("n = n + k;", "n = n + k; //@ set m[0] = 5;").contains("set changes 'm', which is no ghost"));
        assertTrue(refusal("//@ public model boolean okLow;", "//@ public model boolean okLow;\n//@ public ghost int k;")
                .contains("'k' is a ghost field"));
        assertTrue(refusal("n = n + k;", "n = n + k; /*+OPENJML@ assume false; @*/").contains("'assume'"));
        assertTrue(refusal("private /*@ spec_public @*/ int n;", "private int n; native int s();").contains("native"));
    }

    @Test
    void aDefinitionMayRecurOnlyPositively() {
        String good = "/*@ public normal_behavior requires true; ensures true; measured_by k;\n"
                + "  @ model public helper boolean m(int k) { return k <= 0 || (n > k && m(k - 1)); } @*/\n";
        sample.text(Sample.TEXT.replace("    /** Adds", good + "    /** Adds"));
        assertEquals("lemma", obligation("a.b.Counter.m/lemma").kind());
        assertTrue(refusal("    /** Adds", good.replace("measured_by k;", "") + "    /** Adds").contains("needs a measured_by"));
        assertTrue(refusal("    /** Adds", good.replace("&& m(", "&& !m(") + "    /** Adds").contains("may contradict itself"));
        assertTrue(refusal("    /** Adds", good.replace("n > k && m(k - 1)", "m(k - 1) == false") + "    /** Adds").contains("itself"));
    }

    @Test
    void unreadableSourcesAreRefusedWithTheirPlace() {
        assertTrue(refusal("ensures inv;", "ensures inv").startsWith("a/b/Counter.java:16 a semicolon is missing"));
        assertTrue(refusal("public final class Counter {", "public record Counter() {").startsWith("a/b/Counter.java:3 KeY reads"));
        assertTrue(refusal("@   requires inv &&", "@   {| requires inv &&").startsWith("a/b/Counter.java:14 "));
    }

    private static void checkView(UnaryOperator<String> damage, Sample sample) {
        String text = View.of(sample.source(), Map.of(), "", sample.premises(), 0, "").files(ViewKind.SPLIT).get("a/b/Counter.java").text();
        String damaged = damage.apply(text);
        assertFalse(damaged.equals(text), "the test changes nothing");
        ViewCheck.check(new SourceFile("Counter.java", sample.text()), new SourceFile("Counter.java", damaged), false);
    }

    private String damaged(UnaryOperator<String> damage) {
        return assertThrows(Refused.class, () -> checkView(damage, sample)).getMessage();
    }

    @Test
    void aViewOfAnotherProgramIsRefused() {
        assertTrue(damaged(v -> v.replace("n = n + k", "n = n - k")).startsWith("Counter.java:21 the generated view differs from the program"));
        assertTrue(damaged(v -> v.replace("return n;", "return n; ;")).contains("differs from the program"));
    }

    @Test
    void aViewThatSaysLessIsRefused() {
        assertTrue(damaged(v -> v.replace("ensures okHigh;", "ensures okLow;")).contains("ensures [okHigh]"));
        assertTrue(damaged(v -> v.replace("requires n + k <= 1000;", "requires n + k <= 10;")).contains("does not imply"));
        assertTrue(damaged(v -> v.replace("ensures okHigh;", "ensures true;")).contains("ensures [okHigh]"));
        assertTrue(damaged(v -> v.replaceFirst("assignable n;\\s*@ \\*/", "assignable n; also public normal_behavior ensures false; */"))
                .contains("none of the source's"));
        assertTrue(damaged(v -> v.replace("assignable n;", "assignable \\everything;")).contains("no case of the view has the frame [n]"));
        assertTrue(damaged(v -> v.replaceFirst("@ also\\s*@ public normal_behavior\\s*(@ *requires [^;]*;\\s*)*@ *ensures true;\\s*@ *assignable n;", ""))
                .contains("no case of the view has the frame [n]"));
        assertTrue(damaged(v -> v.replaceFirst("ensures true;", "requires okLow && n == 3; ensures true;")).contains("does not imply"));
        assertTrue(damaged(v -> v.replaceFirst("assignable .everything;", "assignable this.n;")).contains("does not imply"));
        assertTrue(damaged(v -> v.replace("requires okLow;", "requires okLow && n == 5;")).contains("does not imply"));
        assertTrue(damaged(v -> v.replace("okHigh = n <= 1000", "okHigh = true")).contains("differs in JML"));
    }

    @Test
    void onlyWhatAProofCanSeeChangesItsHash() {
        String add = obligation("a.b.Counter.add/okLow").inputHash();
        String high = obligation("a.b.Counter.add/okHigh").inputHash();
        String get = obligation("a.b.Counter.get/whole").inputHash();
        sample.text(Sample.TEXT.replace("n = n + k;", "n = k + n;").replace("// CNT-1", "// a comment, CNT-1"));
        assertFalse(add.equals(obligation("a.b.Counter.add/okLow").inputHash()), "own body");
        assertEquals(get, obligation("a.b.Counter.get/whole").inputHash(), "another body, a comment");
        sample.text(Sample.TEXT.replace("= n <= 1000;", "= n <= 2000;"));
        assertFalse(high.equals(obligation("a.b.Counter.add/okHigh").inputHash()), "a definition it names");
        assertEquals(add, obligation("a.b.Counter.add/okLow").inputHash(), "a definition it does not name");
        sample.text(Sample.TEXT).premises(Sample.PREMISES.replace("okLow <- self", "okLow <- self okHigh"));
        assertFalse(add.equals(obligation("a.b.Counter.add/okLow").inputHash()), "own premises");
        assertEquals(high, obligation("a.b.Counter.add/okHigh").inputHash(), "another case's premises");
    }

    @Test
    void aCalledMethodCountsByItsContractOrWithoutOneByItsBody() {
        String caller = "    /*@ public normal_behavior requires inv; ensures true; assignable n; @*/\n"
                + "    public /*@ helper @*/ void twice() { int g = get(); plain(); }\n    private void plain() { int q = 1; }\n    /** Adds";
        String text = Sample.TEXT.replace("    /** Adds", caller);
        sample.text(text);
        String hash = obligation("a.b.Counter.twice/whole").inputHash();
        sample.text(text.replace("return n;", "return 0 + n;"));
        assertEquals(hash, obligation("a.b.Counter.twice/whole").inputHash(), "body behind a contract");
        sample.text(text.replace("\\result >= 0", "\\result >= 1"));
        assertFalse(hash.equals(obligation("a.b.Counter.twice/whole").inputHash()), "contract");
        sample.text(text.replace("int q = 1", "int q = 2"));
        assertFalse(hash.equals(obligation("a.b.Counter.twice/whole").inputHash()), "body without a contract");
    }

    /** Red: in Inputs.reach, forget whether the obligation is proved with bodies. */
    @Test
    void whatIsProvedWithBodiesCountsThem() {
        String caller = "    /*@ public normal_behavior requires inv; ensures true; assignable n; @*/\n"
                + "    public /*@ helper @*/ void twice() { int g = get(); }\n    /** Adds";
        String text = Sample.TEXT.replace("    /** Adds", caller);
        sample.text(text).premises(Sample.PREMISES + "\ntwice: inline\n");
        Obligation o = obligation("a.b.Counter.twice/whole");
        assertTrue(o.inline() && !obligation("a.b.Counter.get/whole").inline());
        sample.text(text.replace("return n;", "return 0 + n;"));
        assertFalse(o.inputHash().equals(obligation("a.b.Counter.twice/whole").inputHash()), "body of what is called");
    }

    /** Red: in Inputs.hash, forget what is closed. */
    @Test
    void whatIsClosedIsPartOfTheQuestion() {
        String hash = obligation("a.b.Counter.get/whole").inputHash();
        sample.premises(Sample.PREMISES + "\nget: closed below edge\n");
        Obligation o = obligation("a.b.Counter.get/whole");
        assertEquals(List.of("below", "edge"), o.closed());
        assertFalse(hash.equals(o.inputHash()), "what the prover may not use");
    }
}
