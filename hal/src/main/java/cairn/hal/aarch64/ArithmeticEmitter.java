package cairn.hal.aarch64;

import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Bytecode of the operations that only compute: what {@code Cpu.execute} and {@code Cpu.arithmetic} do, on locals. */
final class ArithmeticEmitter implements Opcodes {
    private static final String SLOW = "cairn/hal/aarch64/Arithmetic";

    private final RegionEmitter out;
    private final MethodVisitor mv;
    private long w;
    private long imm;
    private int d;
    private int n;
    private int m;
    private int a;
    private int aux;

    ArithmeticEmitter(RegionEmitter out, MethodVisitor mv) {
        this.out = out;
        this.mv = mv;
    }

    void emit(long word, long immediate, long pc) {
        w = word;
        imm = immediate;
        d = (int) (w >>> 16) & 63;
        n = (int) (w >>> 24) & 63;
        m = (int) (w >>> 32) & 63;
        a = (int) (w >>> 40) & 63;
        aux = (int) (w >>> 48);
        int op = (int) w & 0xffff;
        if (op == Op.NOP) {
            return;
        }
        if (op < Op.HOT_END) {
            hot(op, pc);
        } else {
            slow(op);
        }
    }

    private void hot(int op, long pc) {
        switch (op) {
            case Op.MOVI -> constant(imm);
            case Op.MOVK64, Op.MOVK32 -> {
                out.push(d);
                mv.visitLdcInsn(~(0xffffL << aux) & (op == Op.MOVK64 ? -1 : 0xffff_ffffL));
                mv.visitInsn(LAND);
                mv.visitLdcInsn(imm);
                mv.visitInsn(LOR);
                out.pop(d);
            }
            case Op.ADR -> constant(pc + imm);
            case Op.ADRP -> constant((pc & -4096) + imm);
            case Op.ADDI64, Op.ADDI32 -> immediate(LADD, op == Op.ADDI32);
            case Op.ANDI -> immediate(LAND, false);
            case Op.ORRI64, Op.ORRI32 -> immediate(LOR, op == Op.ORRI32);
            case Op.EORI64, Op.EORI32 -> immediate(LXOR, op == Op.EORI32);
            case Op.ADDSI64, Op.ADDSI32, Op.SUBSI64, Op.SUBSI32 -> {
                out.push(n);
                mv.visitLdcInsn(imm);
                flagged(op == Op.ADDSI64 || op == Op.ADDSI32 ? LADD : LSUB, op == Op.ADDSI32 || op == Op.SUBSI32);
            }
            case Op.ADDS64, Op.ADDS32, Op.SUBS64, Op.SUBS32 -> {
                out.push(n);
                shifted();
                flagged(op == Op.ADDS64 || op == Op.ADDS32 ? LADD : LSUB, op == Op.ADDS32 || op == Op.SUBS32);
            }
            case Op.ANDSI64, Op.ANDSI32 -> {
                out.push(n);
                mv.visitLdcInsn(imm);
                mv.visitInsn(LAND);
                logicalFlags(op == Op.ANDSI32);
            }
            case Op.ANDS64, Op.ANDS32 -> {
                out.push(n);
                shifted();
                mv.visitInsn(LAND);
                logicalFlags(op == Op.ANDS32);
            }
            case Op.MOV64, Op.MOV32 -> {
                out.push(m);
                end(op == Op.MOV32);
            }
            case Op.ADD64, Op.ADD32 -> binary(LADD, op == Op.ADD32);
            case Op.SUB64, Op.SUB32 -> binary(LSUB, op == Op.SUB32);
            case Op.AND64, Op.AND32 -> binary(LAND, op == Op.AND32);
            case Op.ORR64, Op.ORR32 -> binary(LOR, op == Op.ORR32);
            case Op.EOR64, Op.EOR32 -> binary(LXOR, op == Op.EOR32);
            case Op.BIC64, Op.BIC32 -> {
                out.push(n);
                shifted();
                not();
                mv.visitInsn(LAND);
                end(op == Op.BIC32);
            }
            case Op.UBF, Op.SBF64, Op.SBF32 -> {
                out.push(n);
                out.shiftLeft(aux & 63);
                out.number(aux >>> 6 & 63);
                mv.visitInsn(op == Op.UBF ? LUSHR : LSHR);
                end(op == Op.SBF32);
            }
            case Op.CSEL -> select(0, imm != -1);
            case Op.CSINC64, Op.CSINC32 -> select(1, op == Op.CSINC32);
            case Op.MADD64, Op.MADD32 -> {
                out.push(a);
                out.push(n);
                out.push(m);
                mv.visitInsn(LMUL);
                mv.visitInsn(LADD);
                end(op == Op.MADD32);
            }
            case Op.LSLV64, Op.LSLV32, Op.LSRV64, Op.LSRV32 -> {
                out.push(n);
                if (op == Op.LSRV32) {
                    out.low32();
                }
                out.push(m);
                mv.visitInsn(L2I);
                if (op == Op.LSLV32 || op == Op.LSRV32) {
                    out.number(31);
                    mv.visitInsn(IAND);
                }
                mv.visitInsn(op == Op.LSLV64 || op == Op.LSLV32 ? LSHL : LUSHR);
                end(op == Op.LSLV32);
            }
            case Op.ADDX64 -> {
                out.push(n);
                out.push(m);
                extend(aux >>> 3 & 7);
                out.shiftLeft(aux & 7);
                mv.visitInsn(LADD);
                end(false);
            }
            default -> throw new IllegalStateException("operation " + op);
        }
    }

