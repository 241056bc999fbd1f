package cairn.spec.alloy.live;

import cairn.spec.alloy.SpecException;
import cairn.spec.alloy.live.Code.Bits;
import cairn.spec.alloy.live.Code.Rows;
import cairn.spec.alloy.live.Code.Test;
import edu.mit.csail.sdg.ast.Assert;
import edu.mit.csail.sdg.ast.Decl;
import edu.mit.csail.sdg.ast.Expr;
import edu.mit.csail.sdg.ast.ExprBinary;
import edu.mit.csail.sdg.ast.ExprCall;
import edu.mit.csail.sdg.ast.ExprConstant;
import edu.mit.csail.sdg.ast.ExprHasName;
import edu.mit.csail.sdg.ast.ExprITE;
import edu.mit.csail.sdg.ast.ExprLet;
import edu.mit.csail.sdg.ast.ExprList;
import edu.mit.csail.sdg.ast.ExprQt;
import edu.mit.csail.sdg.ast.ExprUnary;
import edu.mit.csail.sdg.ast.ExprVar;
import edu.mit.csail.sdg.ast.Func;
import edu.mit.csail.sdg.ast.Sig;
import edu.mit.csail.sdg.ast.VisitReturn;
import edu.mit.csail.sdg.parser.Macro;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Alloy's syntax tree to closures over rows of bits. Relational logic of arity one and two over one sort for each column; integers,
 * time and sequences are refused with their place in the source.
 */
final class Compiler extends VisitReturn<Code> {
    private static final long[] NO_ROWS = new long[LiveState.MOST_ATOMS];

    private final Vocabulary words;
    private final Map<ExprVar, Code> bound = new IdentityHashMap<>();
    /** The sort of each column of a set or relation, -1 where it is always empty. Alloy's own types lose it under closures. */
    private final Map<Code, int[]> sorts = new IdentityHashMap<>();
    private int variables;

    Compiler(Vocabulary words) {
        this.words = words;
    }

    /** Number of places for bound variables that a state must have. */
    int variables() {
        return variables;
    }

    private <C extends Code> C sorted(C code, int... columns) {
        sorts.put(code, columns);
        return code;
    }

    private int sort(Code code, int column) {
        return sorts.get(code)[column];
    }

    private <C extends Code> C like(Code model, C code) {
        return sorted(code, sorts.get(model));
    }

    /** The sorts of two things that are compared or combined; refuses things of different sorts. */
    private int[] common(Expr e, Code left, Code right) {
        int[] l = sorts.get(left);
        int[] r = sorts.get(right);
        if (l == null || r == null || l.length != r.length) {
            throw refuse(e, "puts things of different arity together");
        }
        int[] both = new int[l.length];
        for (int c = 0; c < l.length; c++) {
            if (l[c] >= 0 && r[c] >= 0 && l[c] != r[c]) {
                throw refuse(e, "puts atoms of " + words.sortName(l[c]) + " and " + words.sortName(r[c]) + " together");
            }
            both[c] = Math.max(l[c], r[c]);
        }
        return both;
    }

    Test test(Expr e) {
        return (Test) visitThis(e);
    }

    Bits bits(Expr e) {
        Code code = visitThis(e);
        if (code instanceof Bits b) {
            return b;
        }
        throw refuse(e, "is not a set of atoms");
    }

    /** A predicate whose parameters are named after signatures and fields, over the present values of those. */
    Test predicate(Func predicate) {
        return (Test) applied(predicate);
    }

    /** A new place for an argument, of the sort that the parameter's declaration names. */
    Bits argument(ExprVar parameter, int place) {
        Code declared = visitThis(declaration(parameter));
        if (!(declared instanceof Bits)) {
            throw refuse(parameter, "is an argument that is not a set of atoms");
        }
        return like(declared, (Bits) s -> s.bits[place]);
    }

    int newPlace() {
        return variables++;
    }

    private Expr declaration(ExprVar parameter) {
        return parameter.type().toExpr();
    }

    /** The body of a function or predicate whose parameters are found by name among {@code arguments}. */
    Code body(Func function, Map<String, Bits> arguments) {
        for (ExprVar parameter : function.params()) {
            Bits value = arguments.get(parameter.label);
            if (value == null) {
                throw refuse(parameter, "is a parameter that the operation's guard does not have");
            }
            bound.put(parameter, value);
        }
        Code body = visitThis(function.getBody());
        function.params().forEach(bound::remove);
        return body;
    }

