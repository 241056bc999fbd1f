// SPDX-License-Identifier: MIT
package cairn.proofs.view;

import java.util.ArrayList;
import java.util.List;

/** Cuts a Java file into tokens, comments and blanks. */
public final class Lexer {
    private static final String SINGLE = "(){}[];,.@";

    private final String file;
    private final String text;
    private int at;
    private int line = 1;

    private Lexer(String file, String text) {
        this.file = file;
        this.text = text;
    }

    public static List<Token> tokens(String file, String text) {
        return new Lexer(file, text).all();
    }

    /** The program alone: what must be the same in a view and in its source. */
    public static List<String> code(String file, String text) {
        List<String> code = new ArrayList<>();
        for (Token t : tokens(file, text)) {
            if (t.isCode()) {
                code.add(t.text());
            }
        }
        return code;
    }

    private List<Token> all() {
        List<Token> tokens = new ArrayList<>();
        while (at < text.length()) {
            int from = at;
            Token.Kind kind = next();
            String piece = text.substring(from, at);
            tokens.add(new Token(kind, piece, line));
            line += (int) piece.chars().filter(c -> c == '\n').count();
        }
        return tokens;
    }

    private Token.Kind next() {
        char c = text.charAt(at);
        if (Character.isWhitespace(c)) {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            return Token.Kind.SPACE;
        }
        if (text.startsWith("//", at)) {
            int from = at;
            int end = text.indexOf('\n', at);
            at = end < 0 ? text.length() : end;
            return comment(text.substring(from, at));
        }
        if (text.startsWith("/*", at)) {
            int from = at;
            int end = text.indexOf("*/", at + 2);
            if (end < 0) {
                throw Refused.at(file, line, "comment is not closed; add */");
            }
            at = end + 2;
            return comment(text.substring(from, at));
        }
        if (Character.isJavaIdentifierStart(c)) {
            while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
                at++;
            }
            return Token.Kind.WORD;
        }
        if (Character.isDigit(c)) {
            while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
                at++;
            }
            return Token.Kind.LITERAL;
        }
        if (c == '"' || c == '\'') {
            quoted(c);
            return Token.Kind.LITERAL;
        }
        at++;
        if (SINGLE.indexOf(c) < 0) {
            while (at < text.length() && isOperator(text.charAt(at)) && !text.startsWith("//", at) && !text.startsWith("/*", at)) {
                at++;
            }
        }
        return Token.Kind.OPERATOR;
    }

    private static boolean isOperator(char c) {
        return "+-*/%<>=!&|^~?:".indexOf(c) >= 0;
    }

    private void quoted(char quote) {
        int from = at++;
        while (at < text.length() && text.charAt(at) != quote) {
            if (text.charAt(at) == '\n') {
                throw Refused.at(file, line, "quoted text is not closed on its line; KeY reads no text blocks");
            }
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        if (++at > text.length()) {
            throw Refused.at(file, line, "quoted text is not closed: " + text.substring(from, Math.min(from + 20, text.length())));
        }
    }

    /** KeY reads a comment as JML if it starts with an at sign, which keys such as +KEY or -OPENJML may precede. */
    private static Token.Kind comment(String comment) {
        int i = 2;
        boolean positive = false;
        boolean positiveKey = false;
        boolean negativeKey = false;
        while (i < comment.length() && (comment.charAt(i) == '+' || comment.charAt(i) == '-')) {
            boolean plus = comment.charAt(i) == '+';
            int from = ++i;
            while (i < comment.length() && (Character.isLetterOrDigit(comment.charAt(i)) || comment.charAt(i) == '_')) {
                i++;
            }
            boolean key = comment.substring(from, i).equalsIgnoreCase("KEY");
            positive |= plus;
            positiveKey |= plus && key;
            negativeKey |= !plus && key;
        }
        boolean jml = i < comment.length() && comment.charAt(i) == '@';
        return jml && !negativeKey && (!positive || positiveKey) ? Token.Kind.ANNOTATION : Token.Kind.COMMENT;
    }
}
