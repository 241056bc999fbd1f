package cairn.ci.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The report as plain maps, lists and texts: what audit.json holds. */
final class Plain {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Plain() {}

    /** A map in the order given: name, value, name, value … */
    static Map<String, Object> map(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    static String text(Map<String, Object> report) {
        try {
            return JSON.writeValueAsString(report) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report is plain data", e);
        }
    }

    static Map<String, Object> parse(String text) throws JsonProcessingException {
        return JSON.readValue(text, new TypeReference<>() {});
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> child(Map<String, Object> map, String name) {
        return map.get(name) instanceof Map<?, ?> m ? (Map<String, Object>) m : Map.of();
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> list(Map<String, Object> map, String name) {
        return map.get(name) instanceof List<?> l ? (List<Map<String, Object>>) l : List.of();
    }

    static List<String> texts(Map<String, Object> map, String name) {
        return map.get(name) instanceof List<?> l ? l.stream().map(String::valueOf).toList() : List.of();
    }

    static long number(Map<String, Object> map, String name) {
        return map.get(name) instanceof Number n ? n.longValue() : -1;
    }

    static String string(Map<String, Object> map, String name) {
        return map.get(name) == null ? "" : map.get(name).toString();
    }
}
