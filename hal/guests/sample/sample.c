/*
 * The sample system: a root task, and two tasks A and B that it makes from pages and capabilities of its own.
 *
 *   page     root (rw) ---> A (rw) ---> B (r)         mapped, mapped on, taken back
 *   gift     root (rw) ===> A (rw)                    granted
 *   log      root ---> A ---> B                       mapped, mapped on, taken back
 *
 * Without IPC: the root task starts a step of A or B by exchanging its registers and raising its priority above its own; the
 * step ends when the thread lowers its priority again, or when a fault stops it. So one thread runs at a time, in this order.
 */
#include "../include/cairn/call.h"

/* Capabilities: the root task's own are at SLOTS_*, the same numbers in A and B. */
enum { A_TASK = 16, A_THREAD, B_TASK, B_THREAD, WITNESS, SMALL_FACTORY, SPARE };

/* Addresses, the same in every task that has them. */
#define PAGE 0x10000000UL
#define GIFT 0x10001000UL
#define BOX 0x10002000UL /* where A leaves a result for the root task */
#define STACK 0x20000000UL
#define SIZE 4096UL
#define RAM 0x41000000UL /* unused memory of the root task */
#define UTCB_PAGE LIMITS_UTCB_AREA
#define PAGE_ORDER 12

enum { REST = 1, WORK = 100 }; /* priorities; the root task's is between */

unsigned char peek(word address);
void poke(word address, unsigned char value);

extern char __executable_start, __bss_start;

/* ---- what every task can do ---- */

static void say(const char *text)
{
    print(SLOTS_LOG, text);
}

/* Writes text, and for %d a number, for %s the string at address s (read byte by byte). */
static void sayf(const char *format, long number, word s)
{
    char line[120];
    word n = 0;
    for (; *format && n < sizeof line - 24; format++) {
        if (*format != '%') {
            line[n++] = *format;
            continue;
        }
        format++;
        if (*format == 's') {
            for (unsigned char c; (c = peek(s)) != 0 && n < sizeof line - 2; s++)
                line[n++] = c;
            continue;
        }
        if (number < 0) {
            line[n++] = '-';
            number = -number;
        }
        long unit = 1;
        while (number / unit >= 10)
            unit *= 10;
        for (; unit > 0; unit /= 10)
            line[n++] = '0' + number / unit % 10;
    }
    line[n] = 0;
    say(line);
}

static void put(word address, const char *text)
{
    do
        poke(address++, *text);
    while (*text++);
}

/* Maps flexpage from task `from` to task `to`; base says where, and what kind of item. */
static long map(word to, word from, word base, word flexpage)
{
    MR(0) = TASK_OP_MAP;
    MR(1) = base | ITEM_MAP;
    MR(2) = flexpage;
    item(3, from);
    return result(call(to, PROTOCOL_TASK, 3, 1));
}

static long unmap(word task, word mask, word flexpage)
{
    MR(0) = TASK_OP_UNMAP;
    MR(1) = mask;
    MR(2) = flexpage;
    return result(call(task, PROTOCOL_TASK, 3, 0));
}

static long run_at(word thread, word priority)
{
    MR(0) = SCHEDULER_OP_RUN_THREAD;
    MR(1) = 0;
    MR(2) = 1;
    MR(3) = priority;
    MR(4) = 0;
    item(5, thread);
    return result(call(SLOTS_SCHEDULER, PROTOCOL_SCHEDULER, 5, 1));
}

/* A step is over: the root task goes on. */
static void rest(void)
{
    for (;;)
        run_at(SLOTS_THREAD, REST);
}

/* ---- task A ---- */

static void a_reads_and_writes(void)
{
    sayf("A: reads \"%s\", writes \"pears\"\n", 0, PAGE);
    put(PAGE, "pears");
    rest();
}

static void a_maps_on(void)
{
    /* A asks for read alone; B's log comes from A's. */
    map(B_TASK, SLOTS_TASK, SLOTS_LOG << 12, capability(SLOTS_LOG, RIGHT_R | RIGHT_W));
    long e = map(B_TASK, SLOTS_TASK, PAGE, memory_page(PAGE, PAGE_ORDER, RIGHT_READ));
    sayf("A: maps the page on to B, read only: %d\n", e, 0);
    rest();
}

