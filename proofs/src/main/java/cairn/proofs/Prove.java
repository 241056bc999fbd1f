// SPDX-License-Identifier: MIT
package cairn.proofs;

import cairn.proofs.key.KeySettings;
import cairn.proofs.view.Obligation;
import cairn.proofs.view.Refused;
import cairn.proofs.view.View;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Proves the kernel's contracts with KeY. Exit codes: 0 everything chosen is proved, 1 something is not, 2 it could not be tried.
 *
 * <p>Results: {@code OUT/obligations.jsonl}, one row per obligation, and {@code OUT/summary.json}.
 */
public final class Prove {
    private final Options options;
    private final PrintStream out;
    private final Map<String, Map<String, Object>> rows = new TreeMap<>();
    private final List<String> order = new ArrayList<>();

    private Prove(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    static int run(String[] args, PrintStream out, PrintStream err) {
        try {
            return new Prove(Options.parse(args), out).run();
        } catch (Refused | UncheckedIOException e) {
            err.println(e.getMessage());
            return 2;
        }
    }

    private int run() {
        Disk.folder(options.out);
        try (FileChannel file = FileChannel.open(options.out.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = options.list ? null : file.tryLock()) {
            if (lock == null && !options.list) {
                throw new Refused("--out " + options.out + " is in use by another run; wait for it or name another folder");
            }
            if (options.notprovable != null) {
                return new NotProvable(options, out, new Store(options.out.resolve("store")), trusted()).run();
            }
            return prove();
        } catch (IOException | OverlappingFileLockException e) {
            throw new Refused("--out " + options.out + " cannot be used: " + e);
        }
    }

    private int prove() {
        long start = System.nanoTime();
        View view = View.of(options.source, Map.of(), options.packages, options.premises, options.steps, KeySettings.text());
        List<Obligation> chosen = choose(view);
        if (options.list) {
            return list(chosen);
        }
        chosen.forEach(o -> order.add(o.id()));
        Prover prover = new Prover(view, options, new Store(options.out.resolve("store")), trusted());
        new Campaign(prover, options, options.out).run(new ArrayList<>(chosen), this::landed);
        circles(view);
        return options.explain != null ? explain(chosen.get(0)) : finish(view, start);
    }

    private int list(List<Obligation> chosen) {
        for (Obligation o : chosen) {
            out.println(o.id() + "  " + o.file() + ":" + o.line() + "  " + o.kind() + "  " + String.join(",", o.requirements()));
        }
        out.println(chosen.size() + " obligations");
        return 0;
    }

    private List<Obligation> choose(View view) {
        List<Obligation> chosen = new ArrayList<>();
        for (Obligation o : view.obligations()) {
            boolean named = options.explain == null ? options.filter.matcher(o.id()).find() : o.id().equals(options.explain);
            if (named) {
                chosen.add(o);
            }
        }
        if (chosen.isEmpty()) {
            throw new Refused(options.explain == null ? "no obligation matches --filter '" + options.filter + "'; see --list"
                    : "no obligation has the ID " + options.explain + "; see --list");
        }
        return since(chosen).stream().filter(o -> options.inShard(o.id())).toList();
    }

    /**
     * What a change of the sources can have affected: an obligation with the same inputs as then is the same question. Not a comparison of
     * text: the hash is over all that a proof can depend on.
     */
    private List<Obligation> since(List<Obligation> chosen) {
        if (options.since == null) {
            return chosen;
        }
        View then = View.of(options.since, Map.of(), options.packages, options.sincePremises == null ? options.premises : options.sincePremises,
                options.steps, KeySettings.text());
        Set<String> hashes = new TreeSet<>();
        then.obligations().forEach(o -> hashes.add(o.inputHash()));
        List<Obligation> affected = chosen.stream().filter(o -> !hashes.contains(o.inputHash())).toList();
        out.println(affected.size() + " of " + chosen.size() + " obligations have other inputs than then; the other " + (chosen.size() - affected.size())
                + " have the same SHA-256 over all that a proof can depend on");
        return affected;
    }

    /** The interfaces that the trusted base register names. */
    private Set<String> trusted() {
        String text = Disk.readIfThere(options.trusted);
        Set<String> names = new TreeSet<>();
        if (text != null) {
            try {
                if (Json.readObject(text).get("items") instanceof List<?> items) {
                    for (Object i : items) {
                        if (i instanceof Map<?, ?> item && item.get("interfaces") instanceof List<?> list) {
                            list.forEach(n -> names.add(n.toString()));
                        }
                    }
                }
            } catch (IllegalArgumentException e) {
                throw new Refused(options.trusted + ": " + e.getMessage());
            }
        }
        return names;
    }

    private synchronized void landed(Map<String, Object> row) {
        rows.put((String) row.get("id"), row);
        boolean reused = "reused".equals(row.get("mode"));
        boolean good = "proved".equals(row.get("status"));
        if (options.explain != null || reused && (good || options.changed)) {
            return;
        }
        write();
        out.printf("%-7s %-6s %7s rules %6.1f s cpu  %s  %s:%s%s%n", row.get("status"), row.get("mode"), row.getOrDefault("rules", "-"),
                row.get("cpuMs") instanceof Number n ? n.longValue() / 1000.0 : 0.0, row.get("id"), row.get("file"), row.get("line"),
                good ? "" : "  " + row.getOrDefault("reason", ""));
    }

    private void write() {
        StringBuilder text = new StringBuilder();
        for (String id : order) {
            if (rows.containsKey(id)) {
                text.append(Json.write(rows.get(id))).append('\n');
            }
        }
        Disk.write(options.out.resolve("obligations.jsonl"), text.toString());
    }

    /**
     * A proof may use the contract of another method, whose proof may use others: the chain must not lead back, or everything would
     * follow from itself. (A method that calls itself is KeY's own affair: it asks for a measured_by.)
     */
    private void circles(View view) {
        Map<String, Set<String>> uses = new TreeMap<>();
        for (Map<String, Object> row : rows.values()) {
            if (row.get("contractsUsed") instanceof List<?> used) {
                for (Object u : used) {
                    if (!method(u.toString()).equals(method(row.get("id").toString()))) {
                        uses.computeIfAbsent(method(row.get("id").toString()), k -> new TreeSet<>()).add(method(u.toString()));
                    }
                }
            }
        }
        for (Map<String, Object> row : rows.values()) {
            String start = method(row.get("id").toString());
            Set<String> reached = new TreeSet<>();
            List<String> todo = new ArrayList<>(uses.getOrDefault(start, Set.of()));
            while (!todo.isEmpty()) {
                String next = todo.remove(todo.size() - 1);
                if (reached.add(next)) {
                    todo.addAll(uses.getOrDefault(next, Set.of()));
                }
            }
            if (reached.contains(start) && "proved".equals(row.get("status"))) {
                row.put("status", "error");
                row.put("reason", "proved by way of its own contract: " + start + " and " + String.join(", ", reached) + " call each other");
                landed(row);
            }
        }
    }

    private static String method(String id) {
        return id.substring(0, id.lastIndexOf('/') < 0 ? id.length() : id.lastIndexOf('/'));
    }

    private int finish(View view, long start) {
        Map<String, Long> count = new TreeMap<>();
        Map<String, Long> modes = new TreeMap<>();
        long cpu = 0;
        for (Map<String, Object> row : rows.values()) {
            count.merge((String) row.get("status"), 1L, Long::sum);
            modes.merge((String) row.get("mode"), 1L, Long::sum);
            cpu += row.get("cpuMs") instanceof Number n && !"reused".equals(row.get("mode")) ? n.longValue() : 0;
        }
        long proved = count.getOrDefault("proved", 0L);
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("total", rows.size());
        for (String s : List.of("proved", "open", "timeout", "error")) {
            summary.put(s, count.getOrDefault(s, 0L));
        }
        summary.put("assumed", 0);
        summary.put("withoutContract", view.withoutContract());
        summary.put("modes", modes);
        summary.put("wallMs", (System.nanoTime() - start) / 1_000_000);
        summary.put("cpuMs", cpu);
        summary.put("prover", KeySettings.version());
        summary.put("choices", KeySettings.choices());
        summary.put("strategy", KeySettings.strategy());
        write();
        Disk.write(options.out.resolve("summary.json"), Json.write(summary) + "\n");
        out.printf("%d of %d obligations proved, %d open, %d timeout, %d error (%s), 0 assumed; %.1f s, %.1f s cpu%n", proved, rows.size(),
                count.getOrDefault("open", 0L), count.getOrDefault("timeout", 0L), count.getOrDefault("error", 0L), modes,
                (System.nanoTime() - start) / 1e9, cpu / 1000.0);
        if (!view.withoutContract().isEmpty()) {
            out.println(view.withoutContract().size() + " methods without a contract, for instance " + view.withoutContract().get(0)
                    + " (all in summary.json)");
        }
        return count.containsKey("error") ? 2 : proved == rows.size() ? 0 : 1;
    }

    private int explain(Obligation o) {
        Map<String, Object> row = rows.get(o.id());
        out.println(o.id() + "  " + row.get("status") + (row.containsKey("reason") ? ": " + row.get("reason") : ""));
        out.println("  clause     " + o.clause());
        out.println("  view       " + options.out.resolve("view").resolve(o.view().shown()).resolve(o.file()));
        out.println("  source     " + options.source.resolve(o.file()) + ":" + o.line());
        out.println("  for        " + String.join(" ", o.requirements()));
        o.requires().forEach(r -> out.println("  requires   " + r));
        out.println("  premises   " + String.join(" ", o.premises()));
        out.println("  contract   " + row.get("contract"));
        out.println("  used       " + row.get("contractsUsed"));
        out.println("  search     " + row.get("rules") + " of " + o.steps() + " steps, " + row.get("branches") + " branches, "
                + row.get("openGoals") + " open");
        if (row.get("goals") instanceof List<?> goals) {
            for (Object g : goals) {
                if (g instanceof Map<?, ?> goal) {
                    out.println("open branch " + goal.get("path"));
                    out.println(goal.get("sequent").toString().indent(4));
                }
            }
        }
        return "proved".equals(row.get("status")) ? 0 : "error".equals(row.get("status")) ? 2 : 1;
    }
}
