package cairn.spec.alloy.logic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a JML expression of the kernel's contracts. {@code \old(e)} is an operation of that name, {@code t.used} is {@code used} (there is one
 * tree), parameters get a name that no bound variable has, an element of a sequence that is cast to a node is an operation {@link #NODE}, a
 * call a relation {@link #CALL} and the method's name. What it cannot read (other casts, calls of an object) it refuses.
 */
final class JmlReader {
    /** An expression outside of what is read here. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unreadable(String message) {
            super(message);
        }
    }

    static final String NODE = "(Node)";
    static final String CALL = "call of ";

    private static final Pattern TOKEN = Pattern.compile("\\s*(<==>|==>|&&|\\|\\||==|!=|<=|>=|[-+*%!<>()\\[\\].,?:;&]|\\\\\\w+|[A-Za-z_]\\w*|\\d+L?)");
    private static final List<List<String>> LEVELS = List.of(List.of("<==>"), List.of("==>"), List.of("||"), List.of("&&"), List.of("&"),
            List.of("==", "!="), List.of("<", "<=", ">", ">="), List.of("+", "-"), List.of("*", "%"));

    private final List<String> tokens = new ArrayList<>();
    private final Map<String, Logic> names;
    private final List<String> bound = new ArrayList<>();
    private final String text;
    private int at;

    private JmlReader(String text, Map<String, Logic> names) {
        this.text = text;
        this.names = names;
        Matcher m = TOKEN.matcher(text);
        int end = 0;
        while (end < text.length() && m.find(end) && m.start() == end) {
            tokens.add(m.group(1));
            end = m.end();
        }
        if (!text.substring(end).isBlank()) {
            throw new Unreadable("'" + text.substring(end).strip() + "'");
        }
    }

    /** @param names what free names stand for; others stand for themselves */
    static Logic read(String text, Map<String, Logic> names) {
        JmlReader reader = new JmlReader(text, names);
        Logic result = reader.level(0);
        if (reader.at < reader.tokens.size()) {
            throw reader.wrong();
        }
        return result;
    }

    private Unreadable wrong() {
        return new Unreadable("'" + (at < tokens.size() ? tokens.get(at) : "the end") + "' in '" + text.strip() + "'");
    }

    private boolean next(String token) {
        if (at < tokens.size() && tokens.get(at).equals(token)) {
            at++;
            return true;
        }
        return false;
    }

    private void need(String token) {
        if (!next(token)) {
            throw wrong();
        }
    }

    private String word() {
        if (at < tokens.size() && tokens.get(at).matches("\\\\?[A-Za-z_]\\w*")) {
            return tokens.get(at++);
        }
        throw wrong();
    }

    private Logic level(int level) {
        if (level == LEVELS.size()) {
            return prefixed();
        }
        Logic left = level(level + 1);
        while (at < tokens.size() && LEVELS.get(level).contains(tokens.get(at))) {
            String sign = tokens.get(at++);
            // only the implication groups to the right
            left = Text.operation(sign, left, level(sign.equals("==>") ? level : level + 1));
        }
        if (level == 0 && next("?")) {
            Logic yes = level(0);
            need(":");
            return Logic.op("?:", left, yes, level(0));
        }
        return left;
    }

    private Logic prefixed() {
        if (next("!")) {
            return Logic.op("!", prefixed());
        }
        Logic value;
        if (next("(")) {
            if (at < tokens.size() && (tokens.get(at).equals("\\forall") || tokens.get(at).equals("\\exists"))) {
                value = quantified(tokens.get(at++).equals("\\forall"));
            } else {
                value = level(0);
            }
            need(")");
            if (at < tokens.size() && tokens.get(at).matches("\\w+")) {
                Logic operand = prefixed();
                if (!value.equals(new Logic.Name("Node")) || !(operand instanceof Logic.At)) {
                    throw new Unreadable("a cast in '" + text.strip() + "'");
                }
                return Logic.op(NODE, operand);
            }
        } else if (at < tokens.size() && Character.isDigit(tokens.get(at).charAt(0))) {
            return new Logic.Number(Long.parseLong(tokens.get(at++).replace("L", "")));
        } else {
            String name = word();
            if (name.equals("\\old")) {
                need("(");
                value = Logic.op("\\old", level(0));
                need(")");
            } else {
                value = names.containsKey(name) && !bound.contains(name) ? names.get(name) : new Logic.Name(name);
            }
        }
        return members(value);
    }

    private Logic members(Logic start) {
        Logic value = start;
        while (true) {
            if (next(".")) {
                String member = word();
                if (value instanceof Logic.Name n && n.text().equals("t")) {
                    value = new Logic.Name(member);
                } else if (value instanceof Logic.Name n && (Character.isUpperCase(n.text().charAt(0)) || member.equals("length"))) {
                    value = new Logic.Name(n.text() + "." + member);
                } else {
                    value = new Logic.Get(value, member);
                }
            } else if (next("[")) {
                value = new Logic.At(value, level(0));
                need("]");
            } else if (at < tokens.size() && tokens.get(at).equals("(")) {
                if (!(value instanceof Logic.Name n) || names.containsKey(n.text())) {
                    throw new Unreadable("a call in '" + text.strip() + "'");
                }
                at++;
                List<Logic> arguments = new ArrayList<>(List.of(level(0)));
                while (next(",")) {
                    arguments.add(level(0));
                }
                need(")");
                return new Logic.Holds(CALL + n.text(), arguments);
            } else {
                return value;
            }
        }
    }

    private Logic quantified(boolean all) {
        String type = word();
        String variable = word();
        need(";");
        bound.add(variable);
        Logic first = level(0);
        Logic second = next(";") ? level(0) : null;
        bound.remove(bound.size() - 1);
        return new Logic.Bound(all, type, variable, second == null ? Logic.TRUE : first, second == null ? first : second);
    }
}
