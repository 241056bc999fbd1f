/*
 * Programs to time the whole machine: kernel, page tables and IPC. A line "NAME N" on the log says that N more rounds are done; the host
 * takes the time between two lines. Each program has ten such lines.
 *
 *   near    a call to a thread of the same task and its reply
 *   far     a call to a thread of another task and its reply
 *   fault   a read of a page that is not mapped: fault message to the root task, which maps the page; 64 pages, then all are taken back
 *   map     a page is mapped into another task and taken back
 */
#include "../userland/lib/system.h"

enum { CHUNKS = 10, NEAR = FIRST_FREE, NEAR_GATE, FAR, FAR_GATE, FAR_TASK, TOUCHER, FAULT_GATE, STACK = 4096 };
enum { UTCB_BYTES = 0x400, IMAGE_ORDER = 16, WINDOW = 0x20000000, PAGES = 64, DONE = 0x55 };

extern char __executable_start[];
static char near_stack[STACK] __attribute__((aligned(16)));
static char far_stack[STACK] __attribute__((aligned(16)));
static char touch_stack[STACK] __attribute__((aligned(16)));
static char frame[PAGE] __attribute__((aligned(4096)));

static _Noreturn void serve(void)
{
    receive_nothing();
    wait();
    for (;;) {
        MR(0) = MR(0) + 1;
        reply_and_wait(make_tag(0, 1, 0));
    }
}

/* Reads each page of the window once, then says so to its pager. */
static _Noreturn void touch(void)
{
    receive_pages(0, 63);
    for (;;) {
        for (word i = 0; i < PAGES; i++)
            *(volatile word *)(WINDOW + i * PAGE);
        call(PAGER, DONE, 0, 0);
    }
}

static void check(const char *what, long answer)
{
    if (answer < 0)
        say("%s failed: %d\n", (word)what, (word)answer, 0);
}

static void play(const char *name, word gate, word rounds)
{
    for (int chunk = 0; chunk < CHUNKS; chunk++) {
        for (word i = 0; i < rounds; i++) {
            MR(0) = i;
            long answer = result(call(gate, 1, 1, 0));
            if (answer < 0 || MR(0) != i + 1)
                check(name, answer < 0 ? answer : -1);
        }
        say("%s %d\n", (word)name, rounds, 0);
    }
}

static void take_back(void)
{
    MR(0) = TASK_OP_UNMAP;
    MR(1) = 0;
    MR(2) = memory_page((word)frame, PAGE_ORDER, RIGHT_READ | RIGHT_WRITE | RIGHT_X);
    check("take back", result(call(TASK, PROTOCOL_TASK, 3, 0)));
}

static void faults(word rounds)
{
    word n = 0;
    int chunk = 0;
    receive_nothing();
    struct message m = wait();
    for (;;) {
        if (label_of(m.tag) != PROTOCOL_PAGE_FAULT) {
            take_back();
            m = reply_and_wait(make_tag(0, 0, 0));
            continue;
        }
        if (n++ == rounds) {
            n = 1;
            say("fault %d\n", rounds, 0, 0);
            if (++chunk == CHUNKS)
                return; /* the thread waits for ever */
        }
        send_item(0, MR(0) & -(word)PAGE, memory_page((word)frame, PAGE_ORDER, RIGHT_READ));
        m = reply_and_wait(make_tag(0, 0, 1));
    }
}

static void map_and_take_back(word rounds)
{
    for (int chunk = 0; chunk < CHUNKS; chunk++) {
        for (word i = 0; i < rounds; i++) {
            MR(0) = TASK_OP_MAP;
            MR(1) = 0x30000000 | ITEM_MAP;
            MR(2) = memory_page((word)frame, PAGE_ORDER, RIGHT_READ | RIGHT_WRITE);
            item(3, TASK);
            check("map", result(call(FAR_TASK, PROTOCOL_TASK, 3, 1)));
            take_back();
        }
        say("map %d\n", rounds, 0, 0);
    }
}

static void make_partners(void)
{
    check("near", create(FACTORY, PROTOCOL_THREAD, NEAR, 0, 0));
    check("near starts", launch(TASK, NEAR, LIMITS_UTCB_AREA + UTCB_BYTES, (word)serve, (word)(near_stack + STACK), 100));
    check("near gate", create_gate(NEAR_GATE, NEAR, 0x10));
    check("far task", create_task(FAR_TASK, memory_page(LIMITS_UTCB_AREA, PAGE_ORDER, RIGHT_READ | RIGHT_WRITE)));
    MR(0) = TASK_OP_MAP;
    MR(1) = (word)__executable_start | ITEM_MAP;
    MR(2) = memory_page((word)__executable_start, IMAGE_ORDER, RIGHT_READ | RIGHT_WRITE | RIGHT_X);
    item(3, TASK);
    check("far memory", result(call(FAR_TASK, PROTOCOL_TASK, 3, 1)));
    check("far", create(FACTORY, PROTOCOL_THREAD, FAR, 0, 0));
    check("far starts", launch(FAR_TASK, FAR, LIMITS_UTCB_AREA, (word)serve, (word)(far_stack + STACK), 100));
    check("far gate", create_gate(FAR_GATE, FAR, 0x20));
    check("fault gate", create_gate(FAULT_GATE, THREAD, 0x30));
    check("fault gate given", give(FAR_TASK, FAULT_GATE, PAGER, RIGHT_R | RIGHT_W | RIGHT_S));
    check("toucher", create(FACTORY, PROTOCOL_THREAD, TOUCHER, 0, 0));
}

void program(void)
{
    const word rounds = 10000;
    make_partners();
    play("near", NEAR_GATE, rounds);
    play("far", FAR_GATE, rounds);
    map_and_take_back(rounds);
    check("toucher starts", launch(FAR_TASK, TOUCHER, LIMITS_UTCB_AREA + UTCB_BYTES, (word)touch, (word)(touch_stack + STACK), 100));
    faults(rounds);
    say("end\n", 0, 0, 0);
    for (;;)
        ipc(SELF | SELECTOR_RECEIVE, 0, 0);
}