    private Code applied(Func function) {
        for (ExprVar parameter : function.params()) {
            Code value;
            if (words.isSignature(parameter.label)) {
                int set = words.signature(parameter.label);
                value = sorted((Bits) s -> s.sets[set], words.sortOf(set));
            } else if (words.isField(parameter.label)) {
                int field = words.field(parameter.label);
                value = sorted((Rows) s -> s.rows[field], words.leftSort(field), words.rightSort(field));
            } else {
                throw refuse(parameter, "is a parameter that no signature or field has the name of");
            }
            bound.put(parameter, value);
        }
        Code body = visitThis(function.getBody());
        function.params().forEach(bound::remove);
        return body;
    }

    static String where(Expr e) {
        String file = e.pos == null ? "" : e.pos.filename;
        int at = file.lastIndexOf("cairn-spec");
        return e.pos == null || e.pos.y <= 0 ? "" : (at < 0 ? file : file.substring(at + 11)) + ":" + e.pos.y + ": ";
    }

    private static SpecException refuse(Expr e, String why) {
        return new SpecException(where(e) + "'" + e + "' " + why + "; the live evaluator takes relational logic of arity 1 and 2");
    }

    // ------------------------------------------------------------------------------------------------------------- names

    @Override
    public Code visit(Sig sig) {
        if (sig == Sig.NONE) {
            return sorted((Bits) s -> 0, -1);
        }
        if (sig.builtin) {
            throw refuse(sig, "has no sort");
        }
        int set = words.number(sig);
        return sorted((Bits) s -> s.sets[set], words.sortOf(set));
    }

    @Override
    public Code visit(Sig.Field field) {
        int number = words.number(field);
        return sorted((Rows) s -> s.rows[number], words.leftSort(number), words.rightSort(number));
    }

    @Override
    public Code visit(ExprVar variable) {
        Code value = bound.get(variable);
        if (value == null) {
            throw refuse(variable, "is not bound here");
        }
        return value;
    }

    @Override
    public Code visit(ExprConstant constant) {
        return switch (constant.op) {
            case TRUE -> (Test) s -> true;
            case FALSE -> (Test) s -> false;
            case EMPTYNESS -> sorted((Bits) s -> 0, -1);
            default -> throw refuse(constant, "is a constant of no sort");
        };
    }

    // ------------------------------------------------------------------------------------------------------------ binding

    @Override
    public Code visit(ExprCall call) {
        List<Code> arguments = new ArrayList<>();
        call.args.forEach(a -> arguments.add(visitThis(a)));
        return bind(call.fun, arguments, 0);
    }

    private Code bind(Func function, List<Code> arguments, int i) {
        if (i == arguments.size()) {
            return visitThis(function.getBody());
        }
        return bind(function.get(i), arguments.get(i), () -> bind(function, arguments, i + 1));
    }

    @Override
    public Code visit(ExprLet let) {
        return bind(let.var, visitThis(let.expr), () -> visitThis(let.sub));
    }

    /** Evaluates {@code value} once, then the body with the variable standing for it. */
    private Code bind(ExprVar variable, Code value, java.util.function.Supplier<Code> body) {
        int place = variables++;
        Code reading = value instanceof Bits ? (Bits) s -> s.bits[place] : (Rows) s -> s.relations[place];
        Code outer = bound.put(variable, like(value, reading));
        Code inner = body.get();
        restore(variable, outer);
        if (value instanceof Bits v) {
            if (inner instanceof Test t) {
                return (Test) s -> {
                    s.bits[place] = v.of(s);
                    return t.holds(s);
                };
            }
            if (inner instanceof Bits b) {
                return like(b, (Bits) s -> {
                    s.bits[place] = v.of(s);
                    return b.of(s);
                });
            }
            Rows r = (Rows) inner;
            return like(r, (Rows) s -> {
                s.bits[place] = v.of(s);
                return r.of(s);
            });
        }
        Rows v = (Rows) value;
        if (inner instanceof Test t) {
            return (Test) s -> {
                s.relations[place] = v.of(s);
                return t.holds(s);
            };
        }
        if (inner instanceof Bits b) {
            return like(b, (Bits) s -> {
                s.relations[place] = v.of(s);
                return b.of(s);
            });
        }
        Rows r = (Rows) inner;
        return like(r, (Rows) s -> {
            s.relations[place] = v.of(s);
            return r.of(s);
        });
    }

