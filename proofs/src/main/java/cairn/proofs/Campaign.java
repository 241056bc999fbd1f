// SPDX-License-Identifier: MIT
package cairn.proofs;

import cairn.proofs.view.Obligation;
import cairn.proofs.view.ViewKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Proves obligations: what the store has is reused, the rest goes to worker processes. */
final class Campaign {
    private final Prover prover;
    private final Options options;
    private final Path work;

    /** @param work folder for the view and the workers' homes */
    Campaign(Prover prover, Options options, Path work) {
        this.prover = prover;
        this.options = options;
        this.work = work;
    }

    /** @param landed is told each row as soon as it is stored, from several threads, one at a time */
    void run(List<Obligation> chosen, Consumer<Map<String, Object>> landed) {
        List<Obligation> todo = new ArrayList<>();
        for (Obligation o : chosen) {
            Map<String, Object> known = options.fresh ? null : prover.reused(o);
            boolean proved = known != null && "proved".equals(known.get("status"));
            if (options.replay && !proved) {
                Map<String, Object> row = prover.row(o);
                row.put("status", "error");
                row.put("mode", "replay");
                row.put("reason", "no saved proof of the current obligation; run without --replay first");
                landed.accept(row);
            } else if (known != null && !options.replay && options.explain == null) {
                landed.accept(known);
            } else {
                todo.add(o);
            }
        }
        if (!todo.isEmpty()) {
            prove(todo, landed);
        }
    }

    private void prove(List<Obligation> todo, Consumer<Map<String, Object>> landed) {
        prover.writeViews(work.resolve("view"));
        // the long ones first, so that no worker ends alone with one of them
        todo.sort((a, b) -> Boolean.compare(b.kind().equals("composed"), a.kind().equals("composed")));
        Tasks<Obligation> tasks = new Tasks<>(todo, Obligation::view);
        int workers = Math.max(1, Math.min(options.jobs, (todo.size() + 3) / 4));
        tasks.serve(workers, i -> serve(tasks, work.resolve("worker-" + i), todo.size() < 20 * workers, landed));
    }

    private void serve(Tasks<Obligation> tasks, Path home, boolean brief, Consumer<Map<String, Object>> landed) {
        Worker worker = null;
        Contracts contracts = null;
        ViewKind loaded = null;
        int tried = 0; // since KeY was loaded
        try {
            for (Obligation o = tasks.next(null); o != null; o = tasks.next(o.view())) {
                boolean started = worker == null || !worker.alive();
                if (started) {
                    worker = new Worker(home, brief);
                }
                if (started || loaded != o.view()) {
                    contracts = prover.load(worker, work.resolve("view"), o.view());
                    loaded = o.view();
                    tried = 0;
                }
                Map<String, Object> row = prover.one(worker, contracts, o);
                if (tried > 0 && isUndecided(row)) {
                    worker.close();
                    worker = new Worker(home, brief);
                    contracts = prover.load(worker, work.resolve("view"), o.view());
                    tried = 0;
                    row = prover.one(worker, contracts, o);
                }
                tried++;
                prover.keep(o, row);
                landed.accept(row);
            }
        } finally {
            if (worker != null) {
                worker.close();
            }
        }
    }

    /**
     * Whether the search ended by its budget. KeY numbers the names that it makes through a session, and the order of its search follows
     * the names: what has no end after many others can be proved in few steps where KeY was loaded anew.
     */
    private static boolean isUndecided(Map<String, Object> row) {
        return "timeout".equals(row.get("status")) || "open".equals(row.get("status"))
                && String.valueOf(row.get("reason")).startsWith("Maximal number of rule applications");
    }
}
