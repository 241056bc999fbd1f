/* What the programs of the user land share: IPC, messages, and text on the log. The machine's side is in ../../include/cairn. */
#ifndef SYSTEM_H
#define SYSTEM_H

#include "../../include/cairn/call.h"

/* Operations in a selector. */
#define SELF SELECTOR_SPECIAL /* no capability: wait for anyone, or on nobody */
#define CALL (SELECTOR_SEND | SELECTOR_RECEIVE)
#define WAIT (SELF | SELECTOR_RECEIVE | SELECTOR_OPEN_WAIT)
#define REPLY_AND_WAIT (SELF | SELECTOR_REPLY | SELECTOR_SEND | SELECTOR_RECEIVE | SELECTOR_OPEN_WAIT)

/* Timeouts: send in bits 31..16, receive in bits 15..0; 0 is for ever. */
#define NOW 0x400UL
#define REPLY_NOW (NOW << 16)
#define ABSOLUTE_BR0 0x8000UL /* the receive timeout is the clock value in BR0 */

/* Buffer registers. */
#define BR(i) (utcb()[UTCB_BUFFER / sizeof(word) + (i)])
#define ERROR_CODE (utcb()[UTCB_ERROR / sizeof(word)] & 0x1f)

enum { PAGE = 4096, PAGE_ORDER = 12 };

/* Every program finds these in its table; the two that the kernel starts have their pager's gate at PAGER. */
enum { TASK = 1, FACTORY, THREAD, PAGER, LOG, NAMES, SCHEDULER, FIRST_FREE = 0x20 };

struct message {
    word tag;
    word label; /* of the gate that it came through, and two bits of rights */
};

static inline word make_tag(long label, word words, word items)
{
    return (word)label << TAG_LABEL_SHIFT | items << TAG_ITEM_SHIFT | words;
}

static inline long label_of(word tag)
{
    return (long)tag >> TAG_LABEL_SHIFT;
}

static inline struct message ipc(word selector, word tag, word timeouts)
{
    register word x0 __asm__("x0") = tag;
    register word x1 __asm__("x1") = 0;
    register word x2 __asm__("x2") = selector;
    register word x3 __asm__("x3") = timeouts;
    __asm__ volatile("svc #0" : "+r"(x0), "+r"(x1) : "r"(x2), "r"(x3) : "memory");
    return (struct message){x0, x1};
}

static inline struct message wait(void)
{
    return ipc(WAIT, 0, 0);
}

/* A server's answer, and its next request. */
static inline struct message reply_and_wait(word tag)
{
    return ipc(REPLY_AND_WAIT, tag, REPLY_NOW);
}

/* ---- what a message carries ---- */

/* The receiver takes one capability into slot `slot`, or none. */
static inline void receive_capability(word slot)
{
    utcb()[UTCB_DESCRIPTOR / sizeof(word)] = 0;
    BR(0) = slot << SELECTOR_SHIFT | ITEM_MAP | ITEM_SMALL;
    BR(1) = 0;
}

/* The receiver takes pages into the window of 2^order bytes at `address`. */
static inline void receive_pages(word address, word order)
{
    utcb()[UTCB_DESCRIPTOR / sizeof(word)] = 0;
    BR(0) = ITEM_MAP;
    BR(1) = memory_page(address, order, 0);
    BR(2) = 0;
}

static inline void receive_nothing(void)
{
    utcb()[UTCB_DESCRIPTOR / sizeof(word)] = 0;
    BR(0) = 0;
}

/* An item behind `words` message words: the flexpage, to `base` of the receiver's window. */
static inline void send_item(word words, word base, word flexpage)
{
    MR(words) = base | ITEM_MAP;
    MR(words + 1) = flexpage;
}

/* ---- text ---- */

struct text {
    char bytes[160];
    word length;
};

static inline void add_text(struct text *t, const char *from)
{
    while (*from && t->length < sizeof t->bytes - 1)
        t->bytes[t->length++] = *from++;
    t->bytes[t->length] = 0;
}

static inline void add_number(struct text *t, long number)
{
    char digits[24];
    word n = sizeof digits;
    word rest = number < 0 ? -(word)number : (word)number;
    digits[--n] = 0;
    do
        digits[--n] = '0' + rest % 10;
    while ((rest /= 10) > 0);
    if (number < 0)
        digits[--n] = '-';
    add_text(t, digits + n);
}

static inline void add_hex(struct text *t, word number)
{
    int shift = 60;
    add_text(t, "0x");
    while (shift > 0 && (number >> shift) == 0)
        shift -= 4;
    for (; shift >= 0; shift -= 4)
        add_text(t, (char[]){"0123456789abcdef"[number >> shift & 15], 0});
}

