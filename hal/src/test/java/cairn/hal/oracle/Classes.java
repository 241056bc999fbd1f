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
            InsnClass.memory("dc zva", "1101010100001011 0111 0100 001 nnnnn"));

    private Classes() {}
}
