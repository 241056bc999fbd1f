// SPDX-License-Identifier: MIT
package cairn.proofs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads and writes JSON as maps, lists, strings, longs, doubles, booleans and null. */
public final class Json {
    private final String s;
    private int at;

    private Json(String s) {
        this.s = s;
    }

    public static String write(Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(Object value, StringBuilder out) {
        if (value instanceof Map<?, ?> map) {
            out.append('{');
            map.forEach((k, v) -> {
                out.append(out.charAt(out.length() - 1) == '{' ? "" : ",");
                quote(k.toString(), out);
                out.append(':');
                write(v, out);
            });
            out.append('}');
        } else if (value instanceof Iterable<?> list) {
            out.append('[');
            String separator = "";
            for (Object v : list) {
                out.append(separator);
                write(v, out);
                separator = ",";
            }
            out.append(']');
        } else if (value == null || value instanceof Number || value instanceof Boolean) {
            out.append(value);
        } else {
            quote(value.toString(), out);
        }
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ' || c == 0x2028 || c == 0x2029) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    /** @throws IllegalArgumentException if the text is not one JSON value */
    public static Object read(String text) {
        Json j = new Json(text);
        Object value = j.value(0);
        j.blanks();
        if (j.at != text.length()) {
            throw j.wrong("end of text");
        }
        return value;
    }

    @SuppressWarnings("unchecked")
    public static Map<String, Object> readObject(String text) {
        if (read(text) instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new IllegalArgumentException("expected a JSON object");
    }

    private Object value(int depth) {
        if (depth > 100) {
            throw wrong("less nesting");
        }
        blanks();
        char c = at < s.length() ? s.charAt(at) : 0;
        if (c == '{') {
            Map<String, Object> map = new LinkedHashMap<>();
            for (at++, blanks(); !take('}'); blanks()) {
                if (!map.isEmpty() && !take(',')) {
                    throw wrong("comma");
                }
                blanks();
                String key = string();
                blanks();
                if (!take(':')) {
                    throw wrong("colon");
                }
                map.put(key, value(depth + 1));
            }
            return map;
        }
        if (c == '[') {
            List<Object> list = new ArrayList<>();
            for (at++, blanks(); !take(']'); blanks()) {
                if (!list.isEmpty() && !take(',')) {
                    throw wrong("comma");
                }
                list.add(value(depth + 1));
            }
            return list;
        }
        if (c == '"') {
            return string();
        }
        int from = at;
        while (at < s.length() && "+-.".indexOf(s.charAt(at)) >= 0 || at < s.length() && Character.isLetterOrDigit(s.charAt(at))) {
            at++;
        }
        String word = s.substring(from, at);
        return switch (word) {
            case "true" -> true;
            case "false" -> false;
            case "null" -> null;
            default -> number(word);
        };
    }

    private Object number(String word) {
        try {
            return word.matches("-?\\d+") ? (Object) Long.valueOf(word) : (Object) Double.valueOf(word);
        } catch (NumberFormatException e) {
            throw wrong("value");
        }
    }

    private String string() {
        if (!take('"')) {
            throw wrong("string");
        }
        StringBuilder out = new StringBuilder();
        while (at < s.length() && s.charAt(at) != '"') {
            char c = s.charAt(at++);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            char e = at < s.length() ? s.charAt(at++) : 0;
            switch (e) {
                case 'n' -> out.append('\n');
                case 'r' -> out.append('\r');
                case 't' -> out.append('\t');
                case 'b' -> out.append('\b');
                case 'f' -> out.append('\f');
                case '"', '\\', '/' -> out.append(e);
                case 'u' -> {
                    if (at + 4 > s.length()) {
                        throw wrong("four hex digits");
                    }
                    out.append((char) Integer.parseInt(s.substring(at, at + 4), 16));
                    at += 4;
                }
                default -> throw wrong("escape");
            }
        }
        if (!take('"')) {
            throw wrong("closing quote");
        }
        return out.toString();
    }

    private void blanks() {
        while (at < s.length() && Character.isWhitespace(s.charAt(at))) {
            at++;
        }
    }

    private boolean take(char c) {
        boolean found = at < s.length() && s.charAt(at) == c;
        at += found ? 1 : 0;
        return found;
    }

    private IllegalArgumentException wrong(String expected) {
        return new IllegalArgumentException("bad JSON at character " + at + ": expected " + expected);
    }
}
