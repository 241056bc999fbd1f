// SPDX-License-Identifier: MIT
package cairn.proofs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small class in the source convention, and a folder to put it in. */
public final class Sample {
    public static final String PREMISES = """
            # what each part needs
            add: okLow <- self
            add: okHigh <- okLow self   // the sum
            add: #1 <- okLow
            add: frame <- okLow
            """;

    /** Line numbers matter to the tests: the class starts in line 1. */
    public static final String TEXT = """
            package a.b;
            /** A counter between two bounds. */
            public final class Counter {
                private /*@ spec_public @*/ int n;
                //@ public model boolean inv;
                //@ private represents inv = okLow && okHigh;
                //@ public model boolean okLow;
                //@ private represents okLow = 0 <= n;       // CNT-1 not negative
                //@ public model boolean okHigh;
                //@ private represents okHigh = n <= 1000;   // CNT-2 bounded

                /** Adds. [REQ-CNT-7] */
                /*@ public normal_behavior
                  @   requires inv && 0 <= k && k <= 10;
                  @   requires n + k <= 1000;
                  @   ensures inv;
                  @   ensures n == \\old(n) + k;   // CNT-3 exact
                  @   assignable n;
                  @*/
                public /*@ helper @*/ void add(int k) {
                    n = n + k;
                }

                /*@ public normal_behavior
                  @   requires inv;
                  @   ensures \\result == n && \\result >= 0;
                  @   assignable \\strictly_nothing;
                  @*/
                public /*@ helper @*/ int get() {
                    return n;
                }
            }
            """;

    /** Another class, which sees of the counter's conjunction its name only. */
    public static final String CALLER = """
            package a.b;
            /** Uses a counter. */
            public final class User {
                private /*@ spec_public nullable @*/ Counter c;
                //@ public model boolean inv;
                //@ public represents inv = c != null && c.inv;

                /*@ public normal_behavior
                  @   requires inv && c.n <= 900;
                  @   ensures inv;
                  @   ensures c.n == \\old(c.n) + 5;
                  @   assignable c.n;
                  @*/
                public /*@ helper @*/ void use() {
                    c.add(2);
                    c.add(3);
                }
            }
            """;

    private final Path folder;

    private Sample(Path folder) {
        this.folder = folder;
    }

    /** Writes the sample into {@code folder/src}, its premises into {@code folder/premises}. */
    public static Sample in(Path folder) {
        Sample s = new Sample(folder);
        s.text(TEXT);
        s.premises(PREMISES);
        return s;
    }

    public Path source() {
        return folder.resolve("src");
    }

    public Path premises() {
        return folder.resolve("premises");
    }

    public Path out() {
        return folder.resolve("out");
    }

    public String text() {
        try {
            return Files.readString(source().resolve("a/b/Counter.java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Sample caller() {
        return caller(CALLER);
    }

    public Sample caller(String text) {
        return put(source().resolve("a/b/User.java"), text);
    }

    public Sample text(String text) {
        return put(source().resolve("a/b/Counter.java"), text);
    }

    public Sample premises(String text) {
        return premises("Counter", text);
    }

    public Sample premises(String type, String text) {
        return put(premises().resolve(type + ".txt"), text);
    }

    private Sample put(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }
}