static void a_reads(void)
{
    say("A: reads the page\n");
    sayf("A: reads \"%s\"\n", 0, PAGE);
    rest();
}

static void a_reads_gift(void)
{
    sayf("A: reads \"%s\" in the granted page\n", 0, GIFT);
    rest();
}

static void a_speaks(void)
{
    *(volatile long *)BOX = print(SLOTS_LOG, "A: can still speak\n");
    rest();
}

/* ---- task B ---- */

static void b_reads(void)
{
    sayf("B: reads \"%s\"\n", 0, PAGE);
    rest();
}

static void b_writes(void)
{
    say("B: writes \"grapes\"\n");
    put(PAGE, "grapes");
    say("B: has written\n");
    rest();
}

static void b_reads_again(void)
{
    say("B: reads the page\n");
    b_reads();
}

/* ---- the root task ---- */

/* A second thread of the root task. */
static void witness(void)
{
    say("root: reads the granted page\n");
    sayf("root: reads \"%s\"\n", 0, GIFT);
    rest();
}

static long create(word factory, word slot, long what, word words, word value)
{
    utcb()[UTCB_DESCRIPTOR / sizeof(word)] = 0;
    utcb()[UTCB_BUFFER / sizeof(word)] = slot << 12 | ITEM_MAP | ITEM_SMALL;
    MR(0) = (word)what;
    MR(1) = 1 | sizeof(word) << 16;
    MR(2) = value;
    return result(call(factory, PROTOCOL_FACTORY, words, 0));
}

static long bind(word thread, word task, word utcb_address)
{
    MR(0) = THREAD_OP_CONTROL | CONTROL_BIND;
    MR(1) = MR(2) = MR(3) = MR(4) = 0;
    MR(5) = utcb_address;
    item(6, task);
    return result(call(thread, PROTOCOL_THREAD, 6, 1));
}

/* Lets thread run function until its step ends. */
static long step(word thread, void (*function)(void), word stack)
{
    MR(0) = THREAD_OP_EX_REGS;
    MR(1) = (word)function;
    MR(2) = stack;
    long e = result(call(thread, PROTOCOL_THREAD, 3, 0));
    return e < 0 ? e : run_at(thread, WORK);
}

static void in_a(void (*function)(void))
{
    step(A_THREAD, function, STACK + SIZE);
}

static void in_b(void (*function)(void))
{
    step(B_THREAD, function, STACK + SIZE);
}

/* A task with one thread, the program, and a stack at physical address ram. */
static long make(word task, word thread, word ram)
{
    long e = create(SLOTS_FACTORY, task, PROTOCOL_TASK, 3, memory_page(UTCB_PAGE, PAGE_ORDER, RIGHT_READ | RIGHT_WRITE));
    e |= create(SLOTS_FACTORY, thread, PROTOCOL_THREAD, 1, 0);
    e |= bind(thread, task, UTCB_PAGE);
    for (word p = (word)&__executable_start; p < (word)&__bss_start; p += SIZE)
        e |= map(task, SLOTS_TASK, p, memory_page(p, PAGE_ORDER, RIGHT_READ | RIGHT_X));
    e |= map(task, SLOTS_TASK, STACK, memory_page(ram, PAGE_ORDER, RIGHT_READ | RIGHT_WRITE));
    e |= map(task, SLOTS_TASK, SLOTS_THREAD << 12, capability(thread, RIGHT_R | RIGHT_S));
    e |= map(task, SLOTS_TASK, SLOTS_SCHEDULER << 12, capability(SLOTS_SCHEDULER, RIGHT_R));
    return e;
}

