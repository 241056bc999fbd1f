// SPDX-License-Identifier: MIT
package cairn.proofs.view;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A Java file as tokens, with its types and their members. Bodies are not looked into. */
final class SourceFile {
    /** Relative to the source folder, with forward slashes. */
    final String path;
    final List<Token> tokens;
    String packageName = "";
    final List<String> imports = new ArrayList<>();
    final List<TypeDecl> types = new ArrayList<>();
    private final Map<String, String> normalTexts = new HashMap<>();
    private int at;

    SourceFile(String path, String text) {
        this.path = path;
        this.tokens = Lexer.tokens(path, text);
        parse();
    }

    private void parse() {
        while (skipToCode()) {
            if (tokens.get(at).is("package")) {
                packageName = untilSemicolon();
            } else if (tokens.get(at).is("import")) {
                imports.add(untilSemicolon());
            } else if (tokens.get(at).is(";")) {
                at++;
            } else {
                type("", at);
            }
        }
    }

    private String untilSemicolon() {
        StringBuilder s = new StringBuilder();
        for (at++; at < tokens.size() && !tokens.get(at).is(";"); at++) {
            if (tokens.get(at).isCode()) {
                s.append(tokens.get(at).is("static") ? "" : tokens.get(at).text());
            }
        }
        at++;
        return s.toString();
    }

    private boolean skipToCode() {
        while (at < tokens.size() && !tokens.get(at).isCode()) {
            at++;
        }
        return at < tokens.size();
    }

    /** Reads a type whose header starts at token {@code from}; {@code at} ends behind it. */
    private void type(String outer, int from) {
        String kind = null;
        String name = null;
        for (; at < tokens.size() && !tokens.get(at).is("{"); at++) {
            Token t = tokens.get(at);
            if (kind == null && (t.is("class") || t.is("interface"))) {
                kind = t.text();
            } else if (kind != null && name == null && t.kind() == Token.Kind.WORD) {
                name = t.text();
            } else if (kind == null && (t.is("record") || t.is("enum")) || t.is(";")) {
                throw Refused.at(path, t.line(), "KeY reads classes and interfaces only, not '" + t.text() + "'");
            }
        }
        if (name == null || at == tokens.size()) {
            throw Refused.at(path, tokens.get(from).line(), "expected a class or an interface");
        }
        TypeDecl type = new TypeDecl(this, outer.isEmpty() ? name : outer + "." + name, kind.equals("interface"), from, at + 1);
        types.add(type);
        at++;
        members(type, name);
    }

    private void members(TypeDecl type, String simpleName) {
        List<SpecCase> contract = new ArrayList<>();
        List<String> modifiers = new ArrayList<>();
        int contractFrom = -1;
        int contractTo = -1;
        String doc = "";
        while (at < tokens.size()) {
            Token t = tokens.get(at);
            if (t.is("}")) {
                at++;
                return;
            }
            if (t.kind() == Token.Kind.COMMENT && t.text().startsWith("/**")) {
                doc = t.text();
            }
            if (t.kind() == Token.Kind.ANNOTATION) {
                int from = at;
                JmlParser parsed = annotations();
                type.declarations.addAll(parsed.declarations);
                type.modelMethods.addAll(parsed.modelMethods);
                modifiers.addAll(parsed.modifiers);
                if (!parsed.cases.isEmpty()) {
                    if (!contract.isEmpty() || !parsed.declarations.isEmpty() || !parsed.modelMethods.isEmpty()) {
                        throw Refused.at(path, t.line(), "a contract must stand in one block of JML comments of its own");
                    }
                    contract.addAll(parsed.cases);
                    contractFrom = from;
                    contractTo = at;
                }
            } else if (!t.isCode() || t.is(";")) {
                at++;
            } else {
                Member m = member(type, simpleName);
                if (m != null) {
                    m.doc = doc;
                    m.jmlModifiers.addAll(modifiers);
                    if (m.method) {
                        m.contract.addAll(contract);
                        m.contractFrom = contractFrom;
                        m.contractTo = contractTo;
                    }
                    type.members.add(m);
                }
                if (!contract.isEmpty() && (m == null || !m.method)) {
                    throw Refused.at(path, t.line(), "a contract must stand before a method");
                }
                contract.clear();
                modifiers.clear();
                contractFrom = -1;
                contractTo = -1;
                doc = "";
            }
        }
        throw Refused.at(path, tokens.get(tokens.size() - 1).line(), "the body of " + type.name + " does not end; add }");
    }

    /**
     * Reads the JML comments at {@code at}: one comment that holds whole declarations, or all adjacent ones where a contract or an
     * unfinished declaration begins.
     */
    private JmlParser annotations() {
        int from = at;
        JmlText jml = new JmlText();
        jml.add(tokens.get(at++));
        try {
            JmlParser alone = new JmlParser(path, jml);
            if (alone.cases.isEmpty() && alone.modifiers.isEmpty()) {
                return alone;
            }
        } catch (Refused unfinished) {
            // the comments that follow may finish it; if not, the same complaint comes below
        }
        jml = new JmlText();
        int behind = from;
        for (int i = from; i < tokens.size() && !tokens.get(i).isCode() && !tokens.get(i).text().startsWith("/**"); i++) {
            if (tokens.get(i).kind() == Token.Kind.ANNOTATION) {
                jml.add(tokens.get(i));
                behind = i + 1;
            }
        }
        at = behind;
        return new JmlParser(path, jml);
    }