    private void restore(ExprVar variable, Code outer) {
        if (outer == null) {
            bound.remove(variable);
        } else {
            bound.put(variable, outer);
        }
    }

    // -------------------------------------------------------------------------------------------------------- quantifiers

    @Override
    public Code visit(ExprQt q) {
        List<ExprVar> names = new ArrayList<>();
        List<Bits> ranges = new ArrayList<>();
        List<int[]> apart = new ArrayList<>();
        int first = variables;
        variables += q.count();
        for (Decl decl : q.decls) {
            Expr range = decl.expr;
            if (range instanceof ExprUnary u && (u.op == ExprUnary.Op.SETOF || u.op == ExprUnary.Op.LONEOF || u.op == ExprUnary.Op.SOMEOF)) {
                throw refuse(range, "quantifies over sets");
            }
            int group = names.size();
            Bits code = bits(range);
            for (ExprHasName name : decl.names) {
                int[] others = decl.disjoint == null ? new int[0] : java.util.stream.IntStream.range(first + group, first + names.size()).toArray();
                int place = first + names.size();
                names.add((ExprVar) name);
                ranges.add(code);
                apart.add(others);
                bound.put((ExprVar) name, like(code, (Bits) s -> s.bits[place]));
            }
        }
        Test body = (Test) visitThis(q.sub);
        names.forEach(bound::remove);
        Bits[] r = ranges.toArray(Bits[]::new);
        int[][] a = apart.toArray(int[][]::new);
        return switch (q.op) {
            case ALL -> (Test) s -> !search(s, 0, first, r, a, body, false);
            case SOME -> (Test) s -> search(s, 0, first, r, a, body, true);
            case NO -> (Test) s -> !search(s, 0, first, r, a, body, true);
            case ONE -> counted(q, first, r, body, c -> c == 1);
            case LONE -> counted(q, first, r, body, c -> c <= 1);
            case COMPREHENSION -> comprehension(q, first, r, body);
            default -> throw refuse(q, "is a sum");
        };
    }

    /** Whether some choice for the variables from {@code i} on makes the body come out as {@code wanted}. */
    private static boolean search(LiveState s, int i, int first, Bits[] ranges, int[][] apart, Test body, boolean wanted) {
        if (i == ranges.length) {
            return body.holds(s) == wanted;
        }
        long left = ranges[i].of(s);
        for (int other : apart[i]) {
            left &= ~s.bits[other];
        }
        for (; left != 0; left &= left - 1) {
            s.bits[first + i] = left & -left;
            if (search(s, i + 1, first, ranges, apart, body, wanted)) {
                return true;
            }
        }
        return false;
    }

    private static Test counted(ExprQt q, int place, Bits[] ranges, Test body, IntPredicate count) {
        if (ranges.length != 1) {
            throw refuse(q, "counts pairs");
        }
        return s -> count.test(Long.bitCount(chosen(s, place, ranges[0], body)));
    }

    private static long chosen(LiveState s, int place, Bits range, Test body) {
        long chosen = 0;
        for (long left = range.of(s); left != 0; left &= left - 1) {
            long atom = left & -left;
            s.bits[place] = atom;
            if (body.holds(s)) {
                chosen |= atom;
            }
        }
        return chosen;
    }

    private Code comprehension(ExprQt q, int first, Bits[] ranges, Test body) {
        if (ranges.length == 1) {
            return like(ranges[0], (Bits) s -> chosen(s, first, ranges[0], body));
        }
        if (ranges.length != 2) {
            throw refuse(q, "has more than two columns");
        }
        int sort = sort(ranges[0], 0);
        return sorted((Rows) s -> {
            long[] out = new long[size(s, sort)];
            for (long left = ranges[0].of(s); left != 0; left &= left - 1) {
                s.bits[first] = left & -left;
                out[Long.numberOfTrailingZeros(left)] = chosen(s, first + 1, ranges[1], body);
            }
            return out;
        }, sort, sort(ranges[1], 0));
    }