static void make_tasks(void)
{
    long e = make(A_TASK, A_THREAD, RAM) | make(B_TASK, B_THREAD, RAM + SIZE);
    /* A may speak, and pass on what it has to B. */
    e |= map(A_TASK, SLOTS_TASK, SLOTS_LOG << 12, capability(SLOTS_LOG, RIGHT_R | RIGHT_W));
    e |= map(A_TASK, SLOTS_TASK, SLOTS_TASK << 12, capability(A_TASK, RIGHT_R | RIGHT_W));
    e |= map(A_TASK, SLOTS_TASK, B_TASK << 12, capability(B_TASK, RIGHT_R | RIGHT_W));
    /* Pages of the root task's memory, each at an address of its own, so that each can be taken back alone. */
    for (word i = 0; i < 3; i++)
        e |= map(SLOTS_TASK, SLOTS_TASK, PAGE + i * SIZE, memory_page(RAM + 0x200000 + i * SIZE, PAGE_ORDER, RIGHT_READ | RIGHT_WRITE));
    e |= map(A_TASK, SLOTS_TASK, BOX, memory_page(BOX, PAGE_ORDER, RIGHT_READ | RIGHT_WRITE));
    sayf("root: makes the tasks A and B: %d\n", e, 0);
}

static void share_a_page(void)
{
    put(PAGE, "apples");
    sayf("root: maps a page with \"%s\" to A\n", 0, PAGE);
    map(A_TASK, SLOTS_TASK, PAGE, memory_page(PAGE, PAGE_ORDER, RIGHT_READ | RIGHT_WRITE));
    in_a(a_reads_and_writes);
    in_a(a_maps_on);
    in_b(b_reads);
    in_b(b_writes);
    sayf("root: reads \"%s\"\n", 0, PAGE);
    long e = unmap(SLOTS_TASK, 0, memory_page(PAGE, PAGE_ORDER, RIGHT_PAGE));
    sayf("root: takes the page back from the others: %d\n", e, 0);
    in_a(a_reads);
    in_b(b_reads_again);
    sayf("root: still reads \"%s\"\n", 0, PAGE);
}

static void grant_a_page(void)
{
    put(GIFT, "plums");
    long e = map(A_TASK, SLOTS_TASK, GIFT | ITEM_GRANT, memory_page(GIFT, PAGE_ORDER, RIGHT_READ | RIGHT_WRITE));
    sayf("root: grants A a page: %d\n", e, 0);
    in_a(a_reads_gift);
    create(SLOTS_FACTORY, WITNESS, PROTOCOL_THREAD, 1, 0);
    bind(WITNESS, SLOTS_TASK, UTCB_PAGE + UTCB_SIZE);
    step(WITNESS, witness, RAM + 0x10000);
}

static void take_back_the_log(void)
{
    long e = unmap(SLOTS_TASK, 0, capability(SLOTS_LOG, RIGHT_R | RIGHT_W | RIGHT_S | RIGHT_D));
    sayf("root: takes the log back from the others: %d\n", e, 0);
    in_a(a_speaks);
    sayf("root: A's attempt to speak was answered with %d\n", *(volatile long *)BOX, 0);
}

static void use_up_a_factory(void)
{
    create(SLOTS_FACTORY, SMALL_FACTORY, PROTOCOL_FACTORY, 3, 50000);
    long made = 0, e;
    while ((e = create(SMALL_FACTORY, SPARE + made, PROTOCOL_TASK, 3, 0)) == 0)
        made++;
    sayf("root: a factory of 50000 bytes made %d tasks", made, 0);
    sayf(", then answered %d\n", e, 0);
}

static void end(void)
{
    const word all = RIGHT_R | RIGHT_W | RIGHT_S | RIGHT_D;
    unmap(SLOTS_TASK, UNMAP_SELF | UNMAP_DELETE, capability(B_TASK, all));
    sayf("root: without its task, B's thread is answered with %d\n", step(B_THREAD, b_reads, STACK + SIZE), 0);
    unmap(SLOTS_TASK, UNMAP_SELF | UNMAP_DELETE, capability(A_TASK, all));
    say("root: ends\n");
    unmap(SLOTS_TASK, UNMAP_SELF | UNMAP_DELETE, capability(SLOTS_TASK, all));
}

void root(void)
{
    say("root: runs\n");
    make_tasks();
    share_a_page();
    grant_a_page();
    take_back_the_log();
    use_up_a_factory();
    end();
}
