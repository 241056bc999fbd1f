package cairn.kernel.core.message;

/**
 * The bit fields of the words that a user program writes into registers and UTCB. Each method here takes every word there is, ends, changes
 * nothing, and answers within its range: what is read can always be used as an index of that range. [REQ-ENTRY-2]
 *
 * <pre>
 *  tag       [ label : 48, signed | flags : 4 | items : 6 | words : 6 ]
 *  selector  [ capability index : 52 | special | explicit | 6 unused | reply | open | receive | send ]
 *  timeouts  [ unused : 32 | send : 16 | receive : 16 ]     one timeout [ absolute | exponent : 5 | mantissa : 10, register : 6 ]
 *  flexpage  [ address / 4096, or capability index : 52 | order : 6 | type : 2 | rights : 4 ]
 *  BDR       [ unused : 49 | object buffer : 5 | unused : 5 | memory buffer : 5 ]
 * </pre>
 *
 * <p>Fields are computed with division, whose meaning the prover knows; of &amp; and &gt;&gt;&gt; on long it knows none. In the contracts
 * {@code w >> n} is the quotient rounded down, so that bits n .. m - 1 are {@code (w >> n) - 2^(m-n) * (w >> m)}.
 */
public final class Fields {
    /** Words of a message. */
    public static final int MESSAGE = 63;
    /** Buffer registers. */
    public static final int BUFFERS = 58;

    /** Untyped words that a tag announces: bits 5..0. */
    /*@ public normal_behavior
      @   ensures \result == tag - 64 * (tag >> 6) && 0 <= \result && \result <= 63;
      @   assignable \strictly_nothing;
      @*/
    public static /*@ helper pure @*/ int words(long tag) {
        return (int) low6(tag);
    }

    /** Typed items that a tag announces: bits 11..6. */
    /*@ public normal_behavior
      @   ensures \result == (tag >> 6) - 64 * (tag >> 12) && 0 <= \result && \result <= 63;
      @   assignable \strictly_nothing;
      @*/
    public static /*@ helper pure @*/ int items(long tag) {
        return (int) (low12(tag) / 64);
    }

    /** The protocol of a tag: bits 63..16, with its sign. */
    /*@ public normal_behavior
      @   ensures \result == tag >> 16 && -140737488355328L <= \result && \result <= 140737488355327L;
      @   assignable \strictly_nothing;
      @*/
    public static /*@ helper pure @*/ long label(long tag) {
        return (tag - low16(tag)) / 65536;
    }

    /** Message registers that words and items of a tag take, at most all. */
    /*@ public normal_behavior
      @   requires 0 <= words && words <= 63 && 0 <= items && items <= 63;
      @   ensures 0 <= \result && \result <= 63 && \result <= words + 2 * items && (words + 2 * items <= 63 ==> \result == words + 2 * items);
      @   assignable \strictly_nothing;
      @*/
    public static /*@ helper pure @*/ int used(int words, int items) {
        int used = words + 2 * items;
        return used > MESSAGE ? MESSAGE : used;
    }

    /** Message register of the first word of typed item {@code i}, whose second word lies behind it; -1 when a tag announces no such item. */
    /*@ public normal_behavior
      @   requires 0 <= words && words <= 63 && 0 <= items && items <= 63;
      @   ensures -1 <= \result && \result <= 61;
      @   ensures 0 <= \result <==> 0 <= i && i < items && words + 2 * i <= 61;
      @   ensures 0 <= \result ==> \result == words + 2 * i;
      @   assignable \strictly_nothing;
      @*/
    public static /*@ helper pure @*/ int item(int words, int items, int i) {
        if (i < 0 || i >= items) {
            return -1;
        }
        int at = words + 2 * i;
        return at <= MESSAGE - 2 ? at : -1;
    }

    /** Capability index or page in bits 63..12 of a word: of a selector, a flexpage, a buffer. */
    /*@ public normal_behavior
      @   ensures 0 <= word ==> \result == word >> 12;
      @   ensures word < 0 ==> \result == (word >> 12) + 4503599627370496L;
      @   ensures 0 <= \result && \result < 4503599627370496L;
      @   assignable \strictly_nothing;
      @*/
    public static /*@ helper pure @*/ long index(long word) {
        long quotient = (word - low12(word)) / 4096;
        return quotient < 0 ? quotient + 4503599627370496L : quotient;
    }

