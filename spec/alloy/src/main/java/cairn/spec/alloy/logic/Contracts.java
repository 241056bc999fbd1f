package cairn.spec.alloy.logic;

import cairn.spec.alloy.SpecException;
import cairn.spec.alloy.SpecSources;
import edu.mit.csail.sdg.parser.CompModule;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Command line: shows that the kernel's contracts imply the specification's operations, relation by relation. See {@link #USAGE}. */
public final class Contracts {
    static final String USAGE = """
            usage: Contracts [options]
              for each public operation of the derivation tree: does its JML contract, with the tree's invariant before and after, imply what the
              operation of spec/alloy says of each state relation? Asked of an SMT solver; the contract itself is proved by KeY.
              --root DIR      the project's directory (default: this one)
              --spec DIR      .als files (default: spec/alloy of the root)
              --filter REGEX  only rows whose name contains a match (map/parent)
              --solver PATH   z3 (default)
              --effort N      what the solver may spend on one problem, in its own units (default 300000)
              --keep DIR      keep the problems (SMT-LIB 2)
              --expect FILE   rows as they must be, as this command prints them; exit 1 when one differs
            a row: METHOD/RELATION, then
              implied         by the contract alone
              given Live      by the contract, where the live nodes are those of the specification
              open            not shown (in the file of --expect the reason stands behind it)
              not said        the core has no word for it, with the reason
            besides the relations: guard (it is carried out only where the guard holds), allowed (where the guard holds, it is), refusal (it changes
            nothing). exit code: 0 done, 1 not as expected, 2 could not run; without a solver the code is 0 and nothing is claimed
            """;
    private static final String CORE = "kernel/src/main/java/cairn/kernel/core/derivation/";
    private static final long EFFORT = 300_000;
    private static final Set<String> ALONE = Set.of("guard", "allowed", "refusal", "Live");
    private static final List<List<String>> GIVEN = List.of(List.of(), List.of("Live"), List.of("Live", "nextSibling"));

    private Path root = Path.of("");
    private Path spec;
    private Pattern filter = Pattern.compile("");
    private String solver = "z3";
    private long effort;
    private Path keep;
    private Path expect;
    private int problems;

    private Contracts() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.contains("--help")) {
            out.print(USAGE);
            return 0;
        }
        try {
            Contracts c = new Contracts();
            for (int i = 0; i < arguments.size(); i += 2) {
                c.option(arguments.get(i), i + 1 < arguments.size() ? arguments.get(i + 1) : null);
            }
            return c.execute(out, err);
        } catch (SpecException e) {
            err.println("contracts: " + e.getMessage());
        } catch (IOException e) {
            err.println("contracts: cannot read or write " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            err.println("contracts: interrupted");
        }
        return 2;
    }

    private void option(String name, String value) {
        if (value == null) {
            throw new SpecException("option " + name + " needs a value; see --help");
        }
        switch (name) {
            case "--root" -> root = Path.of(value);
            case "--spec" -> spec = Path.of(value);
            case "--filter" -> filter = Pattern.compile(value);
            case "--solver" -> solver = value;
            case "--effort" -> effort = Long.parseLong(value);
            case "--keep" -> keep = Path.of(value);
            case "--expect" -> expect = Path.of(value);
            default -> throw new SpecException("unknown option '" + name + "'; see --help");
        }
    }

    private int execute(PrintStream out, PrintStream err) throws IOException, InterruptedException {
        SmtSolver smt = new SmtSolver(solver, 0);
        if (!smt.present()) {
            err.println("contracts: not run: there is no " + solver + " on the PATH (Debian: apt-get install z3)");
            return 0;
        }
        SpecSources sources = SpecSources.at(spec == null ? root.resolve("spec/alloy") : spec).named("spec/alloy");
        CompModule module = sources.parse("operations.als");
        KernelWords words = new KernelWords(sources, module, "kernel.map", Files.readString(root.resolve("spec/alloy/kernel.map")));
        KernelContract kernel = new KernelContract(core("Node"), core("Slot"), core("Tree"), core("Derivation"));
        Map<String, String> found = new TreeMap<>();
        for (ContractMap.Entry entry : ContractMap.read("contracts.map", Files.readString(root.resolve("spec/alloy/contracts.map")))) {
            Refinement r = new Refinement(sources, module, words, kernel, entry, "contracts.map");
            List<String> rows = r.rows().stream().filter(row -> filter.matcher(entry.method() + "/" + row).find()).toList();
            Map<String, String> statuses = statuses(smt, r, rows, entry.method());
            rows.forEach(row -> {
                found.put(entry.method() + "/" + row, statuses.get(row));
                out.println(entry.method() + "/" + row + "  " + statuses.get(row));
            });
        }
        Map<String, Integer> count = new TreeMap<>();
        found.values().forEach(v -> count.merge(v.replaceFirst(":.*", ""), 1, Integer::sum));
        out.println(found.size() + " rows: " + count + "; " + problems + " problems");
        return expect == null ? 0 : compare(found, err);
    }

    private String core(String type) throws IOException {
        return Files.readString(root.resolve(CORE + type + ".java"));
    }

    private Map<String, String> statuses(SmtSolver smt, Refinement r, List<String> rows, String method) throws IOException, InterruptedException {
        Map<String, String> statuses = new TreeMap<>();
        for (String row : rows) {
            String refusal = r.refusal(row);
            statuses.put(row, refusal == null ? "open" : "not said: " + refusal);
        }
        for (List<String> given : GIVEN) {
            if (given.size() > 1 && !given.stream().allMatch(g -> "implied".equals(statuses.get(g)))) {
                continue;
            }
            List<String> pending = rows.stream().filter(row -> statuses.get(row).equals("open") && (given.isEmpty() || !ALONE.contains(row))).toList();
            List<Set<String>> shown = new ArrayList<>();
            boolean possible = false;
            for (int question = 0; question < r.questions(); question++) {
                shown.add(new TreeSet<>());
                boolean contradicts = false;
                List<Refinement.Ask> left = new ArrayList<>();
                for (int strategy = 0; strategy < Refinement.strategies(); strategy++) {
                    int attempt = strategy;
                    List<Refinement.Ask> all = strategy == 0 ? pending.stream().map(row -> new Refinement.Ask(row, -1)).toList() : left;
                    List<Refinement.Ask> asked = all.stream().filter(a -> Refinement.tries(attempt, a.row())).toList();
                    if (asked.isEmpty()) {
                        continue;
                    }
                    List<String> answers = answers(smt, r.problem(question, asked, strategy, given), method + given + question + strategy,
                            Refinement.effort(strategy));
                    contradicts |= answers.get(0).equals("unsat");
                    List<Refinement.Ask> next = new ArrayList<>(all);
                    next.removeAll(asked);
                    for (int i = 0; i < asked.size(); i++) {
                        if (!answers.get(i + 1).equals("unsat")) {
                            Refinement.Ask ask = asked.get(i);
                            if (strategy > 0) {
                                next.add(ask);
                            } else {
                                for (int part = 0; part < r.parts(question, ask.row()); part++) {
                                    next.add(new Refinement.Ask(ask.row(), part));
                                }
                            }
                        }
                    }
                    left = next;
                }
                // a contract that contradicts itself implies anything: some case must be possible
                possible |= question < r.questions() - 1 && !contradicts;
                List<Refinement.Ask> open = left;
                pending.stream().filter(row -> open.stream().noneMatch(a -> a.row().equals(row))).forEach(shown.get(question)::add);
            }
            for (String row : pending) {
                if (shown.stream().allMatch(s -> s.contains(row))) {
                    if (!possible) {
                        throw new SpecException(method + ": the contract contradicts itself, so it implies anything");
                    }
                    boolean shownToo = given.stream().allMatch(g -> "implied".equals(statuses.get(g)));
                    statuses.put(row, shownToo ? "implied" : "given " + String.join(" ", given));
                }
            }
        }
        return statuses;
    }

    private List<String> answers(SmtSolver smt, String text, String name, int times) throws IOException, InterruptedException {
        Path file = keep == null ? Files.createTempFile("cairn-contract", ".smt2") : Files.createDirectories(keep).resolve(name + ".smt2");
        Files.writeString(file, text);
        problems++;
        List<String> answers = smt.answers(file, (effort == 0 ? EFFORT : effort) * times);
        if (keep == null) {
            Files.delete(file);
        }
        return answers;
    }

    private int compare(Map<String, String> found, PrintStream err) throws IOException {
        Map<String, String> wanted = new TreeMap<>();
        for (String line : Files.readAllLines(expect)) {
            if (!line.isBlank() && !line.startsWith("#") && filter.matcher(line.substring(0, line.indexOf("  "))).find()) {
                wanted.put(line.substring(0, line.indexOf("  ")), line.substring(line.indexOf("  ") + 2));
            }
        }
        List<String> differences = new ArrayList<>();
        found.forEach((name, status) -> {
            String want = wanted.getOrDefault(name, "nothing");
            // behind an open row stands the reason, which nobody but a reader can check
            if (status.equals("open") ? !want.startsWith("open: ") : !status.equals(want)) {
                differences.add(name + " is '" + status + "', " + expect.getFileName() + " says '" + want + "'");
            }
        });
        wanted.keySet().stream().filter(name -> !found.containsKey(name)).forEach(name -> differences.add(name + " is no row any more"));
        differences.forEach(d -> err.println("contracts: " + d));
        return differences.isEmpty() ? 0 : 1;
    }
}
