// SPDX-License-Identifier: MIT
package cairn.proofs.view;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The generated copies of the sources that KeY reads: the same program, contracts split into small behaviour cases where that helps
 * ({@link ViewKind}).
 *
 * <p>Why a copy: one readable contract per method is what a caller wants, many small obligations are what the prover closes.
 * {@link ViewCheck} makes sure that the small ones imply the readable one, and that no Java token differs.
 */
public final class View {
    private static final int DEFAULT_STEPS = 20_000;

    private final Map<ViewKind, Map<String, ViewFile>> files;
    private final List<Obligation> obligations;
    private final Map<ViewKind, List<Stated>> stated;
    private final Set<String> interfaces;
    private final List<String> withoutContract;

    private View(Map<ViewKind, Map<String, ViewFile>> files, List<Obligation> obligations, Map<ViewKind, List<Stated>> stated,
            Set<String> interfaces, List<String> withoutContract) {
        this.withoutContract = withoutContract;
        this.files = files;
        this.obligations = obligations;
        this.stated = stated;
        this.interfaces = interfaces;
    }

    /** The views in which something is to be proved. */
    public Set<ViewKind> kinds() {
        return files.keySet();
    }

    public Map<String, ViewFile> files(ViewKind kind) {
        return files.get(kind);
    }

    public List<Obligation> obligations() {
        return obligations;
    }

    /** Every contract that the prover finds in a view, and what proves it. */
    public List<Stated> stated(ViewKind kind) {
        return stated.get(kind);
    }

    /** Methods that others can call and of which nothing is proved: {@code Tree.link file:line}. */
    public List<String> withoutContract() {
        return withoutContract;
    }

    /** Full names of the interfaces in the view whose contracts nobody proves. */
    public Set<String> interfaces() {
        return interfaces;
    }

    /**
     * @param sourceRoot the folder of package roots
     * @param replaced   texts to use instead of files, by their path inside the folder
     * @param packages   folder inside it whose files are to be proved, for instance {@code cairn/kernel/core}; empty: all
     * @param premises   folder with one file per class; may be missing
     * @param steps      budget where the premises name none; 0: the default
     * @param settings   text that names the prover and all its settings
     */
    public static View of(Path sourceRoot, Map<String, String> replaced, String packages, Path premises, int steps, String settings) {
        return of(sourceRoot, replaced, packages, premises, steps, settings, id -> true);
    }

    /** The same, but of the obligations only those with a chosen ID: the hash over the inputs of each is what takes the time. */
    public static View of(Path sourceRoot, Map<String, String> replaced, String packages, Path premises, int steps, String settings,
            Predicate<String> chosen) {
        Map<String, String> texts = read(sourceRoot, replaced, packages);
        Map<String, SourceFile> sources = new TreeMap<>();
        texts.forEach((path, text) -> sources.put(path, new SourceFile(path, text)));
        Guard.check(sources.values());
        Set<String> interfaces = new TreeSet<>();
        Set<String> classes = new HashSet<>();
        List<String> bare = new ArrayList<>();
        Map<TypeDecl, Premises> premisesOf = new IdentityHashMap<>();
        for (SourceFile source : sources.values()) {
            for (TypeDecl t : source.types) {
                classes.add(t.name);
                t.members.stream().filter(m -> m.method && !m.contract.isEmpty() && !m.hasBody()).forEach(m -> interfaces.add(t.fullName()));
                if (isTarget(source, packages)) {
                    premisesOf.put(t, premises(t, premises));
                }
            }
            if (isTarget(source, packages)) {
                withoutContract(source, bare);
            }
        }
        unknownPremises(premises, classes);
        Map<ViewKind, Map<String, ViewFile>> files = new EnumMap<>(ViewKind.class);
        Map<ViewKind, ViewObligations> found = new EnumMap<>(ViewKind.class);
        for (ViewKind kind : ViewKind.values()) {
            ViewObligations o = new ViewObligations(kind, steps == 0 ? DEFAULT_STEPS : steps);
            Map<String, ViewFile> generated = new TreeMap<>();
            for (SourceFile source : sources.values()) {
                generated.put(source.path, generate(source, kind, premisesOf, o));
            }
            if (!o.found.isEmpty()) {
                files.put(kind, generated);
                found.put(kind, o);
            }
        }
        premisesOf.values().forEach(Premises::checkTargets);
        List<Obligation> hashed = new ArrayList<>();
        Map<ViewKind, List<Stated>> stated = new EnumMap<>(ViewKind.class);
        files.forEach((kind, generated) -> {
            Map<String, SourceFile> views = new TreeMap<>();
            generated.forEach((path, f) -> views.put(path, new SourceFile(path, f.text())));
            sources.forEach((path, s) -> ViewCheck.check(s, views.get(path), kind == ViewKind.UPPER));
            Inputs inputs = new Inputs(views.values(), settings);
            ViewObligations o = found.get(kind);
            o.found.stream().filter(x -> chosen.test(x.id())).forEach(x -> hashed.add(x.withHash(inputs.hash(x, o.caseText.get(x)))));
            stated.put(kind, o.stated(found.values()));
        });
        return new View(files, Collections.unmodifiableList(hashed), stated, interfaces, bare);
    }

