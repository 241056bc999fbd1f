package cairn.ci.stage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A row as a tool wrote it, read without trusting it: a missing or foreign field is named. */
final class JsonRow {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A tool's output is not what it should be; the message says where. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        Unreadable(String message) {
            super(message);
        }
    }

    private final String where;
    private final Map<String, Object> fields;

    private JsonRow(String where, Map<String, Object> fields) {
        this.where = where;
        this.fields = fields;
    }

    static JsonRow parse(String where, String line) throws Unreadable {
        try {
            Map<String, Object> fields = JSON.readValue(line, new TypeReference<>() {});
            if (fields == null) {
                throw new Unreadable(where + ": is null, not a row");
            }
            return new JsonRow(where, fields);
        } catch (JsonProcessingException e) {
            throw new Unreadable(where + ": is no JSON row: " + e.getOriginalMessage().lines().findFirst().orElse(""));
        }
    }

    /** All rows of a file of JSON lines. */
    static List<JsonRow> file(Path file, String shown) throws Unreadable {
        List<JsonRow> rows = new ArrayList<>();
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new Unreadable(shown + ": cannot be read");
        }
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                rows.add(parse(shown + ":" + (i + 1), lines.get(i)));
            }
        }
        return rows;
    }

    String text(String field) throws Unreadable {
        if (fields.get(field) instanceof String s) {
            return s;
        }
        throw new Unreadable(where + ": field " + field + " is missing or no text");
    }

    String text(String field, String otherwise) {
        Object value = fields.get(field);
        return value == null ? otherwise : value.toString();
    }

    long number(String field, long otherwise) {
        return fields.get(field) instanceof Number n ? n.longValue() : otherwise;
    }

    double real(String field, double otherwise) {
        return fields.get(field) instanceof Number n ? n.doubleValue() : otherwise;
    }

    boolean flag(String field) {
        return Boolean.TRUE.equals(fields.get(field));
    }

    List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        if (fields.get(field) instanceof List<?> list) {
            list.forEach(o -> texts.add(String.valueOf(o)));
        }
        return texts;
    }

    /** The named fields that are there, sorted by name. */
    Map<String, Object> keep(String... names) {
        Map<String, Object> kept = new TreeMap<>();
        for (String n : names) {
            if (fields.get(n) != null) {
                kept.put(n, fields.get(n));
            }
        }
        return kept;
    }
}