    // ---------------------------------------------------------------------------------------------------------- operators

    @Override
    public Code visit(ExprList list) {
        if (list.op == ExprList.Op.AND || list.op == ExprList.Op.OR) {
            Test[] parts = list.args.stream().map(this::test).toArray(Test[]::new);
            boolean and = list.op == ExprList.Op.AND;
            return (Test) s -> {
                for (Test part : parts) {
                    if (part.holds(s) != and) {
                        return !and;
                    }
                }
                return and;
            };
        }
        if (list.op == ExprList.Op.DISJOINT) {
            Bits[] parts = list.args.stream().map(this::bits).toArray(Bits[]::new);
            return (Test) s -> {
                long seen = 0;
                for (Bits part : parts) {
                    long set = part.of(s);
                    if ((seen & set) != 0) {
                        return false;
                    }
                    seen |= set;
                }
                return true;
            };
        }
        throw refuse(list, "is a list operator of no sort");
    }

    @Override
    public Code visit(ExprITE ite) {
        Test condition = test(ite.cond);
        Code yes = visitThis(ite.left);
        Code no = visitThis(ite.right);
        if (yes instanceof Test y) {
            Test n = (Test) no;
            return (Test) s -> condition.holds(s) ? y.holds(s) : n.holds(s);
        }
        int[] columns = common(ite, yes, no);
        if (yes instanceof Bits y) {
            Bits n = (Bits) no;
            return sorted((Bits) s -> condition.holds(s) ? y.of(s) : n.of(s), columns);
        }
        Rows y = (Rows) yes;
        Rows n = (Rows) no;
        return sorted((Rows) s -> condition.holds(s) ? y.of(s) : n.of(s), columns);
    }

    @Override
    public Code visit(ExprUnary u) {
        switch (u.op) {
            case NOOP, ONEOF, SETOF, LONEOF, SOMEOF, EXACTLYOF:
                return visitThis(u.sub);
            case NOT:
                Test inner = test(u.sub);
                return (Test) s -> !inner.holds(s);
            case NO:
                return counted(u.sub, c -> c == 0);
            case SOME:
                return counted(u.sub, c -> c > 0);
            case LONE:
                return counted(u.sub, c -> c <= 1);
            case ONE:
                return counted(u.sub, c -> c == 1);
            case TRANSPOSE:
                return transposed(u);
            case CLOSURE, RCLOSURE:
                return closed(u);
            default:
                throw refuse(u, "is an operator of integers or time");
        }
    }

    private Test counted(Expr e, IntPredicate count) {
        Code code = visitThis(e);
        if (code instanceof Bits b) {
            return s -> count.test(Long.bitCount(b.of(s)));
        }
        Rows r = (Rows) code;
        int sort = sort(r, 0);
        return s -> {
            int n = sort < 0 ? 0 : s.count[sort];
            long[] rows = r.of(s);
            int sum = 0;
            for (int i = 0; i < n; i++) {
                sum += Long.bitCount(rows[i]);
            }
            return count.test(sum);
        };
    }

    private Rows transposed(ExprUnary u) {
        Rows r = (Rows) visitThis(u.sub);
        int from = sort(r, 0);
        int to = sort(r, 1);
        if (from < 0 || to < 0) {
            return sorted(s -> NO_ROWS, to, from);
        }
        return sorted(s -> {
            long[] rows = r.of(s);
            long[] out = new long[s.count[to]];
            for (int i = 0; i < s.count[from]; i++) {
                for (long left = rows[i]; left != 0; left &= left - 1) {
                    out[Long.numberOfTrailingZeros(left)] |= 1L << i;
                }
            }
            return out;
        }, to, from);
    }

    private Rows closed(ExprUnary u) {
        Rows r = (Rows) visitThis(u.sub);
        int sort = sort(r, 0);
        boolean reflexive = u.op == ExprUnary.Op.RCLOSURE;
        if (sort < 0 || sort != sort(r, 1)) {
            throw refuse(u, "closes a relation between different signatures");
        }
        return like(r, (Rows) s -> {
            int n = s.count[sort];
            long[] out = Arrays.copyOf(r.of(s), n);
            for (int k = 0; k < n; k++) {
                for (int i = 0; i < n; i++) {
                    if ((out[i] >>> k & 1) != 0) {
                        out[i] |= out[k];
                    }
                }
            }
            if (reflexive) {
                for (int i = 0; i < n; i++) {
                    out[i] |= 1L << i;
                }
            }
            return out;
        });
    }

