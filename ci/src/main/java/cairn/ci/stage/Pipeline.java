package cairn.ci.stage;

import cairn.ci.CannotRun;
import cairn.ci.evidence.InputHash;
import cairn.ci.evidence.Records;
import cairn.ci.evidence.Section;
import cairn.ci.evidence.StageRecord;
import cairn.ci.evidence.StageRecord.Outcome;
import cairn.ci.report.Audit;
import cairn.ci.report.BillOfMaterials;
import cairn.ci.report.Bundle;
import cairn.ci.report.Figure;
import cairn.ci.report.PrintedPage;
import cairn.ci.report.Verdict;
import cairn.ci.run.Project;
import cairn.ci.run.Screen;
import cairn.ci.trace.Requirements;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** `cairn verify`: Alloy, proofs, wrong contracts, property tests and broken kernels, boots, report. Reads as a table of contents. */
public final class Pipeline {
    private final Project project;
    private final Screen screen;
    private final Records records;
    /** One round after the other. The stages of a round keep one processor busy each; the others use as many as there are jobs. */
    private final List<List<Stage>> rounds;
    private final List<Stage> stages;
    /** Of the stages that ran alone in this process. */
    private final Map<String, Long> cpuMs = new HashMap<>();

    public Pipeline(Project project, Screen screen) {
        this.project = project;
        this.screen = screen;
        records = new Records(project.at(".cairn/evidence"));
        rounds = List.of(List.of(new AlloyStage(project)), List.of(ProofStage.proofs(project)), List.of(new RunCache(project, ProofStage.notProvable(project))),
                List.of(new RunCache(project, TestStage.modules(project)), new RunCache(project, TestStage.properties(project)),
                        new RunCache(project, new BootStage(project)), new MutantStage(project), new RunCache(project, new OpenJmlStage(project))),
                List.of(new FuzzStage(project)));
        stages = rounds.stream().flatMap(List::stream).toList();
    }

    /**
     * Runs every stage, however the ones before it ended, and writes the report.
     *
     * @param only stages to run; the others are taken from what was recorded. Empty: all
     */
    public int verify(Setting setting, List<String> only, Path baseline) {
        known(only);
        if (!setting.filter().isEmpty() && (only.isEmpty() || !List.of("proofs", "notprovable").containsAll(only))) {
            throw new CannotRun("--filter chooses among proofs and wrong sources: use it with --only proofs or --only notprovable");
        }
        return alone(() -> {
            long start = System.nanoTime();
            baselineExists(baseline);
            Bundle.remove(reportFolder());
            List<StageRecord> done = new ArrayList<>();
            for (List<Stage> round : rounds) {
                List<Stage> chosen = round.stream().filter(s -> only.isEmpty() || only.contains(s.name())).toList();
                Map<String, StageRecord> ran = chosen.size() < 2 || setting.jobs() < 2 ? oneByOne(chosen, setting) : beside(chosen, setting);
                for (Stage stage : round) {
                    StageRecord record = ran.get(stage.name());
                    if (record == null) {
                        begins(stage);
                        record = recorded(stage);
                        tell(record);
                    }
                    done.add(record);
                }
            }
            return report(done, baseline, (System.nanoTime() - start) / 1_000_000);
        });
    }

    private Map<String, StageRecord> oneByOne(List<Stage> chosen, Setting setting) {
        Map<String, StageRecord> ran = new HashMap<>();
        for (Stage stage : chosen) {
            begins(stage);
            long cpu = CpuTime.ofChildren();
            StageRecord record = run(stage, setting);
            cpuMs.put(stage.name(), CpuTime.ofChildren() - cpu);
            tell(record);
            ran.put(stage.name(), record);
        }
        return ran;
    }