/* Writes `format` on the log; %d takes the next argument as number, %x in hexadecimal, %s as string. The message registers stay. */
static inline void say(const char *format, word a, word b, word c)
{
    struct text t;
    word argument[3] = {a, b, c};
    word next = 0;
    t.length = 0;
    for (; *format; format++) {
        if (*format != '%') {
            add_text(&t, (char[]){*format, 0});
            continue;
        }
        format++;
        if (*format == 'd')
            add_number(&t, (long)argument[next++]);
        else if (*format == 'x')
            add_hex(&t, argument[next++]);
        else
            add_text(&t, (const char *)argument[next++]);
    }
    word kept[2 + sizeof t.bytes / sizeof(word)];
    for (word i = 0; i < sizeof kept / sizeof kept[0]; i++)
        kept[i] = MR(i);
    print(LOG, t.bytes);
    for (word i = 0; i < sizeof kept / sizeof kept[0]; i++)
        MR(i) = kept[i];
}

static inline int same_text(const char *a, const char *b)
{
    while (*a && *a == *b) {
        a++;
        b++;
    }
    return *a == *b;
}

/* ---- kernel objects ---- */

/* A new object at `slot`; `words` message words behind the protocol are set already. */
static inline long create(word factory, long protocol, word slot, word words, word items)
{
    receive_capability(slot);
    MR(0) = (word)protocol;
    long answer = result(call(factory, PROTOCOL_FACTORY, 1 + words, items));
    receive_nothing();
    return answer;
}

/* Arguments of a factory are pairs: type and size of the value, then the value. */
#define ARGUMENT_WORD (1UL | 8UL << 16)
#define ARGUMENT_PAGE (3UL | 8UL << 16)

static inline long create_task(word slot, word utcb_area)
{
    MR(1) = ARGUMENT_PAGE;
    MR(2) = utcb_area;
    return create(FACTORY, PROTOCOL_TASK, slot, 2, 0);
}

static inline long create_factory(word slot, word bytes)
{
    MR(1) = ARGUMENT_WORD;
    MR(2) = bytes;
    return create(FACTORY, PROTOCOL_FACTORY, slot, 2, 0);
}

/* A gate that leads to `thread`, whose receiver reads `label`. */
static inline long create_gate(word slot, word thread, word label)
{
    MR(1) = ARGUMENT_WORD;
    MR(2) = label;
    item(3, thread);
    return create(FACTORY, PROTOCOL_GATE, slot, 2, 1);
}

/* Capability `from` of this task becomes capability `to` of `task`, with `rights`. */
static inline long give(word task, word from, word to, word rights)
{
    MR(0) = TASK_OP_MAP;
    MR(1) = to << SELECTOR_SHIFT | ITEM_MAP;
    MR(2) = capability(from, rights);
    item(3, TASK);
    return result(call(task, PROTOCOL_TASK, 3, 1));
}

/* Everything under the flexpage goes, from this task too; with the right to delete, the object. */
static inline long destroy(word flexpage)
{
    MR(0) = TASK_OP_UNMAP;
    MR(1) = UNMAP_SELF | UNMAP_DELETE;
    MR(2) = flexpage;
    return result(call(TASK, PROTOCOL_TASK, 3, 0));
}

/* The thread runs in `task`; slot PAGER there is its pager and its exception handler. */
static inline long bind(word thread, word task, word utcb_address)
{
    MR(0) = THREAD_OP_CONTROL | CONTROL_PAGER | CONTROL_HANDLER | CONTROL_BIND;
    MR(1) = PAGER << SELECTOR_SHIFT;
    MR(2) = PAGER << SELECTOR_SHIFT;
    MR(3) = 0;
    MR(4) = 0;
    MR(5) = utcb_address;
    item(6, task);
    return result(call(thread, PROTOCOL_THREAD, 6, 1));
}

static inline long start(word thread, word ip, word sp)
{
    MR(0) = THREAD_OP_EX_REGS;
    MR(1) = ip;
    MR(2) = sp;
    return result(call(thread, PROTOCOL_THREAD, 3, 0));
}

static inline long run_at(word thread, word priority)
{
    MR(0) = SCHEDULER_OP_RUN_THREAD;
    MR(1) = 0;
    MR(2) = 1;
    MR(3) = priority;
    MR(4) = 0;
    item(5, thread);
    return result(call(SCHEDULER, PROTOCOL_SCHEDULER, 5, 1));
}

/* A thread at slots `task`, `thread`: bound, placed, running. */
static inline long launch(word task, word thread, word utcb_address, word ip, word sp, word priority)
{
    long answer = bind(thread, task, utcb_address);
    if (answer >= 0)
        answer = run_at(thread, priority);
    return answer < 0 ? answer : start(thread, ip, sp);
}

#endif