    private void slow(int op) {
        boolean narrow = (aux >>> 12 & 1) == 0;
        switch (op) {
            case Op.ADDSUB_SHIFT, Op.ADDSUB_EXT -> {
                out.push(n);
                out.push(m);
                if (op == Op.ADDSUB_SHIFT) {
                    shift(aux >>> 6 & 3, aux & 63, narrow);
                } else {
                    extend(aux >>> 3 & 7);
                    out.shiftLeft(aux & 7);
                }
                int code = (aux >>> 9 & 1) != 0 ? LSUB : LADD;
                if ((aux >>> 8 & 1) != 0) {
                    flagged(code, narrow);
                } else {
                    mv.visitInsn(code);
                    end(narrow);
                }
            }
            case Op.LOGIC_SHIFT -> logicShift(narrow);
            case Op.ADC -> carry(narrow);
            case Op.CCMP -> compare(narrow);
            case Op.CSINV -> select(2, imm != -1);
            case Op.CSNEG -> select(3, imm != -1);
            case Op.BFM -> {
                out.push(m);
                mv.visitLdcInsn(~imm);
                mv.visitInsn(LAND);
                out.push(n);
                out.shiftLeft(aux & 63);
                out.number(aux >>> 6 & 63);
                mv.visitInsn(LUSHR);
                mv.visitLdcInsn(imm);
                mv.visitInsn(LAND);
                mv.visitInsn(LOR);
                end(narrow);
            }
            case Op.EXTR64 -> {
                out.push(m);
                if (aux != 0) {
                    out.number(aux);
                    mv.visitInsn(LUSHR);
                    out.push(n);
                    out.shiftLeft(64 - aux);
                    mv.visitInsn(LOR);
                }
                end(false);
            }
            case Op.EXTR32 -> {
                out.push(n);
                out.shiftLeft(32);
                out.push(m);
                out.low32();
                mv.visitInsn(LOR);
                out.number(aux);
                mv.visitInsn(LUSHR);
                end(true);
            }
            case Op.ASRV64 -> {
                out.push(n);
                out.push(m);
                mv.visitInsn(L2I);
                mv.visitInsn(LSHR);
                end(false);
            }
            case Op.ASRV32 -> {
                out.push(n);
                mv.visitInsn(L2I);
                out.push(m);
                mv.visitInsn(L2I);
                mv.visitInsn(ISHR);
                mv.visitInsn(I2L);
                end(true);
            }
            case Op.MSUB64, Op.MSUB32 -> {
                out.push(a);
                out.push(n);
                out.push(m);
                mv.visitInsn(LMUL);
                mv.visitInsn(LSUB);
                end(op == Op.MSUB32);
            }
            case Op.SMADDL, Op.SMSUBL, Op.UMADDL, Op.UMSUBL -> {
                out.push(a);
                half(n, op == Op.SMADDL || op == Op.SMSUBL);
                half(m, op == Op.SMADDL || op == Op.SMSUBL);
                mv.visitInsn(LMUL);
                mv.visitInsn(op == Op.SMADDL || op == Op.UMADDL ? LADD : LSUB);
                end(false);
            }
            case Op.CRC32 -> {
                out.push(n);
                mv.visitInsn(L2I);
                out.push(m);
                out.number(8 << (aux & 3));
                out.number((aux & 4) != 0 ? 0x82f63b78 : 0xedb88320);
                mv.visitMethodInsn(INVOKESTATIC, "cairn/hal/aarch64/Cpu", "crc", "(IJII)J", false);
                end(false);
            }
            default -> {
                // Two operands and a mask: the names are those of the operations.
                out.push(n);
                out.push(op >= Op.RBIT64 && op <= Op.CLS32 ? Cpu.ZERO : m);
                mv.visitMethodInsn(INVOKESTATIC, SLOW, Arithmetic.name(op), "(JJ)J", false);
                if (op == Op.REV16 || op == Op.REV32) {
                    mv.visitLdcInsn(imm);
                    mv.visitInsn(LAND);
                }
                end(false);
            }
        }
    }

