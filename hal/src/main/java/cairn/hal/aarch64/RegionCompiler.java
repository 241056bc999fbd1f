package cairn.hal.aarch64;

import java.lang.invoke.MethodHandles;

/** Makes a region of the code at one entry: control flow, then bytecode, then a hidden class. */
final class RegionCompiler {
    /** Instructions of a region; the JVM does not compile methods over 8000 bytes, so the emitter tries fewer when they come out longer. */
    static final int LIMIT = 240;
    private static final int MAX_METHOD = 7990;

    private int bytes;

    /**
     * The region, added to its page; null when its first instruction is one for the interpreter.
     *
     * @param seen leave out the ways of branches that were not taken yet
     */
    Region compile(Cpu cpu, CodePage page, long base, int entry, boolean seen) {
        for (int limit = LIMIT; limit > 0; limit = limit * 2 / 3) {
            FlowGraph graph = FlowGraph.of(cpu, page, entry, limit, seen);
            if (graph == null) {
                return null;
            }
            RegionEmitter emitter = new RegionEmitter(graph, base);
            byte[] code = emitter.emit();
            if (emitter.methodBytes() > MAX_METHOD) {
                continue;
            }
            bytes = code.length;
            Region region = define(code, cpu, emitter.links());
            region.base = base;
            region.entry = base + 4L * entry;
            region.size = graph.size;
            region.leftOut = graph.leftOut();
            page.add(entry, region, graph.coverage());
            return region;
        }
        throw new IllegalStateException("an instruction of more than " + MAX_METHOD + " bytes of bytecode");
    }

    /** Size of the last class file made. */
    int bytes() {
        return bytes;
    }

    /** What a region's class holds as constants. */
    record Constants(Cpu cpu, Link[] links) {}

    private static Region define(byte[] code, Cpu cpu, int links) {
        Link[] data = new Link[links];
        for (int i = 0; i < links; i++) {
            data[i] = new Link();
        }
        try {
            Class<?> type = MethodHandles.lookup().defineHiddenClassWithClassData(code, new Constants(cpu, data), true).lookupClass();
            return (Region) type.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a translated region cannot be loaded", e);
        }
    }

    /** The constants of the region that is being initialised. */
    static Constants constants(MethodHandles.Lookup region) throws IllegalAccessException {
        return MethodHandles.classData(region, "_", Constants.class);
    }
}
