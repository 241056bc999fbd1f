/** Programs of several threads on the kernel and on the model of {@code cairn.model.ipc}, side by side: see {@link cairn.property.ipc.Trial}. */
package cairn.property.ipc;
