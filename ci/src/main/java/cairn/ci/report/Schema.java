package cairn.ci.report;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The published schema of audit.json (JSON Schema 2020-12), and whether a report keeps it. */
final class Schema {
    private static final String TEXT = read();
    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(TEXT);

    private Schema() {}

    static String text() {
        return TEXT;
    }

    /** One line for each field that is not as the schema says, with its place. */
    static List<String> faults(String json) {
        List<String> faults = new ArrayList<>();
        try {
            SCHEMA.validate(json, InputFormat.JSON).forEach(m -> faults.add("audit.json: field " + m.getMessage()));
        } catch (IllegalArgumentException e) {
            faults.add("audit.json is no JSON: " + e.getMessage().lines().findFirst().orElse(""));
        }
        return faults;
    }

    private static String read() {
        try (InputStream in = Schema.class.getResourceAsStream("/cairn/ci/audit.schema.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
