package cairn.spec.alloy.logic;

import java.util.List;
import java.util.stream.Collectors;

/** Writes a formula as a JML expression, with as few parentheses as can be read. */
final class Jml {
    private static final List<List<String>> LEVELS = List.of(List.of("?:"), List.of("<==>"), List.of("==>"), List.of("||"), List.of("&&"),
            List.of("==", "!="), List.of("<", "<="), List.of("+", "-"), List.of("*", "%"), List.of("!"));

    private Jml() {}

    static String of(Logic f) {
        return write(f, 0);
    }

    /** As one operand of a conjunction. */
    static String inConjunction(Logic f) {
        return write(f, level("&&"));
    }

    private static int level(String sign) {
        for (int i = 0; i < LEVELS.size(); i++) {
            if (LEVELS.get(i).contains(sign)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no operator of JML: " + sign);
    }

    private static String write(Logic f, int outer) {
        if (f instanceof Logic.Name n) {
            return n.text();
        } else if (f instanceof Logic.Number n) {
            return n.value() > Integer.MAX_VALUE ? n.value() + "L" : Long.toString(n.value());
        } else if (f instanceof Logic.Get g) {
            return write(g.of(), LEVELS.size()) + "." + g.member();
        } else if (f instanceof Logic.At a) {
            return write(a.array(), LEVELS.size()) + "[" + write(a.index(), 0) + "]";
        } else if (f instanceof Logic.Bound b) {
            String range = b.range().equals(Logic.TRUE) ? "true" : write(b.range(), 0);
            return "(\\" + (b.all() ? "forall " : "exists ") + b.type() + " " + b.variable() + "; " + range + "; " + write(b.body(), 0) + ")";
        } else if (f instanceof Logic.Op o) {
            int level = level(o.sign());
            String text;
            if (o.sign().equals("!")) {
                text = "!" + write(o.parts().get(0), level + 1);
            } else if (o.sign().equals("?:")) {
                text = write(o.parts().get(0), level + 1) + " ? " + write(o.parts().get(1), level + 1) + " : " + write(o.parts().get(2), level);
            } else {
                boolean chain = o.sign().equals("&&") || o.sign().equals("||");
                text = o.parts().stream().map(p -> write(p, chain ? level : level + 1)).collect(Collectors.joining(" " + o.sign() + " "));
            }
            return level < outer ? "(" + text + ")" : text;
        }
        throw new IllegalArgumentException("no formula of JML: " + f);
    }
}
