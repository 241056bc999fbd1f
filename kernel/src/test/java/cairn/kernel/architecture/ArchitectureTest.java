package cairn.kernel.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The arrows of the architecture: entry to decode to object to core to hil, and out of the module to nothing. */
class ArchitectureTest {
    private static final JavaClasses KERNEL = new ClassFileImporter().importPath(Path.of("target/classes"));

    /** Red: import cairn.kernel.decode.Allegation in a class of cairn.kernel.object. */
    @Test
    void layersLookDownOnly() {
        layeredArchitecture().consideringOnlyDependenciesInLayers()
                .layer("boot").definedBy("cairn.kernel.boot..")
                .layer("entry").definedBy("cairn.kernel.entry..")
                .layer("decode").definedBy("cairn.kernel.decode..")
                .layer("object").definedBy("cairn.kernel.object..")
                .layer("abi").definedBy("cairn.kernel.abi..")
                .layer("core").definedBy("cairn.kernel.core..")
                .layer("hil").definedBy("cairn.kernel.hil..")
                .whereLayer("boot").mayNotBeAccessedByAnyLayer()
                .whereLayer("entry").mayOnlyBeAccessedByLayers("boot")
                .whereLayer("decode").mayOnlyBeAccessedByLayers("entry")
                .whereLayer("object").mayOnlyBeAccessedByLayers("decode", "entry", "boot")
                .whereLayer("abi").mayOnlyBeAccessedByLayers("object", "decode", "entry", "boot")
                .whereLayer("core").mayOnlyBeAccessedByLayers("object", "decode", "entry", "boot")
                .whereLayer("hil").mayOnlyBeAccessedByLayers("core", "object", "decode", "entry", "boot")
                .check(KERNEL);
    }

    /** Red: use java.util.Arrays in a class of the kernel. */
    @Test
    void theKernelDependsOnNothing() {
        classes().that().resideInAPackage("cairn.kernel..")
                .should().onlyDependOnClassesThat().resideInAnyPackage("cairn.kernel..", "java.lang")
                .check(KERNEL);
    }
}
