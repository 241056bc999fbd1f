package cairn.kernel.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * What an operation costs, counted and not timed: the core's class files are loaded with a counter at every method entry and every branch,
 * and the count must be exactly the linear or constant function that the requirement names. [REQ-CDT-10]
 */
public class CostTest {
    private static long steps;

    public static void step() {
        steps++;
    }

    private final ToLongFunction<String> driver = driver();

    @SuppressWarnings("unchecked")
    private static ToLongFunction<String> driver() {
        try {
            return (ToLongFunction<String>) new Counted().loadClass("cairn.kernel.core.CostDriver").getConstructor(LongSupplier.class)
                    .newInstance((LongSupplier) () -> steps);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private long cost(String operation, String shape, int n) {
        return driver.applyAsLong(operation + " " + shape + " " + n);
    }

    /** Through the first two points a line; the others must lie on it. Red: let clear begin anew at the top after each leaf. */
    private void linear(String operation, String shape) {
        long each = cost(operation, shape, 3) - cost(operation, shape, 2);
        long fixed = cost(operation, shape, 2) - 2 * each;
        assertTrue(each > 0, operation + " " + shape + " does not depend on the number of nodes, or no step was counted");
        for (int n : new int[] {10, 100, 1000, 10_000}) {
            assertEquals(fixed + each * n, cost(operation, shape, n), operation + " " + shape + " " + n);
        }
    }

    /** Red: let toLast walk the list of children, or link append at its end. */
    private void constant(String operation, String shape) {
        long one = cost(operation, shape, 1);
        assertTrue(one > 0, "no step was counted");
        for (int n : new int[] {2, 10, 100, 1000, 10_000}) {
            assertEquals(one, cost(operation, shape, n), operation + " " + shape + " " + n);
        }
    }

    @Test
    void unmapIsLinearInTheSubtree() {
        linear("unmap", "chain");
        linear("unmap", "fan");
    }

    @Test
    void mapAndGrantAreConstant() {
        for (String shape : new String[] {"chain", "fan"}) {
            constant("map", shape);
            constant("grant", shape);
        }
    }

    @Test
    void deleteAndRestrictAreLinearInTheChildrenAndDoNotSeeGrandchildren() {
        linear("delete", "fan");
        linear("restrict", "fan");
        constant("delete", "chain");
        constant("restrict", "chain");
    }

    /** Defines the core and the driver itself, counted; everything else is shared. */
    private static final class Counted extends ClassLoader {
        Counted() {
            super(CostTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                boolean own = name.startsWith("cairn.kernel.core.") && !name.startsWith(CostTest.class.getName());
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : own ? counted(name) : super.loadClass(name, resolve);
            }
        }

        private Class<?> counted(String name) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                ClassReader reader = new ClassReader(in);
                ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
                reader.accept(name.endsWith("CostDriver") ? writer : new Counter(writer), 0);
                byte[] b = writer.toByteArray();
                return defineClass(name, b, 0, b.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    private static final class Counter extends ClassVisitor {
        Counter(ClassVisitor to) {
            super(Opcodes.ASM9, to);
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String type, String signature, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9, super.visitMethod(access, name, type, signature, exceptions)) {
                @Override
                public void visitCode() {
                    super.visitCode();
                    count();
                }

                @Override
                public void visitJumpInsn(int code, Label to) {
                    count();
                    super.visitJumpInsn(code, to);
                }

                private void count() {
                    super.visitMethodInsn(Opcodes.INVOKESTATIC, "cairn/kernel/core/CostTest", "step", "()V", false);
                }
            };
        }
    }
}
