/**
 * Threads and what they wait for, as the ABI has it (sections 1 to 7): what each entry into the kernel makes of each state. Read
 * {@link cairn.model.ipc.Entry}; {@link cairn.model.ipc.State} says what there is.
 */
package cairn.model.ipc;
