/*
 * A chain of pagers, three deep, below the root task. Each task has what the one above it maps, at the same addresses, and nothing of its
 * own; a pager that is asked for a page touches it first, and may meet a page fault of its own, which its own pager answers.
 *
 *   root --> pager 1 --> pager 2 --> pager 3 --> client          WINDOW: pages of the root task's RAM
 *
 * The client makes one access at a time; each line says how often pager 3, 2, 1 and root were asked, and for what: r and w for a page that
 * is not there, W for a write to one that is there to be read.
 */
#include "../lib/threads.h"

#define WINDOW 0x43000000UL
enum { PAGES = 4, DEPTH = 4, CLIENT = DEPTH, FIRST_TASK = FIRST_FREE, FIRST_THREAD_SLOT = 0x30, FIRST_GATE = 0x40, ROOT_GATE = 0x50 };
enum { TAKE_BACK = 1, NEXT, ROOT_PRIORITY = 200, PRIORITY = 100 };
enum access { READ, WRITE };

static char asked[DEPTH][8]; /* for what, as letters; by pager, root is 0 */
static word exceptions;
static volatile word access, address, value; /* what the client does next, and what it reads */

static void note_fault(word pager, word fault)
{
    word n = 0;
    while (n < sizeof asked[0] - 2 && asked[pager][n] != 0)
        n++;
    asked[pager][n] = fault & 1 ? (fault & 2 ? 'w' : 'r') : (fault & 2 ? 'W' : '?');
    asked[pager][n + 1] = 0;
}

static word answer_fault(word pager)
{
    word fault = MR(0);
    volatile word *page = (volatile word *)(fault & -(word)PAGE);
    note_fault(pager, fault);
    if ((word)page < WINDOW || (word)page >= WINDOW + PAGES * PAGE)
        return make_tag(-FAILURE_ERANGE, 0, 0);
    word rights = RIGHT_READ;
    if (fault & 2) {
        *page = *page;
        rights |= RIGHT_WRITE;
    } else {
        (void)*page;
    }
    send_item(0, (word)page, memory_page((word)page, PAGE_ORDER, rights));
    return make_tag(0, 0, 1);
}

/* From all that have it from this task: the rights in MR1 to page MR0. */
static word take_back(void)
{
    word page = MR(0), rights = MR(1);
    MR(0) = TASK_OP_UNMAP;
    MR(1) = 0;
    MR(2) = memory_page(page, PAGE_ORDER, rights);
    return make_tag(result(call(TASK, PROTOCOL_TASK, 3, 0)) < 0 ? -1 : 0, 0, 0);
}

/* The client goes on behind the instruction. */
static word skip_instruction(void)
{
    exceptions++;
    MR(36) = MR(36) + 4;
    return make_tag(0, 40, 0);
}

static word serve(word pager, word tag)
{
    switch (label_of(tag)) {
    case PROTOCOL_PAGE_FAULT: return answer_fault(pager);
    case PROTOCOL_EXCEPTION: return skip_instruction();
    case TAKE_BACK: return take_back();
    default: return make_tag(-FAILURE_EBADPROTO, 0, 0);
    }
}

static void pager(word number)
{
    receive_nothing();
    for (struct message m = wait();;)
        m = reply_and_wait(serve(number, m.tag));
}

/* One access for each answer of the root task. */
static void client(word unused)
{
    (void)unused;
    receive_nothing();
    for (;;) {
        call(ROOT_GATE, NEXT, 0, 0);
        volatile word *at = (volatile word *)address;
        if (access == WRITE)
            *at = value;
        else
            value = *at;
    }
}

/* ---- the root task ---- */

static long start_level(word level)
{
    word task = FIRST_TASK + level;
    long answer = new_task(task, FACTORY, PAGE_ORDER);
    if (answer >= 0)
        answer = share(task, STACKS, STACKS_ORDER, RIGHT_READ | RIGHT_WRITE);
    if (answer >= 0)
        answer = create_gate(FIRST_GATE + level, level == 1 ? THREAD : FIRST_THREAD_SLOT + level - 1, level << 4);
    if (answer >= 0)
        answer = give(task, FIRST_GATE + level, PAGER, RIGHT_R | RIGHT_W);
    if (answer >= 0)
        answer = give(task, ROOT_GATE, ROOT_GATE, RIGHT_R | RIGHT_W);
    if (answer >= 0)
        answer = spawn_at((struct place){task, FIRST_THREAD_SLOT + level, FACTORY, 0, level}, level == CLIENT ? client : pager, level, PRIORITY);
    return answer;
}

