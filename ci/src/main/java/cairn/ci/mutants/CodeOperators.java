package cairn.ci.mutants;

import cairn.ci.CannotRun;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.PrimitiveTypeTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import javax.lang.model.type.TypeKind;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * PIT's default operators and field assignments, over the syntax tree of the JDK's own compiler.
 *
 * <pre>
 * boundary   &lt; and &lt;=, &gt; and &gt;=            negate     == and !=, &lt; and &gt;=, …
 * math       + and -, * and /, &amp; and |, …    step       ++ and --, += and -=
 * call       a call for its effect goes      field      an assignment to a field goes
 * returns    true and false, 0 and 1, null instead of an object
 * lemma      a call of a method without statements goes: its contract, or the ghost state that it sets, is for the prover alone
 * </pre>
 */
final class CodeOperators {
    private static final Map<Tree.Kind, String> BOUNDARY = Map.of(Tree.Kind.LESS_THAN, "<=", Tree.Kind.LESS_THAN_EQUAL, "<", Tree.Kind.GREATER_THAN,
            ">=", Tree.Kind.GREATER_THAN_EQUAL, ">");
    private static final Map<Tree.Kind, String> NEGATE = Map.of(Tree.Kind.EQUAL_TO, "!=", Tree.Kind.NOT_EQUAL_TO, "==", Tree.Kind.LESS_THAN, ">=",
            Tree.Kind.LESS_THAN_EQUAL, ">", Tree.Kind.GREATER_THAN, "<=", Tree.Kind.GREATER_THAN_EQUAL, "<");
    private static final Map<Tree.Kind, String> MATH = new HashMap<>(Map.of(Tree.Kind.PLUS, "-", Tree.Kind.MINUS, "+", Tree.Kind.MULTIPLY, "/",
            Tree.Kind.DIVIDE, "*", Tree.Kind.REMAINDER, "*", Tree.Kind.AND, "|", Tree.Kind.OR, "&", Tree.Kind.XOR, "&", Tree.Kind.LEFT_SHIFT, ">>",
            Tree.Kind.RIGHT_SHIFT, "<<"));

    static final String LEMMA = "lemma";

    private CodeOperators() {}

    /**
     * @param file  relative to the folder of sources
     * @param empty names of the methods without statements, see {@link #empty}
     */
    static List<Mutant> of(String file, String text, Set<String> empty) {
        List<Mutant> mutants = new ArrayList<>();
        parse(file, text, (unit, places) -> new Scan(file, text, empty, unit, places, mutants).scan(unit, null));
        return mutants;
    }

    /** Names of which every method in these files (name → text) has a body without statements: nothing of a call is left at run time. */
    static Set<String> empty(Map<String, String> files) {
        Set<String> empty = new HashSet<>();
        Set<String> others = new HashSet<>();
        files.forEach((file, text) -> parse(file, text, (unit, places) -> new TreePathScanner<Void, Void>() {
            @Override
            public Void visitMethod(MethodTree t, Void p) {
                boolean nothing = t.getBody() != null && t.getBody().getStatements().isEmpty();
                (nothing ? empty : others).add(t.getName().toString());
                return super.visitMethod(t, p);
            }
        }.scan(unit, null)));
        empty.removeAll(others);
        return empty;
    }

