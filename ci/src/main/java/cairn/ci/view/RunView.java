package cairn.ci.view;

import cairn.ci.run.AtomicFile;
import java.nio.file.Path;
import java.util.Map;

/** What is drawn of a recorded run: the page on which a person steps through it, and its last state as a picture. */
public final class RunView {
    private RunView() {}

    /** Draws {@code recording} as a page of one file into {@code page}. */
    public static void page(Path recording, Path page) {
        Recording r = Recording.read(recording);
        AtomicFile.write(page, Template.fill("view.html", Map.of("image", r.image(), "summary", r.summary(), "note", r.note(),
                "recording", r.embedded(), "picture", StatePicture.svg(r))));
    }

    /** Draws the last state of {@code recording} as SVG into {@code picture}. */
    public static void picture(Path recording, Path picture) {
        AtomicFile.write(picture, StatePicture.svg(Recording.read(recording)));
    }
}
