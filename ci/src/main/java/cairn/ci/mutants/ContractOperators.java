package cairn.ci.mutants;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Changes of contracts; a proof of the method itself must then stay open.
 *
 * <pre>
 * unneeded   one condition of a requires goes: the method must need it          wrong   one == of an ensures becomes !=
 * false      an ensures false more: it must stay open, or no state meets the contract's requirements
 * </pre>
 *
 * A dropped ensures is not among them: the method keeps the weaker contract, and who calls it is proved against many clauses at once.
 */
final class ContractOperators {
    static final String FALSE = "false";

    private static final Pattern COMMENT = Pattern.compile("/\\*@ (?:public |private )?normal_behavior(?:(?!\\*/).)*?@\\*/", Pattern.DOTALL);
    private static final Pattern CLAUSE = Pattern.compile("\\b(requires|ensures)\\b((?:(?!;\\s*(?://[^\\n]*)?\\n).)*);\\s*(?://[^\\n]*)?\\n", Pattern.DOTALL);
    /** The declaration that follows the comment: annotations in comments, modifiers, a type, a name. */
    private static final Pattern DECLARED = Pattern.compile("\\s*(?:/\\*@[^*]*@\\*/|[\\w.\\[\\]@]+|\\s)*?(?:/\\*@[^*]*@\\*/\\s*)?(\\w+)\\s*\\(");

    private ContractOperators() {}

    static List<Mutant> of(String file, String text) {
        List<Mutant> mutants = new ArrayList<>();
        Map<String, Integer> numbers = new TreeMap<>();
        String pack = file.substring(0, file.lastIndexOf('/')).replace('/', '.').replaceFirst("^cairn\\.kernel\\.", "");
        String type = file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.java$", "");
        Matcher comment = COMMENT.matcher(text);
        while (comment.find()) {
            Matcher declared = DECLARED.matcher(text).region(comment.end(), text.length());
            if (!declared.lookingAt() || comment.group().contains("model ")) {
                continue;
            }
            String name = declared.group(1).equals(type) ? "new" : declared.group(1);
            Change change = new Change(file, text, pack + "." + type + "." + name, numbers, mutants);
            Matcher clause = CLAUSE.matcher(text).region(comment.start(), comment.end());
            while (clause.find()) {
                if (clause.group(1).equals("requires")) {
                    change.unneeded(clause.start(2), clause.group(2));
                } else {
                    change.wrong(clause.start(2), clause.group(2));
                    change.impossible(clause.start(1), clause.end(2) + 1);
                }
            }
        }
        return mutants;
    }

    private record Change(String file, String text, String method, Map<String, Integer> numbers, List<Mutant> mutants) {
        void unneeded(int at, String condition) {
            List<int[]> parts = conjuncts(condition);
            for (int[] p : parts) {
                String one = condition.substring(p[0], p[1]);
                add("unneeded", at + p[0], at + p[1], one.startsWith(" ") ? " true" : "true", one, "true");
            }
        }

        void wrong(int at, String condition) {
            for (int[] p : conjuncts(condition)) {
                String one = condition.substring(p[0], p[1]);
                int equals = one.indexOf(" == ");
                if (equals >= 0 && !one.contains("==>") && !one.contains("\\forall")) {
                    add("wrong", at + p[0] + equals + 1, at + p[0] + equals + 3, "!=", one, one.replaceFirst(" == ", " != "));
                }
            }
        }

        /** Once for each behaviour case: after its first ensures. */
        void impossible(int from, int to) {
            String before = text.substring(0, from);
            String head = before.substring(Math.max(before.lastIndexOf("normal_behavior"), 0));
            if (!head.contains("ensures")) {
                add(FALSE, to, to, "\n      @   ensures false;", CodeOperators.shown(text.substring(from, to)), CodeOperators.shown(text.substring(from, to)) + " ensures false;");
            }
        }

        private void add(String operator, int from, int to, String instead, String was, String now) {
            String id = method + "#" + operator + "-" + numbers.merge(method + operator, 1, Integer::sum);
            String[] lines = Mutant.unique(text, from, to, instead);
            int line = 1 + (int) text.substring(0, from).chars().filter(c -> c == '\n').count();
            mutants.add(new Mutant(id, file, line, method, operator, true, lines[0], lines[1], CodeOperators.shown(was), CodeOperators.shown(now)));
        }
    }

    /** Where the conditions joined by {@code &&} outside parentheses begin and end; the whole, if an implication or a choice joins them. */
    static List<int[]> conjuncts(String condition) {
        List<int[]> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < condition.length(); i++) {
            char c = condition.charAt(i);
            depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
            if (depth == 0 && (condition.startsWith("==>", i) || condition.startsWith("||", i) || condition.startsWith("<==>", i))) {
                return List.of(new int[] {0, condition.length()});
            }
            if (depth == 0 && condition.startsWith("&&", i)) {
                parts.add(new int[] {from, i - 1});
                from = i + 2;
                i++;
            }
        }
        parts.add(new int[] {from, condition.length()});
        return parts;
    }
}
