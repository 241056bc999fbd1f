// SPDX-License-Identifier: MIT
package cairn.proofs;

import cairn.proofs.view.Hash;
import cairn.proofs.view.Refused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The command line. */
final class Options {
    static final String USAGE = """
            usage: cairn.proofs.Prove --source DIR --out DIR [options]
              --source DIR     folder of package roots, for instance kernel/src/main/java
              --out DIR        results, view, saved proofs; reused by the next run
              --packages PATH  what to prove, for instance cairn/kernel/core (default: that, if it exists, else everything)
              --premises DIR   premise sets (default: proofs/premises)
              --filter REGEX   obligations whose ID contains a match
              --shard I/N      only the I-th of N parts, chosen by the hash of the ID: the same parts on every machine
              --since DIR      only what is not the same obligation, by the hash of its inputs, in these older sources
              --since-premises DIR  the premise sets of that time (default: --premises)
              --jobs N         KeY processes (default: 2)
              --steps N        budget of rule applications (default: 20000, or the premise file's)
              --timeout S      safety limit per obligation in seconds (default: 600)
              --replay         check the saved proofs without search
              --fresh          prove again, reuse nothing
              --changed        show only what could not be reused
              --list           list the obligations and stop
              --explain ID     prove one obligation and show what stays open
              --goals N        open goals to show with --explain (default: 3)
              --all-branches   with --explain: go on after the first open branch
              --notprovable [DIR]   every seed in DIR (default: proofs/notprovable) must stay open
              --trusted FILE   trusted base register (default: proofs/trusted-base.json)""";

    Path source;
    Path out;
    String packages;
    Path premises = Path.of("proofs", "premises");
    Path trusted = Path.of("proofs", "trusted-base.json");
    Path notprovable;
    Pattern filter = Pattern.compile("");
    Path since;
    Path sincePremises;
    int shard = 1;
    int shards = 1;
    int jobs = 2;
    int steps;
    int timeout = 600;
    int goals = 3;
    boolean replay;
    boolean fresh;
    boolean changed;
    boolean list;
    boolean allBranches;
    String explain;

    static Options parse(String[] args) {
        Options o = new Options();
        for (int i = 0; i < args.length; i++) {
            String value = i + 1 < args.length ? args[i + 1] : null;
            switch (args[i]) {
                case "--source" -> o.source = Path.of(given(args[i++], value));
                case "--out" -> o.out = Path.of(given(args[i++], value));
                case "--packages" -> o.packages = given(args[i++], value).replace('.', '/');
                case "--premises" -> o.premises = Path.of(given(args[i++], value));
                case "--trusted" -> o.trusted = Path.of(given(args[i++], value));
                case "--filter" -> o.filter = pattern(given(args[i++], value));
                case "--since" -> o.since = Path.of(given(args[i++], value));
                case "--since-premises" -> o.sincePremises = Path.of(given(args[i++], value));
                case "--shard" -> {
                    String[] part = given(args[i++], value).split("/", 2);
                    o.shards = number("--shard I/N: N", part[part.length - 1], 1, 256);
                    o.shard = number("--shard I/N: I", part[0], 1, o.shards);
                }
                case "--jobs" -> o.jobs = number(args[i++], value, 1, 64);
                case "--steps" -> o.steps = number(args[i++], value, 1, 10_000_000);
                case "--timeout" -> o.timeout = number(args[i++], value, 1, 86_400);
                case "--goals" -> o.goals = number(args[i++], value, 0, 1000);
                case "--explain" -> o.explain = given(args[i++], value);
                case "--notprovable" -> {
                    boolean folder = value != null && !value.startsWith("--");
                    o.notprovable = folder ? Path.of(value) : Path.of("proofs", "notprovable");
                    i += folder ? 1 : 0;
                }
                case "--replay" -> o.replay = true;
                case "--fresh" -> o.fresh = true;
                case "--changed" -> o.changed = true;
                case "--list" -> o.list = true;
                case "--all-branches" -> o.allBranches = true;
                default -> throw new Refused("unknown option '" + args[i] + "'; run without options for the list");
            }
        }
        if (o.source == null || o.out == null) {
            throw new Refused(args.length == 0 ? USAGE : "--source and --out are needed; run without options for the list");
        }
        if (!Files.isDirectory(o.source)) {
            throw new Refused("--source " + o.source + ": no such folder");
        }
        if (o.since != null && !Files.isDirectory(o.since)) {
            throw new Refused("--since " + o.since + ": no such folder");
        }
        if (o.packages == null) {
            o.packages = Files.isDirectory(o.source.resolve("cairn/kernel/core")) ? "cairn/kernel/core" : "";
        }
        return o;
    }

    /** Whether it belongs to the part that was asked for: by the hash of its name, so the same on every machine. */
    boolean inShard(String name) {
        return shards == 1 || Integer.parseUnsignedInt(Hash.of(name).substring(0, 7), 16) % shards == shard - 1;
    }

    private static String given(String option, String value) {
        if (value == null) {
            throw new Refused(option + " needs a value");
        }
        return value;
    }

    private static int number(String option, String value, int low, int high) {
        try {
            int n = Integer.parseInt(given(option, value));
            if (n >= low && n <= high) {
                return n;
            }
        } catch (NumberFormatException e) {
            // falls through to the one message for both
        }
        throw new Refused(option + " needs a number from " + low + " to " + high + ", not '" + value + "'");
    }

    private static Pattern pattern(String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new Refused("--filter '" + regex + "' is no regular expression: " + e.getDescription());
        }
    }
}
