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
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Proves that the proofs mean something: each seed makes the source wrong, and one of its obligations must then stay open.
 *
 * <p>Statuses: {@code stayedOpen}; {@code wronglyProved}, all named obligations closed although the source is wrong;
 * {@code doesNotApply}, the seed does not fit the source or names no obligation; {@code undecided}, a timeout or an error instead of
 * an open goal, or an obligation that is not proved for the right source either.
 */
final class NotProvable {
    /** From so many on the thorough compiler pays off: reading the kernel's sources alone takes longer with the quick one. */
    private static final int FEW = 5;

    private final Options options;
    private final PrintStream out;
    private final Store store;
    private final Set<String> trusted;
    private final Map<String, Integer> budgets = new TreeMap<>();
    /** Of the right source, as the last run in this folder says: what is open there too says nothing about a wrong one. */
    private final Set<String> notProved = new TreeSet<>();
    private final Map<String, Map<String, Object>> rows = new TreeMap<>();
    private final List<Lazy> workers = new ArrayList<>();

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
        seeds.removeIf(s -> !options.inShard(s.name()));
        // Rows of an earlier run must not be taken for this one's.
        Disk.write(options.out.resolve("notprovable.jsonl"), "");
        List<Wrong> left = new ArrayList<>(seeds.parallelStream().map(this::alone).filter(w -> w != null).toList());
        try {
            while (!left.isEmpty()) {
                batch(left);
            }
        } finally {
            workers.forEach(Lazy::close);
        }
        long open = rows.values().stream().filter(r -> "stayedOpen".equals(r.get("status"))).count();
        out.println(open + " of " + rows.size() + " wrong sources stayed open");
        return open == rows.size() ? 0 : 1;
    }

    /** Asks about some that can stand in one source, and takes them out. */
    private void batch(List<Wrong> left) {
        List<Wrong> together = new ArrayList<>();
        View view = combined(left, together);
        left.removeAll(together);
        out.println(together.size() + (together.size() == 1 ? " wrong source" : " wrong sources, which leave each other's questions alone, read as one"));
        for (Wrong w : new Batch(view, together).run()) {
            new Batch(view(w.seed), List.of(w)).run();
        }
    }

    /** A seed that fits the source, as the only one in it. The view is made again when it is needed: those of all seeds are too much memory. */
    private static final class Wrong {
        final Seed seed;
        final Map<String, Object> row;
        /** Of what the seed names, what the right source proves; what the store knows is already taken out. */
        final List<Obligation> todo;

        Wrong(Seed seed, Map<String, Object> row, List<Obligation> todo) {
            this.seed = seed;
            this.row = row;
            this.todo = todo;
        }
    }

    /** The seed alone in the source. @return null: it is decided without the prover, and its row has landed */
    private Wrong alone(Seed seed) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", seed.name());
        row.put("why", seed.why());
        row.put("file", seed.file());
        row.put("open", seed.open().pattern());
        try {
            row.put("line", seed.line(source(seed.file())));
            View view = view(seed);
            List<Obligation> all = view.obligations();
            List<Obligation> named = all.stream().filter(o -> !notProved.contains(o.id())).map(this::budgeted).toList();
            if (all.isEmpty()) {
                throw new Refused("no obligation matches 'open: " + seed.open() + "'");
            }
            if (named.isEmpty()) {
                row.put("status", "undecided");
                row.put("reason", all.get(0).id() + ": not proved for the right source either");
                landed(row);
                return null;
            }
            row.put("status", "wronglyProved");
            row.put("mode", "reused");
            row.put("tried", named.stream().map(Obligation::id).toList());
            return known(view, new Wrong(seed, row, new ArrayList<>(named)));
        } catch (Refused e) {
            row.put("status", "doesNotApply");
            row.put("reason", e.getMessage());
            landed(row);
            return null;
        }
    }

    private String source(String file) {
        String source = Disk.readIfThere(options.source.resolve(file));
        if (source == null) {
            throw new Refused("there is no file " + file);
        }
        return source.replace("\r\n", "\n");
    }

    private View view(Seed seed) {
        return view(Map.of(seed.file(), seed.apply(source(seed.file()))), List.of(seed));
    }

    /** With the obligations that one of the seeds names. */
    private View view(Map<String, String> replaced, List<Seed> seeds) {
        return View.of(options.source, replaced, options.packages, options.premises, options.steps, KeySettings.text(),
                id -> seeds.stream().anyMatch(s -> s.open().matcher(id).find()));
    }

    private Obligation budgeted(Obligation o) {
        return o.withSteps(Math.min(o.steps(), budgets.getOrDefault(o.id(), o.steps())));
    }

    /** Looks first at what the store knows. @return null: that was enough */
    private Wrong known(View view, Wrong w) {
        Prover prover = new Prover(view, options, store, trusted);
        for (Obligation o : List.copyOf(w.todo)) {
            Map<String, Object> known = options.fresh ? null : prover.reused(o);
            if (known != null) {
                w.todo.remove(o);
                if (judge(known, w.row)) {
                    w.todo.clear();
                }
            }
        }
        if (w.todo.isEmpty()) {
            landed(w.row);
            return null;
        }
        w.todo.sort(Comparator.comparing(Obligation::view));
        return w;
    }

    /**
     * One source with many seeds in it, which leave each other's questions alone: the prover reads the sources once for all of them. A
     * question is the same when the hash over all that a proof can depend on is the same; bodies of other methods, for instance, do not
     * count, because the prover uses their contracts.
     *
     * @param together receives the seeds that fit, at least one
     */
    private View combined(List<Wrong> left, List<Wrong> together) {
        View view = all(left, together);
        if (together.size() > 1) {
            return view;
        }
        // they spoil each other: one more at a time, as long as all fit
        List<Wrong> chosen = new ArrayList<>(left.subList(0, 1));
        view = view(chosen.get(0).seed);
        for (Wrong w : left.subList(1, left.size())) {
            chosen.add(w);
            List<Wrong> fit = new ArrayList<>();
            View more = all(chosen, fit);
            if (fit.size() == chosen.size()) {
                view = more;
            } else {
                chosen.remove(w);
            }
        }
        together.clear();
        together.addAll(chosen);
        return view;
    }

    /** The source with all of them. @param fit receives those whose questions are the same in it */
    private View all(List<Wrong> wrong, List<Wrong> fit) {
        Map<String, String> texts = new TreeMap<>();
        List<Wrong> applied = new ArrayList<>();
        for (Wrong w : wrong) {
            try {
                String text = texts.containsKey(w.seed.file()) ? texts.get(w.seed.file()) : source(w.seed.file());
                texts.put(w.seed.file(), w.seed.apply(text));
                applied.add(w);
            } catch (Refused e) {
                // another seed has changed the same place
            }
        }
        try {
            View view = view(texts, applied.stream().map(w -> w.seed).toList());
            Set<String> asked = new TreeSet<>();
            view.obligations().forEach(o -> asked.add(question(o)));
            applied.stream().filter(w -> w.todo.stream().allMatch(o -> asked.contains(question(o)))).forEach(fit::add);
            return view;
        } catch (Refused e) {
            // together they are no source that could be read
            return null;
        }
    }

    private static String question(Obligation o) {
        return o.id() + " " + o.view() + " " + o.inputHash();
    }

    /** Seeds that stand in one source. */
    private final class Batch {
        private final Prover prover;
        private final List<Wrong> together;
        private final Path views = options.out.resolve("wrong");
        private final List<Wrong> apart = Collections.synchronizedList(new ArrayList<>());
        private final Set<ViewKind> unreadable = Collections.synchronizedSet(EnumSet.noneOf(ViewKind.class));

        Batch(View view, List<Wrong> together) {
            prover = new Prover(view, options, store, trusted);
            this.together = together;
        }

        /** @return those that cannot be asked about in this source, because the prover cannot read it, and that are worth a try alone */
        List<Wrong> run() {
            prover.writeViews(views);
            Tasks<Wrong> tasks = new Tasks<>(together, w -> w.todo.get(0).view());
            int serving = Math.min(options.jobs, together.size());
            while (workers.size() < serving) {
                workers.add(new Lazy(options.out.resolve("worker-" + workers.size()), together.size() < FEW));
            }
            workers.forEach(w -> w.loaded = null);
            tasks.serve(serving, i -> serve(tasks, workers.get(i)));
            return apart;
        }

        private void serve(Tasks<Wrong> tasks, Lazy worker) {
            for (Wrong w = tasks.next(null); w != null; w = tasks.next(worker.loaded)) {
                long start = System.nanoTime();
                try {
                    ask(w, worker);
                } catch (Refused e) {
                    unreadable.add(w.todo.get(0).view());
                    if (together.size() > 1) {
                        apart.add(w);
                        continue;
                    }
                    w.row.put("status", "doesNotApply");
                    w.row.put("reason", e.getMessage());
                }
                w.row.put("wallMs", (System.nanoTime() - start) / 1_000_000);
                landed(w.row);
            }
        }

        /** Tries one obligation after the other until one stays open. */
        private void ask(Wrong w, Lazy worker) {
            if (unreadable.contains(w.todo.get(0).view())) {
                throw new Refused("the prover cannot read this source");
            }
            for (Obligation o : w.todo) {
                worker.load(prover, views, o.view());
                w.row.put("mode", "cold");
                Map<String, Object> tried = prover.one(worker.get(), worker.contracts, o);
                prover.keep(o, tried);
                w.row.merge("cpuMs", tried.getOrDefault("cpuMs", 0L), (a, b) -> ((Number) a).longValue() + ((Number) b).longValue());
                if (judge(tried, w.row)) {
                    return;
                }
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

    /** A worker that starts when it is first needed, and the view that it has read. To read another source costs less than to start anew. */
    private static final class Lazy {
        private final Path home;
        private final boolean brief;
        private Worker worker;
        private Contracts contracts;
        private ViewKind loaded;

        Lazy(Path home, boolean brief) {
            this.home = home;
            this.brief = brief;
        }

        Worker get() {
            if (worker == null || !worker.alive()) {
                worker = new Worker(home, brief);
                loaded = null;
            }
            return worker;
        }

        void load(Prover prover, Path views, ViewKind view) {
            Worker w = get();
            if (loaded != view) {
                loaded = null;
                contracts = prover.load(w, views, view);
                loaded = view;
            }
        }

        void close() {
            if (worker != null) {
                worker.close();
            }
        }
    }
}
