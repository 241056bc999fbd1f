/** Executables: checked reading of ELF64 images and placing them in RAM. Start at {@link cairn.hal.boot.ElfImage}. */
package cairn.hal.boot;