    /** What a selector asks for: bits 11..0, to be looked at one by one below. */
    /*@ public normal_behavior
      @   ensures \result == selector - 4096 * (selector >> 12) && 0 <= \result && \result <= 4095;
      @   assignable \strictly_nothing;
      @*/
    public static /*@ helper pure @*/ int operation(long selector) {
        return (int) low12(selector);
    }

    /** Whether an operation has a send phase: bit 0, or none of bits 3..0. */
    /*@ public normal_behavior
      @   requires 0 <= operation && operation <= 4095;
      @   ensures \result == (operation - 2 * (operation >> 1) == 1 || operation - 16 * (operation >> 4) == 0);
      @   assignable \strictly_nothing;
      @*/
    public static /*@ helper pure @*/ boolean sends(int operation) {
        return (operation & 1) != 0 || operation % 16 == 0;
    }

    /** Whether an operation has a receive phase: bit 1. */
    /*@ public normal_behavior
      @   requires 0 <= operation && operation <= 4095;
      @   ensures \result == ((operation >> 1) - 2 * (operation >> 2) == 1);
      @   assignable \strictly_nothing;
      @*/
    public static /*@ helper pure @*/ boolean receives(int operation) {
        return (operation / 2 & 1) != 0;
    }

    /** Whether an operation receives from anyone: bit 2. */
    /*@ public normal_behavior
      @   requires 0 <= operation && operation <= 4095;
      @   ensures \result == ((operation >> 2) - 2 * (operation >> 3) == 1);
      @   assignable \strictly_nothing;
      @*/
    public static /*@ helper pure @*/ boolean isOpen(int operation) {
        return (operation / 4 & 1) != 0;
    }

    /** Whether an operation names the reply capability as destination: bit 3. */
    /*@ public normal_behavior
      @   requires 0 <= operation && operation <= 4095;
      @   ensures \result == ((operation >> 3) - 2 * (operation >> 4) == 1);
      @   assignable \strictly_nothing;
      @*/
    public static /*@ helper pure @*/ boolean replies(int operation) {
        return (operation / 8 & 1) != 0;
    }

    /** Whether an operation names an explicit reply slot: bit 10 without bit 11. */
    /*@ public normal_behavior
      @   requires 0 <= operation && operation <= 4095;
      @   ensures \result == (operation >> 10 == 1);
      @   assignable \strictly_nothing;
      @*/
    public static /*@ helper pure @*/ boolean namesReplySlot(int operation) {
        return 1024 <= operation && operation < 2048;
    }

    /** Whether an operation means the invoking thread itself: bit 10 or 11, without bit 3. */
    /*@ public normal_behavior
      @   requires 0 <= operation && operation <= 4095;
      @   ensures \result == (operation >> 10 != 0 && (operation >> 3) - 2 * (operation >> 4) == 0);
      @   assignable \strictly_nothing;
      @*/
    public static /*@ helper pure @*/ boolean self(int operation) {
        return operation >= 1024 && !replies(operation);
    }

    /** Of both timeouts the one of the send phase: bits 31..16. */
    /*@ public normal_behavior
      @   ensures \result == (timeouts >> 16) - 65536 * (timeouts >> 32) && 0 <= \result && \result <= 65535;
      @   assignable \strictly_nothing;
      @*/
    public static /*@ helper pure @*/ int sendTimeout(long timeouts) {
        return (int) (low32(timeouts) / 65536);
    }

    /** Of both timeouts the one of the receive phase: bits 15..0. */
    /*@ public normal_behavior
      @   ensures \result == timeouts - 65536 * (timeouts >> 16) && 0 <= \result && \result <= 65535;
      @   assignable \strictly_nothing;
      @*/
    public static /*@ helper pure @*/ int receiveTimeout(long timeouts) {
        return (int) low16(timeouts);
    }

