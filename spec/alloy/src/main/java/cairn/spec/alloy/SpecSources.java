package cairn.spec.alloy;

import edu.mit.csail.sdg.alloy4.A4Reporter;
import edu.mit.csail.sdg.alloy4.Err;
import edu.mit.csail.sdg.alloy4.Pos;
import edu.mit.csail.sdg.alloy4.Util;
import edu.mit.csail.sdg.parser.CompModule;
import edu.mit.csail.sdg.parser.CompUtil;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The texts of the specification, by path below its root ({@code derivation.als}, {@code checks/map.als} …). Immutable. */
public final class SpecSources {
    /** The release of Alloy that results depend on. */
    public static final String ALLOY_VERSION = "6.2.0";

    /** More or larger sources than this are a mistake (a wrong directory), not a specification. */
    private static final int MOST_FILES = 500;
    private static final long MOST_BYTES = 1 << 20;

    private static final String PACKAGED = "cairn/spec/als/objects.als";
    private static final Pattern OPEN = Pattern.compile("(?m)^\\s*(?:private\\s+)?open\\s+([\\w/]+)");
    static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|--[^\\n]*|//[^\\n]*");
    /** Where a top-level paragraph begins. One that is not at the start of a line stays with the paragraph before it. */
    private static final Pattern PARAGRAPH = Pattern.compile(
            "(?m)^(?=(?:(?:abstract|one|lone|some|private|var)\\s+)*(?:module|open|sig|enum|fact|let|pred|fun|assert|check|run)\\b)");
    private static final Pattern COMMAND = Pattern.compile("^(?:check|run)\\s+(\\w+)");
    private static final Pattern DEFINITION = Pattern.compile("\\b(?:private )?(?:pred|fun|assert) (?:\\w+ ?\\. ?)?(\\w+)");
    private static final Pattern WORD = Pattern.compile("\\w+");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    static {
        // The logger bundled with Alloy would otherwise write to standard error while solving.
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel",
                System.getProperty("org.slf4j.simpleLogger.defaultLogLevel", "error"));
    }

    private final SortedMap<String, String> texts;
    private final String rootName;

    private SpecSources(SortedMap<String, String> texts, String rootName) {
        this.texts = Collections.unmodifiableSortedMap(texts);
        this.rootName = rootName;
    }

    /** The specification packaged with this module. */
    public static SpecSources packaged() {
        URL url = SpecSources.class.getClassLoader().getResource(PACKAGED);
        if (url == null) {
            throw new SpecException("the specification is not on the class path (looked for " + PACKAGED + "): rebuild cairn-alloy");
        }
        try {
            URI uri = url.toURI();
            if (!"jar".equals(uri.getScheme())) {
                return read(Path.of(uri).getParent(), "spec/alloy");
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return read(jar.getPath(PACKAGED).toAbsolutePath().getParent(), "spec/alloy");
            }
        } catch (IOException | URISyntaxException e) {
            throw new SpecException("cannot read the packaged specification " + url + ": " + e.getMessage(), e);
        }
    }

    /** The {@code .als} files in and below {@code directory}; reports name them with {@code directory} in front. */
    public static SpecSources at(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new SpecException(directory + ": no such directory; name the one that holds the .als files");
        }
        try {
            return read(directory, directory.toString());
        } catch (IOException e) {
            throw new SpecException(directory + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static SpecSources read(Path directory, String rootName) throws IOException {
        SortedMap<String, String> texts = new TreeMap<>();
        List<Path> files = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(directory, 3)) {
            walk.filter(f -> f.toString().endsWith(".als") && Files.isRegularFile(f))
                .filter(f -> !directory.relativize(f).startsWith("target"))
                .limit(MOST_FILES + 1L).forEach(files::add);
        }
        if (files.isEmpty()) {
            throw new SpecException(directory + ": holds no .als file");
        }
        if (files.size() > MOST_FILES) {
            throw new SpecException(directory + ": more than " + MOST_FILES + " .als files; name the specification's own directory");
        }
        for (Path file : files) {
            if (Files.size(file) > MOST_BYTES) {
                throw new SpecException(file + ": larger than " + MOST_BYTES + " bytes");
            }
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            texts.put(directory.relativize(file).toString().replace('\\', '/'), text);
        }
        return new SpecSources(texts, rootName);
    }

    /** The same specification with one text replaced or added. */
    public SpecSources with(String file, String text) {
        SortedMap<String, String> changed = new TreeMap<>(texts);
        changed.put(file, text);
        return new SpecSources(changed, rootName);
    }

    /** Paths of all sources below the root, sorted. */
    public SortedSet<String> files() {
        return new TreeSet<>(texts.keySet());
    }

    public String text(String file) {
        String text = texts.get(file);
        if (text == null) {
            throw new SpecException(shown(file) + ": no such file in the specification");
        }
        return text;
    }

    /** The name under which reports show a source. */
    public String shown(String file) {
        return rootName + "/" + file;
    }

    /** {@code file} and all sources of the specification that it opens, directly or not. */
    public SortedSet<String> closure(String file) {
        SortedSet<String> seen = new TreeSet<>();
        List<String> open = new ArrayList<>(List.of(file));
        while (!open.isEmpty()) {
            String next = open.remove(open.size() - 1);
            if (texts.containsKey(next) && seen.add(next)) {
                Matcher m = OPEN.matcher(withoutComments(texts.get(next)));
                while (m.find()) {
                    open.add(m.group(1) + ".als");
                }
            }
        }
        return seen;
    }

    /**
     * SHA-256 over all that the command {@code label} in {@code file} can depend on: signatures and facts of all opened sources, the
     * command itself, every predicate and function that it names, directly or not; comments and layout aside; the Alloy version and
     * {@code settings}. Generous where in doubt: a name counts as used wherever it occurs.
     */
    public String hash(String file, String label, String settings) {
        List<String> always = new ArrayList<>();
        Map<String, List<String>> named = new HashMap<>();
        for (String part : closure(file)) {
            for (String paragraph : PARAGRAPH.split(withoutComments(text(part)))) {
                String plain = SPACE.matcher(paragraph).replaceAll(" ").trim();
                if (plain.isEmpty()) {
                    continue;
                }
                Matcher command = COMMAND.matcher(plain);
                if (command.find()) {
                    if (part.equals(file) && label.equals(command.group(1))) {
                        always.add(part + '\0' + plain);
                    }
                    continue;
                }
                boolean definesOnly = DEFINITION.matcher(plain).lookingAt();
                Matcher definition = DEFINITION.matcher(plain);
                while (definition.find()) {
                    named.computeIfAbsent(definition.group(1), n -> new ArrayList<>()).add(part + '\0' + plain);
                }
                if (!definesOnly) {
                    always.add(part + '\0' + plain);
                }
            }
        }
        SortedSet<String> used = new TreeSet<>(always);
        List<String> open = new ArrayList<>(always);
        while (!open.isEmpty()) {
            Matcher word = WORD.matcher(open.remove(open.size() - 1));
            while (word.find()) {
                for (String paragraph : named.getOrDefault(word.group(), List.of())) {
                    if (used.add(paragraph)) {
                        open.add(paragraph);
                    }
                }
            }
        }
        String all = "alloy " + ALLOY_VERSION + '\0' + settings + '\0' + label + '\0' + String.join("\0", used);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Paragraphs that {@code other} texts have otherwise, or not: by the place here, or line 1 for a file that is only there. */
    List<Packed.Difference> differences(Map<String, String> other) {
        List<Packed.Difference> found = new ArrayList<>();
        for (String file : texts.keySet()) {
            String there = other.getOrDefault(file, "");
            if (texts.get(file).equals(there)) {
                continue;
            }
            Set<String> known = new TreeSet<>();
            for (String paragraph : PARAGRAPH.split(there)) {
                known.add(SPACE.matcher(withoutComments(paragraph)).replaceAll(" ").trim());
            }
            int before = found.size();
            int line = 1;
            for (String paragraph : PARAGRAPH.split(texts.get(file))) {
                String plain = SPACE.matcher(withoutComments(paragraph)).replaceAll(" ").trim();
                if (!known.remove(plain) && !plain.isEmpty()) {
                    found.add(new Packed.Difference(file, line, called(plain)));
                }
                line += (int) paragraph.chars().filter(c -> c == '\n').count();
            }
            known.removeIf(String::isEmpty);
            if (before == found.size()) {
                found.add(new Packed.Difference(file, 1, known.isEmpty() ? "layout or comments" : "no more " + called(known.iterator().next())));
            }
        }
        other.keySet().stream().filter(file -> !texts.containsKey(file)).forEach(file -> found.add(new Packed.Difference(file, 1, "the file is gone")));
        return found;
    }

    private static String called(String paragraph) {
        Matcher m = Pattern.compile("^((?:(?:abstract|one|lone|some|private|var) )*)(module|open|sig|enum|fact|let|pred|fun|assert|check|run)\\b ?(?:\\w+ ?\\. ?)?([\\w/]*)")
                .matcher(paragraph);
        return !m.find() ? "text" : m.group(2).equals("pred") || m.group(2).equals("fun") ? m.group(3) : m.group(2) + " " + m.group(3);
    }

    private static String withoutComments(String text) {
        return COMMENT.matcher(text).replaceAll(" ");
    }

    /** Parses and resolves {@code file}; a mistake in it or in what it opens is reported with file and line. */
    public CompModule parse(String file) {
        text(file);
        Map<String, String> loaded = new HashMap<>();
        texts.forEach((name, text) -> loaded.put(virtual(name), text));
        try {
            return CompUtil.parseEverything_fromFile(A4Reporter.NOP, loaded, virtual(file));
        } catch (Err e) {
            String where = e.pos == null || e.pos.filename == null || e.pos.filename.isEmpty() ? shown(file)
                    : shown(plain(e.pos.filename)) + (e.pos.y > 0 ? ":" + e.pos.y : "");
            throw new SpecException(where + ": " + remedy(oneLine(e.msg), e.pos), e);
        }
    }

    /** Alloy's message, and what to write instead where it says only what is wrong. */
    private String remedy(String message, Pos at) {
        Matcher syntax = Pattern.compile("There are \\d+ possible tokens that can appear here: (.*)").matcher(message);
        if (syntax.find()) {
            String[] lines = at == null || at.filename == null || !texts.containsKey(plain(at.filename)) ? new String[0] : texts.get(plain(at.filename)).split("\n", -1);
            String rest = at == null || at.y < 1 || at.y > lines.length ? "" : lines[at.y - 1].substring(Math.max(0, Math.min(at.x - 1, lines[at.y - 1].length()))).strip();
            return "syntax error before '" + rest + "': what comes before it is not complete, or needs one of " + syntax.group(1);
        }
        Matcher unknown = Pattern.compile("The name \"([^\"]+)\" cannot be found").matcher(message);
        if (unknown.find()) {
            Set<String> words = new TreeSet<>();
            texts.values().forEach(text -> WORD.matcher(withoutComments(text)).results().forEach(r -> words.add(r.group())));
            words.remove(unknown.group(1));
            String name = unknown.group(1);
            return words.stream().filter(w -> w.length() > 2 && alike(w, name)).findFirst().map(w -> message + " Did you mean '" + w + "'?")
                    .orElse(message + " Declare it in the specification, or write a signature, field, predicate or variable that is there.");
        }
        return message;
    }

    /** The same letters, or the same but for one. */
    private static boolean alike(String a, String b) {
        char[] x = a.toCharArray();
        char[] y = b.toCharArray();
        java.util.Arrays.sort(x);
        java.util.Arrays.sort(y);
        int from = 0;
        while (from < Math.min(a.length(), b.length()) && a.charAt(from) == b.charAt(from)) {
            from++;
        }
        int end = 0;
        while (end < Math.min(a.length(), b.length()) - from && a.charAt(a.length() - 1 - end) == b.charAt(b.length() - 1 - end)) {
            end++;
        }
        return java.util.Arrays.equals(x, y) || Math.max(a.length(), b.length()) - from - end <= 1;
    }

    // Alloy looks up opened modules beside the file that opens them; the texts are given under names in a directory that is never read.
    private static String virtual(String file) {
        return Util.canon(Path.of(System.getProperty("java.io.tmpdir"), "cairn-spec", file).toString());
    }

    private static String plain(String virtual) {
        String root = Util.canon(Path.of(System.getProperty("java.io.tmpdir"), "cairn-spec").toString());
        return virtual.startsWith(root) ? virtual.substring(root.length() + 1).replace('\\', '/') : virtual;
    }

    /** File and line of a position in a parsed source, as a reader would open it. */
    public String place(Pos pos) {
        return pos == null || pos.filename == null || pos.filename.isEmpty() ? rootName : shown(plain(pos.filename)) + ":" + pos.y;
    }

    /** The source that a position is in. */
    public String textAt(Pos pos) {
        return text(plain(pos.filename));
    }

    /** The same specification under another name in messages. */
    public SpecSources named(String name) {
        return new SpecSources(texts, name);
    }

    /** The source of an expression as it was written, on one line. */
    public String written(Pos span) {
        String[] lines = text(plain(span.filename)).split("\n", -1);
        StringBuilder out = new StringBuilder();
        for (int y = span.y; y <= span.y2; y++) {
            String line = lines[y - 1];
            int from = y == span.y ? Math.min(span.x - 1, line.length()) : 0;
            int to = y == span.y2 ? Math.min(span.x2, line.length()) : line.length();
            out.append(line, from, to).append(' ');
        }
        // A position ends before the parentheses that close its last operand.
        String text = oneLine(out.toString());
        StringBuilder open = new StringBuilder();
        for (char c : text.toCharArray()) {
            if ("([{".indexOf(c) >= 0) {
                open.append(")]}".charAt("([{".indexOf(c)));
            } else if (")]}".indexOf(c) >= 0 && open.length() > 0) {
                open.setLength(open.length() - 1);
            }
        }
        return text + open.reverse();
    }

    static String oneLine(String message) {
        return message == null ? "" : SPACE.matcher(message).replaceAll(" ").trim();
    }
}
