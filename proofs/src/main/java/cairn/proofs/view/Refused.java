// SPDX-License-Identifier: MIT
package cairn.proofs.view;

/** The input cannot be used: one line that says what, where and what to do. The driver prints it and exits 2. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Refused(String message) {
        super(message, null, false, false);
    }

    public static Refused at(String file, int line, String message) {
        return new Refused(file + ":" + line + " " + message);
    }
}