    @Override
    public Code visit(ExprBinary b) {
        if (b.op == ExprBinary.Op.JOIN) {
            return joined(b);
        }
        Code left = visitThis(b.left);
        Code right = visitThis(b.right);
        if (b.op.isArrow) {
            return product(b, left, right);
        }
        switch (b.op) {
            case AND:
                return (Test) s -> ((Test) left).holds(s) && ((Test) right).holds(s);
            case OR:
                return (Test) s -> ((Test) left).holds(s) || ((Test) right).holds(s);
            case IMPLIES:
                return (Test) s -> !((Test) left).holds(s) || ((Test) right).holds(s);
            case IFF:
                return (Test) s -> ((Test) left).holds(s) == ((Test) right).holds(s);
            case IN, NOT_IN, EQUALS, NOT_EQUALS:
                return compared(b, left, right);
            case PLUS, MINUS, INTERSECT, PLUSPLUS:
                return combined(b, left, right);
            case DOMAIN:
                return restricted((Bits) left, (Rows) right);
            case RANGE:
                return narrowed((Rows) left, (Bits) right);
            default:
                throw refuse(b, "is an operator of integers or time");
        }
    }

    private Test compared(ExprBinary b, Code left, Code right) {
        boolean equal = b.op == ExprBinary.Op.EQUALS || b.op == ExprBinary.Op.NOT_EQUALS;
        boolean positive = b.op == ExprBinary.Op.EQUALS || b.op == ExprBinary.Op.IN;
        int sort = common(b, left, right)[0];
        if (left instanceof Bits l && right instanceof Bits r) {
            return equal ? s -> l.of(s) == r.of(s) == positive : s -> (l.of(s) & ~r.of(s)) == 0 == positive;
        }
        Rows l = (Rows) left;
        Rows r = (Rows) right;
        return s -> {
            long[] x = l.of(s);
            long[] y = r.of(s);
            int n = sort < 0 ? 0 : s.count[sort];
            for (int i = 0; i < n; i++) {
                if (equal ? x[i] != y[i] : (x[i] & ~y[i]) != 0) {
                    return !positive;
                }
            }
            return positive;
        };
    }

    private Code combined(ExprBinary b, Code left, Code right) {
        int[] columns = common(b, left, right);
        int sort = columns[0];
        if (left instanceof Bits l && right instanceof Bits r) {
            return sorted(switch (b.op) {
                case PLUS -> (Bits) s -> l.of(s) | r.of(s);
                case MINUS -> (Bits) s -> l.of(s) & ~r.of(s);
                case INTERSECT -> (Bits) s -> l.of(s) & r.of(s);
                default -> throw refuse(b, "overrides a set");
            }, columns);
        }
        Rows l = (Rows) left;
        Rows r = (Rows) right;
        ExprBinary.Op op = b.op;
        return sorted((Rows) s -> {
            long[] x = l.of(s);
            long[] y = r.of(s);
            long[] out = new long[size(s, sort)];
            int n = sort < 0 ? 0 : out.length;
            for (int i = 0; i < n; i++) {
                out[i] = switch (op) {
                    case PLUS -> x[i] | y[i];
                    case MINUS -> x[i] & ~y[i];
                    case INTERSECT -> x[i] & y[i];
                    default -> y[i] != 0 ? y[i] : x[i];
                };
            }
            return out;
        }, columns);
    }

    /** Rows that a relation needs; one whose left sort is unknown is empty, and long enough for any. */
    private static int size(LiveState s, int sort) {
        return sort < 0 ? LiveState.MOST_ATOMS : s.count[sort];
    }

    private Rows product(ExprBinary b, Code left, Code right) {
        if (!(left instanceof Bits l && right instanceof Bits r)) {
            throw refuse(b, "has more than two columns");
        }
        int sort = sort(l, 0);
        return sorted(s -> {
            long[] out = new long[size(s, sort)];
            long row = r.of(s);
            for (long rest = l.of(s); rest != 0; rest &= rest - 1) {
                out[Long.numberOfTrailingZeros(rest)] = row;
            }
            return out;
        }, sort, sort(r, 0));
    }

