/* The kernel information page and the list of modules, as programs read them. */
#ifndef INFORMATION_H
#define INFORMATION_H

#include "system.h"

#define INFORMATION_MAGIC 0x4be6344cU

struct descriptor {
    word first; /* start, bits 63..10; virtual 9; sub-type 7..4; type 3..0 */
    word last;  /* last byte, bits 9..0 read as ones */
};

struct information {
    unsigned magic, version;
    unsigned char strings, unused[7];
    word pager_ip, root_ip;
    volatile word clock;
    word kilohertz, acpi, device_tree;
    word modules, unused2;
    unsigned granularity, descriptors, descriptor_count;
};

struct module {
    word kind, start, end;
    const char *command_line;
};

struct module_list {
    word flags;
    const char *command_line;
    const struct module *modules;
    unsigned count;
};

enum { CONVENTIONAL = 1, RESERVED = 2, DEDICATED = 3, FOR_ROOT = 0xe, VIRTUAL = 0x200 };

static inline const struct descriptor *descriptor(const struct information *page, word i)
{
    return (const struct descriptor *)((const char *)page + page->descriptors) + i;
}

static inline word descriptor_start(const struct descriptor *d)
{
    return d->first & ~0x3ffUL;
}

/* Byte after the last. */
static inline word descriptor_end(const struct descriptor *d)
{
    return (d->last | 0x3ff) + 1;
}

static inline word descriptor_type(const struct descriptor *d)
{
    return d->first & 0x20f;
}

static inline word descriptor_rights(const struct descriptor *d)
{
    return d->first >> 4 & 7;
}

/* Microseconds since boot: a routine in the page, which has to be mapped executable. */
static inline word microseconds(const struct information *page)
{
    return ((word (*)(void))((const char *)page + 0x900))();
}

#endif
