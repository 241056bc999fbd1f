// SPDX-License-Identifier: MIT
package cairn.proofs.view;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The generated copy of the sources that KeY reads: the same program, every contract split into small behaviour cases.
 *
 * <p>Why a copy: one readable contract per method is what a caller wants, many small obligations are what the prover closes.
 * {@link ViewCheck} makes sure that the small ones imply the readable one, and that no Java token differs.
 */
public final class View {
    private static final Pattern BESIDE = Pattern.compile("\\b[A-Z][A-Z0-9]+(?:-[A-Z0-9]+)*-\\d+\\b");
    private static final Pattern BRACKETED = Pattern.compile("\\[([A-Z][A-Z0-9]+(?:-[A-Z0-9]+)*-\\d+(?:\\s*,\\s*[A-Z][A-Z0-9-]+)*)\\]");
    private static final int DEFAULT_STEPS = 20_000;

    private final Map<String, ViewFile> files;
    private final List<Obligation> obligations;
    private final Set<String> interfaces;
    private final List<String> withoutContract;

    private View(Map<String, ViewFile> files, List<Obligation> obligations, Set<String> interfaces, List<String> withoutContract) {
        this.withoutContract = withoutContract;
        this.files = files;
        this.obligations = obligations;
        this.interfaces = interfaces;
    }

    public Map<String, ViewFile> files() {
        return files;
    }