    /** The operating system counts the CPU time of all children together, so here it is told for all together. */
    private Map<String, StageRecord> beside(List<Stage> chosen, Setting setting) {
        long start = System.nanoTime();
        long cpu = CpuTime.ofChildren();
        Map<String, StageRecord> ran = new ConcurrentHashMap<>();
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(setting.jobs(), chosen.size()));
        try {
            List<Future<?>> all = new ArrayList<>();
            for (Stage stage : chosen) {
                all.add(threads.submit(() -> {
                    begins(stage);
                    StageRecord record = run(stage, setting);
                    ran.put(stage.name(), record);
                    tell(record);
                }));
            }
            for (Future<?> f : all) {
                f.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotRun("interrupted");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException r ? r : new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
        screen.say(String.format(Locale.ROOT, "%s beside each other: %.1f s, CPU %.1f s", String.join(", ", chosen.stream().map(Stage::name).toList()),
                (System.nanoTime() - start) / 1e9, (CpuTime.ofChildren() - cpu) / 1000.0));
        return ran;
    }

    private void begins(Stage stage) {
        screen.event("stage", Map.of("stage", stage.name(), "state", "begins"));
        screen.say(stage.name());
    }

    private StageRecord run(Stage stage, Setting setting) {
        StageRecord record = notEmpty(stage.run(setting, screen));
        if (record.outcome() != Outcome.partial) {
            records.put(record);
        }
        return record;
    }

    private void known(List<String> only) {
        List<String> names = stages.stream().map(Stage::name).toList();
        for (String name : only) {
            if (!names.contains(name)) {
                throw new CannotRun("there is no stage '" + name + "': use " + String.join(", ", names));
            }
        }
    }

    /** The last record of a stage; stale if its inputs have changed since. */
    private StageRecord recorded(Stage stage) {
        StageRecord record = records.find(stage.name())
                .orElseGet(() -> StageRecord.notRun(stage.name(), "nothing was recorded; run ./cairn verify"));
        String now = InputHash.over(InputHash.files(project, stage.inputs()), stage.name());
        boolean stale = record.outcome() == Outcome.ran && !now.equals(record.inputHash());
        return stale ? record.stale("its inputs have changed since it was recorded") : record;
    }

    /** Writes the report from what was recorded; a record whose inputs have changed since is stale. */
    public int audit(Path baseline) {
        return alone(() -> {
            baselineExists(baseline);
            List<StageRecord> done = new ArrayList<>();
            for (Stage stage : stages) {
                done.add(recorded(stage));
                tell(done.get(done.size() - 1));
            }
            return report(done, baseline, 0);
        });
    }

    private static void baselineExists(Path baseline) {
        if (baseline != null && !Files.isRegularFile(baseline)) {
            throw new CannotRun("--baseline " + baseline + ": no such file; name an earlier audit.json");
        }
    }

    /** A stage that ran and left no row has shown nothing. */
    private static StageRecord notEmpty(StageRecord r) {
        return r.outcome() != Outcome.ran || !r.rows().isEmpty() ? r
                : new StageRecord(r.stage(), Outcome.broken, "it ran and left no result", r.command(), r.exitCode(), r.wallMs(), r.inputs(),
                        r.inputHash(), r.settings(), r.rows(), r.log());
    }

    private int report(List<StageRecord> done, Path baseline, long wallMs) {
        Map<String, Object> report = new Audit(project, done, Requirements.read(project)).draw(baseline);
        PrintedPage print = new PrintedPage(project, System.getenv("PATH"));
        Bundle.write(report, BillOfMaterials.of(project), run(done, wallMs), print, project.at(".cairn/proofs/store"), reportFolder());
        return conclude(report, wallMs, print.said());
    }

    private int conclude(Map<String, Object> report, long wallMs, String pdf) {
        @SuppressWarnings("unchecked")
        Map<String, Object> summary = (Map<String, Object>) report.get("summary");
        screen.event("summary", summary);
        screen.say("");
        for (Figure f : Figure.of(summary)) {
            screen.say(String.format("  %s %-36s %4d of %4d %s", f.glyph(), f.title(), f.good(), f.total(), f.word()));
        }
        @SuppressWarnings("unchecked")
        List<Map<String, Object>> blocking = (List<Map<String, Object>>) report.get("blocking");
        int shown = 0;
        for (Map<String, Object> b : blocking) {
            if (shown++ == 0) {
                screen.say("");
            }
            if (shown > 20) {
                screen.say("  … and " + (blocking.size() - 20) + " more");
                break;
            }
            String place = b.get("file").toString().isEmpty() ? "" : "  " + b.get("file") + ":" + b.get("line");
            screen.say("  " + b.get("word") + "  " + b.get("id") + place + "  " + b.get("reason").toString().lines().findFirst().orElse(""));
        }
        Verdict verdict = Verdict.valueOfWord(summary.get("verdict").toString());
        screen.say("");
        screen.say("verdict: " + verdict.glyph() + " " + verdict.word() + (wallMs > 0 ? String.format(Locale.ROOT, "   (%.1f s)", wallMs / 1000.0) : ""));
        screen.say("report:  " + project.shown(reportFolder().resolve("index.html")));
        screen.say("PDF:     " + pdf);
        return verdict.exitCode();
    }

    /** Not mixed with what a stage beside it has to tell. */
    private synchronized void tell(StageRecord record) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("stage", record.stage());
        event.put("state", record.outcome().name());
        event.put("reason", record.reason());
        event.put("rows", record.rows().size());
        event.put("wallMs", record.wallMs());
        screen.event("stage", event);
        if (record.outcome() != Outcome.ran) {
            screen.say("  " + record.stage() + ": " + (record.outcome() == Outcome.notRun ? "not run" : record.outcome().name()) + ": " + record.reason());
            if (record.outcome() != Outcome.partial) {
                return;
            }
        }
        for (Section s : Section.values()) {
            long total = record.rows().stream().filter(r -> r.section() == s).count();
            if (total > 0) {
                long good = record.rows().stream().filter(r -> r.section() == s && r.good()).count();
                long reused = record.rows().stream().filter(r -> r.section() == s && "reused".equals(r.mode())).count();
                screen.say(String.format(Locale.ROOT, "  %s: %d of %d %s%s", s.title(), good, total, s.good().word(),
                        reused == 0 ? "" : " (" + reused + " reused)"));
            }
        }
        Long cpu = cpuMs.get(record.stage());
        screen.say(String.format(Locale.ROOT, "  %.1f s%s", record.wallMs() / 1000.0, cpu == null ? "" : String.format(Locale.ROOT, ", CPU %.1f s", cpu / 1000.0)));
    }

