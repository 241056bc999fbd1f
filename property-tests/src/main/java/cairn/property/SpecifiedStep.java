package cairn.property;

import java.util.List;

/**
 * One operation of the specification, about to be carried out by the kernel.
 *
 * @param operation its name in spec/alloy/operations.als
 * @param arguments sets of atoms, in the order of the guard's parameters
 */
public record SpecifiedStep(String operation, List<Long> arguments) {
    long[] values() {
        return arguments.stream().mapToLong(Long::longValue).toArray();
    }
}