    public List<Obligation> obligations() {
        return obligations;
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
        Map<String, String> texts = read(sourceRoot, replaced, packages);
        Map<String, SourceFile> sources = new TreeMap<>();
        texts.forEach((path, text) -> sources.put(path, new SourceFile(path, text)));
        Guard.check(sources.values());
        Map<String, ViewFile> files = new TreeMap<>();
        List<Obligation> found = new ArrayList<>();
        Map<Obligation, String> caseText = new TreeMap<>((a, b) -> a.id().compareTo(b.id()));
        Set<String> interfaces = new TreeSet<>();
        Set<String> classes = new HashSet<>();
        List<String> bare = new ArrayList<>();
        for (SourceFile source : sources.values()) {
            for (TypeDecl t : source.types) {
                classes.add(t.name);
            }
            boolean target = packages.isEmpty() || source.path.startsWith(packages + "/");
            if (target) {
                withoutContract(source, bare);
            }
            files.put(source.path, generate(source, premises, target, steps == 0 ? DEFAULT_STEPS : steps, found, caseText, interfaces));
        }
        unknownPremises(premises, classes);
        Map<String, SourceFile> views = new TreeMap<>();
        files.forEach((path, f) -> views.put(path, new SourceFile(path, f.text())));
        sources.forEach((path, s) -> ViewCheck.check(s, views.get(path)));
        Inputs inputs = new Inputs(views.values(), settings);
        List<Obligation> hashed = new ArrayList<>();
        for (Obligation o : found) {
            hashed.add(o.withHash(inputs.hash(o, caseText.get(o))));
        }
        return new View(files, Collections.unmodifiableList(hashed), interfaces, bare);
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

    private static ViewFile generate(SourceFile source, Path premiseFolder, boolean target, int steps, List<Obligation> found,
            Map<Obligation, String> caseText, Set<String> interfaces) {
        Map<Integer, List<ViewCase>> rewritten = new TreeMap<>();
        Map<Integer, Member> owners = new TreeMap<>();
        Set<String> conjunctions = new LinkedHashSet<>();
        for (TypeDecl type : source.types) {
            type.declarations.stream().map(Declaration::name).filter(type::isConjunction).forEach(conjunctions::add);
            Path file = premiseFolder.resolve(type.name + ".txt");
            Premises premises = target && Files.isRegularFile(file) ? Premises.read(file, premiseFolder.getFileName() + "/" + type.name + ".txt")
                    : Premises.NONE;
            for (Member m : type.members) {
                if (m.method && !m.contract.isEmpty()) {
                    String shown = type.overloaded(m) ? m.name + "(" + String.join(",", m.parameters) + ")" : m.name;
                    if (premises != Premises.NONE) {
                        premises.know(shown, m.contract.size());
                    }
                    List<ViewCase> cases = new ContractSplit(type, m, shown, premises).cases();
                    rewritten.put(m.contractFrom, cases);
                    owners.put(m.contractFrom, m);
                    if (!m.hasBody()) {
                        interfaces.add(type.fullName());
                    } else if (target) {
                        obligations(type, m, shown, cases, premises, steps, found, caseText);
                    }
                }
            }
            if (target) {
                modelMethods(type, premises, steps, found, caseText);
                accessibles(type, steps, found, caseText);
            }
            premises.checkTargets();
        }
        return print(source, rewritten, owners, conjunctions);
    }

    private static ViewFile print(SourceFile source, Map<Integer, List<ViewCase>> rewritten, Map<Integer, Member> owners,
            Set<String> conjunctions) {
        ViewFile out = new ViewFile(source.path);
        for (int i = 0; i < source.tokens.size(); i++) {
            Token t = source.tokens.get(i);
            if (rewritten.containsKey(i)) {
                Member m = owners.get(i);
                out.generate("/*@ ", t.line());
                boolean first = true;
                for (ViewCase c : rewritten.get(i)) {
                    out.generate((first ? "" : "      @ also\n      @ ") + c.text("    "), c.line);
                    first = false;
                }
                out.generate("      @ " + modifiersBehind(source, m) + "*/", t.line());
                i = m.contractTo - 1;
            } else if (t.kind() == Token.Kind.ANNOTATION) {
                String text = t.text();
                for (String c : conjunctions) {
                    text = text.replaceAll("\\bprivate(\\s+represents\\s+" + Pattern.quote(c) + "\\b)", "public$1");
                }
                out.copy(text, t.line());
            } else {
                out.copy(t.text(), t.line());
            }
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

    private static void obligations(TypeDecl type, Member m, String shown, List<ViewCase> cases, Premises premises, int steps,
            List<Obligation> found, Map<Obligation, String> caseText) {
        Map<String, Integer> index = new TreeMap<>();
        for (ViewCase c : cases) {
            String behavior = behavior(c.source);
            int position = index.merge(behavior, 1, Integer::sum) - 1;
            int number = m.contract.indexOf(c.source) + 1;
            String item = c.item.substring(c.item.indexOf(':') + 1);
            String note = c.note + " " + type.represents(item).map(Declaration::note).orElse("");
            String clause = c.ensures.isEmpty() ? "true" : String.join(" && ", c.ensures);
            Obligation o = new Obligation(id(type, shown, c.item), type.file.path, c.line, c.kind, clause, requirements(note, m.doc),
                    type.fullName(), m.name.equals("new") ? simple(type) : m.name, m.parameters, behavior, position,
                    List.copyOf(c.premises), List.copyOf(c.requires), premises.steps(shown, number, steps), "");
            found.add(o);
            caseText.put(o, c.text(""));
            for (Clause reads : c.source.of("accessible")) {
                int nth = index.merge("accessible", 1, Integer::sum) - 1;
                Obligation a = new Obligation(id(type, shown, "accessible" + (nth == 0 ? "" : nth + 1)), type.file.path, reads.line(),
                        "accessible", "accessible " + reads.text(), requirements(reads.note(), m.doc), type.fullName(), o.method(),
                        m.parameters, "accessible", nth, o.premises(), o.requires(), o.steps(), "");
                found.add(a);
                caseText.put(a, "accessible " + c.text(""));
            }
        }
    }

    private static void modelMethods(TypeDecl type, Premises premises, int steps, List<Obligation> found, Map<Obligation, String> caseText) {
        for (ModelMethod m : type.modelMethods) {
            boolean overloaded = type.modelMethods.stream().filter(o -> o.name().equals(m.name())).count() > 1;
            String shown = overloaded ? m.name() + "(" + String.join(",", m.parameters()) + ")" : m.name();
            if (premises != Premises.NONE) {
                premises.know(shown, m.contract().size());
            }
            for (int n = 1; n <= m.contract().size(); n++) {
                SpecCase c = m.contract().get(n - 1);
                StringBuilder notes = new StringBuilder();
                c.clauses.forEach(x -> notes.append(x.note()).append(' '));
                Obligation o = new Obligation(id(type, shown, n == 1 ? "lemma" : n + ":lemma"), type.file.path, c.line, "lemma",
                        String.join(" && ", c.of("ensures").stream().map(Clause::text).toList()), requirements(notes.toString(), ""),
                        type.fullName(), m.name(), m.parameters(), "model_behavior", n - 1, List.of(),
                        c.of("requires").stream().map(Clause::text).toList(), premises.steps(shown, n, steps), "");
                found.add(o);
                caseText.put(o, m.text());
            }
        }
    }

    private static String behavior(SpecCase c) {
        String last = c.head.substring(c.head.lastIndexOf(' ') + 1);
        return last.endsWith("behavior") ? last : "";
    }

    private static void accessibles(TypeDecl type, int steps, List<Obligation> found, Map<Obligation, String> caseText) {
        Map<String, Integer> index = new TreeMap<>();
        for (Declaration d : type.declarations) {
            if (d.keyword().equals("accessible")) {
                int position = index.merge(d.name(), 1, Integer::sum) - 1;
                Obligation o = new Obligation(id(type, d.name(), "accessible" + (position == 0 ? "" : position + 1)), type.file.path,
                        d.line(), "accessible", d.text(), requirements(d.note(), ""), type.fullName(), "$" + d.name(), List.of(),
                        "accessible", position, List.of(), List.of(), steps, "");
                found.add(o);
                caseText.put(o, d.text());
            }
        }
    }

    private static String simple(TypeDecl type) {
        return type.name.substring(type.name.lastIndexOf('.') + 1);
    }

    private static String id(TypeDecl type, String method, String item) {
        String full = type.fullName();
        return (full.startsWith("cairn.kernel.") ? full.substring("cairn.kernel.".length()) : full) + "." + method + "/" + item;
    }

    private static List<String> requirements(String beside, String doc) {
        Set<String> ids = new TreeSet<>();
        Matcher m = BESIDE.matcher(beside);
        while (m.find()) {
            ids.add(m.group());
        }
        Matcher b = BRACKETED.matcher(doc);
        while (b.find()) {
            ids.addAll(List.of(b.group(1).split("\\s*,\\s*")));
        }
        return List.copyOf(ids);
    }
}
