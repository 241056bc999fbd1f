// SPDX-License-Identifier: MIT
package cairn.proofs;

import cairn.proofs.key.KeySettings;
import cairn.proofs.view.Obligation;
import cairn.proofs.view.Refused;
import cairn.proofs.view.View;
import cairn.proofs.view.ViewKind;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Proves that the proofs mean something: each seed makes the source wrong, and one of its obligations must then stay open.
 *
 * <p>Statuses: {@code stayedOpen}; {@code wronglyProved}, all named obligations closed although the source is wrong;
 * {@code doesNotApply}, the seed does not fit the source or names no obligation; {@code undecided}, a timeout or an error instead of
 * an open goal, or an obligation that is not proved for the right source either.
 */
final class NotProvable {
    private final Options options;
    private final PrintStream out;
    private final Store store;
    private final Set<String> trusted;
    private final Map<String, Integer> budgets = new TreeMap<>();
    /** Of the right source, as the last run in this folder says: what is open there too says nothing about a wrong one. */
    private final Set<String> notProved = new TreeSet<>();
    private final Map<String, Map<String, Object>> rows = new TreeMap<>();

    NotProvable(Options options, PrintStream out, Store store, Set<String> trusted) {
        this.options = options;
        this.out = out;
        this.store = store;
        this.trusted = trusted;
    }

    /**
     * Half as much again as the right source needed, as the last run in this folder says; a wrong one can otherwise go on for the whole
     * budget, each step slower than the one before.
     */
    private void budgets() {
        String text = Disk.readIfThere(options.out.resolve("obligations.jsonl"));
        for (String line : text == null ? List.<String>of() : text.lines().toList()) {
            try {
                Map<String, Object> row = Json.readObject(line);
                if ("proved".equals(row.get("status")) && row.get("rules") instanceof Long rules) {
                    budgets.put((String) row.get("id"), (int) (1000 + rules + rules / 2));
                } else if (!"proved".equals(row.get("status"))) {
                    notProved.add((String) row.get("id"));
                }
            } catch (IllegalArgumentException e) {
                throw new Refused(options.out.resolve("obligations.jsonl") + ": " + e.getMessage() + "; delete it and prove again");
            }
        }
    }