    /** Reads one Java member at {@code at}; a nested type is entered and null returned. */
    private Member member(TypeDecl type, String simpleName) {
        int from = at;
        String last = "";
        boolean equals = false;
        for (; at < tokens.size(); at++) {
            Token t = tokens.get(at);
            if (!t.isCode()) {
                continue;
            }
            if (t.is("native")) {
                throw Refused.at(path, t.line(), "native methods cannot be proved");
            }
            if (t.is("class") || t.is("interface") || t.is("enum") || (t.is("record") && last.isEmpty())) {
                at = from;
                type(type.name, from);
                return null;
            }
            if (t.is("@")) {
                annotation();
                continue;
            }
            if (t.is("=")) {
                equals = true;
            }
            if (!equals && t.is("(")) {
                return method(last.equals(simpleName) ? "new" : last, from);
            }
            if (t.is(";")) {
                return new Member(fieldName(from, at), false, List.of(), tokens.get(from).line(), from, at + 1, ++at);
            }
            if (t.is("{")) {
                int body = at;
                braces();
                if (!equals) {
                    return new Member("", false, List.of(), tokens.get(from).line(), from, body, at);
                }
                at--;
            }
            if (!equals) {
                last = t.text();
            }
        }
        throw Refused.at(path, tokens.get(from).line(), "member does not end");
    }

    /** All names that one field declaration declares, joined by blanks: enough to look names up. */
    private String fieldName(int from, int to) {
        StringBuilder names = new StringBuilder();
        String last = "";
        int depth = 0;
        boolean value = false;
        for (int i = from; i <= to; i++) {
            Token t = tokens.get(i);
            if (!t.isCode()) {
                continue;
            }
            depth += t.is("(") || t.is("{") ? 1 : t.is(")") || t.is("}") ? -1 : 0;
            if (depth == 0 && (t.is("=") || t.is(",") || t.is(";"))) {
                if (!value) {
                    names.append(names.isEmpty() ? "" : " ").append(last);
                }
                value = t.is("=");
            } else if (t.kind() == Token.Kind.WORD && !value) {
                last = t.text();
            }
        }
        return names.toString();
    }

    private void annotation() {
        int i = at + 1;
        while (i + 1 < tokens.size() && !tokens.get(i).isCode()) {
            i++;
        }
        at = i;
        int next = i + 1;
        if (next < tokens.size() && tokens.get(next).is("(")) {
            at = next;
            while (!tokens.get(at).is(")")) {
                at++;
            }
        }
    }

    private Member method(String name, int from) {
        int line = tokens.get(at).line();
        List<String> parameters = new ArrayList<>();
        List<String> words = new ArrayList<>();
        int depth = 0;
        int angle = 0;
        for (; at < tokens.size(); at++) {
            Token t = tokens.get(at);
            if (!t.isCode()) {
                continue;
            }
            if (t.is("(")) {
                depth++;
                continue;
            }
            angle += t.text().startsWith("<") ? t.text().length() : t.text().startsWith(">") ? -t.text().length() : 0;
            boolean end = t.is(")") && --depth == 0;
            if (end || (t.is(",") && angle == 0)) {
                if (words.size() > 1) {
                    parameters.add(String.join("", words.subList(0, words.size() - 1)));
                }
                words.clear();
                if (end) {
                    break;
                }
            } else if (!t.is("final")) {
                words.add(t.text());
            }
        }
        while (at < tokens.size() && !tokens.get(at).is("{") && !tokens.get(at).is(";")) {
            at++;
        }
        if (at == tokens.size()) {
            throw Refused.at(path, line, "method " + name + " does not end");
        }
        int body = at;
        if (tokens.get(at).is(";")) {
            at++;
            return new Member(name, true, parameters, line, from, at, at);
        }
        braces();
        return new Member(name, true, parameters, line, from, body, at);
    }

    private void braces() {
        int open = at;
        int depth = 0;
        for (; at < tokens.size(); at++) {
            depth += tokens.get(at).is("{") ? 1 : tokens.get(at).is("}") ? -1 : 0;
            if (depth == 0) {
                at++;
                return;
            }
        }
        throw Refused.at(path, tokens.get(open).line(), "this { is not closed");
    }

    /** The program text of tokens from..to, and the JML inside if asked, blanks normalised. */
    String normalText(int from, int to, boolean jml) {
        return normalTexts.computeIfAbsent(from + "-" + to + jml, k -> makeNormalText(from, to, jml));
    }

    private String makeNormalText(int from, int to, boolean jml) {
        StringBuilder s = new StringBuilder();
        for (Token t : tokens.subList(from, to)) {
            if (t.isCode()) {
                s.append(t.text()).append(' ');
            } else if (jml && t.kind() == Token.Kind.ANNOTATION) {
                JmlText text = new JmlText();
                text.add(t);
                s.append("@ ").append(Expression.normal(text.substring(0, text.length()))).append(" @ ");
            }
        }
        return s.toString();
    }
}
