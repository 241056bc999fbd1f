package cairn.hal.oracle;

import java.util.List;

/** The instruction classes that the oracle is asked about. */
final class Classes {
    static final List<InsnClass> INTEGER = List.of(
            InsnClass.of("add/sub immediate", "...100010. ............ nnnnn ddddd"),
            InsnClass.of("logical immediate", "...100100 ............. nnnnn ddddd"),
            InsnClass.of("move wide", "...100101 .................. ddddd"),
            InsnClass.of("bitfield", "...100110 ............. nnnnn ddddd"),
            InsnClass.of("bitfield 64", "1..1001101 ............ nnnnn ddddd"),
            InsnClass.of("bitfield 32", "0..1001100 0.....0..... nnnnn ddddd"),
            InsnClass.of("extract", "...100111.. mmmmm ...... nnnnn ddddd"),
            InsnClass.of("extract 64", "10010011110 mmmmm ...... nnnnn ddddd"),
            InsnClass.of("extract 32", "00010011100 mmmmm 0..... nnnnn ddddd"),
            InsnClass.of("adr/adrp", "...10000 ................... ddddd"),
            InsnClass.of("logical shifted", "...01010... mmmmm ...... nnnnn ddddd"),
            InsnClass.of("add/sub shifted", "...01011..0 mmmmm ...... nnnnn ddddd"),
            InsnClass.of("add/sub extended", "...01011001 mmmmm ...... nnnnn ddddd"),
            InsnClass.of("add/sub with carry", "...11010000 mmmmm 000000 nnnnn ddddd"),
            InsnClass.of("conditional compare", "..111010010 mmmmm ..... 0 nnnnn 0 ...."),
            InsnClass.of("conditional select", "..011010100 mmmmm ....0. nnnnn ddddd"),
            InsnClass.of("two sources", ".0011010110 mmmmm 00.... nnnnn ddddd"),
            InsnClass.of("crc32", ".0011010110 mmmmm 010... nnnnn ddddd"),
            InsnClass.of("one source", ".101101011000000 000... nnnnn ddddd"),
            InsnClass.of("three sources", ".0011011... mmmmm . aaaaa nnnnn ddddd"),
            InsnClass.of("three sources 32/64", ".0011011000 mmmmm . aaaaa nnnnn ddddd"),
            InsnClass.of("multiply long", "10011011.01 mmmmm . aaaaa nnnnn ddddd"),
            InsnClass.of("multiply high", "10011011.10 mmmmm 0 aaaaa nnnnn ddddd"),
            InsnClass.of("data immediate, any", "... 100 ................ nnnnn ddddd"),
            InsnClass.of("data register, any", "... .101 .... mmmmm ...... nnnnn ddddd"),
            InsnClass.of("msr/mrs nzcv", "1101010100.1 1011 0100 0010 000 ddddd"),
            InsnClass.of("barriers", "11010101000000110011 .... 1.. 11111"),
            InsnClass.of("exception, undefined", "11010100 .1. ................ ...00"),
            InsnClass.of("reserved", "...00.. ................ .... ddddd"));

    static final List<InsnClass> MEMORY = List.of(
            InsnClass.memory("load/store unsigned offset", "..111001.. ............ nnnnn ddddd"),
            InsnClass.memory("load/store unscaled, pre, post", "..111000..0 ......... .. nnnnn ddddd"),
            InsnClass.memory("load/store register offset", "..111000..1 mmmmm .1..10 nnnnn ddddd"),
            InsnClass.memory("load/store, unallocated", "..111000..1 mmmmm .0..10 nnnnn ddddd"),
            InsnClass.memory("load literal", "..011000 0000000000000...... ddddd"),
            InsnClass.memory("load/store pair", "..10100... ....... aaaaa nnnnn ddddd"),
            InsnClass.memory("load-acquire, store-release", "..0010001.0 11111 . 11111 nnnnn ddddd"),
            InsnClass.memory("load exclusive", "..001000010 11111 . 11111 nnnnn ddddd"),
            InsnClass.memory("load exclusive pair", "1.001000011 11111 . aaaaa nnnnn ddddd"),
            InsnClass.memory("store exclusive, not armed", "..001000000 mmmmm . 11111 nnnnn ddddd"),
            InsnClass.memory("store exclusive and its kin, any", "..001000... mmmmm . aaaaa nnnnn ddddd"),
            InsnClass.memory("load/store of later versions", "..0.1001 .............. nnnnn ddddd"),
            InsnClass.memory("dc zva", "1101010100001011 0111 0100 001 nnnnn"));