    private static boolean isTarget(SourceFile source, String packages) {
        return packages.isEmpty() || source.path.startsWith(packages + "/");
    }

    private static Premises premises(TypeDecl type, Path folder) {
        Path file = folder.resolve(type.name + ".txt");
        if (!Files.isRegularFile(file)) {
            return Premises.NONE;
        }
        Premises premises = Premises.read(file, folder.getFileName() + "/" + type.name + ".txt");
        type.members.stream().filter(m -> m.method && !m.contract.isEmpty())
                .forEach(m -> premises.know(ViewObligations.shown(type, m), m.contract.size()));
        type.modelMethods.forEach(m -> premises.know(ViewObligations.shown(type, m), m.contract().size()));
        return premises;
    }

    /** A private method without a contract is proved as part of each caller. */
    private static void withoutContract(SourceFile source, List<String> bare) {
        for (TypeDecl t : source.types) {
            for (Member m : t.members) {
                boolean isPrivate = m.method && source.tokens.subList(m.from, m.bodyFrom).stream().anyMatch(x -> x.is("private"));
                if (m.method && !isPrivate && m.contract.isEmpty()) {
                    bare.add(t.name + "." + m.name + " " + source.path + ":" + m.line);
                }
            }
        }
    }

    private static void unknownPremises(Path premises, Set<String> classes) {
        if (!Files.isDirectory(premises)) {
            return;
        }
        try (Stream<Path> all = Files.list(premises)) {
            for (Path p : all.sorted().toList()) {
                String name = p.getFileName().toString();
                if (name.endsWith(".txt") && !classes.contains(name.substring(0, name.length() - 4))) {
                    throw new Refused(name + ":1 no class " + name.substring(0, name.length() - 4) + " in the sources; remove the file");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files of the packages, and the files that they import or name in their package, over and over. */
    private static Map<String, String> read(Path root, Map<String, String> replaced, String packages) {
        if (!Files.isDirectory(root)) {
            throw new Refused(root + ": no such source folder");
        }
        Map<String, Path> all = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(root)) {
            walk.filter(p -> p.toString().endsWith(".java") && !p.endsWith("package-info.java") && Files.isRegularFile(p))
                    .forEach(p -> all.put(root.relativize(p).toString().replace('\\', '/'), p));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> chosen = new TreeMap<>();
        List<String> todo = new ArrayList<>();
        for (String path : all.keySet()) {
            if (packages.isEmpty() || path.startsWith(packages + "/")) {
                todo.add(path);
            }
        }
        if (todo.isEmpty()) {
            throw new Refused(root + ": no Java files" + (packages.isEmpty() ? "" : " under " + packages));
        }
        while (!todo.isEmpty()) {
            String path = todo.remove(todo.size() - 1);
            if (chosen.containsKey(path)) {
                continue;
            }
            String text = replaced.containsKey(path) ? replaced.get(path) : readText(all.get(path));
            chosen.put(path, text);
            String folder = path.substring(0, path.lastIndexOf('/') + 1);
            Set<String> words = new LinkedHashSet<>();
            for (Token t : Lexer.tokens(path, text)) {
                if (t.kind() == Token.Kind.WORD) {
                    words.add(t.text());
                } else if (t.kind() == Token.Kind.ANNOTATION) {
                    words.addAll(Expression.names(t.text()));
                }
            }
            Set<String> imports = imports(text);
            for (String other : all.keySet()) {
                String name = other.substring(other.lastIndexOf('/') + 1, other.length() - 5);
                String dotted = other.substring(0, other.length() - 5).replace('/', '.');
                boolean visible = other.equals(folder + name + ".java") || imports.contains(dotted)
                        || imports.contains(dotted.substring(0, Math.max(0, dotted.lastIndexOf('.'))) + ".*") || text.contains(dotted);
                if (visible && words.contains(name)) {
                    todo.add(other);
                }
            }
        }
        return chosen;
    }

    private static Set<String> imports(String text) {
        Set<String> imports = new HashSet<>();
        Matcher m = Pattern.compile("(?m)^\\s*import\\s+(?:static\\s+)?([\\w.*]+)\\s*;").matcher(text);
        while (m.find()) {
            imports.add(m.group(1));
            imports.add(m.group(1).replaceAll("\\.[^.]+$", ""));
        }
        return imports;
    }

    private static String readText(Path p) {
        try {
            return Files.readString(p).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ViewFile generate(SourceFile source, ViewKind kind, Map<TypeDecl, Premises> premisesOf, ViewObligations found) {
        Map<Integer, List<ViewCase>> rewritten = new TreeMap<>();
        Map<Integer, Member> owners = new TreeMap<>();
        Map<String, String> lemmas = new TreeMap<>();
        for (TypeDecl type : source.types) {
            if (!premisesOf.containsKey(type)) {
                continue;
            }
            Premises premises = premisesOf.get(type);
            for (Member m : type.members) {
                if (!m.method || m.contract.isEmpty()) {
                    continue;
                }
                String shown = ViewObligations.shown(type, m);
                if (kind == ViewKind.UPPER && premises.executed.contains(shown)) {
                    rewritten.put(m.contractFrom, List.of());
                    owners.put(m.contractFrom, m);
                    continue;
                }
                boolean home = ViewKind.of(type, m, shown, premises) == kind;
                List<ViewCase> cases = home ? new ContractSplit(type, m, shown, premises).cases() : ContractSplit.asWritten(type, m);
                if (home && kind != ViewKind.PLAIN) {
                    rewritten.put(m.contractFrom, cases);
                    owners.put(m.contractFrom, m);
                }
                if (m.hasBody()) {
                    found.method(type, m, cases, premises, n -> ViewKind.of(type, m, shown, premises, n) == kind);
                }
            }
            boolean home = ViewKind.of(type, premises) == kind;
            for (ModelMethod m : type.modelMethods) {
                ModelMethod changed = home ? ContractSplit.lemma(type, m, ViewObligations.shown(type, m), premises) : m;
                if (changed != m) {
                    lemmas.put(m.text(), changed.text());
                }
                found.lemma(type, changed, premises, home);
            }
            found.accessibles(type, home);
        }
        return print(source, rewritten, owners, lemmas);
    }

    private static ViewFile print(SourceFile source, Map<Integer, List<ViewCase>> rewritten, Map<Integer, Member> owners,
            Map<String, String> lemmas) {
        ViewFile out = new ViewFile(source.path);
        Set<String> printed = new HashSet<>();
        for (int i = 0; i < source.tokens.size(); i++) {
            Token t = source.tokens.get(i);
            ModelMethod lemma = lemmas.isEmpty() || t.kind() != Token.Kind.ANNOTATION ? null : ViewCheck.onlyModelMethod(source.path, t);
            if (rewritten.containsKey(i)) {
                Member m = owners.get(i);
                if (rewritten.get(i).isEmpty()) {
                    String behind = modifiersBehind(source, m);
                    out.generate(behind.isEmpty() ? "/* executed */" : "/*@ " + behind + "@*/", t.line());
                    i = m.contractTo - 1;
                    continue;
                }
                out.generate("/*@ ", t.line());
                boolean first = true;
                for (ViewCase c : rewritten.get(i)) {
                    out.generate((first ? "" : "      @ also\n      @ ") + c.text("    "), c.line);
                    first = false;
                }
                out.generate("      @ " + modifiersBehind(source, m) + "*/", t.line());
                i = m.contractTo - 1;
            } else if (lemma != null && lemmas.containsKey(lemma.text())) {
                out.generate("/*@" + lemmas.get(lemma.text()).substring(" also".length()) + " @*/", t.line());
                printed.add(lemma.text());
            } else {
                out.copy(t.text(), t.line());
            }
        }
        if (!printed.containsAll(lemmas.keySet())) {
            throw Refused.at(source.path, 1, "a model method with premises must stand with its contract in one JML comment of its own");
        }
        return out;
    }

    /** A contract's comment may end in modifiers such as helper. */
    private static String modifiersBehind(SourceFile source, Member m) {
        JmlText jml = new JmlText();
        source.tokens.subList(m.contractFrom, m.contractTo).stream().filter(t -> t.kind() == Token.Kind.ANNOTATION).forEach(jml::add);
        List<String> behind = new JmlParser(source.path, jml).modifiers;
        return behind.isEmpty() ? "" : String.join(" ", behind) + " ";
    }
}
