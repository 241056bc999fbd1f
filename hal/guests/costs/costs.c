/*
 * What programs execute for a round of messages: instructions at EL0 and kernel entries. Both follow from virtual time, of which an
 * instruction takes 10 ns, one tick of the counter, and a kernel entry 1000 ns. The kernel is not emulated; what it takes is measured by
 * cairn.kernel.bench.IpcCost. Each figure is the mean of ROUNDS rounds, without the loop around them.
 */
#include "../lib/threads.h"

enum { ROUNDS = 200, ENTRY = 100, NEAR = FIRST_FREE, NEAR_GATE, FAR_TASK, FAR, FAR_GATE, IRQ, TOUCHER };
enum { ROOT_PRIORITY = 100, SERVER_PRIORITY = 150, IRQ_LABEL = 0x200 };
#define WINDOW 0x60000000UL
#define RAM 0x43000000UL

static word ticks(void)
{
    word t;
    __asm__ volatile("isb\n\tmrs %0, cntvct_el0" : "=r"(t) : : "memory");
    return t;
}

/* Answers with as many words as it was sent, one gate's label apart: the label says when a signal came. */
static void server(word unused)
{
    (void)unused;
    receive_nothing();
    struct message m = wait();
    for (;;)
        m = m.label == IRQ_LABEL ? wait() : reply_and_wait(m.tag);
}

static void call_words(word gate, word words)
{
    ipc(gate << SELECTOR_SHIFT | CALL, words, 0);
}

static void nothing(word a, word b)
{
    __asm__ volatile("" : : "r"(a), "r"(b));
}

static void signal_once(word irq, word unused)
{
    (void)unused;
    ipc(irq << SELECTOR_SHIFT | SELECTOR_SEND, make_tag(PROTOCOL_IRQ, 0, 0), 0);
}

static void map_and_unmap(word task, word page)
{
    MR(0) = TASK_OP_MAP;
    MR(1) = WINDOW | ITEM_MAP;
    MR(2) = memory_page(page, PAGE_ORDER, RIGHT_READ | RIGHT_WRITE);
    item(3, TASK);
    call(task, PROTOCOL_TASK, 3, 1);
    MR(0) = TASK_OP_UNMAP;
    MR(1) = 0;
    MR(2) = memory_page(page, PAGE_ORDER, RIGHT_READ | RIGHT_WRITE);
    call(TASK, PROTOCOL_TASK, 3, 0);
}

static word measure(void (*round)(word, word), word a, word b)
{
    round(a, b);
    word begin = ticks();
    for (word i = 0; i < ROUNDS; i++)
        round(a, b);
    return ticks() - begin;
}

static void row(const char *name, word entries, void (*round)(word, word), word a, word b)
{
    word loop = measure(nothing, 0, 0);
    word spent = measure(round, a, b) - loop;
    word instructions = (spent - ROUNDS * entries * ENTRY + ROUNDS / 2) / ROUNDS;
    say("%s: %d entries, %d instructions\n", (word)name, entries, instructions);
}

/* Reads one page after the other; its pager is the root thread, which takes them back. */
static void toucher(word unused)
{
    (void)unused;
    for (;;)
        *(volatile word *)WINDOW;
}

/* A fault, its answer with a page, and the page taken back: the faulting thread, then the pager. */
static void fault_once(word unused, word page)
{
    (void)unused;
    MR(0) = TASK_OP_UNMAP;
    MR(1) = 0;
    MR(2) = memory_page(page, PAGE_ORDER, RIGHT_READ | RIGHT_WRITE);
    call(TASK, PROTOCOL_TASK, 3, 0);
    send_item(0, 0, memory_page(page, PAGE_ORDER, RIGHT_READ | RIGHT_WRITE));
    reply_and_wait(make_tag(0, 0, 1));
}

void program(void)
{
    run_at(THREAD, ROOT_PRIORITY);
    add_utcbs(UTCBS, PAGE_ORDER);
    receive_nothing();
    spawn_at((struct place){TASK, NEAR, FACTORY, 1, 1}, server, 0, SERVER_PRIORITY);
    create_gate(NEAR_GATE, NEAR, 0x100);
    new_task(FAR_TASK, FACTORY, PAGE_ORDER);
    share(FAR_TASK, STACKS, STACKS_ORDER, RIGHT_READ | RIGHT_WRITE);
    spawn_at((struct place){FAR_TASK, FAR, FACTORY, 0, 2}, server, 0, SERVER_PRIORITY);
    create_gate(FAR_GATE, FAR, 0x100);
    create(FACTORY, PROTOCOL_IRQ_SENDER, IRQ, 0, 0);
    MR(0) = IRQ_OP_BIND;
    MR(1) = IRQ_LABEL;
    item(2, NEAR);
    call(IRQ, PROTOCOL_KOBJECT, 2, 1);

    static const word lengths[] = {0, 4, 63};
    for (word i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        say("%d words: ", lengths[i], 0, 0);
        row("call and reply within a task", 2, call_words, NEAR_GATE, lengths[i]);
        say("%d words: ", lengths[i], 0, 0);
        row("call and reply across tasks", 2, call_words, FAR_GATE, lengths[i]);
    }
    row("signal, received by a thread that waits again", 2, signal_once, IRQ, 0);
    row("page mapped into another task and taken back", 2, map_and_unmap, FAR_TASK, RAM);

    create_gate(PAGER, THREAD, 0);
    give(FAR_TASK, PAGER, PAGER, RIGHT_R | RIGHT_W);
    spawn_at((struct place){FAR_TASK, TOUCHER, FACTORY, 1, 3}, toucher, 0, SERVER_PRIORITY);
    wait();
    row("page fault, answered with a page, which is taken back", 3, fault_once, 0, RAM);
    delete(TOUCHER);
    rest();
}
