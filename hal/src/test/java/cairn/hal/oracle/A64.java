package cairn.hal.oracle;

/** Encoders for the few instructions around a case. */
final class A64 {
    static int movz(int d, int value, int shift) {
        return 0xd2800000 | shift / 16 << 21 | (value & 0xffff) << 5 | d;
    }

    static int movk(int d, int value, int shift) {
        return 0xf2800000 | shift / 16 << 21 | (value & 0xffff) << 5 | d;
    }

    static int ldpPost(int t1, int t2, int n, int by) {
        return 0xa8c00000 | (by / 8 & 127) << 15 | t2 << 10 | n << 5 | t1;
    }

    static int stpPost(int t1, int t2, int n, int by) {
        return 0xa8800000 | (by / 8 & 127) << 15 | t2 << 10 | n << 5 | t1;
    }

    static int ldpQPost(int t1, int t2, int n) {
        return 0xacc00000 | 2 << 15 | t2 << 10 | n << 5 | t1;
    }

    static int stpQPost(int t1, int t2, int n) {
        return 0xac800000 | 2 << 15 | t2 << 10 | n << 5 | t1;
    }

    static int addImm(int d, int n, int imm) {
        return 0x91000000 | imm << 10 | n << 5 | d;
    }

    static final int SVC = 0xd4000001;
    static final int CLREX = 0xd503305f;

    static int msr(int register, int t) {
        return 0xd5100000 | register << 5 | t;
    }

    static int mrs(int register, int t) {
        return 0xd5300000 | register << 5 | t;
    }

    /** op0<0> op1 CRn CRm op2, as they stand in an instruction. */
    static final int NZCV = 0x1 << 14 | 3 << 11 | 4 << 7 | 2 << 3;
    static final int FPCR = 0x1 << 14 | 3 << 11 | 4 << 7 | 4 << 3;
    static final int FPSR = FPCR | 1;

    private A64() {}
}
