package cairn.property;

import cairn.model.Operation;
import cairn.spec.alloy.Instance;
import cairn.spec.alloy.Instances;
import cairn.spec.alloy.SpecException;
import cairn.spec.alloy.SpecSources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tests that Alloy finds. Its states of {@code world.als} are built on kernel and model, and on each every operation is carried out with
 * every argument, all checks on. A counterexample of a check becomes a replay file.
 */
public final class FromAlloy {
    static final String USAGE = "usage: FromAlloy [--nodes N] [--each K]      all states of up to N nodes (1 .. 6), and up to K of 6 nodes for each set of "
            + "occupied places\n"
            + "       FromAlloy --counterexamples REGEX [--to DIR]   a replay file for each failing check of spec/alloy whose name matches\n"
            + "  exit code: 0 kernel, model and specification agree, 1 they do not, 2 could not run\n";
    private static final String WORLD = "world.als";
    private static final String STATES = "world_states";
    private static final String SCOPE = "for 0 but 3 Right, 5 Frame, 4 Block, 4 Object, 7 Slot, 6 Node";
    private static final int MOST_NODES = 6;
    private static final Pattern CHECK = Pattern.compile("(?m)^check (([a-z]+)_([A-Z]+)_(\\d+))\\b");

    private final Rig rig;
    private final KernelFactory factory;
    private final Coverage coverage = new Coverage();
    private final Set<List<String>> seen = new LinkedHashSet<>();
    private long instances;
    private long tests;
    private Failure<Operation> failure;

