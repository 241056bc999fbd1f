// SPDX-License-Identifier: MIT
package cairn.proofs;

import cairn.proofs.view.Obligation;
import cairn.proofs.view.Refused;
import cairn.proofs.view.View;
import cairn.proofs.view.ViewFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** Proves obligations of one view: what the store has is reused, the rest goes to worker processes. */
final class Campaign {
    private static final long LOAD_LIMIT_MS = 600_000;

    private final View view;
    private final Options options;
    private final Store store;
    private final Path work;
    private final Set<String> trusted;

    /**
     * @param work    folder for the view and the workers' homes
     * @param trusted interfaces whose contracts may be used without proof
     */
    Campaign(View view, Options options, Store store, Path work, Set<String> trusted) {
        this.view = view;
        this.options = options;
        this.store = store;
        this.work = work;
        this.trusted = trusted;
    }

    /** @param landed is told each row as soon as it is stored, from several threads, one at a time */
    void run(List<Obligation> chosen, Consumer<Map<String, Object>> landed) {
        List<Obligation> todo = new ArrayList<>();
        for (Obligation o : chosen) {
            Map<String, Object> known = options.fresh ? null : store.find(o.inputHash(), o.steps());
            boolean proved = known != null && "proved".equals(known.get("status"));
            if (options.replay && !proved) {
                Map<String, Object> row = row(o);
                row.put("status", "error");
                row.put("mode", "replay");
                row.put("reason", "no saved proof of the current obligation; run without --replay first");
                landed.accept(row);
            } else if (known != null && !options.replay && options.explain == null) {
                Map<String, Object> row = row(o);
                known.forEach(row::putIfAbsent);
                row.put("mode", "reused");
                landed.accept(row);
            } else {
                todo.add(o);
            }
        }
        if (!todo.isEmpty()) {
            prove(todo, landed);
        }
    }

    private void prove(List<Obligation> todo, Consumer<Map<String, Object>> landed) {
        writeView();
        // the long ones first, so that no worker ends alone with one of them
        todo.sort((a, b) -> Boolean.compare(b.kind().equals("composed"), a.kind().equals("composed")));
        Queue<Obligation> queue = new ConcurrentLinkedQueue<>(todo);
        int workers = Math.max(1, Math.min(options.jobs, (todo.size() + 3) / 4));
        List<Thread> threads = new ArrayList<>();
        List<RuntimeException> failures = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            Path home = work.resolve("worker-" + i);
            Thread t = new Thread(() -> {
                try {
                    serve(queue, home, landed);
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
    }

    private void writeView() {
        Path folder = work.resolve("view");
        Disk.delete(folder);
        for (ViewFile f : view.files().values()) {
            Disk.write(folder.resolve(f.path()), f.text());
        }
    }

    private void serve(Queue<Obligation> queue, Path home, Consumer<Map<String, Object>> landed) {
        Worker worker = null;
        try {
            for (Obligation o = queue.poll(); o != null; o = queue.poll()) {
                if (worker == null || !worker.alive()) {
                    worker = start(home);
                }
                Contracts contracts = new Contracts(worker.contracts(), view.obligations(), view.interfaces());
                if (!contracts.unlisted().isEmpty()) {
                    throw new Refused("KeY sees a contract that the view does not list: " + contracts.unlisted().get(0));
                }
                Map<String, Object> row = one(worker, contracts, o);
                if (options.explain == null) {
                    synchronized (store) {
                        store(o, row);
                        landed.accept(row);
                    }
                } else {
                    landed.accept(row);
                }
            }
        } finally {
            if (worker != null) {
                worker.close();
            }
        }
    }

    /** A replay confirms the stored row; it does not replace it. */
    private void store(Obligation o, Map<String, Object> row) {
        if (!options.replay && !"error".equals(row.get("status"))) {
            Map<String, Object> kept = new LinkedHashMap<>(row);
            kept.remove("goals");
            store.put(o.inputHash(), kept);
        }
    }

    private Worker start(Path home) {
        Worker worker = new Worker(work.resolve("view"), home, LOAD_LIMIT_MS);
        Map<String, Object> ready = worker.ready();
        if (ready.containsKey("failed")) {
            worker.close();
            throw new Refused(place(ready) + ready.get("failed").toString().lines().findFirst().orElse("KeY cannot read the sources"));
        }
        return worker;
    }

    /** The place in the source behind a place in the view: {@code file:line }, or nothing. */
    private String place(Map<String, Object> failure) {
        String file = String.valueOf(failure.get("file")).replace('\\', '/');
        for (ViewFile f : view.files().values()) {
            if (file.endsWith("/" + f.path())) {
                int line = failure.get("line") instanceof Long l ? l.intValue() : 1;
                return options.source.resolve(f.path()) + ":" + f.sourceLine(line) + " ";
            }
        }
        return "";
    }

    private Map<String, Object> one(Worker worker, Contracts contracts, Obligation o) {
        Map<String, Object> row = row(o);
        String name = contracts.of(o.id());
        row.put("contract", name);
        row.put("mode", options.replay ? "replay" : "cold");
        if (name == null) {
            row.put("status", "error");
            row.put("reason", "KeY has no contract for this obligation");
            return row;
        }
        Map<String, Object> task = new LinkedHashMap<>();
        task.put("contract", name);
        task.put("proof", store.proof(o.inputHash()).toAbsolutePath().toString());
        task.put("replay", options.replay);
        task.put("steps", o.steps());
        task.put("timeoutMs", options.timeout * 1000L);
        task.put("goals", options.explain == null ? 0 : options.goals);
        task.put("allBranches", options.allBranches);
        Map<String, Object> answer = worker.ask(task, options.timeout * 1000L + 60_000);
        if (answer == null) {
            worker.close();
            row.put("status", "timeout");
            row.put("reason", "the KeY process ended or did not answer in time");
            return row;
        }
        row.putAll(answer);
        List<String> used = new ArrayList<>();
        List<String> trustedUsed = new ArrayList<>();
        if (answer.get("contractsUsed") instanceof List<?> names) {
            for (Object n : names) {
                String meaning = contracts.meaning(n.toString());
                (meaning.startsWith("trusted:") ? trustedUsed : used).add(meaning.replace("trusted:", ""));
            }
        }
        row.put("contractsUsed", used);
        row.put("trustedUsed", trustedUsed);
        row.put("assumptionsUsed", List.of());
        for (String t : trustedUsed) {
            String owner = t.substring(0, t.lastIndexOf('.'));
            if (!trusted.contains(owner)) {
                row.put("status", "error");
                row.put("reason", "uses the unproved contract of " + t + "; add its interface to the trusted base register");
            }
        }
        return row;
    }

    private Map<String, Object> row(Obligation o) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", o.id());
        row.put("kind", o.kind());
        row.put("clause", o.clause());
        row.put("file", o.file());
        row.put("line", o.line());
        row.put("requirements", o.requirements());
        row.put("premises", o.premises());
        row.put("steps", (long) o.steps());
        row.put("inputHash", o.inputHash());
        return row;
    }
}
