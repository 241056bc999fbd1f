package cairn.ci.report;

import cairn.ci.CannotRun;
import cairn.ci.evidence.InputHash;
import cairn.ci.run.Project;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CycloneDX 1.5: every library on the class path of a module, with the SHA-256 of the jar that was used, its licence as its POM says, and
 * which modules need it. It has neither a time nor a serial number, so the same build gives the same text.
 */
public final class BillOfMaterials {
    private static final List<String> MODULES = List.of("kernel", "hal", "spec/model", "spec/alloy", "proofs", "property-tests", "ci");
    private static final Pattern LICENCE = Pattern.compile("(?s)<licenses>.*?<name>\\s*([^<]+?)\\s*</name>");

    private BillOfMaterials() {}

    public static Map<String, Object> of(Project project) {
        Map<Path, TreeSet<String>> neededBy = new TreeMap<>();
        Map<Path, Boolean> runtime = new TreeMap<>();
        for (String module : MODULES) {
            for (String list : List.of("target/classpath.txt", "target/test-classpath.txt")) {
                for (Path jar : jars(project.at(module).resolve(list))) {
                    neededBy.computeIfAbsent(jar, k -> new TreeSet<>()).add("cairn-" + module.replace("spec/", "").replace('/', '-'));
                    runtime.merge(jar, list.equals("target/classpath.txt"), Boolean::logicalOr);
                }
            }
        }
        Map<String, Object> components = new TreeMap<>();
        Map<String, TreeSet<String>> dependencies = new TreeMap<>();
        neededBy.forEach((jar, modules) -> {
            Map<String, Object> c = component(jar, runtime.get(jar));
            components.put(Plain.string(c, "bom-ref"), c);
            modules.forEach(m -> dependencies.computeIfAbsent(m, k -> new TreeSet<>()).add(Plain.string(c, "bom-ref")));
        });
        List<Object> all = new ArrayList<>();
        dependencies.keySet().forEach(m -> all.add(Plain.map("type", "application", "bom-ref", m, "name", m, "version", "0.1.0", "licenses",
                List.of(Map.of("license", Map.of("id", m.equals("cairn-proofs") ? "MIT" : "Apache-2.0"))))));
        all.addAll(components.values());
        return Plain.map("bomFormat", "CycloneDX", "specVersion", "1.5", "version", 1, "metadata",
                Map.of("component", Plain.map("type", "application", "bom-ref", "cairn", "name", "cairn", "version", "0.1.0")), "components", all,
                "dependencies", dependencies.entrySet().stream().map(e -> Plain.map("ref", e.getKey(), "dependsOn", List.copyOf(e.getValue()))).toList());
    }

    private static List<Path> jars(Path list) {
        if (!Files.isRegularFile(list)) {
            return List.of();
        }
        try {
            List<Path> jars = new ArrayList<>();
            for (String entry : Files.readString(list).strip().split(Pattern.quote(File.pathSeparator))) {
                if (entry.endsWith(".jar") && Files.isRegularFile(Path.of(entry)) && !entry.matches(".*[/\\\\]target[/\\\\][^/\\\\]*\\.jar")) {
                    jars.add(Path.of(entry));
                }
            }
            return jars;
        } catch (IOException e) {
            throw new CannotRun(list + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Maven's layout names the library: …/repository/GROUP/AS/FOLDERS/ARTIFACT/VERSION/FILE. */
    private static Map<String, Object> component(Path jar, boolean runtime) {
        Path version = jar.getParent();
        Path artifact = version.getParent();
        List<String> group = new ArrayList<>();
        for (Path p = artifact.getParent(); p != null && p.getFileName() != null && !p.getFileName().toString().equals("repository"); p = p.getParent()) {
            group.add(0, p.getFileName().toString());
        }
        String g = String.join(".", group);
        String a = artifact.getFileName().toString();
        String v = version.getFileName().toString();
        String reference = "pkg:maven/" + g + "/" + a + "@" + v;
        Map<String, Object> c = new LinkedHashMap<>(Plain.map("type", "library", "bom-ref", reference, "group", g, "name", a, "version", v, "scope",
                runtime ? "required" : "excluded"));
        try {
            c.put("hashes", List.of(Plain.map("alg", "SHA-256", "content", InputHash.of(Files.readAllBytes(jar)))));
            Path pom = version.resolve(a + "-" + v + ".pom");
            Matcher m = LICENCE.matcher(Files.isRegularFile(pom) ? Files.readString(pom, java.nio.charset.StandardCharsets.ISO_8859_1) : "");
            if (m.find()) {
                c.put("licenses", List.of(Map.of("license", Map.of("name", m.group(1).replaceAll("\\s+", " ")))));
            }
        } catch (IOException e) {
            throw new CannotRun(jar.getFileName() + " cannot be read: " + e.getMessage(), e);
        }
        c.put("purl", reference);
        return c;
    }
}
