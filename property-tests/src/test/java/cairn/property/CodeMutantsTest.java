package cairn.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each judge can and cannot see, on changes whose effect is known. */
class CodeMutantsTest {
    @TempDir
    Path seeds;

    private void seed(String name, String file, String find, String replace) throws IOException {
        Files.writeString(seeds.resolve(name + ".seed"), "why: w\nfile: cairn/kernel/core/" + file + "\nopen: x\n<<<\n" + find + "\n===\n" + replace + "\n>>>\n");
    }

    private String run(String by) {
        PrintStream old = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true));
        try {
            assertEquals(0, CodeMutants.run("--seeds", seeds.toString(), "--by", by, "--sequences", "60"));
        } finally {
            System.setOut(old);
        }
        return out.toString();
    }

    @Test
    void eachJudgeNoticesWhatIsItsOwn() throws IOException {
        seed("back-link", "derivation/Tree.java", "f.prev = c;\n        }\n        p.first = c;", "}\n        p.first = c;");
        seed("charge", "memory/Tables.java", "quota.used = quota.used + (long) n * Table.BYTES;", "");
        seed("nothing", "quota/Quota.java", "used = used + bytes;", "used = bytes + used;");
        seed("wrong", "quota/Quota.java", "used = used + bytes;", "used = nonsense;");
        List<String> alloy = run("alloy").lines().toList();
        assertTrue(alloy.get(0).contains("\"id\": \"back-link\", \"by\": \"alloy\", \"status\": \"killed\", \"what\": \"CDT-2"), alloy.get(0));
        assertTrue(alloy.get(1).contains("\"survived\""), "no conjunct speaks of charges: " + alloy.get(1));
        List<String> properties = run("properties").lines().toList();
        assertTrue(properties.get(1).contains("\"killed\", \"what\": \"QUOTA-1\""), properties.get(1));
        assertTrue(properties.get(2).contains("\"survived\", \"what\": \"\", \"sequences\": 60"), properties.get(2));
        assertTrue(properties.get(3).contains("\"doesNotApply\", \"what\": \"does not compile"), properties.get(3));
    }

    @Test
    void wrongOptionsEndWithTwo() {
        assertEquals(2, CodeMutants.run("--seeds", seeds.resolve("none").toString(), "--by", "alloy"));
        assertEquals(2, CodeMutants.run("--seeds", seeds.toString(), "--by", "nobody"));
    }
}
