package cairn.kernel.core.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cairn.kernel.abi.Flexpage;
import cairn.kernel.abi.Selector;
import cairn.kernel.abi.Tag;
import cairn.kernel.abi.Timeout;
import cairn.kernel.abi.Utcb;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The divisions of {@link Fields} read the bits that the table of the ABI says: the constants here are generated from it. */
class FieldsTest {
    private static final long[] EDGES = {0, -1, 1, Long.MIN_VALUE, Long.MAX_VALUE, 0xffffffffL, 0x100000000L, -0x100000000L, 0xfff, 0x1000, -0x1000,
        0x8000, 0xffff, 0x10000, -0x10000};

    /** Red: one constant of any method of Fields doubled, or its negative words not corrected. [REQ-ENTRY-2] */
    @Test
    void everyFieldIsTheOneOfTheTable() {
        for (long edge : EDGES) {
            for (int bit = 0; bit < 64; bit++) {
                word(edge ^ 1L << bit);
            }
            word(edge);
        }
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            word(random.nextLong() >> random.nextInt(64));
        }
    }

    private static void word(long w) {
        int words = (int) w & Tag.WORDS;
        int items = (int) (w >>> Tag.ITEM_SHIFT) & Tag.ITEMS;
        assertEquals(words, Fields.words(w));
        assertEquals(items, Fields.items(w));
        assertEquals(w >> Tag.LABEL_SHIFT, Fields.label(w));
        assertEquals(Math.min(words + 2 * items, Utcb.MESSAGE_WORDS), Fields.used(words, items));
        for (int i = -1; i <= 64; i++) {
            int at = words + 2 * i;
            assertEquals(0 <= i && i < items && at + 1 < Utcb.MESSAGE_WORDS ? at : -1, Fields.item(words, items, i));
        }
        assertEquals(w >>> Selector.SHIFT, Fields.index(w));
        int operation = Fields.operation(w);
        assertEquals((int) w & 0xfff, operation);
        assertEquals((w & 15) == 0 || (w & Selector.SEND) != 0, Fields.sends(operation));
        assertEquals((w & Selector.RECEIVE) != 0, Fields.receives(operation));
        assertEquals((w & Selector.OPEN_WAIT) != 0, Fields.isOpen(operation));
        assertEquals((w & Selector.REPLY) != 0, Fields.replies(operation));
        assertEquals((w & (Selector.SPECIAL | Selector.EXPLICIT)) == Selector.EXPLICIT, Fields.namesReplySlot(operation));
        assertEquals((w & (Selector.SPECIAL | Selector.EXPLICIT)) != 0 && (w & Selector.REPLY) == 0, Fields.self(operation));
        assertEquals((int) (w >>> Timeout.SEND_SHIFT) & Timeout.MASK, Fields.sendTimeout(w));
        assertEquals((int) w & Timeout.MASK, Fields.receiveTimeout(w));
        int register = (int) w & Timeout.REGISTER;
        assertEquals((w & Timeout.ABSOLUTE) != 0 && register < Utcb.BUFFER_WORDS ? register : -1, Fields.timeRegister((int) w));
        assertEquals((int) w & Flexpage.RIGHTS, Fields.rights(w));
        assertEquals((int) (w >>> Flexpage.TYPE_SHIFT) & Flexpage.TYPE, Fields.type(w));
        assertEquals((int) (w >>> Flexpage.ORDER_SHIFT) & Flexpage.ORDER, Fields.order(w));
        assertEquals((int) w & Utcb.MEMORY_MASK, Fields.memoryBuffer(w));
        assertEquals((int) (w >>> Utcb.OBJECT_SHIFT) & Utcb.OBJECT_MASK, Fields.objectBuffer(w));
    }
}
