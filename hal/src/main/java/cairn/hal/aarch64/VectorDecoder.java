package cairn.hal.aarch64;

/**
 * Sorts floating-point and SIMD encodings of ARMv8.0-A (without the cryptographic and half-precision extensions) into groups, and
 * refuses what is unallocated. The fields are read again where the group is executed.
 */
final class VectorDecoder {
    static final int UNALLOCATED = 0;
    static final int THREE_SAME_INTEGER = 1;
    static final int THREE_SAME_LOGIC = 2;
    static final int THREE_SAME_FLOAT = 3;
    static final int TWO_MISC_INTEGER = 4;
    static final int TWO_MISC_FLOAT = 5;
    static final int ACROSS = 6;
    static final int PAIRWISE_SCALAR = 7;
    static final int THREE_DIFFERENT = 8;
    static final int SHIFT_IMMEDIATE = 9;
    static final int BY_ELEMENT = 10;
    static final int COPY = 11;
    static final int COPY_SCALAR = 12;
    static final int IMMEDIATE = 13;
    static final int PERMUTE = 14;
    static final int EXTRACT = 15;
    static final int TABLE = 16;
    static final int FLOAT_ONE = 17;
    static final int FLOAT_TWO = 18;
    static final int FLOAT_THREE = 19;
    static final int FLOAT_COMPARE = 20;
    static final int FLOAT_CONDITIONAL_COMPARE = 21;
    static final int FLOAT_SELECT = 22;
    static final int FLOAT_IMMEDIATE = 23;
    static final int FLOAT_INTEGER = 24;
    static final int FLOAT_FIXED = 25;
    static final int LOAD_STORE = 26;
    static final int LOAD_STORE_PAIR = 27;
    static final int LOAD_LITERAL = 28;
    static final int MULTIPLE_STRUCTURES = 29;
    static final int SINGLE_STRUCTURE = 30;
    static final int ACROSS_FLOAT = 31;
    static final int SHIFT_FLOAT = 32;
    static final int BY_ELEMENT_FLOAT = 33;

    private VectorDecoder() {}

    static int bits(int w, int high, int low) {
        return w >>> low & (1 << high - low + 1) - 1;
    }

    static boolean bit(int w, int at) {
        return (w >>> at & 1) != 0;
    }

    /** Group of a data processing instruction (bits 27..25 are 111). */
    static int dataProcessing(int w) {
        if (bit(w, 28)) {
            if (!bit(w, 30)) {
                return scalarFloat(w);
            }
            return bit(w, 31) ? UNALLOCATED : simd(w, true);
        }
        return bit(w, 31) ? UNALLOCATED : simd(w, false);
    }

    // ---- scalar floating point ----

    private static int scalarFloat(int w) {
        int type = bits(w, 23, 22);
        if (bit(w, 29)) {
            return UNALLOCATED;
        }
        if (bit(w, 24)) {
            return !bit(w, 31) && type <= 1 ? FLOAT_THREE : UNALLOCATED;
        }
        if (!bit(w, 21)) {
            return fixed(w, type);
        }
        if (bits(w, 15, 10) == 0) {
            return integer(w, type);
        }
        if (bit(w, 31)) {
            return UNALLOCATED;
        }
        if (bits(w, 14, 10) == 0b10000) {
            return oneSource(w, type);
        }
        if (type > 1) {
            return UNALLOCATED;
        }
        if (bits(w, 13, 10) == 0b1000) {
            return bits(w, 15, 14) == 0 && bits(w, 2, 0) == 0 ? FLOAT_COMPARE : UNALLOCATED;
        }
        if (bits(w, 12, 10) == 0b100) {
            return bits(w, 9, 5) == 0 ? FLOAT_IMMEDIATE : UNALLOCATED;
        }
        return switch (bits(w, 11, 10)) {
            case 1 -> FLOAT_CONDITIONAL_COMPARE;
            case 2 -> bits(w, 15, 12) <= 8 ? FLOAT_TWO : UNALLOCATED;
            case 3 -> FLOAT_SELECT;
            default -> UNALLOCATED;
        };
    }

    private static int fixed(int w, int type) {
        if (type > 1 || !bit(w, 31) && !bit(w, 15)) {
            return UNALLOCATED;
        }
        int code = bits(w, 20, 16);
        return code == 0b00010 || code == 0b00011 || code == 0b11000 || code == 0b11001 ? FLOAT_FIXED : UNALLOCATED;
    }