/* The client is answered and makes one access; until it asks for the next, the root task serves as the pager of pager 1. */
static void let(const char *name, enum access kind, word at, word written)
{
    access = kind;
    address = at;
    value = written;
    struct message m = reply_and_wait(0);
    while (label_of(m.tag) != NEXT)
        m = reply_and_wait(serve(0, m.tag));
    struct text line;
    line.length = 0;
    for (word p = DEPTH; p-- > 0;) {
        add_text(&line, asked[p][0] ? " " : " -");
        add_text(&line, asked[p]);
        asked[p][0] = 0;
    }
    say("%s: asked%s", (word)name, (word)line.bytes, 0);
    if (kind == READ)
        say("; reads %d", value, 0, 0);
    say("\n", 0, 0, 0);
}

/* The pager takes rights to a page back from those below it. */
static void take(const char *name, word pager, word page, word rights)
{
    long answer;
    MR(0) = page;
    MR(1) = rights;
    if (pager == 0) {
        answer = label_of(take_back());
    } else {
        /* Its own gate leads to it: that of the level below. */
        answer = result(call(FIRST_GATE + pager + 1, TAKE_BACK, 2, 0));
    }
    say("%s: %d\n", (word)name, (word)answer, 0);
}

void program(void)
{
    const word all = RIGHT_READ | RIGHT_WRITE | RIGHT_X, page = WINDOW, second = WINDOW + PAGE;
    run_at(THREAD, ROOT_PRIORITY);
    receive_nothing();
    create_gate(ROOT_GATE, THREAD, 0);
    long answer = 0;
    for (word level = 1; level <= CLIENT && answer >= 0; level++)
        answer = start_level(level);
    say("root: three pagers and a client: %d\n", (word)answer, 0, 0);
    *(volatile word *)page = 1;
    wait();

    let("client reads page 0", READ, page, 0);
    let("client reads it again", READ, page, 0);
    let("client writes 5 to it", WRITE, page, 5);
    let("client writes 6 to it", WRITE, page, 6);
    let("client writes 7 to page 1, of which nobody has anything", WRITE, second, 7);
    let("client reads page 1", READ, second, 0);

    take("pager 3 takes page 0 back", 3, page, all);
    let("client reads it", READ, page, 0);
    take("pager 2 takes page 0 back", 2, page, all);
    let("client reads it", READ, page, 0);
    take("root takes page 0 back", 0, page, all);
    let("client reads it", READ, page, 0);
    let("client reads page 1, which lay in the same 2 MiB of the root task", READ, second, 0);
    let("client writes 8 to it", WRITE, second, 8);
    take("pager 1 takes the right to write page 1 back", 1, second, RIGHT_WRITE);
    let("client reads it", READ, second, 0);
    let("client writes 9 to it", WRITE, second, 9);
    say("root reads %d and %d\n", *(volatile word *)page, *(volatile word *)second, 0);

    let("client writes outside, and pager 3 refuses", WRITE, WINDOW + PAGES * PAGE, 9);
    say("exceptions, of which the handler skips the instruction: %d\n", exceptions, 0, 0);

    take("pager 3 takes page 0 back", 3, page, all);
    say("root: ends pager 3; client reads page 0\n", 0, 0, 0);
    delete(FIRST_THREAD_SLOT + 3);
    access = READ;
    address = page;
    ipc(SELF | SELECTOR_REPLY | SELECTOR_SEND, 0, NOW << 16);
    sleep(1);
    say("root: ends the gate that nobody answers at\n", 0, 0, 0);
    delete(FIRST_GATE + CLIENT);
    sleep(1);
    say("root: pager 2 still serves: %d\n", (word)result(call(FIRST_GATE + 3, TAKE_BACK, 2, 0)), 0, 0);
    rest();
}
