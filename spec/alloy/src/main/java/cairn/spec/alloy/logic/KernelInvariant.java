package cairn.spec.alloy.logic;

import cairn.spec.alloy.SpecException;
import cairn.spec.alloy.SpecSources;
import edu.mit.csail.sdg.ast.Expr;
import edu.mit.csail.sdg.ast.ExprList;
import edu.mit.csail.sdg.ast.ExprVar;
import edu.mit.csail.sdg.ast.Func;
import edu.mit.csail.sdg.ast.Sig;
import edu.mit.csail.sdg.parser.CompModule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The numbered conjuncts of the invariant, translated into the terms of the kernel's objects. */
public final class KernelInvariant {
    static final Pattern CONJUNCT = Pattern.compile("(?:.*/)?(([A-Z]+)_(\\d+)_([a-z]\\w*))");

    private final List<Sentence> sentences = new ArrayList<>();
    private final KernelWords words;

    /**
     * @param file    the specification's file that opens all conjuncts: {@code invariant.als}
     * @param mapping name of the mapping file, for messages, and its text
     * @throws SpecException with file and line for what is wrong in either
     */
    public KernelInvariant(SpecSources sources, String file, String mapping, String text) {
        CompModule module = sources.parse(file);
        words = new KernelWords(sources, module, mapping, text);
        Map<String, Expr> names = names(module);
        for (Func predicate : conjuncts(module)) {
            sentences.add(sentence(sources, words, names, predicate));
        }
        if (sentences.isEmpty()) {
            throw new SpecException(sources.shown(file) + ": no conjunct found; call its predicates CDT_1_forest and so on");
        }
        for (KernelWords.Return r : words.returns()) {
            for (String id : r.from()) {
                if (sentences.stream().noneMatch(s -> s.id().equals(id))) {
                    throw words.unknownId(r, id);
                }
            }
        }
    }

    KernelWords words() {
        return words;
    }

    public List<Sentence> sentences() {
        return List.copyOf(sentences);
    }

    /** The predicates that are conjuncts, by ID. */
    static List<Func> conjuncts(CompModule module) {
        List<Func> found = new ArrayList<>();
        for (CompModule part : module.getAllReachableModules()) {
            for (Func f : part.getAllFunc()) {
                if (f.isPred && CONJUNCT.matcher(f.label).matches()) {
                    found.add(f);
                }
            }
        }
        found.sort(Comparator.comparing((Func f) -> group(f, 2)).thenComparing(f -> Integer.valueOf(group(f, 3))));
        return found;
    }

    static String group(Func f, int group) {
        Matcher m = CONJUNCT.matcher(f.label);
        if (!m.matches()) {
            throw new IllegalArgumentException(f.label);
        }
        return m.group(group);
    }

    /** Signatures and fields by name, for parameters that are named after them. */
    static Map<String, Expr> names(CompModule module) {
        Map<String, Expr> names = new HashMap<>();
        for (Sig sig : module.getAllReachableSigs()) {
            names.put(sig.label.substring(sig.label.lastIndexOf('/') + 1), sig);
            sig.getFields().forEach(f -> names.put(f.label, f));
        }
        return names;
    }

    private static Sentence sentence(SpecSources sources, KernelWords words, Map<String, Expr> names, Func predicate) {
        Scope scope = Scope.EMPTY;
        for (ExprVar parameter : predicate.params()) {
            Expr meaning = names.get(parameter.label);
            if (meaning == null) {
                throw new SpecException(sources.place(parameter.pos) + ": no signature or field is called '" + parameter.label
                        + "': name the parameters of a conjunct after what they stand for");
            }
            scope = scope.with(parameter, new Scope.Alias(meaning, Scope.EMPTY));
        }
        List<String> alloy = new ArrayList<>();
        List<Logic> formulas = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        String id = group(predicate, 2) + "-" + group(predicate, 3);
        for (Expr statement : statements(predicate.getBody())) {
            String refusal = words.refusal(id, alloy.size() + 1);
            if (refusal != null) {
                refused.add(sources.place(statement.span()) + ": statement " + (alloy.size() + 1) + ": " + refusal);
                alloy.add(sources.written(statement.span()));
                continue;
            }
            Walk walk = new Walk(sources, words);
            List<Refusal> out = new ArrayList<>();
            alloy.add(sources.written(statement.span()));
            formulas.add(walk.weakened(statement, scope, out));
            out.forEach(r -> refused.add(r.getMessage()));
        }
        String file = sources.place(predicate.pos);
        return new Sentence(id, group(predicate, 1), comment(sources, predicate),
                file.substring(0, file.lastIndexOf(':')), alloy, formulas, refused);
    }

    private static List<Expr> statements(Expr body) {
        Expr e = Walk.strip(body);
        return e instanceof ExprList l && l.op == ExprList.Op.AND ? l.args : List.of(e);
    }

    /** The comment in front of the predicate, without its ID. */
    private static String comment(SpecSources sources, Func predicate) {
        String place = sources.place(predicate.pos);
        String[] lines = sources.textAt(predicate.pos).split("\n", -1);
        int line = Integer.parseInt(place.substring(place.lastIndexOf(':') + 1)) - 1;
        int first = line;
        while (first > 0 && lines[first - 1].startsWith("-- ")) {
            first--;
        }
        StringBuilder text = new StringBuilder();
        for (int i = first; i < line; i++) {
            text.append(text.length() == 0 ? "" : " ").append(lines[i].substring(3));
        }
        return text.toString();
    }
}
