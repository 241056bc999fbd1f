package cairn.spec.alloy.logic;

import cairn.spec.alloy.Packed;
import cairn.spec.alloy.SpecException;
import cairn.spec.alloy.SpecSources;
import cairn.spec.alloy.live.LiveSpec;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Command line: brings what is made of the Alloy specification up to date, or checks that it is: the invariant as JML in the kernel's source,
 * and what the evaluators on live kernels are compiled from. Everything is read and compiled before anything is written.
 */
public final class Translate {
    static final String USAGE = "usage: Translate [--check | --print | --list] [--evaluators] [--json] [--root DIR]\n"
            + "  writes spec/alloy's conjuncts as JML into the marked region of the kernel's source, and says what changed, with file and line\n"
            + "  --check       write nothing; exit 1 when something is stale or was edited\n"
            + "  --print       write nothing; show the region\n"
            + "  --list        write nothing; which conjuncts are translated, and what cannot be said in the kernel's core, with the reason\n"
            + "  --evaluators  the evaluators on live kernels too: the copies of spec/alloy in its target folder\n"
            + "  --json        one JSON object a line instead of text\n"
            + "  --root        the project's directory (default: this one)\n"
            + "exit code: 0 done, or up to date; 1 stale (--check); 2 could not be translated, and nothing was written\n";
    static final String TARGET = "kernel/src/main/java/cairn/kernel/core/derivation/Tree.java";
    private static final String SPEC = "spec/alloy";
    /** What the evaluators are compiled from: the tree with its operations, and threads. */
    private static final List<String> EVALUATED = List.of("operations.als", "waiting.als");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintStream out;
    private Path root = Path.of("");
    private String mode = "write";
    private boolean evaluators;
    private boolean json;

    private Translate(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    /** Exit code: 0 done, or up to date; 1 stale; 2 could not be translated. */
    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.contains("--help")) {
            out.print(USAGE);
            return 0;
        }
        try {
            Translate t = new Translate(out);
            for (int i = 0; i < arguments.size(); i++) {
                switch (arguments.get(i)) {
                    case "--check", "--print", "--list" -> t.mode = arguments.get(i).substring(2);
                    case "--evaluators" -> t.evaluators = true;
                    case "--json" -> t.json = true;
                    case "--root" -> {
                        if (++i == arguments.size()) {
                            throw new SpecException("--root needs a directory");
                        }
                        t.root = Path.of(arguments.get(i));
                    }
                    default -> throw new SpecException("unknown argument '" + arguments.get(i) + "'; see --help");
                }
            }
            return t.translate();
        } catch (SpecException e) {
            err.println("translate: " + e.getMessage());
        } catch (IOException e) {
            err.println("translate: cannot read or write " + e.getMessage() + ": name the project's directory with --root");
        }
        return 2;
    }

    private int translate() throws IOException {
        KernelInvariant invariant = read(root);
        if (mode.equals("print")) {
            out.print(Region.text(invariant));
            return 0;
        }
        if (mode.equals("list")) {
            list(invariant);
            return 0;
        }
        SpecSources sources = SpecSources.at(root.resolve(SPEC)).named(SPEC);
        int compiled = evaluators ? evaluated(sources) : 0;
        Path target = root.resolve(TARGET);
        String before = Files.readString(target);
        String after = Region.replaced(TARGET, before, invariant);
        Packed packed = new Packed(root.resolve(SPEC).resolve("target"));
        List<Packed.Difference> repacked = evaluators ? packed.differences(sources) : List.of();
        boolean check = mode.equals("check");
        List<Region.Difference> renewed = Region.differences(before, after, check ? before : after);
        if (!check) {
            if (!renewed.isEmpty()) {
                Files.writeString(target, after);
            }
            if (!repacked.isEmpty()) {
                packed.renew(sources);
            }
        }
        String did = check ? "stale or edited" : "renewed";
        repacked.forEach(d -> say("evaluator", sources.shown(d.file()), d.line(), d.name(), did));
        renewed.forEach(d -> say("jml", TARGET, d.line(), name(invariant, d.id()), did));
        int changes = repacked.size() + renewed.size();
        if (json) {
            row(Map.of("kind", "summary", "changes", changes, "conjuncts", invariant.sentences().size(), "evaluators", compiled,
                    "status", changes == 0 ? "up to date" : did));
        } else {
            out.println((changes == 0 ? "up to date" : changes + " " + did + (check ? ": run ./cairn translate, do not edit what it writes" : "")) + "; "
                    + invariant.sentences().size() + " conjuncts as JML" + (evaluators ? packed.present() ? ", " + compiled + " as evaluators"
                    : "; no evaluators are packed here: build first" : ""));
        }
        return check && changes > 0 ? 1 : 0;
    }

    /** Compiles what live states are evaluated with, so that a mistake is told before anything is written. */
    private static int evaluated(SpecSources sources) {
        int conjuncts = 0;
        for (String file : EVALUATED) {
            conjuncts += LiveSpec.load(sources, file).conjuncts().size();
        }
        return conjuncts;
    }

    private static String name(KernelInvariant invariant, String id) {
        return id.isEmpty() ? "the other direction" : invariant.sentences().stream().filter(s -> s.id().equals(id)).map(Sentence::name).findFirst()
                .orElse(id + " (no conjunct any more)");
    }

    private void say(String kind, String file, int line, String name, String status) {
        if (json) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("kind", kind);
            row.put("name", name);
            row.put("file", file);
            row.put("line", line);
            row.put("status", status);
            row(row);
        } else {
            out.println(file + ":" + line + ": " + name + ": " + (kind.equals("jml") ? "JML " : "evaluator ") + status);
        }
    }

    private void row(Map<String, Object> row) {
        try {
            out.println(JSON.writeValueAsString(row));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void list(KernelInvariant invariant) {
        for (Sentence s : invariant.sentences()) {
            String status = s.refused().isEmpty() ? "translated" : s.formula().equals(Logic.TRUE) ? "not in the core's words" : "translated in part";
            if (json) {
                Map<String, Object> row = new LinkedHashMap<>(Map.of("kind", "conjunct", "id", s.id()));
                row.put("name", s.name());
                row.put("status", status);
                row.put("not", new ArrayList<>(s.refused()));
                row(row);
                continue;
            }
            out.println(s.id() + " " + s.name() + ": " + status);
            s.refused().forEach(r -> out.println("  " + r));
        }
    }

    /** The invariant as it is in the project at {@code root}. */
    static KernelInvariant read(Path root) throws IOException {
        Path directory = root.resolve(SPEC);
        return new KernelInvariant(SpecSources.at(directory).named(SPEC), "invariant.als", SPEC + "/kernel.map",
                Files.readString(directory.resolve("kernel.map")));
    }
}
