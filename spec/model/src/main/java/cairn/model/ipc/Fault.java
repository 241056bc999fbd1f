package cairn.model.ipc;

/**
 * What a thread met, as the processor describes it, and which message the kernel sends about it.
 *
 * @param page     a page fault, for the pager; otherwise an exception, for the exception handler
 * @param syndrome ESR_EL1
 * @param address  FAR_EL1
 */
public record Fault(boolean page, long syndrome, long address) {}