    private Rows restricted(Bits l, Rows r) {
        int sort = sort(r, 0);
        return like(r, (Rows) s -> {
            long[] rows = r.of(s);
            long[] out = new long[size(s, sort)];
            for (long rest = l.of(s); rest != 0; rest &= rest - 1) {
                int i = Long.numberOfTrailingZeros(rest);
                out[i] = rows[i];
            }
            return out;
        });
    }

    private Rows narrowed(Rows l, Bits r) {
        int sort = sort(l, 0);
        return like(l, (Rows) s -> {
            long[] rows = l.of(s);
            long set = r.of(s);
            long[] out = new long[size(s, sort)];
            for (int i = 0; i < out.length; i++) {
                out[i] = rows[i] & set;
            }
            return out;
        });
    }

    /** The two columns that a join meets in must be of one sort, or one side empty. */
    private void meet(Expr e, int left, int right) {
        if (left >= 0 && right >= 0 && left != right) {
            throw refuse(e, "joins " + words.sortName(left) + " with " + words.sortName(right));
        }
    }

    private Code joined(ExprBinary b) {
        Expr target = b.right;
        while (target instanceof ExprUnary u && u.op == ExprUnary.Op.NOOP) {
            target = u.sub;
        }
        Code left = visitThis(b.left);
        if (left instanceof Bits start && target instanceof ExprUnary u
                && (u.op == ExprUnary.Op.CLOSURE || u.op == ExprUnary.Op.RCLOSURE)) {
            Rows step = (Rows) visitThis(u.sub);
            meet(b, sort(start, 0), sort(step, 0));
            meet(b, sort(step, 0), sort(step, 1));
            return sorted(reached(start, step, u.op == ExprUnary.Op.RCLOSURE), sort(step, 1));
        }
        Code right = visitThis(b.right);
        if (left instanceof Bits l && right instanceof Rows r) {
            meet(b, sort(l, 0), sort(r, 0));
            return sorted((Bits) s -> image(l.of(s), r.of(s)), sort(r, 1));
        }
        if (left instanceof Rows l && right instanceof Bits r) {
            meet(b, sort(l, 1), sort(r, 0));
            int sort = sort(l, 0);
            return sorted((Bits) s -> {
                long set = r.of(s);
                long out = 0;
                if (set != 0 && sort >= 0) {
                    long[] rows = l.of(s);
                    for (int i = 0; i < s.count[sort]; i++) {
                        if ((rows[i] & set) != 0) {
                            out |= 1L << i;
                        }
                    }
                }
                return out;
            }, sort);
        }
        if (left instanceof Rows l && right instanceof Rows r) {
            meet(b, sort(l, 1), sort(r, 0));
            int sort = sort(l, 0);
            return sorted((Rows) s -> {
                long[] x = l.of(s);
                long[] y = r.of(s);
                long[] out = new long[size(s, sort)];
                for (int i = 0; i < out.length; i++) {
                    out[i] = image(x[i], y);
                }
                return out;
            }, sort, sort(r, 1));
        }
        throw refuse(b, "joins two sets");
    }

    private static long image(long set, long[] rows) {
        long out = 0;
        for (long rest = set; rest != 0; rest &= rest - 1) {
            out |= rows[Long.numberOfTrailingZeros(rest)];
        }
        return out;
    }

    /** What is reachable from a set: cheaper than the closure of the whole relation. */
    private static Bits reached(Bits start, Rows step, boolean reflexive) {
        return s -> {
            long from = start.of(s);
            if (from == 0) {
                return 0;
            }
            long[] rows = step.of(s);
            long seen = reflexive ? from : 0;
            long fresh = from;
            while (fresh != 0) {
                long next = image(fresh, rows) & ~seen;
                seen |= next;
                fresh = next;
            }
            return seen;
        };
    }

    // ------------------------------------------------------------------------------------------------ what cannot occur here

    @Override
    public Code visit(Func function) {
        throw refuse(function, "is not a value");
    }

    @Override
    public Code visit(Assert assertion) {
        throw refuse(assertion, "is not a value");
    }

    @Override
    public Code visit(Macro macro) {
        throw refuse(macro, "is not a value");
    }
}
