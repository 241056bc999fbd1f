package cairn.ci.evidence;

import cairn.ci.CannotRun;
import cairn.ci.run.AtomicFile;
import cairn.ci.run.Project;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Records of several machines put together. All of them are named by the hash of what they depend on, so a record about other sources
 * does no harm. Everything is looked at before anything is taken over.
 */
public final class Merge {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final String PROOFS = "proofs/store";
    private static final String ALLOY = "alloy";
    /** Kind, and the folder of its sealed records. */
    private static final Map<String, String> SEALED = new LinkedHashMap<>(Map.of("mutants", "mutants/records", "fuzz", "fuzz"));

    private record Take(String kind, Path from, Path to) {}

    private final Project project;
    private final Map<String, int[]> counts = new LinkedHashMap<>();
    private final List<Take> plan = new ArrayList<>();

    public Merge(Project project) {
        this.project = project;
    }

    /** Kind → records seen, records taken over. */
    public Map<String, int[]> from(List<Path> folders) {
        counts.put("alloy", new int[2]);
        counts.put("proofs", new int[2]);
        SEALED.keySet().stream().sorted().forEach(k -> counts.put(k, new int[2]));
        for (Path given : folders) {
            Path folder = Files.isDirectory(given.resolve(".cairn")) ? given.resolve(".cairn") : given;
            boolean any = Files.isDirectory(folder.resolve(PROOFS)) || Files.isDirectory(folder.resolve(ALLOY));
            for (String place : SEALED.values()) {
                any |= Files.isDirectory(folder.resolve(place));
            }
            if (!any) {
                throw new CannotRun(given + ": holds no records (alloy, proofs/store, mutants/records or fuzz)");
            }
            alloy(folder.resolve(ALLOY));
            proofs(folder.resolve(PROOFS));
            SEALED.forEach((kind, place) -> sealed(kind, folder.resolve(place), project.at(".cairn/" + place)));
        }
        for (Take t : plan) {
            try {
                AtomicFile.write(t.to(), Files.readAllBytes(t.from()));
            } catch (IOException e) {
                throw new CannotRun(t.from() + " cannot be read: " + e.getMessage(), e);
            }
            counts.get(t.kind())[1] += t.to().toString().endsWith(".json") ? 1 : 0;
        }
        return counts;
    }

    /** As the Alloy checker stores them: its seal is the SHA-256 of the row without it. */
    private void alloy(Path folder) {
        for (Path f : files(folder)) {
            ObjectNode row = JSON.valueToTree(row(f));
            JsonNode seal = row.remove("seal");
            try {
                if (seal == null || !InputHash.of(JSON.writeValueAsBytes(row)).equals(seal.asText())) {
                    throw new CannotRun(f + ": field seal " + (seal == null ? "is missing, so it is of an older version" : "does not fit the row, so it was changed by hand"));
                }
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("just read", e);
            }
            named(f, row.path("inputHash").asText());
            counts.get(ALLOY)[0]++;
            Path to = project.at(".cairn/" + ALLOY).resolve(f.getFileName().toString());
            if (!Files.isRegularFile(to)) {
                plan.add(new Take(ALLOY, f, to));
            } else if (!row.path("status").asText().equals(row(to).get("status"))) {
                throw new CannotRun(f + ": says " + row.path("status").asText() + " where this machine's record of the same inputs says " + row(to).get("status"));
            }
        }
    }

    private static void named(Path file, Object inputHash) {
        String hash = file.getFileName().toString().replaceFirst("\\.json$", "");
        if (!hash.matches("[0-9a-f]{64}") || !hash.equals(inputHash)) {
            throw new CannotRun(file + ": field inputHash is " + inputHash + ", not the file's name");
        }
    }

    /** A proof first, its row last: a row that says proved is never there without its proof. */
    private void proofs(Path folder) {
        Path store = project.at(".cairn/" + PROOFS);
        for (Path f : files(folder)) {
            String hash = f.getFileName().toString().replaceFirst("\\.json$", "");
            Map<String, Object> row = row(f);
            named(f, row.get("inputHash"));
            counts.get("proofs")[0]++;
            boolean proved = "proved".equals(row.get("status"));
            Path proof = folder.resolve(hash + ".proof.gz");
            if (proved) {
                try {
                    if (!Files.isRegularFile(proof) || !InputHash.of(Files.readAllBytes(proof)).equals(row.get("proofHash"))) {
                        throw new CannotRun(f + ": field proofHash does not fit " + proof.getFileName());
                    }
                } catch (IOException e) {
                    throw new CannotRun(proof + " cannot be read: " + e.getMessage(), e);
                }
            } else if (!"open".equals(row.get("status"))) {
                continue; // timeouts depend on the machine
            }
            Path to = store.resolve(f.getFileName().toString());
            if (better(row, to)) {
                if (proved) {
                    plan.add(new Take("proofs", proof, store.resolve(proof.getFileName().toString())));
                }
                plan.add(new Take("proofs", f, to));
            }
        }
    }

    /** A proof is better than none; open under a larger budget says more than open under a smaller one. */
    private boolean better(Map<String, Object> row, Path to) {
        if (!Files.isRegularFile(to)) {
            return true;
        }
        Map<String, Object> have = row(to);
        if ("proved".equals(have.get("status"))) {
            return false;
        }
        return "proved".equals(row.get("status")) || row.get("steps") instanceof Number n && have.get("steps") instanceof Number m && n.longValue() > m.longValue();
    }

    private void sealed(String kind, Path folder, Path into) {
        Records theirs = new Records(folder);
        Records ours = new Records(into);
        for (Path f : files(folder)) {
            String name = f.getFileName().toString().replaceFirst("\\.json$", "");
            StageRecord record = theirs.find(name).orElseThrow(() -> new CannotRun(f + ": is gone"));
            counts.get(kind)[0]++;
            StageRecord have = ours.find(name).orElse(null);
            if (have == null) {
                plan.add(new Take(kind, f, into.resolve(f.getFileName().toString())));
            } else if (!statuses(have).equals(statuses(record))) {
                throw new CannotRun(f + ": says " + statuses(record) + " where this machine's record of the same inputs says " + statuses(have));
            }
        }
    }

    private static List<Status> statuses(StageRecord r) {
        return r.rows().stream().map(Row::status).toList();
    }

    private static Map<String, Object> row(Path file) {
        try {
            return JSON.readValue(file.toFile(), new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new CannotRun(file + ": is no record (" + e.getOriginalMessage().lines().findFirst().orElse("") + ")", e);
        } catch (IOException e) {
            throw new CannotRun(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(f -> f.toString().endsWith(".json") && !f.getFileName().toString().startsWith(".") && Files.isRegularFile(f)).sorted().toList();
        } catch (IOException e) {
            throw new CannotRun(folder + " cannot be read: " + e.getMessage(), e);
        }
    }
}
