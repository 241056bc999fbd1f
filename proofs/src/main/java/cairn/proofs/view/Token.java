// SPDX-License-Identifier: MIT
package cairn.proofs.view;

/**
 * One piece of a Java file. The pieces of a file, joined, are the file.
 *
 * @param line first line, counted from 1
 */
public record Token(Kind kind, String text, int line) {

    /** SPACE and COMMENT mean nothing, ANNOTATION is JML that KeY reads, the rest is the program. */
    public enum Kind { SPACE, COMMENT, ANNOTATION, WORD, LITERAL, OPERATOR }

    public boolean isCode() {
        return kind == Kind.WORD || kind == Kind.LITERAL || kind == Kind.OPERATOR;
    }

    public boolean is(String code) {
        return isCode() && text.equals(code);
    }
}
