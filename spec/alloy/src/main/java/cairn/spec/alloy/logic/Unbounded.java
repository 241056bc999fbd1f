package cairn.spec.alloy.logic;

import static cairn.spec.alloy.logic.Logic.TRUE;

import cairn.spec.alloy.SpecException;
import cairn.spec.alloy.SpecSources;
import com.fasterxml.jackson.databind.ObjectMapper;
import edu.mit.csail.sdg.ast.Command;
import edu.mit.csail.sdg.ast.Decl;
import edu.mit.csail.sdg.ast.Expr;
import edu.mit.csail.sdg.ast.ExprBinary;
import edu.mit.csail.sdg.ast.ExprCall;
import edu.mit.csail.sdg.ast.ExprHasName;
import edu.mit.csail.sdg.ast.ExprList;
import edu.mit.csail.sdg.ast.ExprQt;
import edu.mit.csail.sdg.ast.ExprUnary;
import edu.mit.csail.sdg.ast.ExprVar;
import edu.mit.csail.sdg.ast.Sig.PrimSig;
import edu.mit.csail.sdg.parser.CompModule;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Command line: proves checks of the specification for all sizes, with an SMT solver, where it can. See {@link #USAGE}. */
public final class Unbounded {
    static final String USAGE = """
            usage: Unbounded [options]
              --spec DIR      .als files (default: the packaged specification)
              --filter REGEX  only checks whose name contains a match (map/CDT-3)
              --solver PATH   z3 (default) or cvc5
              --effort N      what the solver may spend on one problem, in its own units (default 4000000 for z3, 400000 for cvc5):
                              results do not depend on the machine's load
              --out FILE      one JSON line for each check: id, file, line, status (proved, bounded, not run), statements, solver, scope
              --keep DIR      keep the problems (SMT-LIB 2)
              --broken        the wrong operations of broken/ instead, none of which may be proved; exit 1 when one is
                              (a check is given up at the first statement that is not proved)
              --expect FILE   names that must be proved, one a line; exit 1 when one is not
            exit code: 0 done, 1 an expected proof is missing, 2 could not run; without a solver every check is 'not run' and the code 0
            """;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** For each strategy, the conjuncts that are assumed besides the one to be kept; the guard is always. */
    private static final List<List<String>> HYPOTHESES = List.of(List.of(), List.of("CDT_1", "CDT_6", "CDT_7", "CDT_8"), List.of("all"),
            List.of("CDT_2"), List.of("CDT_9"), List.of("CDT_2", "CDT_8"), List.of("CDT_1", "CDT_2"), List.of("CDT_2", "CDT_6", "CDT_8"),
            List.of("CDT_8", "CDT_9"), List.of("CDT_1", "CDT_2", "CDT_6", "CDT_8"));

    private static final Pattern LABEL = Pattern.compile("(?m)^check (\\w+)");

    private SpecSources sources = SpecSources.packaged();
    private Pattern filter = Pattern.compile("");
    private String solver = "z3";
    private long effort;
    private Path out;
    private Path keep;
    private Path expect;
    private boolean broken;

    private Unbounded() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.contains("--help")) {
            out.print(USAGE);
            return 0;
        }
        try {
            Unbounded u = new Unbounded();
            for (int i = 0; i < arguments.size(); i++) {
                if (arguments.get(i).equals("--broken")) {
                    u.broken = true;
                } else {
                    u.option(arguments.get(i), i + 1 < arguments.size() ? arguments.get(++i) : null);
                }
            }
            return u.execute(out, err);
        } catch (SpecException e) {
            err.println("unbounded: " + e.getMessage());
        } catch (IOException e) {
            err.println("unbounded: cannot read or write " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            err.println("unbounded: interrupted");
        }
        return 2;
    }

    private void option(String name, String value) {
        if (value == null) {
            throw new SpecException("option " + name + " needs a value; see --help");
        }
        switch (name) {
            case "--spec" -> sources = SpecSources.at(Path.of(value));
            case "--filter" -> filter = Pattern.compile(value);
            case "--solver" -> solver = value;
            case "--effort" -> effort = Long.parseLong(value);
            case "--out" -> out = Path.of(value);
            case "--keep" -> keep = Path.of(value);
            case "--expect" -> expect = Path.of(value);
            default -> throw new SpecException("unknown option '" + name + "'; see --help");
        }
    }

    private int execute(PrintStream print, PrintStream err) throws IOException, InterruptedException {
        SmtSolver smt = new SmtSolver(solver, effort);
        boolean present = smt.present();
        if (!present) {
            err.println("unbounded: not run: there is no " + solver + " on the PATH (Debian: apt-get install z3 cvc5)");
        }
        List<String> lines = new ArrayList<>();
        List<String> proved = new ArrayList<>();
        int all = 0;
        for (String file : sources.files()) {
            if (!file.startsWith(broken ? "broken/" : "checks/") || LABEL.matcher(sources.text(file)).results()
                    .noneMatch(m -> filter.matcher(id(file, m.group(1))).find())) {
                continue;
            }
            CompModule module = sources.parse(file);
            for (Command command : module.getAllCommands()) {
                String id = id(file, command.label);
                if (!command.check || !filter.matcher(id).find()) {
                    continue;
                }
                all++;
                Map<String, Object> row = new LinkedHashMap<>();
                String place = sources.place(command.pos);
                row.put("id", id);
                row.put("file", place.substring(0, place.lastIndexOf(':')));
                row.put("line", command.pos.y);
                List<Boolean> parts = present ? check(smt, module, command, id) : List.of();
                boolean ok = present && parts.stream().allMatch(p -> p);
                row.put("status", !present ? "not run" : ok ? "proved" : "bounded");
                row.put("statements", parts.size());
                row.put("statementsProved", parts.stream().filter(p -> p).count());
                row.put("solver", solver);
                row.put("scope", sources.written(command.pos).replaceFirst("(?s).* for (?=\\d)", ""));
                lines.add(JSON.writeValueAsString(row));
                if (ok) {
                    proved.add(id);
                }
                print.printf("%-8s %d of %d statements  %s  %s%n", row.get("status"), row.get("statementsProved"), parts.size(), id, place);
            }
        }
        print.println(proved.size() + " of " + all + " checks proved for all sizes" + (present ? "" : " (not run)"));
        if (out != null) {
            Files.write(out, lines);
        }
        int code = broken && !proved.isEmpty() ? 1 : 0;
        if (code == 1) {
            err.println("unbounded: proved of a wrong operation, so the proofs are worth nothing: " + proved);
        }
        if (expect != null && present) {
            for (String id : Files.readAllLines(expect)) {
                if (!id.isBlank() && !id.startsWith("#") && filter.matcher(id).find() && !proved.contains(id)) {
                    err.println("unbounded: " + id + " was proved for all sizes and is not any more");
                    code = 1;
                }
            }
        }
        return code;
    }

    private String id(String file, String label) {
        String[] name = label.split("_", 2);
        return (broken ? file.replace(".als", "/") : "") + name[0] + "/" + (name.length > 1 ? name[1].replace('_', '-') : "");
    }

    // ------------------------------------------------------------------------------------------------------------ problems

    /** For each statement of the conclusion, whether it was proved. */
    private List<Boolean> check(SmtSolver smt, CompModule module, Command command, String id) throws IOException, InterruptedException {
        Expr assertion = assertion(command.formula);
        if (assertion == null) {
            throw new SpecException(sources.place(command.pos) + ": is not of the form premise implies conclusion");
        }
        List<Boolean> proved = new ArrayList<>();
        int count = new Problem(module, assertion, -1, 0).statements;
        for (int s = 0; s < count; s++) {
            boolean ok = false;
            // by instances of terms that occur first, which is quick to give up; then as the solver likes
            for (int attempt = 0; attempt < 2 * HYPOTHESES.size() && !ok; attempt++) {
                int strategy = attempt % HYPOTHESES.size();
                String text = new Problem(module, assertion, s, strategy).text;
                Path file = keep == null ? Files.createTempFile("cairn-unbounded", ".smt2")
                        : Files.createDirectories(keep).resolve(id.replace('/', '-') + "-" + (s + 1) + "-" + strategy + ".smt2");
                Files.writeString(file, text);
                ok = attempt < HYPOTHESES.size() ? smt.unsatisfiableByInstances(file) : smt.unsatisfiable(file);
                if (keep == null) {
                    Files.delete(file);
                }
            }
            proved.add(ok);
            if (broken && !ok) {
                break;
            }
        }
        return proved;
    }

    private static Expr assertion(Expr formula) {
        Expr e = Walk.strip(formula);
        if (e instanceof ExprUnary u && u.op == ExprUnary.Op.NOT) {
            Expr inner = Walk.strip(u.sub);
            return inner instanceof ExprQt || inner instanceof ExprBinary || inner instanceof ExprList ? inner : null;
        }
        List<Expr> parts = e instanceof ExprList l && l.op == ExprList.Op.AND ? l.args
                : e instanceof ExprBinary b && b.op == ExprBinary.Op.AND ? List.of(b.left, b.right) : List.of();
        for (Expr part : parts) {
            Expr found = assertion(part);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /**
     * Declarations, premise and the negation of one statement of the conclusion. Several strategies, each with other conjuncts among the
     * hypotheses: leaving hypotheses out is sound, and a solver gets lost in too many.
     */
    private final class Problem {
        private final SmtWords words;
        private final Map<String, String> constants = new TreeMap<>();
        private final List<Logic> formulas = new ArrayList<>();
        private Scope scope = Scope.EMPTY;
        int statements;
        String text;

        Problem(CompModule module, Expr assertion, int statement, int strategy) {
            words = new SmtWords(sources, module);
            Expr e = assertion;
            while (Walk.strip(e) instanceof ExprList l && l.args.size() == 1) {
                e = l.args.get(0);
            }
            e = Walk.strip(e);
            while (e instanceof ExprQt q && q.op == ExprQt.Op.ALL) {
                for (Decl d : q.decls) {
                    for (ExprHasName name : d.names) {
                        argument(d, (ExprVar) name);
                    }
                }
                e = Walk.strip(q.sub);
            }
            if (!(e instanceof ExprBinary implication) || implication.op != ExprBinary.Op.IMPLIES) {
                throw new SpecException(sources.place(assertion.pos) + ": is not of the form premise implies conclusion");
            }
            Expr conclusion = implication.right;
            Scope inner = scope;
            String wanted = null;
            while (Walk.strip(conclusion) instanceof ExprCall c) {
                wanted = c.fun.label;
                for (int i = 0; i < c.args.size(); i++) {
                    inner = inner.with(c.fun.get(i), new Scope.Alias(c.args.get(i), scope));
                }
                conclusion = c.fun.getBody();
            }
            List<Logic> goals = new ArrayList<>();
            goals(conclusion, inner, goals);
            statements = goals.size();
            if (statement < 0) {
                return;
            }
            hypotheses(implication.left, wanted, strategy);
            formulas.add(Logic.not(goals.get(statement)));
            List<Logic> all = new ArrayList<>(words.declarations());
            all.addAll(formulas);
            all.addAll(words.closureAxioms());
            all.removeIf(TRUE::equals);
            text = words.problem(constants, all);
        }

        private void argument(Decl d, ExprVar variable) {
            boolean set = d.expr instanceof ExprUnary u && u.op == ExprUnary.Op.SETOF;
            Expr range = d.expr instanceof ExprUnary u ? u.sub : d.expr;
            PrimSig sort = null;
            for (edu.mit.csail.sdg.ast.Type.ProductType product : range.type()) {
                sort = Walk.root(product.get(0));
            }
            String name = "arg_" + variable.label;
            Logic element = new Logic.Name(set ? "x" : name);
            Logic in = Logic.and(words.range(sort, List.of(element)), words.walk().member(range, List.of(List.of(element)), scope));
            if (set) {
                formulas.add(Logic.all(SmtWords.sort(sort), "x", words.symbol(name, List.of(sort), List.of(element)), in));
                scope = scope.with(variable, new Scope.Symbol(name, List.of(sort)));
            } else {
                constants.put(name, SmtWords.sort(sort));
                formulas.add(in);
                scope = scope.with(variable, new Scope.Atom(List.of(element), sort));
            }
        }

        /** The statements of the conclusion: conjuncts, also of what is said of all atoms. */
        private void goals(Expr e0, Scope inner, List<Logic> out) {
            Expr e = Walk.strip(e0);
            if (e instanceof ExprList l && l.op == ExprList.Op.AND) {
                l.args.forEach(a -> goals(a, inner, out));
            } else if (e instanceof ExprBinary b && b.op == ExprBinary.Op.AND) {
                goals(b.left, inner, out);
                goals(b.right, inner, out);
            } else if (e instanceof ExprQt q && q.op == ExprQt.Op.ALL && Walk.strip(q.sub) instanceof ExprList l && l.op == ExprList.Op.AND) {
                for (Expr part : l.args) {
                    out.add(words.walk().formula(q.op.make(q.pos, q.closingBracket, q.decls, part), inner));
                }
            } else {
                out.add(words.walk().formula(e, inner));
            }
        }

        private void hypotheses(Expr premise, String wanted, int strategy) {
            Expr e = Walk.strip(premise);
            if (e instanceof ExprList l && l.op == ExprList.Op.AND) {
                l.args.forEach(a -> hypotheses(a, wanted, strategy));
            } else if (e instanceof ExprBinary b && b.op == ExprBinary.Op.AND) {
                hypotheses(b.left, wanted, strategy);
                hypotheses(b.right, wanted, strategy);
            } else if (e instanceof ExprCall c && SmtWords.plain(c.fun.label).equals("inv")) {
                hypotheses(c.fun.getBody(), wanted, strategy);
            } else if (e instanceof ExprCall c && KernelInvariant.CONJUNCT.matcher(c.fun.label).matches()) {
                boolean own = c.fun.label.equals(wanted);
                String name = SmtWords.plain(c.fun.label).replaceFirst("^([A-Z]+_\\d+)_.*", "$1");
                if (own || HYPOTHESES.get(strategy).contains(name) || HYPOTHESES.get(strategy).contains("all")) {
                    Walk walk = words.walk();
                    Scope inner = Scope.EMPTY;
                    for (int i = 0; i < c.args.size(); i++) {
                        inner = inner.with(c.fun.get(i), new Scope.Alias(c.args.get(i), scope));
                    }
                    formulas.add(walk.formula(c.fun.getBody(), inner));
                }
            } else {
                formulas.add(words.walk().formula(e, scope));
            }
        }
    }
}
