package cairn.property;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A kernel with one deliberate fault: the core's source with one line of one method changed, compiled in memory and loaded beside the
 * real one. All else of it is the kernel that runs.
 */
public final class Mutant implements KernelFactory {
    private static final String ADAPTER = "cairn.property.core.";
    private static final String CORE = "cairn.kernel.core.";

    private final String name;
    private final BrokenKernel.Edit edit;
    private final Class<?> kernel;

    private Mutant(String name, BrokenKernel.Edit edit, Class<?> kernel) {
        this.name = name;
        this.edit = edit;
        this.kernel = kernel;
    }

    /** Compiles the core with this fault; with null, the core as it is, by the same way. */
    public static Mutant compile(BrokenKernel fault) {
        try {
            Map<String, String> texts = sources();
            BrokenKernel.Edit edit = fault == null ? null : make(fault, texts);
            return new Mutant(fault == null ? "recompiled" : fault.id(), edit, load(texts));
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException("broken kernel " + (fault == null ? "none" : fault.id()) + ": " + e.getMessage(), e);
        }
    }

    /**
     * Compiles the core with one replacement in one file.
     *
     * @param file as it is written in an import: {@code cairn/kernel/core/…/Tree.java}
     * @throws IOException if the text is not there exactly once, or the result does not compile
     */
    static Mutant compile(String name, String file, String find, String replace) throws IOException {
        Map<String, String> texts = sources();
        String text = texts.get(file);
        int at = text == null ? -1 : text.indexOf(find);
        if (at < 0 || text.indexOf(find, at + 1) >= 0) {
            throw new IOException("the old text stands " + (at < 0 ? "nowhere" : "more than once") + " in " + file);
        }
        texts.put(file, text.substring(0, at) + replace + text.substring(at + find.length()));
        try {
            return new Mutant(name, null, load(texts));
        } catch (ClassNotFoundException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static Class<?> load(Map<String, String> texts) throws IOException, ClassNotFoundException {
        List<JavaFileObject> units = new ArrayList<>();
        texts.forEach((unit, text) -> units.add(new Source(unit, text)));
        return new Isolated(compiled(units)).loadClass(ADAPTER + "CoreKernel");
    }

    /** What was changed, in words; null when nothing was. */
    public String edit() {
        return edit == null ? null : edit.toString();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public KernelUnderTest boot(WatchedMmu mmu, Words words) {
        try {
            return (KernelUnderTest) kernel.getConstructor(cairn.model.Limits.class, WatchedMmu.class, Words.class)
                    .newInstance(World.LIMITS, mmu, words);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("broken kernel " + name() + " does not boot: " + e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("broken kernel " + name() + " cannot be made: " + e, e);
        }
    }

    // ---- the changed source ----

    private static Map<String, String> sources() throws IOException {
        Path root = KernelSources.find();
        Map<String, String> texts = new TreeMap<>();
        for (Path file : KernelSources.files(root)) {
            texts.put(KernelSources.name(root, file), Files.readString(file));
        }
        return texts;
    }

    /** Makes the first of the edits that applies. */
    private static BrokenKernel.Edit make(BrokenKernel fault, Map<String, String> texts) {
        for (BrokenKernel.Edit edit : fault.edits()) {
            for (Map.Entry<String, String> file : texts.entrySet()) {
                String changed = file.getKey().endsWith("/" + edit.type() + ".java") ? changed(file.getValue(), edit) : null;
                if (changed != null) {
                    file.setValue(changed);
                    return edit;
                }
            }
        }
        throw new IllegalStateException("broken kernel " + fault.id() + " does not fit the core any more; adapt BrokenKernel: "
                + fault.edits());
    }

    /** The text with the first such line of the method replaced; null when there is none. */
    public static String changed(String text, BrokenKernel.Edit edit) {
        Matcher declaration = Pattern.compile("(?m)^    (?!.*;\\s*$)[\\w/*@\\[\\] ]*\\b" + edit.method() + "\\(.*\\{\\s*$").matcher(text);
        if (!declaration.find()) {
            return null;
        }
        String body = text.substring(declaration.end(), text.indexOf("\n    }\n", declaration.end()));
        Matcher line = Pattern.compile("(?m)^\\s*" + Pattern.quote(edit.line()) + "\\s*$").matcher(body);
        if (!line.find()) {
            return null;
        }
        int from = declaration.end() + line.start();
        int to = declaration.end() + line.end();
        return text.substring(0, from) + "\n" + edit.instead() + text.substring(to);
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + name), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    // ---- compiled in memory ----

    /** One file of the kernel, compiled against the classes of the others; class files by name. */
    public static Map<String, byte[]> compiled(String name, String text) throws IOException {
        return compiled(List.of(new Source(name, text)));
    }

    private static Map<String, byte[]> compiled(List<JavaFileObject> units) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IOException("this Java has no compiler: use a JDK");
        }
        DiagnosticCollector<JavaFileObject> messages = new DiagnosticCollector<>();
        Map<String, ByteArrayOutputStream> outputs = new HashMap<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(messages, Locale.ROOT, null)) {
            JavaFileManager memory = new ForwardingJavaFileManager<>(files) {
                @Override
                public JavaFileObject getJavaFileForOutput(Location place, String name, JavaFileObject.Kind kind, FileObject sibling) {
                    return new SimpleJavaFileObject(URI.create("memory:///" + name), kind) {
                        @Override
                        public OutputStream openOutputStream() {
                            return outputs.computeIfAbsent(name, n -> new ByteArrayOutputStream());
                        }
                    };
                }
            };
            List<String> options = List.of("--release", "17", "-classpath", kernelClasses().toString(), "-proc:none", "-nowarn");
            if (!compiler.getTask(null, memory, messages, options, null, units).call()) {
                for (Diagnostic<?> d : messages.getDiagnostics()) {
                    throw new IOException("does not compile: " + d.getMessage(Locale.ROOT) + ", line " + d.getLineNumber());
                }
            }
        }
        Map<String, byte[]> classes = new HashMap<>();
        outputs.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
        return classes;
    }

    private static Path kernelClasses() throws IOException {
        try {
            return Path.of(cairn.kernel.hil.Mmu.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IOException("where the kernel's classes are: " + e.getMessage(), e);
        }
    }

    // ---- loaded beside the real core ----

    /** Defines the changed core and its own copy of the adapter; everything else is shared. */
    private static final class Isolated extends ClassLoader {
        private final Map<String, byte[]> core;

        Isolated(Map<String, byte[]> core) {
            super(Mutant.class.getClassLoader());
            this.core = core;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded != null) {
                    return loaded;
                }
                if (core.containsKey(name)) {
                    byte[] b = core.get(name);
                    return defineClass(name, b, 0, b.length);
                }
                if (name.startsWith(CORE)) {
                    throw new ClassNotFoundException(name + " is not among the compiled core");
                }
                return name.startsWith(ADAPTER) ? copy(name) : super.loadClass(name, resolve);
            }
        }

        private Class<?> copy(String name) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] b = in.readAllBytes();
                return defineClass(name, b, 0, b.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
