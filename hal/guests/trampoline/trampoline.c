/*
 * A thread that is its own pager: page faults come back to it at its handler, on its own stack, which maps a page of the task's RAM there
 * and goes on; one page it does not give, and the fault becomes an exception for the exception handler, the root thread, which skips the
 * instruction. The handler itself touches a page that is not there: that fault goes to the pager, the root thread too.
 *
 *   load, store --fault--> handler --RESUME--> again          --REFLECT--> root: exception
 */
#include "../lib/threads.h"

#define WINDOW 0x60000000UL
#define RAM 0x43000000UL
enum { THREAD_SLOT = FIRST_FREE, STRUCTURE_OFFSET = 3 * UTCB_BYTES, ROOT_PRIORITY = 200, PRIORITY = 100 };
enum { UNWANTED = 2, HANDLERS_PAGE = 3, WORDS_OF_STATE = 40 };

/* In kernel-user memory: where the thread goes on, two words of its own, and what the kernel saves. */
static volatile word *structure(void)
{
    return (volatile word *)(UTCBS + STRUCTURE_OFFSET);
}

static word handled; /* faults */

static long map_page(word n)
{
    MR(0) = TASK_OP_MAP;
    MR(1) = (WINDOW + n * PAGE) | ITEM_MAP;
    MR(2) = memory_page(RAM + n * PAGE, PAGE_ORDER, RIGHT_READ | RIGHT_WRITE);
    item(3, TASK);
    return result(call(TASK, PROTOCOL_TASK, 3, 1));
}

static void trampoline_call(word what)
{
    MR(0) = THREAD_OP_TRAMPOLINE | what;
    ipc(SELF | SELECTOR_SEND, make_tag(PROTOCOL_THREAD, 1, 0), 0);
}

static _Noreturn void handler(volatile word *saved, word fault)
{
    word n = (fault - WINDOW) / PAGE;
    handled++;
    say("handler: fault word %x, in progress %d, the program's own word %d\n", fault & 7, saved[TRAMPOLINE_FLAGS / sizeof(word)], saved[1]);
    if (n == 0)
        *(volatile word *)(WINDOW + HANDLERS_PAGE * PAGE) = 1;
    if (n != UNWANTED)
        say("handler: maps page %d: %d\n", n, (word)map_page(n), 0);
    trampoline_call(n == UNWANTED ? TRAMPOLINE_REFLECT : TRAMPOLINE_RESUME);
    __builtin_trap();
}

static volatile word *page(word n)
{
    return (volatile word *)(WINDOW + n * PAGE);
}

static void body(word unused)
{
    (void)unused;
    receive_nothing();
    MR(5) = 55;
    *page(0) = 5;
    say("thread: wrote %d to page 0; MR5 is still %d\n", *page(0), MR(5), 0);
    say("thread: reads %d in page 1\n", *page(1), 0, 0);
    *page(UNWANTED) = 6;
    say("thread: goes on behind the write that was refused; faults handled: %d\n", handled, 0, 0);
    MR(0) = THREAD_OP_TRAMPOLINE | TRAMPOLINE_DISABLE;
    call(THREAD_SLOT, PROTOCOL_THREAD, 1, 0);
    say("thread: was armed: %d\n", MR(0), 0, 0);
    *page(UNWANTED) = 7;
}

static long set_up(void)
{
    structure()[TRAMPOLINE_IP / sizeof(word)] = (word)handler;
    structure()[1] = 42;
    long answer = create_gate(PAGER, THREAD, 0);
    if (answer >= 0)
        answer = spawn_at((struct place){TASK, THREAD_SLOT, FACTORY, 0, 0}, body, 0, PRIORITY);
    MR(0) = THREAD_OP_TRAMPOLINE | TRAMPOLINE_SETUP;
    MR(1) = (word)structure();
    return answer < 0 ? answer : result(call(THREAD_SLOT, PROTOCOL_THREAD, 2, 0));
}

void program(void)
{
    run_at(THREAD, ROOT_PRIORITY);
    say("root: memory for UTCBs: %d\n", (word)add_utcbs(UTCBS, PAGE_ORDER), 0, 0);
    receive_nothing();
    say("root: a thread with a handler of its own: %d\n", (word)set_up(), 0, 0);
    struct message m = wait();
    for (;;) {
        word answer = make_tag(-1, 0, 0);
        if (label_of(m.tag) == PROTOCOL_PAGE_FAULT) {
            word n = (MR(0) - WINDOW) / PAGE;
            say("root: page fault, word %x, page %d\n", MR(0) & 7, n, 0);
            if (n == HANDLERS_PAGE)
                answer = make_tag(map_page(n), 0, 0);
        } else {
            say("root: exception, class %x, page %d\n", MR(33) >> 26, (MR(34) - WINDOW) / PAGE, 0);
            MR(36) = MR(36) + 4;
            answer = make_tag(0, WORDS_OF_STATE, 0);
        }
        m = reply_and_wait(answer);
    }
}
