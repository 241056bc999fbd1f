package cairn.ci.stage;

import cairn.ci.evidence.StageRecord;
import cairn.ci.run.Project;
import cairn.ci.run.Screen;
import java.util.List;

/** Random operation sequences on kernel and model, and broken kernels that they must catch. */
public final class PropertyStage implements Stage {
    public static final String MODULE = "property-tests";

    private final Project project;

    public PropertyStage(Project project) {
        this.project = project;
    }

    @Override
    public String name() {
        return "properties";
    }

    @Override
    public List<String> inputs() {
        return List.of("kernel", "hal/src", "hal/pom.xml", "spec", "property-tests", "pom.xml");
    }

    @Override
    public StageRecord run(Setting setting, Screen screen) {
        return StageRecord.notRun(name(), "the pipeline does not run the module " + project.shown(project.at(MODULE)) + " yet");
    }
}
