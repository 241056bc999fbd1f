package cairn.ci.view;

import cairn.ci.CannotRun;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The reference manual of the system call interface, drawn from spec/abi.json, which is generated from spec/abi.yaml. */
public final class Manual {
    /** Below the top folder. */
    public static final String TABLE = "spec/abi.json";
    public static final String PAGE = "spec/manual.html";

    private Manual() {}

    /** The page, as it is kept in the sources. */
    public static String of(Path table) {
        try {
            Map<String, List<Map<String, Object>>> abi = new ObjectMapper().readValue(table.toFile(), new TypeReference<>() {});
            return page(abi);
        } catch (IOException e) {
            throw new CannotRun(table + ": is no table of the interface: " + e.getMessage(), e);
        }
    }

    private static String page(Map<String, List<Map<String, Object>>> abi) {
        Map<String, Map<String, String>> values = new TreeMap<>();
        abi.get("groups").forEach(g -> constants(g).forEach(c -> values.computeIfAbsent(text(g, "name"), k -> new LinkedHashMap<>()).put(text(c, "name"), text(c, "value"))));
        Map<String, List<Map<String, Object>>> byObject = new LinkedHashMap<>();
        List<Map<String, Object>> operations = new ArrayList<>();
        for (Map<String, Object> o : abi.get("operations")) {
            String name = text(o, "name");
            Map<String, Object> row = operation(o, values);
            byObject.computeIfAbsent(name.substring(0, name.indexOf('.')), k -> new ArrayList<>()).add(row);
            operations.add(row);
        }
        List<Map<String, Object>> objects = new ArrayList<>();
        for (Map<String, Object> o : abi.get("objects")) {
            objects.add(object(o, values, byObject.getOrDefault(text(o, "name"), List.of())));
        }
        Map<String, Object> view = new TreeMap<>();
        view.put("objects", objects);
        view.put("refused", java.util.stream.Stream.concat(objects.stream(), operations.stream()).filter(o -> !text(o, "refused").isEmpty()).toList());
        view.put("supported", operations.stream().filter(o -> text(o, "refused").isEmpty()).count());
        view.put("failures", named(abi, "Failure"));
        view.put("ipcErrors", named(abi, "IpcError"));
        view.put("groups", abi.get("groups"));
        return Template.fill("manual.html", view);
    }

    private static List<Map<String, Object>> named(Map<String, List<Map<String, Object>>> abi, String group) {
        return abi.get("groups").stream().filter(g -> text(g, "name").equals(group)).findFirst().map(Manual::constants).orElse(List.of());
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> constants(Map<String, Object> group) {
        return (List<Map<String, Object>>) group.get("constants");
    }

    private static Map<String, Object> object(Map<String, Object> o, Map<String, Map<String, String>> values, List<Map<String, Object>> operations) {
        Map<String, Object> view = facts(o, "protocol", "wrong", "unknown", "made", "also", "refused", "doc");
        view.put("name", text(o, "name"));
        view.put("number", values.get("Protocol").getOrDefault(text(o, "protocol"), ""));
        view.put("operations", operations);
        return view;
    }

    private static Map<String, Object> operation(Map<String, Object> o, Map<String, Map<String, String>> values) {
        Map<String, Object> view = facts(o, "code", "words", "right", "item", "out", "refused", "reply", "doc", "flags", "fails", "protocol", "empty");
        view.put("protocol", text(o, "protocol").isEmpty() ? "" : number("Protocol." + text(o, "protocol"), values));
        String name = text(o, "name");
        view.put("name", name);
        view.put("anchor", name.replace('.', '-'));
        view.put("code", number(text(o, "code"), values));
        view.put("flags", text(o, "flags").isEmpty() ? "" : number(text(o, "flags"), values));
        view.put("in", Arrays.stream(text(o, "in").split("; ")).filter(s -> !s.isEmpty()).collect(Collectors.toList()));
        view.put("words", text(o, "words").replaceAll("(\\d+)\\.\\.$", "$1 or more").replace("..", " to "));
        List<String> fails = new ArrayList<>(List.of("EINVAL"));
        if (!text(o, "right").isEmpty() || !text(o, "item").isEmpty()) {
            fails.add("EPERM");
        }
        if (!text(o, "item").isEmpty()) {
            fails.add("ENOENT");
        }
        if (text(o, "in").contains("priority") || text(o, "in").contains("quantum")) {
            fails.add("ERANGE");
        }
        fails.addAll(text(o, "fails").isEmpty() ? List.of() : List.of(text(o, "fails").split(" ")));
        view.put("fails", fails.stream().distinct().toList());
        view.put("buffer", text(o, "buffer"));
        return view;
    }

    /** {@code TaskOp.MAP} as "0x0 TaskOp.MAP". */
    private static String number(String code, Map<String, Map<String, String>> values) {
        int dot = code.indexOf('.');
        return dot < 0 ? code : values.get(code.substring(0, dot)).get(code.substring(dot + 1)) + " " + code;
    }

    private static Map<String, Object> facts(Map<String, Object> from, String... keys) {
        Map<String, Object> view = new LinkedHashMap<>();
        for (String key : keys) {
            view.put(key, text(from, key));
        }
        return view;
    }

    private static String text(Map<String, Object> from, String key) {
        return String.valueOf(from.getOrDefault(key, ""));
    }

    /** Whether {@code page} is what the table says. */
    public static boolean isFresh(Path table, Path page) throws IOException {
        return Files.isRegularFile(page) && Files.readString(page).equals(of(table));
    }
}