    public FromAlloy(Rig rig, KernelFactory factory) {
        this.rig = rig;
        this.factory = factory;
    }

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        int nodes = 3;
        int each = 0;
        String counterexamples = null;
        Path to = Path.of("target/replays");
        try {
            for (int i = 0; i < arguments.length; i += 2) {
                String value = i + 1 < arguments.length ? arguments[i + 1] : "";
                if (arguments[i].equals("--nodes") && value.matches("[1-6]")) {
                    nodes = Integer.parseInt(value);
                } else if (arguments[i].equals("--each") && value.matches("\\d{1,4}")) {
                    each = Integer.parseInt(value);
                } else if (arguments[i].equals("--counterexamples") && !value.isEmpty()) {
                    counterexamples = value;
                } else if (arguments[i].equals("--to") && !value.isEmpty()) {
                    to = Path.of(value);
                } else {
                    System.err.print(USAGE);
                    return 2;
                }
            }
            if (counterexamples != null) {
                return counterexamples(SpecSources.packaged(), Pattern.compile(counterexamples), to);
            }
            FromAlloy run = new FromAlloy(Rig.withInvariants(), KernelFactory.REAL);
            run.all(SpecSources.packaged(), nodes);
            run.each(SpecSources.packaged(), each, 1);
            System.out.println(run.summary());
            System.out.print(run.coverage);
            if (run.failure != null) {
                Replay.print(run.failure);
                ReplayFile.write(to.resolve("from-alloy.txt"), "real", "a state that Alloy found", run.failure);
                System.out.println("replay: ./cairn fuzz --replay " + to.resolve("from-alloy.txt"));
            }
            return run.failure == null ? 0 : 1;
        } catch (SpecException | IOException | IllegalArgumentException e) {
            System.err.println("from Alloy: " + e.getMessage());
            return 2;
        }
    }

    String summary() {
        return instances + " instances, " + seen.size() + " different states, " + tests + " tests" + (failure == null ? ", all as specified" : "");
    }

    Coverage coverage() {
        return coverage;
    }

    /** Different states so far. */
    int states() {
        return seen.size();
    }

    long tests() {
        return tests;
    }

    /** The first test that does not hold, or null. */
    Failure<Operation> failure() {
        return failure;
    }

    // ---- states ----

    /** Every state of up to {@code nodes} nodes, anchors included. */
    void all(SpecSources sources, int nodes) {
        SpecSources small = sources.with(WORLD, sources.text(WORLD).replace(SCOPE, SCOPE.replace(MOST_NODES + " Node", nodes + " Node")));
        new Instances(small, WORLD, STATES).forEach(null, this::tried);
    }

    /** Up to {@code most} states of up to six nodes for each set of occupied places, or for one in {@code stride} of these sets. */
    void each(SpecSources sources, int most, int stride) {
        List<String> places = AlloyWorld.places();
        Instances states = most == 0 ? null : new Instances(sources, WORLD, STATES);
        for (int set = 1; set < 1 << places.size() && most > 0 && failure == null; set += stride) {
            List<String> occupied = new ArrayList<>();
            for (int i = 0; i < places.size(); i++) {
                if ((set >>> i & 1) != 0) {
                    occupied.add(places.get(i));
                }
            }
            int[] left = {most};
            states.forEach("holds.Node = " + String.join(" + ", occupied), instance -> tried(instance) && --left[0] > 0);
        }
    }

    /** Builds the state and carries out everything on it, unless that was done. False: stop. */
    private boolean tried(Instance instance) {
        instances++;
        List<Operation> build = AlloyWorld.build(instance);
        if (!seen.add(build.stream().map(Script::line).toList())) {
            return true;
        }
        Trial trial = new Trial(rig, factory, 1, coverage);
        for (int i = 0; i < build.size() && failure == null; i++) {
            List<Finding> findings = trial.step(build.get(i));
            failure = findings.isEmpty() ? null : new Failure<>(build.subList(0, i + 1), findings);
        }
        String difference = failure == null ? AlloyWorld.difference(instance, trial.model()) : null;
        if (difference != null) {
            failure = new Failure<>(build, List.of(new Finding(Finding.STATE, "this does not build the state that Alloy found: " + difference)));
        }
        if (failure != null) {
            return false;
        }
        List<Operation> test = new ArrayList<>(build);
        test.add(null);
        for (Operation step : AlloyWorld.steps(trial.model())) {
            test.set(build.size(), step);
            tests++;
            failure = Trial.run(rig, factory, test.size(), coverage, test);
            if (failure != null) {
                return false;
            }
        }
        return true;
    }

    // ---- counterexamples ----

    /** What became of one check. {@code steps} is empty when {@code why} says why there is no test. */
    record Counterexample(String id, List<Operation> steps, String arguments, String why) {}

    private static int counterexamples(SpecSources sources, Pattern filter, Path to) throws IOException {
        int code = 0;
        for (Counterexample c : counterexamples(sources, filter)) {
            if (c.steps.isEmpty()) {
                System.out.println(c.id + ": no test: " + c.why);
                continue;
            }
            Path file = to.resolve("alloy-" + c.id.replace('/', '-') + ".txt");
            Failure<Operation> failure = Trial.run(Rig.withInvariants(), KernelFactory.REAL, 1, new Coverage(), c.steps);
            ReplayFile.write(file, "real", "counterexample of " + c.id + ": " + c.arguments, failure == null ? new Failure<>(c.steps, List.of()) : failure);
            System.out.println(c.id + ": " + c.steps.size() + " steps, " + (failure == null ? "the kernel does not do that" : "THE KERNEL DOES IT: "
                    + failure.ids()) + "; ./cairn fuzz --replay " + file);
            code = failure == null ? code : 1;
        }
        return code;
    }

    /** For each check that the kernel's world refutes, how the kernel gets there. Checks that hold are left out. */
    static List<Counterexample> counterexamples(SpecSources sources, Pattern filter) {
        List<Counterexample> found = new ArrayList<>();
        for (String file : sources.files()) {
            boolean broken = file.startsWith("broken/");
            if (!broken && !file.startsWith("checks/")) {
                continue;
            }
            Matcher check = CHECK.matcher(sources.text(file));
            while (check.find()) {
                String id = (broken ? file.replace(".als", "") + "/" : "") + check.group(2) + "/" + check.group(3) + "-" + check.group(4);
                if (filter.matcher(id).find()) {
                    Counterexample c = counterexample(sources, file, check.group(1), check.group(2), id);
                    if (c != null && (broken || !c.steps.isEmpty())) {
                        found.add(c);
                    }
                }
            }
        }
        return found;
    }

    private static Counterexample counterexample(SpecSources sources, String file, String label, String operation, String id) {
        String text = sources.text(file).replaceFirst("(?m)^(module .*)$", "$1\nopen world").replaceAll("(?m)\\} for .*$", "} " + SCOPE);
        Counterexample[] found = {null};
        Instances instances;
        try {
            instances = new Instances(sources.with(file, text), file, label);
            instances.forEach(null, instance -> false);
        } catch (SpecException e) {
            // Threads, say: world.als has none, so the scope cannot hold what the check opens.
            return new Counterexample(id, List.of(), "", "world.als does not go with it: " + e.getMessage());
        }
        instances.forEach(null, instance -> {
            try {
                List<Operation> steps = new ArrayList<>(AlloyWorld.build(instance));
                steps.add(AlloyWorld.step(operation, instance));
                found[0] = new Counterexample(id, steps, instance.shown(), "");
            } catch (IllegalArgumentException | SpecException e) {
                found[0] = new Counterexample(id, List.of(), instance.shown(), e.getMessage());
            }
            return false;
        });
        return found[0] == null ? new Counterexample(id, List.of(), "", "no state of world.als shows it") : found[0];
    }
}
