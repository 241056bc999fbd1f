package cairn.ci.stage;

import cairn.ci.evidence.StageRecord;
import cairn.ci.run.Project;
import cairn.ci.run.Screen;
import java.util.List;

/** The sample system on the emulated board. */
public final class BootStage implements Stage {
    public static final String MODULE = "hal";
    public static final String MAIN = "cairn.hal.boot.Boot";

    private final Project project;

    public BootStage(Project project) {
        this.project = project;
    }

    @Override
    public String name() {
        return "boots";
    }

    @Override
    public List<String> inputs() {
        return List.of("kernel", "hal", "pom.xml");
    }

    @Override
    public StageRecord run(Setting setting, Screen screen) {
        if (!project.hasClass(MODULE, "target/classes", MAIN)) {
            return StageRecord.notRun(name(), "the module " + MODULE + " cannot boot an image yet (" + MAIN + " is missing)");
        }
        return StageRecord.notRun(name(), "the pipeline does not run " + MAIN + " yet");
    }
}
