package cairn.spec.alloy;

import edu.mit.csail.sdg.ast.Expr;
import edu.mit.csail.sdg.ast.ExprBinary;
import edu.mit.csail.sdg.ast.ExprList;
import edu.mit.csail.sdg.ast.ExprQt;
import edu.mit.csail.sdg.ast.ExprUnary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The premise of a check. Every check reads {@code (all … |) premise implies conclusion}; one whose premise is unsatisfiable in its
 * scope holds for no reason, so the premise is solved too.
 */
final class Premise {
    private Premise() {}

    /** {@code some … | premise} together with the facts, from the formula of a check command; empty if it has another form. */
    static Optional<Expr> of(Expr commandFormula) {
        List<Expr> facts = new ArrayList<>();
        Expr premise = null;
        for (Expr part : conjuncts(commandFormula)) {
            Expr e = strip(part);
            Optional<Expr> found = premise != null || !(e instanceof ExprUnary u) || u.op != ExprUnary.Op.NOT
                    ? Optional.empty() : premiseOf(strip(u.sub));
            if (found.isPresent()) {
                premise = found.get();
            } else {
                facts.add(part);
            }
        }
        if (premise == null) {
            return Optional.empty();
        }
        Expr all = premise;
        for (Expr fact : facts) {
            all = fact.and(all);
        }
        return Optional.of(all);
    }

    private static Optional<Expr> premiseOf(Expr assertion) {
        if (assertion instanceof ExprQt q && q.op == ExprQt.Op.ALL) {
            return premiseOf(strip(q.sub)).map(p -> ExprQt.Op.SOME.make(q.pos, q.closingBracket, q.decls, p));
        }
        if (assertion instanceof ExprBinary b && b.op == ExprBinary.Op.IMPLIES) {
            return Optional.of(b.left);
        }
        if (assertion instanceof ExprList l && l.op == ExprList.Op.AND && l.args.size() == 1) {
            return premiseOf(strip(l.args.get(0)));
        }
        return Optional.empty();
    }

    private static List<Expr> conjuncts(Expr e) {
        Expr plain = strip(e);
        List<Expr> parts = new ArrayList<>();
        if (plain instanceof ExprList l && l.op == ExprList.Op.AND) {
            l.args.forEach(a -> parts.addAll(conjuncts(a)));
        } else if (plain instanceof ExprBinary b && b.op == ExprBinary.Op.AND) {
            parts.addAll(conjuncts(b.left));
            parts.addAll(conjuncts(b.right));
        } else {
            parts.add(e);
        }
        return parts;
    }

    private static Expr strip(Expr e) {
        Expr plain = e;
        while (plain instanceof ExprUnary u && u.op == ExprUnary.Op.NOOP) {
            plain = u.sub;
        }
        return plain;
    }
}