    private void half(int register, boolean signed) {
        out.push(register);
        if (signed) {
            mv.visitInsn(L2I);
            mv.visitInsn(I2L);
        } else {
            out.low32();
        }
    }

    private void constant(long value) {
        mv.visitLdcInsn(value);
        out.pop(d);
    }

    private void end(boolean narrow) {
        if (narrow) {
            out.low32();
        }
        out.pop(d);
    }

    private void immediate(int code, boolean narrow) {
        out.push(n);
        mv.visitLdcInsn(imm);
        mv.visitInsn(code);
        end(narrow);
    }

    /** Register m shifted left by aux. */
    private void shifted() {
        out.push(m);
        out.shiftLeft(aux);
    }

    private void binary(int code, boolean narrow) {
        out.push(n);
        shifted();
        mv.visitInsn(code);
        end(narrow);
    }

    private void not() {
        mv.visitLdcInsn(-1L);
        mv.visitInsn(LXOR);
    }

    /** Adds or subtracts the two longs on the stack, which are the operands of the flags too. */
    private void flagged(int code, boolean narrow) {
        out.flagsFromStack(true);
        if (d == Cpu.SINK) {
            return;
        }
        out.flagOperand(false);
        out.flagOperand(true);
        mv.visitInsn(code);
        end(narrow);
    }

    private void logicalFlags(boolean narrow) {
        if (narrow) {
            out.low32();
        }
        mv.visitInsn(DUP2);
        out.flagsFromStack(false);
        out.pop(d);
    }

    private void shift(int type, int amount, boolean narrow) {
        if (amount == 0) {
            if (narrow) {
                out.low32();
            }
            return;
        }
        if (narrow) {
            mv.visitInsn(L2I);
        }
        out.number(amount);
        switch (type) {
            case 0 -> mv.visitInsn(narrow ? ISHL : LSHL);
            case 1 -> mv.visitInsn(narrow ? IUSHR : LUSHR);
            case 2 -> mv.visitInsn(narrow ? ISHR : LSHR);
            default -> mv.visitMethodInsn(INVOKESTATIC, narrow ? "java/lang/Integer" : "java/lang/Long", "rotateRight",
                    narrow ? "(II)I" : "(JI)J", false);
        }
        if (narrow) {
            mv.visitInsn(I2L);
            out.low32();
        }
    }

