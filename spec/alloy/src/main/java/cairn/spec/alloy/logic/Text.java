package cairn.spec.alloy.logic;

import cairn.spec.alloy.SpecException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads formulas and terms as they are written in the mapping: a small part of JML's expressions. */
final class Text {
    private static final Pattern TOKEN = Pattern.compile("\\s*(<==>|==>|&&|\\|\\||==|!=|<=|>=|[-+*%!<>()\\[\\].?:]|\\$\\d?|[A-Za-z_]\\w*|\\d+)");
    private static final List<List<String>> LEVELS = List.of(List.of("<==>"), List.of("==>"), List.of("||"), List.of("&&"),
            List.of("==", "!="), List.of("<", "<=", ">", ">="), List.of("+", "-"), List.of("*", "%"));

    private final List<String> tokens = new ArrayList<>();
    private final Map<String, Logic> holes;
    private final String text;
    private int at;

    private Text(String text, Map<String, Logic> holes) {
        this.text = text;
        this.holes = holes;
        Matcher m = TOKEN.matcher(text);
        int end = 0;
        while (end < text.length() && m.find(end) && m.start() == end) {
            tokens.add(m.group(1));
            end = m.end();
        }
        if (!text.substring(end).isBlank()) {
            throw new SpecException("cannot read '" + text.substring(end).trim() + "' in '" + text + "'");
        }
    }

    /** @param holes what {@code $}, {@code $1} … stand for */
    static Logic read(String text, Map<String, Logic> holes) {
        Text reader = new Text(text, holes);
        Logic result = reader.level(0);
        if (reader.at < reader.tokens.size()) {
            throw reader.wrong("an operator");
        }
        return result;
    }

    private SpecException wrong(String expected) {
        return new SpecException("'" + text.trim() + "': " + expected + " expected" + (at < tokens.size() ? ", found '" + tokens.get(at) + "'"
                : " at the end"));
    }

    private boolean next(String token) {
        if (at < tokens.size() && tokens.get(at).equals(token)) {
            at++;
            return true;
        }
        return false;
    }

    private Logic level(int level) {
        if (level == LEVELS.size()) {
            return prefixed();
        }
        Logic left = level(level + 1);
        while (at < tokens.size() && LEVELS.get(level).contains(tokens.get(at))) {
            String sign = tokens.get(at++);
            left = operation(sign, left, level(level + 1));
        }
        if (level == 0 && next("?")) {
            Logic yes = level(0);
            if (!next(":")) {
                throw wrong("':'");
            }
            return Logic.op("?:", left, yes, level(0));
        }
        return left;
    }

    /** The operation that a sign of the kernel's language names; greater is less, turned round. */
    static Logic operation(String sign, Logic left, Logic right) {
        switch (sign) {
            case "&&":
                return Logic.and(left, right);
            case "||":
                return Logic.or(left, right);
            case ">":
                return Logic.op("<", right, left);
            case ">=":
                return Logic.op("<=", right, left);
            default:
                return Logic.op(sign, left, right);
        }
    }

    private Logic prefixed() {
        if (next("!")) {
            return Logic.not(prefixed());
        }
        Logic value;
        if (next("(")) {
            value = level(0);
            if (!next(")")) {
                throw wrong("')'");
            }
        } else if (at < tokens.size() && Character.isDigit(tokens.get(at).charAt(0))) {
            value = new Logic.Number(Long.parseLong(tokens.get(at++)));
        } else {
            value = new Logic.Name(word());
            if (holes.containsKey(((Logic.Name) value).text())) {
                value = holes.get(((Logic.Name) value).text());
            } else if (((Logic.Name) value).text().startsWith("$")) {
                throw new SpecException("'" + text.trim() + "': nothing stands for '" + ((Logic.Name) value).text() + "' here");
            }
        }
        while (true) {
            if (next(".")) {
                String member = word();
                value = value instanceof Logic.Name n && Character.isUpperCase(n.text().charAt(0)) ? new Logic.Name(n.text() + "." + member)
                        : new Logic.Get(value, member);
            } else if (next("[")) {
                value = new Logic.At(value, level(0));
                if (!next("]")) {
                    throw wrong("']'");
                }
            } else {
                return value;
            }
        }
    }

    private String word() {
        if (at < tokens.size() && tokens.get(at).matches("\\$\\d?|[A-Za-z_]\\w*")) {
            return tokens.get(at++);
        }
        throw wrong("a name or a number");
    }
}
