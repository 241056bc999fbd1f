package cairn.hal;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The machine sees of the kernel only its hardware interfaces; package boot alone puts the two together. */
class ArchitectureTest {
    private static final JavaClasses HAL = new ClassFileImporter().importPath(Path.of("target/classes"));

    /** Red: use cairn.kernel.entry.Kernel in a class of cairn.hal.board. */
    @Test
    void theMachineKnowsTheInterfacesOnly() {
        noClasses().that().resideOutsideOfPackage("cairn.hal.boot..").should().dependOnClassesThat()
                .resideInAnyPackage("cairn.kernel.abi..", "cairn.kernel.boot..", "cairn.kernel.core..", "cairn.kernel.decode..",
                        "cairn.kernel.entry..", "cairn.kernel.object..")
                .check(HAL);
    }

    /** Red: use cairn.hal.board.Board in a class of cairn.hal.aarch64. */
    @Test
    void theProcessorDoesNotKnowTheBoard() {
        noClasses().that().resideInAPackage("cairn.hal.aarch64..").should().dependOnClassesThat()
                .resideInAnyPackage("cairn.hal.board..", "cairn.hal.boot..").check(HAL);
        noClasses().that().resideInAPackage("cairn.hal.board..").should().dependOnClassesThat().resideInAPackage("cairn.hal.boot..").check(HAL);
    }
}
