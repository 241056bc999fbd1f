/*
 * A driver of the serial line as a program. Its task has the registers of the PL011, mapped as a device, and an interrupt object that hangs
 * on the pin of the line; it collects bytes when interrupted, and gives a line to whoever asks for one. The root task, which has the
 * registers from the kernel and made all this, is the client.
 *
 *   PL011 --pin 33--> interrupt object --message--> driver <--GET_LINE-- root
 */
#include "../lib/threads.h"

#define UART 0x09000000UL
enum { DATA = 0x00 / 4, FLAGS = 0x18 / 4, MASK = 0x38 / 4, MASKED = 0x40 / 4, CLEAR = 0x44 / 4 };
enum { RECEIVE_EMPTY = 1 << 4, RECEIVED = 1 << 4 | 1 << 6, PIN = 33 };
enum { DRIVER_TASK = FIRST_FREE, DRIVER, DRIVER_GATE, IRQ, STRANGER_TASK, STRANGER, SECOND_IRQ };
enum { LABEL = 0x100, IRQ_LABEL = 0x200, GET_LINE = 1, COUNTS, LAST = 0x7f };

static volatile unsigned *const uart = (volatile unsigned *)UART;

/* ---- the driver ---- */

static char buffer[512];
static word first, end; /* of the bytes that are held */
static word interrupts, bytes, idle_interrupts;

static void unmask(void)
{
    MR(0) = IRQ_OP_UNMASK;
    ipc(IRQ << SELECTOR_SHIFT | SELECTOR_SEND, make_tag(PROTOCOL_IRQ, 1, 0), 0);
}

static void collect(void)
{
    word before = bytes;
    while (!(uart[FLAGS] & RECEIVE_EMPTY)) {
        buffer[end++ % sizeof buffer] = (char)uart[DATA];
        bytes++;
    }
    interrupts++;
    idle_interrupts += bytes == before;
    uart[CLEAR] = RECEIVED;
    unmask();
}

/* Whether a whole line is held; then it is in the message: its length, and its bytes. */
static int take_line(void)
{
    word length = 0;
    while (first + length < end && buffer[(first + length) % sizeof buffer] != '\n')
        length++;
    if (first + length == end)
        return 0;
    MR(0) = length;
    volatile char *to = (volatile char *)(utcb() + 1);
    for (word i = 0; i < length && i < 400; i++)
        to[i] = buffer[(first + i) % sizeof buffer];
    first += length + 1;
    return 1;
}

static void driver(word unused)
{
    (void)unused;
    int asked = 0;
    uart[MASK] = RECEIVED;
    struct message m = wait();
    for (;;) {
        if (m.label == IRQ_LABEL)
            collect();
        else if (label_of(m.tag) == GET_LINE)
            asked = 1;
        if (label_of(m.tag) == COUNTS) {
            MR(0) = interrupts;
            MR(1) = bytes;
            MR(2) = idle_interrupts;
            m = reply_and_wait(make_tag(0, 3, 0));
        } else if (asked && take_line()) {
            asked = 0;
            m = reply_and_wait(make_tag(0, UTCB_MESSAGE_WORDS, 0));
        } else {
            m = wait();
        }
    }
}

/* ---- the root task ---- */

static void stranger(word unused)
{
    (void)unused;
    uart[DATA] = '!';
}

static long set_up_interrupt(void)
{
    long answer = create(FACTORY, PROTOCOL_IRQ_SENDER, IRQ, 0, 0);
    MR(0) = ICU_OP_BIND;
    MR(1) = PIN;
    item(2, IRQ);
    if (answer >= 0)
        answer = result(call(ICU, PROTOCOL_IRQ, 2, 1));
    MR(0) = IRQ_OP_BIND;
    MR(1) = IRQ_LABEL;
    item(2, DRIVER);
    if (answer >= 0)
        answer = result(call(IRQ, PROTOCOL_KOBJECT, 2, 1));
    unmask();
    return answer;
}

static long second_driver(void)
{
    create(FACTORY, PROTOCOL_IRQ_SENDER, SECOND_IRQ, 0, 0);
    MR(0) = ICU_OP_BIND;
    MR(1) = PIN;
    item(2, SECOND_IRQ);
    return result(call(ICU, PROTOCOL_IRQ, 2, 1));
}

static long start_driver(void)
{
    long answer = new_task(DRIVER_TASK, FACTORY, PAGE_ORDER);
    if (answer >= 0)
        answer = share(DRIVER_TASK, STACKS, STACKS_ORDER, RIGHT_READ | RIGHT_WRITE);
    if (answer >= 0)
        answer = share(DRIVER_TASK, UART, PAGE_ORDER, RIGHT_READ | RIGHT_WRITE);
    if (answer >= 0)
        answer = spawn_at((struct place){DRIVER_TASK, DRIVER, FACTORY, 0, 0}, driver, 0, 150);
    if (answer >= 0)
        answer = create_gate(DRIVER_GATE, DRIVER, LABEL);
    if (answer >= 0)
        answer = set_up_interrupt();
    return answer < 0 ? answer : give(DRIVER_TASK, IRQ, IRQ, RIGHT_R | RIGHT_W);
}

static char line[128];

static word get_line(void)
{
    long answer = result(call(DRIVER_GATE, GET_LINE, 0, 0));
    word length = MR(0);
    const volatile char *from = (const volatile char *)(utcb() + 1);
    for (word i = 0; i < length && i < sizeof line - 1; i++)
        line[i] = from[i];
    line[length < sizeof line ? length : sizeof line - 1] = 0;
    return answer < 0 ? 0 : length;
}

void program(void)
{
    receive_nothing();
    say("root: the driver, its interrupt object on pin %d: %d\n", PIN, (word)start_driver(), 0);
    say("root: a second interrupt object for that pin: %d\n", (word)second_driver(), 0, 0);
    word total = 0;
    do {
        word length = get_line();
        total += length + 1;
        say("root: reads \"%s\", %d bytes\n", (word)line, length, 0);
    } while (!same_text(line, "end"));
    result(call(DRIVER_GATE, COUNTS, 0, 0));
    word counted = MR(1), in_vain = MR(2);
    say("driver: %d interrupts, %d bytes; interrupts in vain %d\n", MR(0), counted, in_vain);
    say("root: read %d bytes with the ends of lines\n", total, 0, 0);

    new_task(STRANGER_TASK, FACTORY, PAGE_ORDER);
    share(STRANGER_TASK, STACKS, STACKS_ORDER, RIGHT_READ | RIGHT_WRITE);
    say("root: a task without the registers writes to them\n", 0, 0, 0);
    spawn_at((struct place){STRANGER_TASK, STRANGER, FACTORY, 0, 1}, stranger, 0, 150);
    for (const char *text = "root: writes this to the registers itself\n"; *text; text++)
        uart[DATA] = (unsigned char)*text;
    MR(0) = TASK_OP_UNMAP;
    MR(1) = 0;
    MR(2) = memory_page(UART, PAGE_ORDER, RIGHT_READ | RIGHT_WRITE);
    say("root: takes the registers back from the others: %d\n", (word)(result(call(TASK, PROTOCOL_TASK, 3, 0)) & ~15), 0, 0);
    rest();
}
