package cairn.ci.report;

import cairn.ci.CannotRun;
import cairn.ci.evidence.InputHash;
import cairn.ci.run.Project;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.pebbletemplates.pebble.error.PebbleException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Looks at a report bundle as a stranger would: hashes, schema, counts, every drawn file drawn again from audit.json. Whoever alters a
 * byte of one file is named by that file, because each is held by two others.
 */
public final class BundleCheck {
    private final Path folder;
    private final List<String> faults = new ArrayList<>();

    private BundleCheck(Path folder) {
        this.folder = folder;
    }

    /** One line for each fault, beginning with the file; none if the bundle is whole. */
    public static List<String> faults(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new CannotRun("--check " + folder + ": no such folder; name one with an audit.json");
        }
        BundleCheck c = new BundleCheck(folder);
        c.check();
        return c.faults;
    }

    /** Where the sources here are not those that the report is about. */
    public static List<String> inputs(Project project, Path folder) {
        List<String> faults = new ArrayList<>();
        Map<String, Object> written = Plain.child(report(folder), "inputs");
        Map<String, String> here = InputHash.files(project, Audit.INPUTS);
        Set<String> names = new TreeSet<>(written.keySet());
        names.addAll(here.keySet());
        for (String name : names) {
            if (!String.valueOf(written.get(name)).equals(here.get(name))) {
                faults.add(name + ": " + (here.get(name) == null ? "is not here" : written.get(name) == null ? "is not in the report" : "differs from the report's"));
            }
        }
        return faults;
    }

    /** IDs and input hashes of the obligations that the report calls proved. */
    public static Map<String, String> proved(Path folder) {
        Map<String, String> proved = new TreeMap<>();
        Plain.list(report(folder), "rows").forEach(r -> {
            if ("obligations".equals(r.get("section")) && "proved".equals(r.get("status"))) {
                proved.put(Plain.string(r, "id"), Plain.string(r, "inputHash"));
            }
        });
        return proved;
    }

    private static Map<String, Object> report(Path folder) {
        try {
            return Plain.parse(Files.readString(folder.resolve("audit.json")));
        } catch (IOException e) {
            throw new CannotRun(folder.resolve("audit.json") + " cannot be read", e);
        }
    }

    private void check() {
        Map<String, String> run = sums(RunRecord.SUMS, RunRecord.FILES);
        boolean runWhole = hashes(run, RunRecord.SUMS);
        Map<String, String> sums = sums(Bundle.SUMS, List.of("audit.json", "bom.json"));
        String text = text(Bundle.SUMS);
        boolean sealed = text != null && runWhole && text("run.json") != null && text("run.json").contains("\"bundle\" : \"" + Bundle.hash(text) + "\"");
        if (text != null && runWhole && !sealed) {
            faults.add(Bundle.SUMS + ": is not the one that run.json names");
        }
        if (text != null && !runWhole && run.isEmpty()) {
            faults.add(Bundle.SUMS + ": nothing vouches for it, " + RunRecord.SUMS + " is not whole");
        }
        if (sealed || !runWhole) {
            hashes(sums, Bundle.SUMS);
        }
        strangers(sums, run);
        drawnAgain();
    }

    private void drawnAgain() {
        String json = text("audit.json");
        if (json == null) {
            return;
        }
        Map<String, Object> report;
        try {
            report = Plain.parse(json);
            if (Plain.number(report, "schema") != Audit.SCHEMA) {
                faults.add("audit.json: field schema is " + report.get("schema") + ", this version reads " + Audit.SCHEMA);
                return;
            }
            Map<String, String> files = Bundle.draw(report);
            if (!files.get("audit.json").equals(json)) {
                faults.add("audit.json: is not written as the pipeline writes it");
            }
            for (String name : Bundle.DRAWN) {
                String there = text(name);
                if (there != null && !there.equals(files.get(name)) && faults.stream().noneMatch(f -> f.startsWith(name + ":") || f.startsWith("audit.json:"))) {
                    faults.add(name + ": does not say what audit.json says");
                }
            }
        } catch (JsonProcessingException e) {
            faults.add("audit.json: is no JSON: " + e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (CannotRun e) {
            faults.add("audit.json: " + e.getMessage().replace("the report is not written, ", ""));
        } catch (ClassCastException e) {
            faults.add("audit.json: a field is not of the type that the schema says");
        } catch (PebbleException e) {
            faults.add("audit.json: a part of it names what is not in it");
        }
    }

    /** Name → sum; what is missing or no list of sums is a fault. */
    private Map<String, String> sums(String list, List<String> needed) {
        Map<String, String> sums = new TreeMap<>();
        String text = text(list);
        if (text == null) {
            return sums;
        }
        if (!text.endsWith("\n") || text.endsWith("\n\n")) {
            faults.add(list + ": is no list of SHA-256 sums");
            return Map.of();
        }
        for (String line : text.split("\n")) {
            if (!line.matches("[0-9a-f]{64}  [A-Za-z0-9][\\w.-]*(/[A-Za-z0-9][\\w.-]*)?")) {
                faults.add(list + ": is no list of SHA-256 sums");
                return Map.of();
            }
            sums.put(line.substring(66), line.substring(0, 64));
        }
        for (String name : needed) {
            if (!sums.containsKey(name)) {
                faults.add(list + ": does not name " + name);
            }
        }
        return sums;
    }

    private boolean hashes(Map<String, String> sums, String list) {
        boolean whole = !sums.isEmpty();
        for (Map.Entry<String, String> s : sums.entrySet()) {
            Path file = folder.resolve(s.getKey());
            try {
                if (!Files.isRegularFile(file)) {
                    faults.add(s.getKey() + ": is missing");
                    whole = false;
                } else if (!InputHash.of(Files.readAllBytes(file)).equals(s.getValue())) {
                    faults.add(s.getKey() + ": was altered, or " + list + " was: its SHA-256 is not the one there");
                    if (list.equals(RunRecord.SUMS)) {
                        // nothing vouches for this list, so either may be the one
                        faults.add(list + ": was altered, or " + s.getKey() + " was");
                    }
                    whole = false;
                }
            } catch (IOException e) {
                faults.add(s.getKey() + ": cannot be read");
                whole = false;
            }
        }
        return whole;
    }

    private void strangers(Map<String, String> sums, Map<String, String> run) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path f : all.filter(Files::isRegularFile).sorted().toList()) {
                String name = folder.relativize(f).toString().replace('\\', '/');
                if (!sums.containsKey(name) && !run.containsKey(name) && !Set.of(Bundle.SUMS, RunRecord.SUMS).contains(name) && !sums.isEmpty() && !run.isEmpty()) {
                    faults.add(name + ": does not belong to the bundle");
                }
            }
        } catch (IOException e) {
            faults.add(folder + ": cannot be read");
        }
    }

    private String text(String name) {
        Path file = folder.resolve(name);
        try {
            if (Files.isRegularFile(file)) {
                return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            // said below
        }
        if (faults.stream().noneMatch(f -> f.startsWith(name + ":"))) {
            faults.add(name + ": is missing");
        }
        return null;
    }
}
