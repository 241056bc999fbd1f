/**
 * The processor: A64 decoder, predecoded interpreter, descriptors, walk and TLB. Start at {@link cairn.hal.aarch64.Cpu}.
 */
package cairn.hal.aarch64;