    private static void parse(String file, String text, BiConsumer<CompilationUnitTree, SourcePositions> each) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new CannotRun("mutants need a JDK: this Java has no compiler");
        }
        JavaFileObject source = new SimpleJavaFileObject(URI.create("string:///" + file), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
        JavacTask task = (JavacTask) compiler.getTask(null, null, d -> {}, List.of("-proc:none"), null, List.of(source));
        try {
            for (CompilationUnitTree unit : task.parse()) {
                each.accept(unit, Trees.instance(task).getSourcePositions());
            }
        } catch (IOException e) {
            throw new CannotRun(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static final class Scan extends TreePathScanner<Void, Void> {
        private final String file;
        private final String text;
        private final Set<String> empty;
        private final CompilationUnitTree unit;
        private final SourcePositions places;
        private final List<Mutant> mutants;
        private final Map<String, Integer> numbers = new TreeMap<>();
        private final Set<String> locals = new HashSet<>();
        private String type = "";
        private MethodTree method;

        Scan(String file, String text, Set<String> empty, CompilationUnitTree unit, SourcePositions places, List<Mutant> mutants) {
            this.file = file;
            this.text = text;
            this.empty = empty;
            this.unit = unit;
            this.places = places;
            this.mutants = mutants;
        }

        @Override
        public Void visitClass(ClassTree t, Void p) {
            String outer = type;
            type = type.isEmpty() ? t.getSimpleName().toString() : type + "." + t.getSimpleName();
            super.visitClass(t, p);
            type = outer;
            return null;
        }

        @Override
        public Void visitMethod(MethodTree t, Void p) {
            method = t;
            locals.clear();
            super.visitMethod(t, p);
            method = null;
            return null;
        }

        @Override
        public Void visitVariable(VariableTree t, Void p) {
            if (method != null) {
                locals.add(t.getName().toString());
            }
            return super.visitVariable(t, p);
        }

        @Override
        public Void visitBinary(BinaryTree t, Void p) {
            operator(t, BOUNDARY.get(t.getKind()), "boundary");
            operator(t, NEGATE.get(t.getKind()), "negate");
            operator(t, MATH.get(t.getKind()), "math");
            return super.visitBinary(t, p);
        }

        private void operator(BinaryTree t, String instead, String name) {
            if (instead == null || method == null) {
                return;
            }
            int from = end(t.getLeftOperand());
            int to = start(t.getRightOperand());
            String between = text.substring(from, to);
            String sign = between.replaceAll("[()\\s]", "");
            int at = from + between.indexOf(sign);
            add(name, at, at + sign.length(), instead, start(t), end(t));
        }

        @Override
        public Void visitUnary(UnaryTree t, Void p) {
            String sign = switch (t.getKind()) {
                case POSTFIX_INCREMENT, PREFIX_INCREMENT -> "++";
                case POSTFIX_DECREMENT, PREFIX_DECREMENT -> "--";
                default -> "";
            };
            if (!sign.isEmpty() && method != null) {
                int at = text.indexOf(sign, start(t));
                add("step", at, at + 2, sign.equals("++") ? "--" : "++", start(t), end(t));
            }
            return super.visitUnary(t, p);
        }

        @Override
        public Void visitCompoundAssignment(CompoundAssignmentTree t, Void p) {
            int at = text.indexOf('=', end(t.getVariable()));
            String sign = text.substring(end(t.getVariable()), at + 1).strip();
            if (method != null && (sign.equals("+=") || sign.equals("-="))) {
                add("step", at - 1, at + 1, sign.equals("+=") ? "-=" : "+=", start(t), end(t));
            }
            return super.visitCompoundAssignment(t, p);
        }

        @Override
        public Void visitExpressionStatement(ExpressionStatementTree t, Void p) {
            boolean inBlock = getCurrentPath().getParentPath().getLeaf() instanceof BlockTree;
            if (method != null && inBlock && t.getExpression() instanceof MethodInvocationTree call && !call.getMethodSelect().toString().equals("super")) {
                String called = call.getMethodSelect().toString();
                add(empty.contains(called.substring(called.lastIndexOf('.') + 1)) ? LEMMA : "call", start(t), end(t), "", start(t), end(t));
            }
            if (method != null && inBlock && t.getExpression() instanceof AssignmentTree a
                    && !(a.getVariable() instanceof IdentifierTree i && locals.contains(i.getName().toString()))) {
                add("field", start(t), end(t), "", start(t), end(t));
            }
            return super.visitExpressionStatement(t, p);
        }

        @Override
        public Void visitReturn(ReturnTree t, Void p) {
            ExpressionTree e = t.getExpression();
            if (method == null || e == null || method.getReturnType() == null) {
                return super.visitReturn(t, p);
            }
            String was = text.substring(start(e), end(e));
            String instead;
            if (method.getReturnType() instanceof PrimitiveTypeTree primitive) {
                boolean truth = primitive.getPrimitiveTypeKind() == TypeKind.BOOLEAN;
                boolean zero = e instanceof LiteralTree l && l.getValue() instanceof Number n && n.longValue() == 0;
                instead = truth ? was.equals("true") ? "false" : was.equals("false") ? "true" : "!(" + was + ")" : zero ? "1" : "0";
            } else {
                instead = "null";
            }
            if (!was.equals(instead)) {
                add("returns", start(e), end(e), instead, start(t), end(t));
            }
            return super.visitReturn(t, p);
        }

        private int start(Tree t) {
            return (int) places.getStartPosition(unit, t);
        }

        private int end(Tree t) {
            return (int) places.getEndPosition(unit, t);
        }

        private void add(String operator, int from, int to, String instead, int shownFrom, int shownTo) {
            String simple = method.getReturnType() == null ? "new" : method.getName().toString();
            String in = unit.getPackageName().toString().replaceFirst("^cairn\\.kernel\\.", "") + "." + type + "." + simple;
            String id = in + "#" + operator + "-" + numbers.merge(in + operator, 1, Integer::sum);
            String[] lines = Mutant.unique(text, from, to, instead);
            mutants.add(new Mutant(id, file, (int) unit.getLineMap().getLineNumber(from), in, operator, false, lines[0], lines[1],
                    shown(text.substring(shownFrom, shownTo)), shown(text.substring(shownFrom, from) + instead + text.substring(to, shownTo))));
        }
    }

    static String shown(String code) {
        return code.replaceAll("\\s+", " ").strip();
    }
}