    /** @return the exit code */
    int run() {
        budgets();
        List<Seed> seeds = new ArrayList<>(Seed.read(options.notprovable));
        seeds.removeIf(s -> !options.filter.matcher(s.name()).find());
        if (seeds.isEmpty()) {
            throw new Refused("no seed matches --filter '" + options.filter + "'");
        }
        Queue<Seed> queue = new ConcurrentLinkedQueue<>(seeds);
        List<Thread> threads = new ArrayList<>();
        List<RuntimeException> failures = new ArrayList<>();
        for (int i = 0; i < Math.min(options.jobs, seeds.size()); i++) {
            Path home = options.out.resolve("worker-" + i);
            Thread t = new Thread(() -> {
                try (Lazy worker = new Lazy(home)) {
                    for (Seed s = queue.poll(); s != null; s = queue.poll()) {
                        landed(check(s, worker, home.resolve("view")));
                    }
                } catch (RuntimeException e) {
                    synchronized (failures) {
                        failures.add(e);
                    }
                    queue.clear();
                }
            });
            t.start();
            threads.add(t);
        }
        try {
            for (Thread t : threads) {
                t.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused("interrupted");
        }
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
        long open = rows.values().stream().filter(r -> "stayedOpen".equals(r.get("status"))).count();
        out.println(open + " of " + rows.size() + " wrong sources stayed open");
        return open == rows.size() ? 0 : 1;
    }

    private Map<String, Object> check(Seed seed, Lazy worker, Path folder) {
        long start = System.nanoTime();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", seed.name());
        row.put("why", seed.why());
        row.put("file", seed.file());
        row.put("open", seed.open().pattern());
        try {
            String source = Disk.readIfThere(options.source.resolve(seed.file()));
            if (source == null) {
                throw new Refused("there is no file " + seed.file());
            }
            source = source.replace("\r\n", "\n");
            row.put("line", seed.line(source));
            View view = View.of(options.source, Map.of(seed.file(), seed.apply(source)), options.packages, options.premises, options.steps,
                    KeySettings.text());
            List<Obligation> all = view.obligations().stream().filter(o -> seed.open().matcher(o.id()).find()).toList();
            List<Obligation> named = all.stream().filter(o -> !notProved.contains(o.id()))
                    .map(o -> o.withSteps(Math.min(o.steps(), budgets.getOrDefault(o.id(), o.steps())))).toList();
            if (all.isEmpty()) {
                throw new Refused("no obligation matches 'open: " + seed.open() + "'");
            }
            if (named.isEmpty()) {
                row.put("status", "undecided");
                row.put("reason", all.get(0).id() + ": not proved for the right source either");
            } else {
                prove(named, new Prover(view, options, store, trusted), worker, folder, row);
            }
        } catch (Refused e) {
            row.put("status", "doesNotApply");
            row.put("reason", e.getMessage());
        }
        row.put("wallMs", (System.nanoTime() - start) / 1_000_000);
        return row;
    }

    /** Tries one obligation after the other until one stays open; first those that the store knows. */
    private void prove(List<Obligation> named, Prover prover, Lazy worker, Path folder, Map<String, Object> row) {
        List<Obligation> unknown = new ArrayList<>();
        row.put("status", "wronglyProved");
        row.put("mode", "reused");
        row.put("tried", named.stream().map(Obligation::id).toList());
        for (Obligation o : named) {
            Map<String, Object> known = options.fresh ? null : prover.reused(o);
            if (known == null) {
                unknown.add(o);
            } else if (judge(known, row)) {
                return;
            }
        }
        unknown.sort(Comparator.comparing(Obligation::view));
        Contracts contracts = null;
        ViewKind loaded = null;
        for (Obligation o : unknown) {
            if (loaded == null) {
                prover.writeViews(folder);
            }
            if (loaded != o.view() || !worker.alive()) {
                contracts = prover.load(worker.get(), folder, o.view());
                loaded = o.view();
            }
            row.put("mode", "cold");
            Map<String, Object> tried = prover.one(worker.get(), contracts, o);
            prover.keep(o, tried);
            row.merge("cpuMs", tried.getOrDefault("cpuMs", 0L), (a, b) -> ((Number) a).longValue() + ((Number) b).longValue());
            if (judge(tried, row)) {
                return;
            }
        }
    }

    private static boolean judge(Map<String, Object> tried, Map<String, Object> row) {
        boolean open = "open".equals(tried.get("status"));
        if (open) {
            row.put("status", "stayedOpen");
            row.put("obligation", tried.get("id"));
            row.put("steps", tried.get("steps"));
            row.put("rules", tried.get("rules"));
            row.put("inputHash", tried.get("inputHash"));
        } else if (!"proved".equals(tried.get("status"))) {
            row.put("status", "undecided");
            row.put("reason", tried.get("id") + ": " + tried.get("status") + " " + tried.get("reason"));
        }
        return open;
    }

    private synchronized void landed(Map<String, Object> row) {
        rows.put((String) row.get("id"), row);
        StringBuilder text = new StringBuilder();
        rows.values().forEach(r -> text.append(Json.write(r)).append('\n'));
        Disk.write(options.out.resolve("notprovable.jsonl"), text.toString());
        out.printf("%-13s %-6s %s  %s:%s  %s%n", row.get("status"), row.getOrDefault("mode", "-"), row.get("id"), row.get("file"),
                row.getOrDefault("line", "-"), row.getOrDefault("reason", row.getOrDefault("obligation", "")));
    }

    /** A worker that starts when it is first needed. */
    private static final class Lazy implements AutoCloseable {
        private final Path home;
        private Worker worker;

        Lazy(Path home) {
            this.home = home;
        }

        boolean alive() {
            return worker != null && worker.alive();
        }

        Worker get() {
            if (!alive()) {
                worker = new Worker(home, true);
            }
            return worker;
        }

        @Override
        public void close() {
            if (worker != null) {
                worker.close();
            }
        }
    }
}
