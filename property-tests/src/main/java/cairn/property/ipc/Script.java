package cairn.property.ipc;

import cairn.model.ipc.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * Steps as text, one a line; {@code #} begins a comment. Numbers are hexadecimal, times decimal.
 *
 * <pre>
 *  call TAG LABEL SELECTOR TIMEOUTS [WORD=VALUE …]    the running thread writes words of its UTCB and makes a system call
 *  fault SYNDROME ADDRESS X0 X1 X2 X3                 the running thread meets a fault, with these registers
 *  pass MICROSECONDS
 * </pre>
 */
public final class Script {
    private static final int WORDS = 128;

    private Script() {}

    public static String line(Step step) {
        if (step instanceof Step.Pass p) {
            return "pass " + p.microseconds();
        }
        if (step instanceof Step.Fault f) {
            return "fault " + String.join(" ", hex(f.syndrome()), hex(f.address()), hex(f.x0()), hex(f.x1()), hex(f.x2()), hex(f.x3())) + "  # "
                    + Coverage.name(f);
        }
        Step.Call c = (Step.Call) step;
        StringBuilder text = new StringBuilder("call " + hex(c.tag()) + ' ' + hex(c.label()) + ' ' + hex(c.selector()) + ' ' + hex(c.timeouts()));
        for (Step.Write w : c.writes()) {
            text.append(' ').append(Integer.toHexString(w.word())).append('=').append(hex(w.value()));
        }
        return text + "  # " + Coverage.name(c);
    }

    private static String hex(long value) {
        return Long.toHexString(value);
    }

    /**
     * The steps of a script.
     *
     * @throws IllegalArgumentException names line and fault
     */
    public static List<Step> parse(List<String> lines) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String plain = lines.get(i).replaceAll("#.*", "").trim();
            if (!plain.isEmpty()) {
                try {
                    steps.add(step(plain.split("\\s+")));
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException("line " + (i + 1) + ": " + e.getMessage(), e);
                }
            }
        }
        return steps;
    }

    private static Step step(String[] words) {
        if (words[0].equals("pass") && words.length == 2 && words[1].matches("\\d{1,15}")) {
            return new Step.Pass(Long.parseLong(words[1]));
        }
        if (words[0].equals("fault") && words.length == 7) {
            return new Step.Fault(number(words[1]), number(words[2]), number(words[3]), number(words[4]), number(words[5]), number(words[6]));
        }
        if (!words[0].equals("call") || words.length < 5) {
            throw new IllegalArgumentException("'" + String.join(" ", words) + "' is neither 'pass MICROSECONDS' nor 'fault SYNDROME ADDRESS "
                    + "X0 X1 X2 X3' nor 'call TAG LABEL SELECTOR TIMEOUTS [WORD=VALUE ...]'");
        }
        List<Step.Write> writes = new ArrayList<>();
        for (int i = 5; i < words.length; i++) {
            String[] parts = words[i].split("=", 2);
            long word = parts.length == 2 ? number(parts[0]) : -1;
            if (word < 0 || word >= WORDS) {
                throw new IllegalArgumentException("'" + words[i] + "' is not WORD=VALUE with a word from 0 to 7f");
            }
            writes.add(new Step.Write((int) word, number(parts[1])));
        }
        return new Step.Call(number(words[1]), number(words[2]), number(words[3]), number(words[4]), writes);
    }

    private static long number(String text) {
        if (!text.matches("[0-9a-f]{1,16}")) {
            throw new IllegalArgumentException("'" + text + "' is not a hexadecimal number");
        }
        return Long.parseUnsignedLong(text, 16);
    }
}
