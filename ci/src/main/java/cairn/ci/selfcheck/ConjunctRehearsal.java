package cairn.ci.selfcheck;

import cairn.ci.CannotRun;
import cairn.ci.Main;
import cairn.ci.run.Child;
import cairn.ci.run.Project;
import cairn.ci.run.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Is one set of invariants what the kernel is proved, tested and evaluated against? In one copy of the sources, with evaluators of its own, a
 * conjunct of the Alloy specification is changed by hand: {@code ./cairn translate} must renew JML and evaluators. Where the conjunct says more
 * than the kernel keeps, the proof of its lemma must stay open and a campaign must find a state; where it says less, a seeded bug of the
 * specification and a broken kernel must escape, and the commands that CI runs must say so. Each must hold before the change.
 */
public final class ConjunctRehearsal {
    /** Starts a command of ./cairn, or {@link #KERNELS}, in a copy and returns its exit code. */
    interface Machine {
        int run(Project copy, List<String> command, Consumer<String> out);
    }

    static final String TREE = "kernel/src/main/java/cairn/kernel/core/derivation/Tree.java";
    static final String SPEC = "spec/alloy/derivation.als";
    /** Not a command of ./cairn by itself: a part of its stage `properties`. */
    static final String KERNELS = "broken-kernels";

    /** CDT-5: an anchor has no children. As in proofs/notprovable/strengthened-conjunct.seed. */
    static final String[] STRONGER = {"no n.parent implies n.top = n\n", "no n.parent implies n.top = n and no n.first\n"};
    /** CDT-3: rights are rights. */
    static final String[] WEAKER = {"some n.parent implies n.rights in n.parent.rights", "n.rights in Right"};

    private static final List<String> CHECK = List.of("translate", "--check");
    private static final List<String> TRANSLATE = List.of("translate");
    private static final List<String> LEMMA = List.of("prove", "Tree\\.keeps_CDT_5/");
    private static final List<String> CAMPAIGN = List.of("fuzz", "--steps", "4000");
    private static final List<String> SEEDED = List.of("check", "^broken/.*/CDT-3$");
    private static final List<String> BROKEN = List.of(KERNELS, "restrict-ignores-children");

    private final Project project;
    private final Screen screen;
    private final Machine machine;
    private final List<String> faults = new ArrayList<>();

    public ConjunctRehearsal(Project project, Screen screen) {
        this(project, screen, ConjunctRehearsal::process);
    }

    ConjunctRehearsal(Project project, Screen screen, Machine machine) {
        this.project = project;
        this.screen = screen;
        this.machine = machine;
    }

    /** One line for each sentence that is not so; none if all are. */
    public List<String> run() {
        SourceCopy made = SourceCopy.make(project, project.at(".cairn/selfcheck-conjunct"));
        try {
            made.own("spec/alloy");
            made.own("property-tests");
            Project copy = made.project();
            String right = Files.readString(copy.at(SPEC));
            String jml = Files.readString(copy.at(TREE));
            for (List<String> command : List.of(CHECK, LEMMA, CAMPAIGN, SEEDED, BROKEN)) {
                expect(copy, "right", command, 0, "");
            }

            change(copy, right, STRONGER);
            expect(copy, "stronger", CHECK, 1, TREE + ":\\d+: CDT_5_oneObject: JML stale");
            expect(copy, "stronger", TRANSLATE, 0, "(?s)" + SPEC + ":\\d+: CDT_5_oneObject: evaluator renewed.*" + TREE + ":\\d+: CDT_5_oneObject: JML renewed");
            holds("stronger: the kernel's source says it", !Files.readString(copy.at(TREE)).equals(jml) && Files.readString(copy.at(TREE)).contains("n.top == n && n.first == null"));
            expect(copy, "stronger", LEMMA, 1, "core\\.derivation\\.Tree\\.keeps_CDT_5/lemma");
            expect(copy, "stronger", CAMPAIGN, 1, "CDT-5");

            change(copy, right, WEAKER);
            expect(copy, "weaker", TRANSLATE, 0, "(?s)CDT_3_rightsShrink: evaluator renewed.*CDT_3_rightsShrink: JML renewed");
            expect(copy, "weaker", SEEDED, 1, "notFound");
            expect(copy, "weaker", BROKEN, 1, "restrict-ignores-children +missed");

            Files.writeString(copy.at(SPEC), right);
            expect(copy, "right again", TRANSLATE, 0, "renewed");
            holds("right again: the kernel's source is as before", Files.readString(copy.at(TREE)).equals(jml));
            return faults;
        } catch (IOException e) {
            throw new CannotRun("the copy of the sources cannot be used: " + e.getMessage(), e);
        } finally {
            made.remove();
        }
    }

    private static void change(Project copy, String right, String[] conjunct) throws IOException {
        if (right.indexOf(conjunct[0]) < 0 || right.indexOf(conjunct[0]) != right.lastIndexOf(conjunct[0])) {
            throw new CannotRun(SPEC + " has not once '" + conjunct[0].strip() + "': change what ConjunctRehearsal changes");
        }
        Files.writeString(copy.at(SPEC), right.replace(conjunct[0], conjunct[1]));
    }

    private void expect(Project copy, String specification, List<String> command, int code, String says) {
        List<String> out = new ArrayList<>();
        long start = System.nanoTime();
        int was = machine.run(copy, command, out::add);
        long seconds = (System.nanoTime() - start) / 1_000_000_000;
        String text = String.join("\n", out);
        boolean said = Pattern.compile(says).matcher(text).find();
        String shown = specification + ": " + String.join(" ", command) + " ends with ";
        holds(shown + code + " (" + seconds + " s)", was == code && said, shown + was + (said ? ", not " + code : ", and does not say '" + says + "'") + ": "
                + out.stream().skip(Math.max(0, out.size() - 3)).toList());
    }

    private void holds(String what, boolean holds) {
        holds(what, holds, "not so: " + what);
    }

    private void holds(String what, boolean holds, String fault) {
        if (holds) {
            screen.say("  ✔ " + what);
        } else {
            faults.add(fault);
        }
    }

    private static int process(Project copy, List<String> command, Consumer<String> out) {
        Child child = command.get(0).equals(KERNELS)
                ? Child.java(copy, copy.classpath("property-tests"), 512, "cairn.property.BrokenKernels", command.subList(1, command.size()))
                : Child.java(copy, System.getProperty("java.class.path"), List.of("-Xmx512m", "-XX:+UseSerialGC", "-Dcairn.root=" + copy.root()),
                        Main.class.getName(), command);
        return child.run(out, out);
    }
}
