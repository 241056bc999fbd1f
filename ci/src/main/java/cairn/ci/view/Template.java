package cairn.ci.view;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;

/** A page from its template under {@code src/main/resources/cairn/ci}; every text is escaped unless the template says raw. */
public final class Template {
    static {
        System.setProperty("slf4j.internal.verbosity", "ERROR"); // the template library asks for a logger; there is none
    }

    private Template() {}

    public static String fill(String name, Map<String, Object> values) {
        ClasspathLoader loader = new ClasspathLoader(Template.class.getClassLoader());
        loader.setPrefix("cairn/ci");
        PebbleEngine engine = new PebbleEngine.Builder().loader(loader).strictVariables(true).defaultLocale(Locale.ROOT).build();
        StringWriter html = new StringWriter();
        try {
            engine.getTemplate(name).evaluate(html, values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return html.toString();
    }
}