    static final List<InsnClass> VECTOR = List.of(
            InsnClass.vector("fp one source", "00011110 .. 1 ...... 10000 nnnnn ddddd"),
            InsnClass.vector("fp one source, defined", "000111100. 1 00.... 10000 nnnnn ddddd"),
            InsnClass.vector("fp two sources", "000111100. 1 mmmmm .... 10 nnnnn ddddd"),
            InsnClass.vector("fp three sources", "000111110. . mmmmm . aaaaa nnnnn ddddd"),
            InsnClass.vector("fp add, subtract, maximum", "000111100. 1 mmmmm 0.1. 10 nnnnn ddddd"),
            InsnClass.vector("fp conversion of format", "00011110.. 1 0001.. 10000 nnnnn ddddd"),
            InsnClass.vector("fp compare", "000111100. 1 mmmmm 001000 nnnnn ..000"),
            InsnClass.vector("fp conditional compare", "000111100. 1 mmmmm .... 01 nnnnn . ...."),
            InsnClass.vector("fp conditional select", "000111100. 1 mmmmm .... 11 nnnnn ddddd"),
            InsnClass.vector("fp immediate", "000111100. 1 ........ 100 00000 ddddd"),
            InsnClass.vector("fp to and from integer", ".00111100. 1 .. ... 000000 nnnnn ddddd"),
            InsnClass.vector("fp moves", ".0011110.. 1 0. 11. 000000 nnnnn ddddd"),
            InsnClass.vector("fp to and from fixed point", ".00111100. 0 00 01. ...... nnnnn ddddd"),
            InsnClass.vector("fp to fixed point", ".00111100. 0 11 00. ...... nnnnn ddddd"),
            InsnClass.vector("fp, any", "...11110 ... mmmmm ...... nnnnn ddddd"),
            InsnClass.vector("simd three same, integer", "0..01110..1 mmmmm 0....1 nnnnn ddddd"),
            InsnClass.vector("simd three same, 10xxx", "0..01110..1 mmmmm 10...1 nnnnn ddddd"),
            InsnClass.vector("simd three same, float", "0..01110..1 mmmmm 11...1 nnnnn ddddd"),
            InsnClass.vector("simd scalar three same", "01.11110..1 mmmmm .....1 nnnnn ddddd"),
            InsnClass.vector("simd two registers, integer", "0..01110..10000 0....10 nnnnn ddddd"),
            InsnClass.vector("simd two registers, any", "0..01110..10000 .....10 nnnnn ddddd"),
            InsnClass.vector("simd two registers, float", "0..01110..10000 11...10 nnnnn ddddd"),
            InsnClass.vector("simd scalar two registers", "01.11110..10000 .....10 nnnnn ddddd"),
            InsnClass.vector("simd across lanes", "0..01110..11000 .....10 nnnnn ddddd"),
            InsnClass.vector("simd across lanes, float", "01101110.011000 011..10 nnnnn ddddd"),
            InsnClass.vector("simd scalar pairwise", "01.11110..11000 .....10 nnnnn ddddd"),
            InsnClass.vector("simd three different", "0..01110..1 mmmmm ....00 nnnnn ddddd"),
            InsnClass.vector("simd scalar three different", "01.11110..1 mmmmm ....00 nnnnn ddddd"),
            InsnClass.vector("simd shift by immediate", "0..011110....... .....1 nnnnn ddddd"),
            InsnClass.vector("simd scalar shift by immediate", "01.111110....... .....1 nnnnn ddddd"),
            InsnClass.vector("simd fixed point", "0..011110 ....... 111.. 1 nnnnn ddddd"),
            InsnClass.vector("simd modified immediate", "0..0111100000... ....01 ..... ddddd"),
            InsnClass.vector("simd by element", "0..01111.. . 00... .... . 0 nnnnn ddddd"),
            InsnClass.vector("simd scalar by element", "01.11111.. . 00... .... . 0 nnnnn ddddd"),
            InsnClass.vector("simd copy", "0..01110000 ..... 0....1 nnnnn ddddd"),
            InsnClass.vector("simd scalar copy", "01.11110000 ..... 0....1 nnnnn ddddd"),
            InsnClass.vector("simd permute", "0.001110..0 mmmmm 0...10 nnnnn ddddd"),
            InsnClass.vector("simd extract", "0.101110..0 mmmmm 0....0 nnnnn ddddd"),
            InsnClass.vector("simd table", "0.001110000 mmmmm 0...00 0000. ddddd"),
            InsnClass.vector("simd, any", "0..0111.... mmmmm ...... nnnnn ddddd"),
            InsnClass.vector("simd scalar, any", "01.1111.... mmmmm ...... nnnnn ddddd"));

    static final List<InsnClass> VECTOR_MEMORY = List.of(
            InsnClass.vectorMemory("simd load/store unsigned offset", "..111101.. 0........... nnnnn ddddd"),
            InsnClass.vectorMemory("simd load/store unscaled, pre, post", "..111100..0 ......... .. nnnnn ddddd"),
            InsnClass.vectorMemory("simd load/store register offset", "..111100..1 mmmmm ....10 nnnnn ddddd"),
            InsnClass.vectorMemory("simd load literal", "..011100 000000000000....... ddddd"),
            InsnClass.vectorMemory("simd load/store pair", "..10110... ....... aaaaa nnnnn ddddd"),
            InsnClass.vectorMemory("simd multiple structures", "0.0011000.000000 .... .. nnnnn ddddd"),
            InsnClass.vectorMemory("simd multiple structures, post", "0.0011001.0 mmmmm .... .. nnnnn ddddd"),
            InsnClass.vectorMemory("simd single structure", "0.0011010..00000 ... . .. nnnnn ddddd"),
            InsnClass.vectorMemory("simd single structure, post", "0.0011011.. mmmmm ... . .. nnnnn ddddd"));

    /** ARMv8.1 atomics: another processor model. */
    static final List<InsnClass> ATOMICS = List.of(
            InsnClass.memory("atomic compare and swap", "..0010001.1 mmmmm . 11111 nnnnn ddddd"),
            InsnClass.memory("atomic operation", "..111000..1 mmmmm . ... 00 nnnnn ddddd"),
            InsnClass.memory("atomic operation, defined", "..111000..1 mmmmm 0 ... 00 nnnnn ddddd"),
            InsnClass.memory("atomic swap", "..111000..1 mmmmm 1 000 00 nnnnn ddddd"));

    private Classes() {}
}
