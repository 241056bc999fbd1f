package cairn.ci.stage;

import cairn.ci.evidence.StageRecord;
import cairn.ci.run.Screen;
import java.util.List;

/** One step of `cairn verify`. It never throws for a result that is bad or missing: the record says so. */
public interface Stage {
    String name();

    /** What the result depends on: files and folders relative to the top folder. */
    List<String> inputs();

    StageRecord run(Setting setting, Screen screen);
}
