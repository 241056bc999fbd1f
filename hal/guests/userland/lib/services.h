/* What the programs of the user land ask of each other. Labels above 0 are theirs; an answer's label is 0 or a failure. */
#ifndef SERVICES_H
#define SERVICES_H

#include "system.h"

enum {
    /* of the root task, asked by the loader through NAMES */
    MEMORY = 0x20, /* MR0 order -> pages */
    ROM_OPEN,      /* MR0.. name -> label: number of the file, MR0 its bytes */
    ROM_PAGE,      /* MR0 number, MR1 page of it -> that page, to be read */
    /* of who started a program, asked by it through NAMES */
    PUBLISH,       /* MR0.. name, a capability */
    FIND,          /* MR0.. name -> the capability */
    DONE,          /* MR0 result; no answer */
    /* of the counter */
    OPEN,          /* -> a gate: a session */
    ADD,           /* MR0 number -> MR0 sum of the session */
    NOTE,          /* -> a page, to be read */
    CLOSE,         /* the session's gate ends */
};

enum { NAME_WORDS = 3 };

/* Every program is loaded with this around it. */
#define PROGRAM_UTCB 0x70000000UL
#define HEAP 0x10000000UL /* zeroed when touched */
#define HEAP_PAGES 256
#define STACK_TOP 0x20000000UL /* as is the stack below */
#define STACK_PAGES 4

static inline void put_name(const char *name)
{
    word n = 0;
    for (word w = 0; w < NAME_WORDS; w++) {
        word value = 0;
        for (word b = 0; b < 8; b++)
            if (name[n] != 0)
                value |= (word)(unsigned char)name[n++] << 8 * b;
        MR(w) = value;
    }
}

static inline void take_name(char *to)
{
    for (word w = 0; w < NAME_WORDS; w++)
        for (word b = 0; b < 8; b++)
            *to++ = (char)(MR(w) >> 8 * b);
    *to = 0;
}

static inline _Noreturn void done(word outcome)
{
    MR(0) = outcome;
    for (;;)
        call(NAMES, DONE, 1, 0);
}

#endif
