/* System calls for guest programs: one SVC, message words in the UTCB. */
#ifndef CAIRN_CALL_H
#define CAIRN_CALL_H

#include "abi.h"

typedef unsigned long word;

/* The calling thread's UTCB. */
static inline volatile word *utcb(void)
{
    word p;
    __asm__ volatile("mrs %0, tpidrro_el0" : "=r"(p));
    return (volatile word *)p;
}

/* Message register i. */
#define MR(i) (utcb()[(i)])

/* Invokes capability cap; returns the result tag. */
static inline word invoke(word cap, word operation, long label, word words, word items)
{
    register word x0 __asm__("x0") = (word)label << TAG_LABEL_SHIFT | items << TAG_ITEM_SHIFT | words;
    register word x1 __asm__("x1") = 0;
    register word x2 __asm__("x2") = cap << SELECTOR_SHIFT | operation;
    register word x3 __asm__("x3") = 0;
    __asm__ volatile("svc #0" : "+r"(x0), "+r"(x1) : "r"(x2), "r"(x3) : "memory");
    return x0;
}

static inline word call(word cap, long label, word words, word items)
{
    return invoke(cap, SELECTOR_SEND | SELECTOR_RECEIVE, label, words, items);
}

/* 0 or positive: the object's answer; negative: -Failure, or -1000 - IPC error. */
static inline long result(word tag)
{
    if (tag & TAG_ERROR)
        return -1000 - (long)utcb()[UTCB_ERROR / sizeof(word)];
    return (long)tag >> TAG_LABEL_SHIFT;
}

/* Flexpages. */
static inline word memory_page(word address, word order, word rights)
{
    return address | order << FLEXPAGE_ORDER_SHIFT | FLEXPAGE_MEMORY << FLEXPAGE_TYPE_SHIFT | rights;
}

static inline word capability(word index, word rights)
{
    return index << 12 | FLEXPAGE_OBJECT << FLEXPAGE_TYPE_SHIFT | rights;
}

/* Puts a typed item that names a capability behind `words` message words. */
static inline void item(word words, word index)
{
    MR(words) = ITEM_MAP;
    MR(words + 1) = capability(index, RIGHT_R | RIGHT_W | RIGHT_S | RIGHT_D);
}

/* Writes text on the log `log`; returns the kernel's error, or 0. */
static inline long print(word log, const char *text)
{
    volatile char *to = (volatile char *)(utcb() + 2);
    word n = 0;
    for (; text[n] && n < LOG_OP_MAX_BYTES; n++)
        to[n] = text[n];
    MR(0) = LOG_OP_WRITE;
    MR(1) = n;
    return result(invoke(log, SELECTOR_SEND, PROTOCOL_LOG, 2 + (n + 7) / 8, 0));
}

#endif
