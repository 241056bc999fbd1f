package cairn.kernel.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * What the class files of the kernel show of its rules: everything reachable after boot could be translated to bare metal. Package boot,
 * constructors, and methods that only constructors and package boot call run at boot and are not held to them.
 */
class ClassFileTest {
    private static final Path CLASSES = Path.of("target/classes/cairn/kernel");
    private static final Set<String> INTRINSICS =
            Set.of("java/lang/Long.numberOfLeadingZeros", "java/lang/Long.numberOfTrailingZeros", "java/lang/Long.bitCount");

    private final Set<String> broken = new TreeSet<>();
    private final Map<String, ClassNode> classes = new HashMap<>();
    private final Map<String, Set<String>> calls = new HashMap<>();
    private final Map<String, Set<String>> callers = new HashMap<>();

    /** Red: in Kernel.systemCall, write "new Reply()", "throw", a lambda, "1.0f", or call systemCall. [REQ-MEM-3] */
    @Test
    void classFilesKeepTheKernelsRules() throws IOException {
        read();
        assertTrue(classes.size() > 40, "only " + classes.size() + " classes were found");
        for (ClassNode c : classes.values()) {
            shape(c);
            for (MethodNode m : c.methods) {
                if (!c.name.startsWith("cairn/kernel/boot/") && !atBoot(c.name + "." + m.name + m.desc, new HashSet<>())) {
                    method(c, m);
                }
            }
        }
        recursion();
        assertEquals("", String.join("\n", broken));
    }

    private void read() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(CLASSES)) {
            files = all.filter(p -> p.toString().endsWith(".class")).toList();
        }
        for (Path file : files) {
            ClassNode c = new ClassNode();
            new ClassReader(Files.readAllBytes(file)).accept(c, ClassReader.SKIP_DEBUG);
            if (c.name.endsWith("package-info")) {
                continue;
            }
            classes.put(c.name, c);
            for (MethodNode m : c.methods) {
                String from = c.name + "." + m.name + m.desc;
                for (AbstractInsnNode i : m.instructions) {
                    if (i instanceof MethodInsnNode call) {
                        String to = call.owner + "." + call.name + call.desc;
                        calls.computeIfAbsent(from, k -> new HashSet<>()).add(to);
                        callers.computeIfAbsent(to, k -> new HashSet<>()).add(from);
                    }
                }
            }
        }
    }

    private void shape(ClassNode c) {
        boolean isInterface = (c.access & Opcodes.ACC_INTERFACE) != 0;
        if (isInterface && !c.name.startsWith("cairn/kernel/hil/")) {
            broken.add(c.name + " is an interface outside hil");
        }
        if (!isInterface && (c.access & Opcodes.ACC_FINAL) == 0) {
            broken.add(c.name + " is not final");
        }
        if (!c.superName.equals("java/lang/Object")) {
            broken.add(c.name + " extends " + c.superName);
        }
    }

    /** Whether a method is called by constructors and the boot package only, at however many removes. */
    private boolean atBoot(String method, Set<String> asked) {
        if (method.contains(".<init>") || method.contains(".<clinit>") || method.startsWith("cairn/kernel/boot/") || !asked.add(method)) {
            return true;
        }
        Set<String> from = callers.getOrDefault(method, Set.of());
        return !from.isEmpty() && from.stream().allMatch(f -> atBoot(f, asked));
    }

    private void method(ClassNode c, MethodNode m) {
        String where = c.name + "." + m.name + " ";
        if (!m.tryCatchBlocks.isEmpty()) {
            broken.add(where + "catches");
        }
        if ((m.access & (Opcodes.ACC_SYNCHRONIZED | Opcodes.ACC_NATIVE)) != 0) {
            broken.add(where + "is synchronized or native");
        }
        Type type = Type.getMethodType(m.desc);
        if (isFloating(type.getReturnType()) || Stream.of(type.getArgumentTypes()).anyMatch(ClassFileTest::isFloating)) {
            broken.add(where + "has a floating point type");
        }
        for (AbstractInsnNode i : m.instructions) {
            instruction(where, i);
        }
    }

    private static boolean isFloating(Type t) {
        return t.getSort() == Type.FLOAT || t.getSort() == Type.DOUBLE;
    }

    private void instruction(String where, AbstractInsnNode i) {
        int op = i.getOpcode();
        switch (op) {
            case Opcodes.NEW, Opcodes.NEWARRAY, Opcodes.ANEWARRAY, Opcodes.MULTIANEWARRAY -> broken.add(where + "allocates");
            case Opcodes.INVOKEDYNAMIC -> broken.add(where + "uses a lambda or string concatenation");
            case Opcodes.ATHROW -> broken.add(where + "throws");
            case Opcodes.MONITORENTER, Opcodes.MONITOREXIT -> broken.add(where + "locks");
            case Opcodes.CHECKCAST, Opcodes.INSTANCEOF -> broken.add(where + "asks for the class of " + ((TypeInsnNode) i).desc);
            case Opcodes.LDC -> {
                if (!(((LdcInsnNode) i).cst instanceof Integer || ((LdcInsnNode) i).cst instanceof Long)) {
                    broken.add(where + "has a constant that is not an integer");
                }
            }
            case Opcodes.FCONST_0, Opcodes.FCONST_1, Opcodes.FCONST_2, Opcodes.DCONST_0, Opcodes.DCONST_1, Opcodes.FLOAD, Opcodes.DLOAD,
                    Opcodes.I2F, Opcodes.I2D, Opcodes.L2F, Opcodes.L2D -> broken.add(where + "uses floating point");
            default -> {
                if (i instanceof MethodInsnNode call) {
                    call(where, call);
                }
            }
        }
    }

    private void call(String where, MethodInsnNode call) {
        boolean own = call.owner.startsWith("cairn/kernel/");
        if (!own && !INTRINSICS.contains(call.owner + "." + call.name)) {
            broken.add(where + "calls " + call.owner + "." + call.name);
        }
        if (own && call.owner.startsWith("cairn/kernel/boot/")) {
            broken.add(where + "calls boot code");
        }
        if (call.getOpcode() == Opcodes.INVOKEINTERFACE && !call.owner.startsWith("cairn/kernel/hil/")) {
            broken.add(where + "makes an interface call outside hil: " + call.owner);
        }
    }

    /** No method reaches itself. */
    private void recursion() {
        Set<String> done = new HashSet<>();
        for (String method : new ArrayList<>(calls.keySet())) {
            visit(method, new ArrayList<>(), done);
        }
    }

    private void visit(String method, List<String> path, Set<String> done) {
        if (path.contains(method)) {
            broken.add("recursion: " + String.join(" -> ", path.subList(path.indexOf(method), path.size())));
            return;
        }
        if (!done.add(method)) {
            return;
        }
        path.add(method);
        for (String next : calls.getOrDefault(method, Set.of())) {
            if (calls.containsKey(next)) {
                visit(next, path, done);
            }
        }
        path.remove(path.size() - 1);
    }
}
