package cairn.property;

import cairn.model.Operation;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Runs a replay file with all checks on. Exit code 0: it holds, 1: it fails, 2: could not run. */
public final class Replay {
    private Replay() {}

    public static void main(String[] arguments) {
        if (arguments.length != 1) {
            System.err.println("usage: replay FILE");
            System.exit(2);
        }
        try {
            System.exit(run(arguments[0]));
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            System.err.println("replay: " + e.getMessage());
            System.exit(2);
        }
    }

    static int run(String name) throws IOException {
        ReplayFile file;
        try {
            file = ReplayFile.read(Path.of(name));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(name + " is no file name", e);
        }
        Failure<Operation> failure = Trial.run(Rig.withInvariants(), file.factory(), 1, new Coverage(), file.operations());
        if (failure == null) {
            System.out.println("holds: " + file.operations().size() + " steps on kernel " + file.kernel());
            return 0;
        }
        print(failure);
        return 1;
    }

    static void print(Failure<Operation> failure) {
        System.out.print(failure.text(Script::line));
    }
}
