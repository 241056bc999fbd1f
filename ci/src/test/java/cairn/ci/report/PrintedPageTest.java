package cairn.ci.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a script in place of Chromium, which prints the title of the page that it is given. */
class PrintedPageTest {
    private static final String SCRIPT = """
            #!/bin/sh
            for a in "$@"; do case "$a" in
              --print-to-pdf=*) to=${a#--print-to-pdf=} ;;
              file://*) page=${a#file://} ;;
            esac; done
            """;

    @TempDir
    private Path folder;
    private Fixture fixture;
    private Path bundle;
    private Path tools;

    @BeforeEach
    void project() throws IOException {
        fixture = new Fixture(folder);
        bundle = folder.resolve("audit");
        tools = Files.createDirectories(folder.resolve("tools"));
    }

    private void write(String name, String then) throws IOException {
        Path script = tools.resolve(name);
        Files.writeString(script, SCRIPT + then + "\n");
        assertTrue(script.toFile().setExecutable(true));
        Fixture.write(fixture.report(), bundle, tools.toString());
        assertEquals(List.of(), BundleCheck.faults(bundle));
    }

    private void said(String part) throws IOException {
        for (String name : List.of("run.json", "run.html")) {
            String text = Files.readString(bundle.resolve(name));
            assertTrue(text.contains(part), part + " is not in " + text);
        }
    }

    @Test
    void thePageIsPrintedAndTheBundleHoldsIt() throws IOException {
        write("google-chrome", "{ printf '%%PDF-'; grep -o '<title>.*</title>' \"$page\"; } > \"$to\"");
        Path pdf = bundle.resolve("index.pdf");
        assertTrue(Files.readString(pdf).startsWith("%PDF-<title>Cairn"), Files.readString(pdf));
        said("index.pdf, printed from index.html by google-chrome");
        Files.writeString(pdf, "%PDF-another");
        assertTrue(BundleCheck.faults(bundle).stream().anyMatch(f -> f.startsWith("index.pdf: was altered")));
        Files.delete(pdf);
        assertTrue(BundleCheck.faults(bundle).contains("index.pdf: is missing"));
        Fixture.write(fixture.report(), bundle);
        assertFalse(Files.exists(pdf), "an old one does not stay");
        assertEquals(List.of(), BundleCheck.faults(bundle));
    }

    @Test
    void withoutChromiumTheRunRecordSaysSo() throws IOException {
        Fixture.write(fixture.report(), bundle, tools.toString());
        said("not printed: none of chromium, chromium-browser, google-chrome is on the PATH");
        assertFalse(Files.exists(bundle.resolve("index.pdf")));
    }

    @Test
    void aPrinterThatFailsIsSaidAndTheReportStays() throws IOException {
        write("chromium", "exit 5");
        said("not printed: chromium ended with exit code 5");
        write("chromium", "echo no >\"$to\"");
        said("not printed: chromium left no PDF");
        assertFalse(Files.exists(bundle.resolve("index.pdf")));
    }
}