    private Map<String, Object> run(List<StageRecord> done, long wallMs) {
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        run.put("commit", Commit.of(project));
        run.put("wallMs", wallMs);
        List<Map<String, Object>> stagesRun = new ArrayList<>();
        List<Map<String, Object>> rows = new ArrayList<>();
        for (StageRecord s : done) {
            Map<String, Object> stage = new LinkedHashMap<>();
            stage.put("stage", s.stage());
            stage.put("wallMs", s.wallMs());
            stage.put("cpuMs", cpuMs.getOrDefault(s.stage(), -1L));
            stage.put("rows", s.rows().size());
            stage.put("reused", s.rows().stream().filter(r -> "reused".equals(r.mode())).count());
            stagesRun.add(stage);
            s.rows().forEach(r -> rows.add(Map.of("key", r.key(), "mode", r.mode(), "cpuMs", r.cpuMs())));
        }
        rows.sort(Comparator.comparing(r -> r.get("key").toString()));
        run.put("stages", stagesRun);
        run.put("processors", Runtime.getRuntime().availableProcessors());
        run.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        run.put("ci", System.getenv("CI") != null);
        run.put("rows", rows);
        return run;
    }

    private Path reportFolder() {
        return project.at("target/audit");
    }

    /** Two runs at once would write each other's records. */
    private int alone(Supplier<Integer> work) {
        Path lock = project.at(".cairn/verify.lock");
        try {
            Files.createDirectories(lock.getParent());
            try (FileChannel file = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE); FileLock held = file.tryLock()) {
                if (held == null) {
                    throw new CannotRun("another ./cairn verify or audit is running here; wait for it");
                }
                return work.get();
            }
        } catch (IOException e) {
            throw new CannotRun(project.shown(lock) + " cannot be used: " + e.getMessage(), e);
        }
    }
}