    /** The buffer register that has the time of an absolute timeout, bits 5..0; -1 when it is relative or there is no such register. */
    /*@ public normal_behavior
      @   ensures -1 <= \result && \result <= 57;
      @   ensures 0 <= \result <==> (timeout >> 15) - 2 * (timeout >> 16) == 1 && timeout - 64 * (timeout >> 6) < 58;
      @   ensures 0 <= \result ==> \result == timeout - 64 * (timeout >> 6);
      @   assignable \strictly_nothing;
      @*/
    public static /*@ helper pure @*/ int timeRegister(int timeout) {
        int register = (int) low6(timeout);
        return low16(timeout) >= 32768 && register < BUFFERS ? register : -1;
    }

    /** Rights in a flexpage: bits 3..0. */
    /*@ public normal_behavior
      @   ensures \result == word - 16 * (word >> 4) && 0 <= \result && \result <= 15;
      @   assignable \strictly_nothing;
      @*/
    public static /*@ helper pure @*/ int rights(long word) {
        return (int) (low6(word) % 16);
    }

    /** Type of a flexpage: bits 5..4. */
    /*@ public normal_behavior
      @   ensures \result == (word >> 4) - 4 * (word >> 6) && 0 <= \result && \result <= 3;
      @   assignable \strictly_nothing;
      @*/
    public static /*@ helper pure @*/ int type(long word) {
        return (int) (low6(word) / 16);
    }

    /** Order of a flexpage: bits 11..6. */
    /*@ public normal_behavior
      @   ensures \result == (word >> 6) - 64 * (word >> 12) && 0 <= \result && \result <= 63;
      @   assignable \strictly_nothing;
      @*/
    public static /*@ helper pure @*/ int order(long word) {
        return (int) (low12(word) / 64);
    }

    /** The first memory buffer that a BDR names: bits 4..0. */
    /*@ public normal_behavior
      @   ensures \result == descriptor - 32 * (descriptor >> 5) && 0 <= \result && \result <= 31;
      @   assignable \strictly_nothing;
      @*/
    public static /*@ helper pure @*/ int memoryBuffer(long descriptor) {
        return (int) (low6(descriptor) % 32);
    }

    /** The first object buffer that a BDR names: bits 14..10. */
    /*@ public normal_behavior
      @   ensures \result == (descriptor >> 10) - 32 * (descriptor >> 15) && 0 <= \result && \result <= 31;
      @   assignable \strictly_nothing;
      @*/
    public static /*@ helper pure @*/ int objectBuffer(long descriptor) {
        return (int) (low16(descriptor) % 32768 / 1024);
    }

    /** Bits 5..0. */
    /*@ public normal_behavior
      @   ensures \result == word - 64 * (word >> 6) && 0 <= \result && \result < 64;
      @   assignable \strictly_nothing;
      @*/
    private static /*@ helper pure @*/ long low6(long word) {
        long rest = word % 64;
        return rest < 0 ? rest + 64 : rest;
    }

    /** Bits 11..0. */
    /*@ public normal_behavior
      @   ensures \result == word - 4096 * (word >> 12) && 0 <= \result && \result < 4096;
      @   assignable \strictly_nothing;
      @*/
    private static /*@ helper pure @*/ long low12(long word) {
        long rest = word % 4096;
        return rest < 0 ? rest + 4096 : rest;
    }

    /** Bits 15..0. */
    /*@ public normal_behavior
      @   ensures \result == word - 65536 * (word >> 16) && 0 <= \result && \result < 65536;
      @   assignable \strictly_nothing;
      @*/
    private static /*@ helper pure @*/ long low16(long word) {
        long rest = word % 65536;
        return rest < 0 ? rest + 65536 : rest;
    }

    /** Bits 31..0. */
    /*@ public normal_behavior
      @   ensures \result == word - 4294967296L * (word >> 32) && 0 <= \result && \result < 4294967296L;
      @   assignable \strictly_nothing;
      @*/
    private static /*@ helper pure @*/ long low32(long word) {
        long rest = word % 4294967296L;
        return rest < 0 ? rest + 4294967296L : rest;
    }

    private Fields() {}
}