    void extend(int option) {
        switch (option) {
            case 0 -> {
                mv.visitLdcInsn(0xffL);
                mv.visitInsn(LAND);
            }
            case 1 -> {
                mv.visitLdcInsn(0xffffL);
                mv.visitInsn(LAND);
            }
            case 2 -> out.low32();
            case 4, 5, 6 -> {
                mv.visitInsn(L2I);
                if (option != 6) {
                    mv.visitInsn(option == 4 ? I2B : I2S);
                }
                mv.visitInsn(I2L);
            }
            default -> { }
        }
    }

    private void logicShift(boolean narrow) {
        int operation = aux >>> 8 & 7;
        out.push(n);
        out.push(m);
        shift(aux >>> 6 & 3, aux & 63, narrow);
        if ((operation & 1) != 0) {
            not();
        }
        mv.visitInsn(switch (operation >>> 1) {
            case 0, 3 -> LAND;
            case 1 -> LOR;
            default -> LXOR;
        });
        if (operation >>> 1 == 3) {
            logicalFlags(narrow);
        } else {
            end(narrow);
        }
    }

    /** Pushes C as 0 or 1. */
    private void pushCarry() {
        out.pushNzcv();
        out.number(1);
        mv.visitInsn(IUSHR);
        out.number(1);
        mv.visitInsn(IAND);
        mv.visitInsn(I2L);
    }

    private void carry(boolean narrow) {
        pushCarry();
        mv.visitVarInsn(LSTORE, RegionEmitter.T2);
        out.push(n);
        mv.visitVarInsn(LSTORE, RegionEmitter.T0);
        out.push(m);
        if ((aux >>> 9 & 1) != 0) {
            not();
        }
        mv.visitVarInsn(LSTORE, RegionEmitter.T1);
        if ((aux >>> 8 & 1) != 0) {
            temporaries();
            mv.visitVarInsn(LLOAD, RegionEmitter.T2);
            mv.visitMethodInsn(INVOKESTATIC, "cairn/hal/aarch64/Flags", narrow ? "carry32" : "carry64", "(JJJ)I", false);
            mv.visitInsn(I2L);
            out.flagsFromStack(false);
        }
        temporaries();
        mv.visitInsn(LADD);
        mv.visitVarInsn(LLOAD, RegionEmitter.T2);
        mv.visitInsn(LADD);
        end(narrow);
    }

    private void temporaries() {
        mv.visitVarInsn(LLOAD, RegionEmitter.T0);
        mv.visitVarInsn(LLOAD, RegionEmitter.T1);
    }

    private void compare(boolean narrow) {
        Label holds = new Label();
        Label end = new Label();
        int code = aux & 15;
        if (code < 14) {
            out.jumpIf(code, holds);
            mv.visitLdcInsn((long) (aux >>> 4 & 15));
            out.flagsFromStack(false);
            mv.visitJumpInsn(GOTO, end);
            out.label(holds);
        }
        out.push(n);
        if (imm != 0) {
            mv.visitLdcInsn(imm);
        } else {
            out.push(m);
        }
        String name = ((aux >>> 8 & 1) != 0 ? "subs" : "adds") + (narrow ? "32" : "64");
        mv.visitMethodInsn(INVOKESTATIC, "cairn/hal/aarch64/Flags", name, "(JJ)I", false);
        mv.visitInsn(I2L);
        out.flagsFromStack(false);
        if (code < 14) {
            out.label(end);
        }
    }

    /** Register n when the condition holds, otherwise m: as it is, plus one, inverted, negated. */
    private void select(int variant, boolean narrow) {
        int code = aux & 15;
        if (code >= 14) {
            out.push(n);
            end(narrow);
            return;
        }
        Label holds = new Label();
        Label end = new Label();
        out.jumpIf(code, holds);
        out.push(m);
        switch (variant) {
            case 1 -> {
                mv.visitInsn(LCONST_1);
                mv.visitInsn(LADD);
            }
            case 2 -> not();
            case 3 -> mv.visitInsn(LNEG);
            default -> { }
        }
        end(narrow);
        mv.visitJumpInsn(GOTO, end);
        out.label(holds);
        out.push(n);
        end(narrow);
        out.label(end);
    }
}
