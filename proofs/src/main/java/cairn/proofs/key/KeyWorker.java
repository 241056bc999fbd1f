// SPDX-License-Identifier: MIT
package cairn.proofs.key;

import cairn.proofs.Json;
import cairn.proofs.view.Hash;
import de.uka.ilkd.key.control.KeYEnvironment;
import de.uka.ilkd.key.java.Position;
import de.uka.ilkd.key.java.abstraction.KeYJavaType;
import de.uka.ilkd.key.logic.op.IObserverFunction;
import de.uka.ilkd.key.pp.LogicPrinter;
import de.uka.ilkd.key.proof.Goal;
import de.uka.ilkd.key.proof.Node;
import de.uka.ilkd.key.proof.Proof;
import de.uka.ilkd.key.proof.init.JavaProfile;
import de.uka.ilkd.key.proof.init.KeYUserProblemFile;
import de.uka.ilkd.key.proof.io.IntermediatePresentationProofFileParser;
import de.uka.ilkd.key.proof.io.IntermediateProofReplayer;
import de.uka.ilkd.key.proof.io.ProofSaver;
import de.uka.ilkd.key.prover.impl.ApplyStrategyInfo;
import de.uka.ilkd.key.rule.AbstractContractRuleApp;
import de.uka.ilkd.key.rule.NoPosTacletApp;
import de.uka.ilkd.key.rule.OneStepSimplifier;
import de.uka.ilkd.key.rule.RuleApp;
import de.uka.ilkd.key.settings.ChoiceSettings;
import de.uka.ilkd.key.settings.ProofIndependentSettings;
import de.uka.ilkd.key.settings.ProofSettings;
import de.uka.ilkd.key.speclang.Contract;
import de.uka.ilkd.key.strategy.StrategyProperties;
import de.uka.ilkd.key.util.KeYTypeUtil;
import de.uka.ilkd.key.util.MiscTools;
import de.uka.ilkd.key.util.ProofStarter;
import de.uka.ilkd.key.util.parsing.HasLocation;
import de.uka.ilkd.key.parser.Location;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The process in which KeY runs: loads one view, then answers one JSON line per task on its standard input.
 *
 * <p>A process of its own, because KeY keeps static state and a configuration folder; the driver gives each worker its own
 * {@code user.home} and temporary folder.
 */
public final class KeyWorker {
    private static final int GOAL_CHARACTERS = 6_000;
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private final Path work;
    private KeYEnvironment<?> environment;

    private KeyWorker(Path work) {
        this.work = work;
    }

    /** {@code KeyWorker WORK}: a folder of this worker's own. Ends when its standard input ends, even in the middle of a search. */
    public static void main(String[] args) throws InterruptedException {
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        BlockingQueue<String> tasks = new LinkedBlockingQueue<>();
        Thread reader = new Thread(() -> read(tasks), "tasks");
        reader.setDaemon(true);
        reader.start();
        KeyWorker worker = new KeyWorker(Path.of(args[0]));
        while (true) {
            Map<String, Object> task = Json.readObject(tasks.take());
            answers.println(Json.write(task.containsKey("load") ? worker.load(Path.of((String) task.get("load"))) : worker.answer(task)));
        }
    }