    private static int integer(int w, int type) {
        int mode = bits(w, 20, 19);
        int opcode = bits(w, 18, 16);
        boolean wide = bit(w, 31);
        if (opcode >= 6) {
            boolean low = mode == 0 && (wide ? type == 1 : type == 0);
            boolean high = mode == 1 && wide && type == 2;
            return low || high ? FLOAT_INTEGER : UNALLOCATED;
        }
        if (type > 1) {
            return UNALLOCATED;
        }
        return opcode <= 1 || mode == 0 ? FLOAT_INTEGER : UNALLOCATED;
    }

    private static int oneSource(int w, int type) {
        int opcode = bits(w, 20, 15);
        if (opcode >= 4 && opcode <= 7) {
            int to = opcode & 3;
            return to != 2 && type != 2 && to != type ? FLOAT_ONE : UNALLOCATED;
        }
        if (type > 1) {
            return UNALLOCATED;
        }
        return opcode <= 3 || opcode >= 8 && opcode <= 15 && opcode != 13 ? FLOAT_ONE : UNALLOCATED;
    }

    // ---- SIMD ----

    private static int simd(int w, boolean scalar) {
        if (bit(w, 24)) {
            if (bit(w, 10)) {
                return bit(w, 23) ? UNALLOCATED : immediateOrShift(w, scalar);
            }
            return byElement(w, scalar);
        }
        if (bit(w, 21)) {
            if (bit(w, 10)) {
                return threeSame(w, scalar);
            }
            if (!bit(w, 11)) {
                return threeDifferent(w, scalar);
            }
            return switch (bits(w, 20, 17)) {
                case 0 -> twoMisc(w, scalar);
                case 8 -> scalar ? pairwise(w) : across(w);
                default -> UNALLOCATED;
            };
        }
        return moves(w, scalar);
    }

    /** Copy, extract, permute, table lookup. */
    private static int moves(int w, boolean scalar) {
        boolean quad = bit(w, 30);
        boolean u = bit(w, 29);
        if (bit(w, 10)) {
            if (bits(w, 23, 21) != 0 || bit(w, 15)) {
                return UNALLOCATED;
            }
            return copy(w, scalar, quad, u);
        }
        if (scalar || bit(w, 15)) {
            return UNALLOCATED;
        }
        if (u) {
            return bits(w, 23, 21) == 0 && (quad || !bit(w, 14)) ? EXTRACT : UNALLOCATED;
        }
        if (bit(w, 11)) {
            int opcode = bits(w, 14, 12);
            return (opcode & 3) != 0 && (bits(w, 23, 22) != 3 || quad) ? PERMUTE : UNALLOCATED;
        }
        return bits(w, 23, 21) == 0 ? TABLE : UNALLOCATED;
    }

    private static int copy(int w, boolean scalar, boolean quad, boolean u) {
        int where = bits(w, 20, 16);
        int opcode = bits(w, 14, 11);
        if ((where & 15) == 0) {
            return UNALLOCATED;
        }
        int size = Integer.numberOfTrailingZeros(where);
        if (scalar) {
            return !u && opcode == 0 ? COPY_SCALAR : UNALLOCATED;
        }
        if (u) {
            return quad ? COPY : UNALLOCATED;
        }
        boolean valid = switch (opcode) {
            case 0, 1 -> size != 3 || quad;
            case 3 -> quad;
            case 5 -> size <= (quad ? 2 : 1);
            case 7 -> quad ? size == 3 : size <= 2;
            default -> false;
        };
        return valid ? COPY : UNALLOCATED;
    }

