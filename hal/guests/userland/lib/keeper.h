/*
 * Keeping a program: its ELF in memory, and the frames behind the pages that it has touched. Each page is filled from the file when it is
 * first touched and then belongs to the program; heap and stack are zeroed pages.
 */
#ifndef KEEPER_H
#define KEEPER_H

#include "services.h"

enum { MAX_PAGES = 96 };

struct program {
    const char *name;
    const char *elf;
    word task, thread, gate; /* slots */
    word pages;
    struct {
        word address, frame;
    } page[MAX_PAGES];
};

/* Who keeps programs says where frames come from: 4 KiB, at this address of its own; 0 when there is none. */
word new_frame(void);

struct segment {
    unsigned type, flags;
    word offset, address, physical, file_size, memory_size, align;
};

static inline word entry_of(const char *elf)
{
    return *(const word *)(elf + 0x18);
}

static inline int is_program(const char *elf, word size)
{
    return size > 64 && *(const unsigned *)elf == 0x464c457f && *(const unsigned short *)(elf + 0x12) == 183;
}

/* Rights of the program to the page at `address`; 0 for none. */
static inline word rights_at(const char *elf, word address)
{
    word rights = 0;
    const struct segment *s = (const struct segment *)(elf + *(const word *)(elf + 0x20));
    for (word n = *(const unsigned short *)(elf + 0x38); n > 0; n--, s++)
        if (s->type == 1 && s->address < address + PAGE && s->address + s->memory_size > address)
            rights |= s->flags & RIGHT_PAGE;
    if (address >= HEAP && address < HEAP + HEAP_PAGES * PAGE)
        rights = RIGHT_READ | RIGHT_WRITE;
    if (address >= STACK_TOP - STACK_PAGES * PAGE && address < STACK_TOP)
        rights = RIGHT_READ | RIGHT_WRITE;
    return rights;
}

static inline void fill(const char *elf, word address, volatile char *frame)
{
    for (word i = 0; i < PAGE / sizeof(word); i++)
        ((volatile word *)frame)[i] = 0;
    const struct segment *s = (const struct segment *)(elf + *(const word *)(elf + 0x20));
    for (word n = *(const unsigned short *)(elf + 0x38); n > 0; n--, s++) {
        if (s->type != 1)
            continue;
        word from = s->address > address ? s->address : address;
        word to = s->address + s->file_size < address + PAGE ? s->address + s->file_size : address + PAGE;
        for (word a = from; a < to; a++)
            frame[a - address] = elf[s->offset + (a - s->address)];
    }
    /* What was written as data will be fetched as instructions. */
    for (word a = 0; a < PAGE; a += 64)
        __asm__ volatile("dc cvau, %0" : : "r"(frame + a) : "memory");
    __asm__ volatile("dsb ish" : : : "memory");
    for (word a = 0; a < PAGE; a += 64)
        __asm__ volatile("ic ivau, %0" : : "r"(frame + a) : "memory");
    __asm__ volatile("dsb ish\n\tisb" : : : "memory");
}

/* The frame behind the page at `address`, filled now if it is touched for the first time; 0 when there is no such page. */
static inline word frame_of(struct program *p, word address)
{
    for (word i = 0; i < p->pages; i++)
        if (p->page[i].address == address)
            return p->page[i].frame;
    if (rights_at(p->elf, address) == 0 || p->pages == MAX_PAGES)
        return 0;
    word frame = new_frame();
    if (frame == 0)
        return 0;
    fill(p->elf, address, (volatile char *)frame);
    p->page[p->pages].address = address;
    p->page[p->pages].frame = frame;
    p->pages++;
    return frame;
}

/* Answers the page fault in MR0, MR1. */
static inline word answer_fault(struct program *p)
{
    word address = MR(0) & -(word)PAGE;
    word needed = MR(0) & 4 ? RIGHT_X : MR(0) & 2 ? RIGHT_WRITE : RIGHT_READ;
    word rights = rights_at(p->elf, address);
    word frame = (rights & needed) == 0 ? 0 : frame_of(p, address);
    if (frame == 0)
        return make_tag(-FAILURE_ENOMEM, 0, 0);
    send_item(0, address, memory_page(frame, PAGE_ORDER, rights));
    return make_tag(0, 0, 1);
}

/*
 * Task, thread and gate of the program at slots p->task …, its first capabilities (`names` leads to who answers its requests, `factory`
 * to its own account); then it runs.
 */
static inline long begin(struct program *p, word label, word names, word factory, word priority)
{
    long answer = create_task(p->task, memory_page(PROGRAM_UTCB, PAGE_ORDER, RIGHT_READ | RIGHT_WRITE));
    if (answer >= 0)
        answer = create(FACTORY, PROTOCOL_THREAD, p->thread, 0, 0);
    if (answer >= 0)
        answer = create_gate(p->gate, THREAD, label);
    /* Without the right to delete: on the reference kernel a task that ends deletes the objects that it has that right to. */
    const word rights = RIGHT_R | RIGHT_W | RIGHT_S;
    const struct {
        word from, to;
    } first[] = {{p->task, TASK}, {factory, FACTORY}, {p->thread, THREAD}, {p->gate, PAGER}, {LOG, LOG}, {names, NAMES}, {SCHEDULER, SCHEDULER}};
    for (word i = 0; i < sizeof first / sizeof first[0] && answer >= 0; i++)
        answer = give(p->task, first[i].from, first[i].to, rights);
    return answer < 0 ? answer : launch(p->task, p->thread, PROGRAM_UTCB, entry_of(p->elf), STACK_TOP, priority);
}

static inline void end_program(struct program *p)
{
    const word all = RIGHT_R | RIGHT_W | RIGHT_S | RIGHT_D;
    destroy(capability(p->thread, all));
    destroy(capability(p->task, all));
    destroy(capability(p->gate, all));
}

#endif
