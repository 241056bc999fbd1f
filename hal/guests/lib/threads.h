/*
 * Threads and tasks of a guest that the kernel boots alone. Thread number n has its capability at slot thread_slot(n), its UTCB and its
 * stack at addresses that follow from n, and the same memory is at the same addresses in every task that shares it.
 *
 *   0x0000_0040_0000  image            all of it shared: code, constants, variables
 *   0x0000_4200_0000  STACKS           one page for each thread; RAM of the root task
 *   0x0002_0000_0000  UTCBS            kernel-user memory, in each task its own
 */
#ifndef THREADS_H
#define THREADS_H

#include "../userland/lib/system.h"

#define STACKS 0x42000000UL
#define UTCBS 0x200000000UL
#define COUNTER_PER_MICROSECOND 100 /* of CNTVCT_EL0 on this board */
enum { UTCB_BYTES = 0x400, UTCBS_IN_PAGE = PAGE / UTCB_BYTES, IMAGE_ORDER = 16, STACKS_ORDER = 21, ICU = SLOTS_ICU };
enum { FIRST_THREAD = 0x400 };

extern char __executable_start[];
void enter(void);
_Noreturn void rest(void);

static inline word thread_slot(word n)
{
    return FIRST_THREAD + n;
}

/* Virtual time in microseconds. */
static inline word now(void)
{
    word ticks;
    __asm__ volatile("isb\n\tmrs %0, cntvct_el0" : "=r"(ticks) : : "memory");
    return ticks / COUNTER_PER_MICROSECOND;
}

/* `milliseconds` << 10 microseconds, at most 1023 of them. */
static inline word for_milliseconds(word milliseconds)
{
    return 10UL << TIMEOUT_EXPONENT_SHIFT | milliseconds;
}

/* Waits so long, and lets all others run meanwhile, those of lower priority too. */
static inline void sleep(word milliseconds)
{
    ipc(SELF | SELECTOR_RECEIVE, 0, for_milliseconds(milliseconds));
}

/* Lets the others of this priority run first. */
static inline void yield(void)
{
    MR(0) = THREAD_OP_SWITCH;
    ipc(SELF | SELECTOR_SEND, make_tag(PROTOCOL_THREAD, 1, 0), 0);
}

/* The IPC error of a message, 0 for none. */
static inline word error_of(struct message m)
{
    return m.tag & TAG_ERROR ? ERROR_CODE : 0;
}

/* This task's memory at `address` becomes `task`'s at the same address. */
static inline long share(word task, word address, word order, word rights)
{
    MR(0) = TASK_OP_MAP;
    MR(1) = address | ITEM_MAP;
    MR(2) = memory_page(address, order, rights);
    item(3, TASK);
    return result(call(task, PROTOCOL_TASK, 3, 1));
}

static inline long share_image(word task)
{
    return share(task, (word)__executable_start, IMAGE_ORDER, RIGHT_READ | RIGHT_WRITE | RIGHT_X);
}

/* Kernel-user memory for threads 0 .. 2^order / UTCB_BYTES - 1 of this task, at UTCBS. */
static inline long add_utcbs(word address, word order)
{
    MR(0) = TASK_OP_ADD_KU_MEM;
    MR(1) = memory_page(address, order, RIGHT_READ | RIGHT_WRITE);
    return result(call(TASK, PROTOCOL_TASK, 2, 0));
}

static inline word stack_of(word n)
{
    return STACKS + (n + 1) * PAGE;
}

/* Where a thread is: its task, the slot of its capability here, the factory that pays, the numbers of its UTCB and of its stack. */
struct place {
    word task, slot, factory, utcb, stack;
};

/* A thread at p runs body(argument); its task has the memory that it needs. */
static inline long spawn_at(struct place p, void (*body)(word), word argument, word priority)
{
    word *top = (word *)stack_of(p.stack) - 2;
    top[0] = (word)body;
    top[1] = argument;
    long answer = create(p.factory, PROTOCOL_THREAD, p.slot, 0, 0);
    return answer < 0 ? answer : launch(p.task, p.slot, UTCBS + p.utcb * UTCB_BYTES, (word)enter, (word)top, priority);
}

/* Thread n of this task. */
static inline long spawn(word n, void (*body)(word), word argument, word priority)
{
    return spawn_at((struct place){TASK, thread_slot(n), FACTORY, n, n}, body, argument, priority);
}

/*
 * A new task at `slot`, paid by the factory at `factory`, with this memory, UTCBs in 2^order bytes, and the capabilities TASK, FACTORY,
 * LOG and SCHEDULER. Its own capability to itself does not count for its life.
 */
static inline long new_task(word slot, word factory, word order)
{
    MR(1) = ARGUMENT_PAGE;
    MR(2) = memory_page(UTCBS, order, RIGHT_READ | RIGHT_WRITE);
    long answer = create(factory, PROTOCOL_TASK, slot, 2, 0);
    if (answer >= 0)
        answer = share_image(slot);
    const word given[][2] = {{factory, FACTORY}, {LOG, LOG}, {SCHEDULER, SCHEDULER}};
    for (word i = 0; i < sizeof given / sizeof given[0] && answer >= 0; i++)
        answer = give(slot, given[i][0], given[i][1], RIGHT_R | RIGHT_W | RIGHT_S);
    if (answer >= 0) {
        MR(0) = TASK_OP_MAP;
        MR(1) = TASK << SELECTOR_SHIFT | ITEM_MAP | ITEM_WEAK;
        MR(2) = capability(slot, RIGHT_R | RIGHT_W | RIGHT_S);
        item(3, TASK);
        answer = result(call(slot, PROTOCOL_TASK, 3, 1));
    }
    return answer;
}

static inline word all_of(word slot)
{
    return capability(slot, RIGHT_R | RIGHT_W | RIGHT_S | RIGHT_D);
}

static inline void delete(word slot)
{
    destroy(all_of(slot));
}

#endif