    private static int threeSame(int w, boolean scalar) {
        int opcode = bits(w, 15, 11);
        int size = bits(w, 23, 22);
        boolean quad = bit(w, 30);
        boolean u = bit(w, 29);
        if (opcode >= 24) {
            int which = opcode << 2 | bits(w, 23, 23) << 1 | (u ? 1 : 0); // opcode, a, U
            boolean valid = switch (opcode) {
                case 24 -> !scalar;
                case 25 -> !scalar && !u;
                case 26 -> !scalar || which == (26 << 2 | 3);
                case 27 -> (which & 3) == 0 || (which & 3) == 1 && !scalar;
                case 28 -> (which & 3) != 2;
                case 29 -> u;
                case 30 -> !scalar;
                default -> (which & 3) != 3 && ((which & 3) != 1 || !scalar);
            };
            return valid && (scalar || (size & 1) == 0 || quad) ? THREE_SAME_FLOAT : UNALLOCATED;
        }
        if (opcode == 3) {
            return scalar ? UNALLOCATED : THREE_SAME_LOGIC;
        }
        boolean valid;
        if (scalar) {
            valid = switch (opcode) {
                case 1, 5, 9, 11 -> true;
                case 6, 7, 8, 10, 16, 17 -> size == 3;
                case 22 -> size == 1 || size == 2;
                default -> false;
            };
        } else {
            valid = switch (opcode) {
                case 0, 2, 4, 12, 13, 14, 15, 18, 20, 21 -> size != 3;
                case 19 -> u ? size == 0 : size != 3;
                case 22 -> size == 1 || size == 2;
                case 23 -> !u;
                default -> true;
            } && (size != 3 || quad);
        }
        return valid ? THREE_SAME_INTEGER : UNALLOCATED;
    }

    private static int threeDifferent(int w, boolean scalar) {
        int opcode = bits(w, 15, 12);
        int size = bits(w, 23, 22);
        boolean u = bit(w, 29);
        boolean doubling = opcode == 9 || opcode == 11 || opcode == 13;
        if (size == 3 || opcode == 15 || doubling && (u || size == 0) || scalar && !doubling || opcode == 14 && (u || size != 0)) {
            return UNALLOCATED;
        }
        return THREE_DIFFERENT;
    }

    private static int twoMisc(int w, boolean scalar) {
        int opcode = bits(w, 16, 12);
        int size = bits(w, 23, 22);
        boolean quad = bit(w, 30);
        boolean u = bit(w, 29);
        if (opcode >= 22 || opcode >= 12 && opcode <= 15) {
            boolean valid = scalar ? floatMiscScalar(opcode, size, u) : floatMisc(opcode, size, quad, u);
            return valid ? TWO_MISC_FLOAT : UNALLOCATED;
        }
        boolean valid = switch (opcode) {
            case 0 -> !scalar && size <= (u ? 1 : 2);
            case 1 -> !scalar && !u && size == 0;
            case 2, 4, 6 -> !scalar && size != 3;
            case 3, 7 -> scalar || size != 3 || quad;
            case 5 -> !scalar && (size == 0 || u && size == 1);
            case 8, 9, 11 -> scalar ? size == 3 : size != 3 || quad;
            case 10 -> !u && (scalar ? size == 3 : size != 3 || quad);
            case 18 -> size != 3 && (!scalar || u);
            case 19 -> !scalar && u && size != 3;
            case 20 -> size != 3;
            default -> false;
        };
        return valid ? TWO_MISC_INTEGER : UNALLOCATED;
    }

    private static boolean floatMisc(int opcode, int size, boolean quad, boolean u) {
        boolean a = size >= 2;
        boolean wide = (size & 1) != 0;
        if (!a && opcode == 22) {
            return !u || wide;
        }
        if (!a && opcode == 23) {
            return !u;
        }
        if (wide && !quad) {
            return false;
        }
        if (!a) {
            return opcode >= 24 && opcode <= 29;
        }
        return switch (opcode) {
            case 12, 13, 15, 25, 26, 27, 29 -> true;
            case 14, 24 -> !u;
            case 28 -> !wide;
            case 31 -> u;
            default -> false;
        };
    }

    private static boolean floatMiscScalar(int opcode, int size, boolean u) {
        if (size < 2) {
            return opcode == 22 && u && size == 1 || opcode >= 26 && opcode <= 29;
        }
        return switch (opcode) {
            case 12, 13, 26, 27, 29 -> true;
            case 14, 31 -> !u;
            default -> false;
        };
    }

    private static int across(int w) {
        int opcode = bits(w, 16, 12);
        int size = bits(w, 23, 22);
        boolean quad = bit(w, 30);
        boolean u = bit(w, 29);
        if (opcode == 12 || opcode == 15) {
            return u && quad && (size & 1) == 0 ? ACROSS_FLOAT : UNALLOCATED;
        }
        boolean valid = opcode == 3 || opcode == 10 || opcode == 26 || opcode == 27 && !u;
        return valid && size != 3 && (size != 2 || quad) ? ACROSS : UNALLOCATED;
    }

    private static int pairwise(int w) {
        int opcode = bits(w, 16, 12);
        int size = bits(w, 23, 22);
        boolean valid = bit(w, 29) ? opcode == 12 || opcode == 13 && size < 2 || opcode == 15 : opcode == 27 && size == 3;
        return valid ? PAIRWISE_SCALAR : UNALLOCATED;
    }

