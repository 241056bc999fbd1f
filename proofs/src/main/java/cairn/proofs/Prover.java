// SPDX-License-Identifier: MIT
package cairn.proofs;

import cairn.proofs.view.Obligation;
import cairn.proofs.view.Refused;
import cairn.proofs.view.View;
import cairn.proofs.view.ViewFile;
import cairn.proofs.view.ViewKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One obligation at a time: from the store, or by asking a worker. Makes the rows. */
final class Prover {
    private final View view;
    private final Options options;
    private final Store store;
    private final Set<String> trusted;

    /** @param trusted interfaces whose contracts may be used without proof */
    Prover(View view, Options options, Store store, Set<String> trusted) {
        this.view = view;
        this.options = options;
        this.store = store;
        this.trusted = trusted;
    }

    /** The stored row on exactly this input, as a row of this run, or null. */
    Map<String, Object> reused(Obligation o) {
        Map<String, Object> known = store.find(o.inputHash(), o.steps());
        boolean sure = known != null && known.get("trustedUsed") instanceof List<?> used
                && used.stream().allMatch(t -> trusted.contains(owner(t.toString())));
        if (!sure) {
            return null;
        }
        Map<String, Object> row = row(o);
        known.forEach(row::putIfAbsent);
        row.put("mode", "reused");
        return row;
    }

    /** Each view into a folder of its own. */
    void writeViews(Path folder) {
        Disk.delete(folder);
        for (ViewKind kind : view.kinds()) {
            for (ViewFile f : view.files(kind).values()) {
                Disk.write(folder.resolve(kind.shown()).resolve(f.path()), f.text());
            }
        }
    }

    /** Makes KeY read one view. @throws Refused if it cannot, with the place in the source */
    Contracts load(Worker worker, Path folder, ViewKind kind) {
        Map<String, Object> ready = worker.load(folder.resolve(kind.shown()));
        if (ready.containsKey("failed")) {
            String first = ready.get("failed").toString().lines().findFirst().orElse("KeY cannot read the sources");
            throw new Refused(place(ready, kind) + first.replaceAll(" (@\\S+ in|at) \"?(FILE|file):\\S+", ""));
        }
        Contracts contracts = new Contracts(worker.contracts(), view.stated(kind), view.interfaces());
        if (!contracts.unlisted().isEmpty()) {
            throw new Refused("KeY sees contracts that the view does not list: " + String.join("\n  ", contracts.unlisted()));
        }
        return contracts;
    }

    /** The place in the source behind a place in the view: {@code file:line }, or nothing. */
    private String place(Map<String, Object> failure, ViewKind kind) {
        String file = String.valueOf(failure.get("file")).replace('\\', '/');
        for (ViewFile f : view.files(kind).values()) {
            if (file.endsWith("/" + f.path())) {
                int line = failure.get("line") instanceof Long l ? l.intValue() : 1;
                return options.source.resolve(f.path()) + ":" + f.sourceLine(line) + " ";
            }
        }
        return "";
    }

    /** Proves or replays, and stores what came out. */
    Map<String, Object> one(Worker worker, Contracts contracts, Obligation o) {
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
        task.put("inline", o.inline());
        task.put("closed", o.closed());
        task.put("timeoutMs", options.timeout * 1000L);
        task.put("goals", options.explain == null ? 0 : options.goals);
        task.put("allBranches", options.allBranches);
        task.put("mentions", o.kind().equals("conjunct") ? o.clause() : null);
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
                for (String meaning : contracts.meaning(n.toString())) {
                    (meaning.startsWith("trusted:") ? trustedUsed : used).add(meaning.replace("trusted:", ""));
                }
            }
        }
        if (answer.get("axiomsUsed") instanceof List<?> names) {
            names.forEach(n -> used.addAll(contracts.behindAxiom(n.toString())));
        }
        row.remove("axiomsUsed");
        row.put("contractsUsed", used);
        row.put("trustedUsed", trustedUsed);
        row.put("assumptionsUsed", List.of());
        for (String t : trustedUsed) {
            if (!trusted.contains(owner(t))) {
                row.put("status", "error");
                row.put("reason", "uses the unproved contract of " + t + "; add its interface to the trusted base register");
            }
        }
        return row;
    }

    private static String owner(String method) {
        return method.substring(0, Math.max(0, method.lastIndexOf('.')));
    }

    Map<String, Object> row(Obligation o) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", o.id());
        row.put("view", o.view().shown());
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

    /** A replay confirms the stored row; it does not replace it. */
    void keep(Obligation o, Map<String, Object> row) {
        if (!options.replay && options.explain == null && !"error".equals(row.get("status"))) {
            Map<String, Object> kept = new LinkedHashMap<>(row);
            kept.remove("goals");
            store.put(o.inputHash(), kept);
        }
    }
}