    private static void read(BlockingQueue<String> tasks) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                tasks.add(line);
            }
        } catch (IOException e) {
            e.printStackTrace();
        }
        // the driver is gone: nobody wants the answer
        Runtime.getRuntime().halt(0);
    }

    private Map<String, Object> load(Path view) {
        try {
            if (environment != null) {
                environment.dispose();
                environment = null;
            }
            settings();
            long cpu = CPU.getCurrentThreadCpuTime();
            // a profile of its own: the default one keeps a simplifier with the state of the last proof
            environment = KeYEnvironment.load(new JavaProfile(), view.toFile(), null, null, null, true);
            checkChoices(environment);
            Map<String, Object> ready = new LinkedHashMap<>();
            ready.put("contracts", contracts().stream().map(Contract::getName).toList());
            ready.put("loadCpuMs", (CPU.getCurrentThreadCpuTime() - cpu) / 1_000_000);
            return ready;
        } catch (Exception | Error e) {
            e.printStackTrace();
            return failure(e);
        }
    }

    private static void settings() {
        ChoiceSettings choices = ProofSettings.DEFAULT_SETTINGS.getChoiceSettings();
        Map<String, String> pinned = new HashMap<>();
        KeySettings.choices().forEach((category, value) -> pinned.put(category, category + ":" + value));
        MiscTools.getDefaultTacletOptions();
        choices.setDefaultChoices(pinned);
        ProofIndependentSettings.DEFAULT_INSTANCE.getTermLabelSettings().setUseOriginLabels(false);
    }

    /** What went wrong while loading, with the place in the view if KeY names one. */
    private static Map<String, Object> failure(Throwable e) {
        Map<String, Object> row = new LinkedHashMap<>();
        Throwable deepest = e;
        for (Throwable t = e; t != null; t = t.getCause()) {
            deepest = t;
            try {
                Location at = t instanceof HasLocation h ? h.getLocation() : null;
                if (at != null && at.getFileURI().isPresent()) {
                    row.put("file", Path.of(at.getFileURI().get()).toString());
                    Position p = at.getPosition();
                    row.put("line", p.line());
                    row.put("column", p.column());
                    deepest = t;
                    break;
                }
            } catch (Exception ignored) {
                // an exception without a usable place: the message alone is shown
            }
        }
        String message = deepest.getMessage() == null ? deepest.toString() : deepest.getMessage();
        row.put("failed", message.strip());
        return row;
    }

    private List<Contract> contracts() {
        List<Contract> all = new ArrayList<>();
        for (KeYJavaType t : environment.getJavaInfo().getAllKeYJavaTypes()) {
            if (!KeYTypeUtil.isLibraryClass(t)) {
                for (IObserverFunction f : environment.getSpecificationRepository().getContractTargets(t)) {
                    environment.getSpecificationRepository().getContracts(t, f).forEach(all::add);
                }
            }
        }
        return all;
    }

    private Map<String, Object> answer(Map<String, Object> task) {
        Map<String, Object> row = new LinkedHashMap<>();
        long wall = System.nanoTime();
        long cpu = CPU.getCurrentThreadCpuTime();
        Proof proof = null;
        try {
            String name = (String) task.get("contract");
            Contract contract = environment.getSpecificationRepository().getContractByName(name);
            if (contract == null) {
                throw new IllegalStateException("KeY knows no contract " + name);
            }
            String mention = (String) task.get("mentions");
            if (mention != null && !contract.getPlainText(environment.getServices()).matches("(?s).*\\b" + mention + "\\b.*")) {
                throw new IllegalStateException("KeY's contract " + name + " does not mention " + mention);
            }
            proof = environment.createProof(contract.createProofObl(environment.getInitConfig(), contract));
            Path file = Path.of((String) task.get("proof"));
            if (Boolean.TRUE.equals(task.get("replay"))) {
                replay(proof, file, row);
            } else {
                if (task.get("closed") instanceof List<?> names) {
                    for (Object n : names) {
                        close(proof, n.toString());
                    }
                }
                search(proof, task, row);
                if (proof.closed()) {
                    save(proof, file);
                }
            }
            used(proof, row);
            row.put("rules", proof.getStatistics().totalRuleApps);
            row.put("branches", proof.countBranches());
            row.put("openGoals", proof.openGoals().size());
            if (!proof.closed()) {
                row.put("goals", goals(proof, ((Number) task.getOrDefault("goals", 0L)).intValue()));
            } else {
                row.put("proofHash", Hash.of(Files.readAllBytes(file)));
            }
        } catch (Exception | StackOverflowError | OutOfMemoryError e) {
            row.put("status", "error");
            row.put("reason", String.valueOf(failure(e).get("failed")).lines().findFirst().orElse(e.toString()));
        } finally {
            if (proof != null) {
                proof.dispose();
            }
        }
        row.put("wallMs", (System.nanoTime() - wall) / 1_000_000);
        row.put("cpuMs", (CPU.getCurrentThreadCpuTime() - cpu) / 1_000_000);
        return row;
    }

    /** A proof under other settings would be no proof of what we report: what is in force must be what is pinned, no more, no less. */
    private static void checkChoices(KeYEnvironment<?> environment) {
        TreeSet<String> pinned = new TreeSet<>();
        KeySettings.choices().forEach((category, value) -> pinned.add(category + ":" + value));
        TreeSet<String> active = new TreeSet<>();
        environment.getInitConfig().getActivatedChoices().forEach(c -> active.add(c.name().toString()));
        if (!active.equals(pinned)) {
            TreeSet<String> extra = new TreeSet<>(active);
            extra.removeAll(pinned);
            pinned.removeAll(active);
            throw new IllegalStateException("KeY's settings are not the pinned ones: missing " + pinned + ", unexpected " + extra);
        }
    }

    private static void search(Proof proof, Map<String, Object> task, Map<String, Object> row) {
        StrategyProperties strategy = strategy(proof);
        if (Boolean.TRUE.equals(task.get("allBranches"))) {
            strategy.setProperty(StrategyProperties.STOPMODE_OPTIONS_KEY, StrategyProperties.STOPMODE_DEFAULT);
        }
        if (Boolean.TRUE.equals(task.get("inline"))) {
            strategy.setProperty(StrategyProperties.METHOD_OPTIONS_KEY, StrategyProperties.METHOD_EXPAND);
        }
        int steps = ((Number) task.get("steps")).intValue();
        long timeout = ((Number) task.get("timeoutMs")).longValue();
        long start = System.nanoTime();
        ApplyStrategyInfo info = attempt(proof, strategy, steps, timeout);
        long spent = (System.nanoTime() - start) / 1_000_000;
        if (!proof.closed() && info.getAppliedRuleApps() < steps && spent < timeout) {
            KeySettings.whereStuck().forEach(strategy::setProperty);
            int applied = info.getAppliedRuleApps();
            info = attempt(proof, strategy, Math.min(steps - applied, KeySettings.stepsWhereStuck(applied)), timeout - spent);
        }
        boolean late = (System.nanoTime() - start) / 1_000_000 >= timeout;
        row.put("status", proof.closed() ? "proved" : late ? "timeout" : "open");
        if (!proof.closed()) {
            row.put("reason", info.reason());
        }
    }

    /**
     * Takes the axioms of a model method, or of a model field given as {@code Class.field}, out of the search: what needs no more than its
     * name is then not drowned in what it means. Only rules go, so whatever is proved without them is proved.
     */
    private static void close(Proof proof, String name) {
        String axioms = name.contains(".") ? "JML_represents_clause_for_.*_" + name.replace('.', '_')
                : "(Definition|Contract)_axiom_for_" + name + "_in_.*";
        int gone = 0;
        for (Goal g : proof.openGoals()) {
            for (NoPosTacletApp a : List.copyOf(g.indexOfTaclets().allNoPosTacletApps())) {
                if (a.taclet().name().toString().matches(axioms)) {
                    g.ruleAppIndex().removeNoPosTacletApp(a);
                    gone++;
                }
            }
        }
        if (gone == 0) {
            throw new IllegalStateException("closed " + name + ": the obligation knows no definition of this name");
        }
    }

    /** Goes on with the open goals of the proof, for so many steps. */
    private static ApplyStrategyInfo attempt(Proof proof, StrategyProperties strategy, int steps, long timeout) {
        proof.getSettings().getStrategySettings().setActiveStrategyProperties(strategy);
        proof.getSettings().getStrategySettings().setMaxSteps(steps);
        proof.getSettings().getStrategySettings().setTimeout(timeout);
        proof.setActiveStrategy(proof.getServices().getProfile().getDefaultStrategyFactory().create(proof, strategy));
        ProofStarter starter = new ProofStarter(false);
        starter.init(proof);
        ApplyStrategyInfo info = starter.start();
        if (info.isError()) {
            throw new IllegalStateException("the search ended in an error: " + info.getException());
        }
        return info;
    }

    private static StrategyProperties strategy(Proof proof) {
        StrategyProperties s = proof.getSettings().getStrategySettings().getActiveStrategyProperties();
        KeySettings.strategy().forEach(s::setProperty);
        return s;
    }

    /** Applies the saved steps, without search, to the obligation that KeY makes of the current sources. */
    private void replay(Proof proof, Path saved, Map<String, Object> row) throws Exception {
        Path plain = Files.createTempFile(work, "replay", ".proof");
        try {
            try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(saved))) {
                Files.write(plain, in.readAllBytes());
            }
            StrategyProperties strategy = strategy(proof);
            proof.getSettings().getStrategySettings().setActiveStrategyProperties(strategy);
            OneStepSimplifier.refreshOSS(proof);
            IntermediatePresentationProofFileParser steps = new IntermediatePresentationProofFileParser(proof);
            new KeYUserProblemFile("replay", plain.toFile(), null, proof.getServices().getProfile(), false).readProof(steps);
            List<Throwable> errors = new ArrayList<>(steps.getErrors());
            errors.addAll(new IntermediateProofReplayer(null, proof, steps.getResult()).replay(null, null).getErrors());
            boolean good = proof.closed() && errors.isEmpty();
            row.put("status", good ? "proved" : "error");
            if (!good) {
                row.put("reason", "the saved proof does not replay: " + (errors.isEmpty() ? proof.openGoals().size() + " goals stay open"
                        : errors.get(0).getMessage()));
            }
        } finally {
            Files.deleteIfExists(plain);
        }
    }

    private void save(Proof proof, Path file) throws IOException {
        Path plain = Files.createTempFile(work, "save", ".proof");
        Path packed = Files.createTempFile(file.getParent(), "save", ".tmp");
        try {
            ProofSaver.saveToFile(plain.toFile(), proof);
            try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
                Files.copy(plain, out);
            }
            Files.move(packed, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(plain);
            Files.deleteIfExists(packed);
        }
    }

    /** Contracts that the proof relies on: applied to a call, or as an axiom about a model method. */
    private static void used(Proof proof, Map<String, Object> row) {
        TreeSet<String> contracts = new TreeSet<>();
        TreeSet<String> axioms = new TreeSet<>();
        for (Iterator<Node> i = proof.root().subtreeIterator(); i.hasNext();) {
            RuleApp app = i.next().getAppliedRuleApp();
            if (app instanceof AbstractContractRuleApp contract && contract.getInstantiation() != null) {
                contracts.addAll(List.of(contract.getInstantiation().getName().split("#")));
            } else if (app != null && app.rule().name().toString().startsWith("Contract_axiom_for")) {
                axioms.add(app.rule().name().toString());
            }
        }
        row.put("contractsUsed", contracts);
        row.put("axiomsUsed", axioms);
    }

    private static List<Map<String, Object>> goals(Proof proof, int limit) {
        List<Map<String, Object>> goals = new ArrayList<>();
        for (Goal g : proof.openGoals()) {
            if (goals.size() == limit) {
                break;
            }
            Map<String, Object> goal = new LinkedHashMap<>();
            goal.put("path", path(g.node()));
            String sequent = LogicPrinter.quickPrintSequent(g.sequent(), proof.getServices());
            goal.put("sequent", sequent.length() <= GOAL_CHARACTERS ? sequent
                    : sequent.substring(0, GOAL_CHARACTERS) + "\n… " + (sequent.length() - GOAL_CHARACTERS) + " more characters");
            goals.add(goal);
        }
        return goals;
    }

    private static List<String> path(Node n) {
        Deque<String> labels = new ArrayDeque<>();
        for (Node at = n; at != null; at = at.parent()) {
            String label = at.getNodeInfo().getBranchLabel();
            if (label != null) {
                labels.addFirst(label);
            }
        }
        return List.copyOf(labels);
    }
}