    private static int immediateOrShift(int w, boolean scalar) {
        int immh = bits(w, 22, 19);
        boolean quad = bit(w, 30);
        boolean u = bit(w, 29);
        if (immh == 0) {
            if (scalar || bit(w, 11) || bits(w, 15, 12) == 15 && u && !quad) {
                return UNALLOCATED;
            }
            return IMMEDIATE;
        }
        boolean wide = immh >= 8;
        boolean valid = switch (bits(w, 15, 11)) {
            case 0, 2, 4, 6 -> scalar ? wide : !wide || quad;
            case 8 -> u && (scalar ? wide : !wide || quad);
            case 10 -> scalar ? wide : !wide || quad;
            case 12 -> u && (scalar || !wide || quad);
            case 14 -> scalar || !wide || quad;
            case 16, 17 -> !wide && (!scalar || u);
            case 18, 19 -> !wide;
            case 20 -> !wide && !scalar;
            case 28, 31 -> immh >= 4 && (scalar || !wide || quad);
            default -> false;
        };
        return !valid ? UNALLOCATED : bits(w, 15, 11) >= 28 ? SHIFT_FLOAT : SHIFT_IMMEDIATE;
    }

    private static int byElement(int w, boolean scalar) {
        int opcode = bits(w, 15, 12);
        int size = bits(w, 23, 22);
        boolean quad = bit(w, 30);
        boolean u = bit(w, 29);
        boolean narrow = size == 1 || size == 2;
        boolean valid = switch (opcode) {
            case 0, 4 -> u && narrow && !scalar;
            case 2, 6, 10 -> narrow && !scalar;
            case 8 -> !u && narrow && !scalar;
            case 3, 7, 11, 12, 13 -> !u && narrow;
            case 1, 5 -> !u && (size == 2 || size == 3 && !bit(w, 21) && (scalar || quad));
            case 9 -> size == 2 || size == 3 && !bit(w, 21) && (scalar || quad);
            default -> false;
        };
        return !valid ? UNALLOCATED : opcode == 1 || opcode == 5 || opcode == 9 ? BY_ELEMENT_FLOAT : BY_ELEMENT;
    }

    // ---- loads and stores ----

    static int loadStore(int w) {
        return switch (bits(w, 29, 28)) {
            case 0 -> bit(w, 31) ? UNALLOCATED : structures(w);
            case 1 -> !bit(w, 24) && bits(w, 31, 30) != 3 ? LOAD_LITERAL : UNALLOCATED;
            case 2 -> pair(w);
            default -> single(w);
        };
    }

    private static int pair(int w) {
        boolean same = bit(w, 22) && (w & 31) == bits(w, 14, 10);
        return bits(w, 31, 30) != 3 && !same ? LOAD_STORE_PAIR : UNALLOCATED;
    }

    private static int single(int w) {
        if (bit(w, 23) && bits(w, 31, 30) != 0) {
            return UNALLOCATED;
        }
        if (bit(w, 24)) {
            return LOAD_STORE;
        }
        int mode = bits(w, 11, 10);
        boolean valid = bit(w, 21) ? mode == 2 && bit(w, 14) : mode != 2;
        return valid ? LOAD_STORE : UNALLOCATED;
    }

    private static int structures(int w) {
        boolean post = bit(w, 23);
        if (!bit(w, 24)) {
            if (bit(w, 21) || !post && bits(w, 20, 16) != 0) {
                return UNALLOCATED;
            }
            boolean unit = bits(w, 11, 10) != 3 || bit(w, 30);
            boolean valid = switch (bits(w, 15, 12)) {
                case 2, 6, 7, 10 -> true;
                case 0, 4, 8 -> unit;
                default -> false;
            };
            return valid ? MULTIPLE_STRUCTURES : UNALLOCATED;
        }
        if (!post && bits(w, 20, 16) != 0) {
            return UNALLOCATED;
        }
        int size = bits(w, 11, 10);
        boolean s = bit(w, 12);
        boolean valid = switch (bits(w, 15, 14)) {
            case 0 -> true;
            case 1 -> (size & 1) == 0;
            case 2 -> size == 0 || size == 1 && !s;
            default -> bit(w, 22) && !s;
        };
        return valid ? SINGLE_STRUCTURE : UNALLOCATED;
    }
}
