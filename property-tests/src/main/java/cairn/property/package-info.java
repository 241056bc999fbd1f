/**
 * The kernel's core against the executable model, step by step. {@link cairn.property.Trial} runs a sequence and checks after each
 * step; {@link cairn.property.Fuzz} runs many; {@link cairn.property.Replay} runs one from a file; {@link cairn.property.Mutant} is a
 * kernel with one deliberate fault.
 */
package cairn.property;
