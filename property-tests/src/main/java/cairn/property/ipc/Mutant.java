package cairn.property.ipc;

import cairn.property.KernelSources;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A kernel with one line of its source changed: the file compiled in memory, all else of the kernel loaded a second time beside it. */
public final class Mutant implements KernelFactory {
    private static final String MACHINE = "cairn.property.ipc.kernel.";
    private static final String KERNEL = "cairn.kernel.";

    private final String name;
    private final Class<?> machine;

    private Mutant(String name, Class<?> machine) {
        this.name = name;
        this.machine = machine;
    }

    /** Compiles the kernel with this fault; with null, the kernel as it is, loaded in the same way. */
    public static Mutant compile(BrokenKernel fault) {
        try {
            if (fault == null) {
                return new Mutant("reloaded", new Isolated(Map.of()).loadClass(MACHINE + "KernelMachine"));
            }
            Path file = KernelSources.find().resolve("cairn/kernel/" + fault.file() + ".java");
            String text = cairn.property.Mutant.changed(Files.readString(file), fault.edit());
            if (text == null) {
                throw new IllegalStateException("broken kernel " + fault.id() + " does not fit the kernel any more; adapt BrokenKernel: " + fault.edit());
            }
            Map<String, byte[]> changed = cairn.property.Mutant.compiled("cairn/kernel/" + fault.file() + ".java", text);
            return new Mutant(fault.id(), new Isolated(changed).loadClass(MACHINE + "KernelMachine"));
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException("broken kernel " + (fault == null ? "none" : fault.id()) + ": " + e.getMessage(), e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Machine boot(boolean roomy) {
        try {
            return (Machine) machine.getConstructor(boolean.class).newInstance(roomy);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("broken kernel " + name + " does not boot: " + (e.getCause() == null ? e : e.getCause()), e);
        }
    }

    /** Defines the changed classes and copies of all others of the kernel and its machine; everything else is shared. */
    private static final class Isolated extends ClassLoader {
        private final Map<String, byte[]> changed;

        Isolated(Map<String, byte[]> changed) {
            super(Mutant.class.getClassLoader());
            this.changed = changed;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded != null) {
                    return loaded;
                }
                if (!name.startsWith(KERNEL) && !name.startsWith(MACHINE)) {
                    return super.loadClass(name, resolve);
                }
                byte[] b = changed.containsKey(name) ? changed.get(name) : original(name);
                return defineClass(name, b, 0, b.length);
            }
        }

        private byte[] original(String name) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                return in.readAllBytes();
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
