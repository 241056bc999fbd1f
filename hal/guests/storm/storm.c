/*
 * Storms: programs that do nothing but enter the kernel, as often as they can and without end. A worker of higher priority gets its work
 * done in its time, the root thread above both wakes on time, and when a storm is over no memory is missing.
 *
 *   root 200      worker 100      who serves the stormers 11      stormers 10
 */
#include "../lib/threads.h"

enum { STORMERS = 3, SERVER = STORMERS, WORKER, IRQ = FIRST_FREE, SPARE, SCRATCH };
enum { ROOT_PRIORITY = 200, WORKER_PRIORITY = 100, STORM_PRIORITY = 10, WORK = 50000 };
#define NOWHERE 0x300000000UL
/* The serial line: its mask of interrupts, and the interrupt that says that bytes have gone. */
#define UART 0x09000000UL
enum { UART_MASK = 0x38 / 4, UART_SENT = 1 << 5, UART_PIN = 33 };

static volatile word entered[STORMERS + 1]; /* by stormer, and by who serves them: rounds */
static volatile word spins, took;           /* by the worker, and how long its last work took in us */

static void work(word unused)
{
    (void)unused;
    for (;;) {
        wait();
        word begin = now();
        for (word i = 0; i < WORK; i++)
            spins++;
        took = now() - begin;
    }
}

/* ---- storms ---- */

/* Calls that are refused, that are over at once, and that ask the kernel for something. */
static void calls(word n)
{
    for (;; entered[n]++) {
        if (n == 0) {
            ipc(SPARE << SELECTOR_SHIFT | SELECTOR_SEND | SELECTOR_RECEIVE, make_tag(0, 63, 0), 0);
        } else if (n == 1) {
            ipc(WAIT, 0, NOW);
        } else {
            MR(0) = TASK_OP_UNMAP;
            MR(1) = 0;
            MR(2) = memory_page(STACKS, STACKS_ORDER, RIGHT_X);
            call(TASK, PROTOCOL_TASK, 3, 0);
        }
    }
}

/* Objects that come and go. */
static void objects(word n)
{
    for (;; entered[n]++) {
        create(FACTORY, n == 0 ? PROTOCOL_THREAD : n == 1 ? PROTOCOL_GATE : PROTOCOL_SEMAPHORE, SCRATCH + n, 0, 0);
        delete(SCRATCH + n);
    }
}

/* Reads what is not there. */
static void faults(word n)
{
    (void)*(volatile word *)(NOWHERE + n * PAGE);
}

/* Says that the fault is resolved, and has done nothing. */
static void pager(word unused)
{
    (void)unused;
    receive_nothing();
    for (struct message m = wait();;) {
        if (label_of(m.tag) == PROTOCOL_PAGE_FAULT)
            entered[(MR(0) - NOWHERE) / PAGE % STORMERS]++;
        m = reply_and_wait(0);
    }
}

static void handler(word unused)
{
    (void)unused;
    receive_nothing();
    for (wait();; reply_and_wait(make_tag(0, 40, 0))) /* the same state: the same instruction */
        entered[MR(35) / PAGE % STORMERS]++;      /* by its stack */
}

/* An instruction that the processor does not know. */
static void exceptions(word n)
{
    __asm__ volatile("udf #0" : : "r"(n) : "memory");
}

/* Hits an interrupt object as fast as it can. */
static void hits(word n)
{
    for (;; entered[n]++)
        ipc(IRQ << SELECTOR_SHIFT | SELECTOR_SEND, make_tag(PROTOCOL_IRQ, 0, 0), 0);
}

static void receiver(word n)
{
    for (;; entered[n]++)
        wait();
}

/* Lets the serial line interrupt as often as it can: that its bytes have gone is never acknowledged, so it never stops to tell. */
static void unmasks(word n)
{
    for (;; entered[n]++) {
        MR(0) = IRQ_OP_UNMASK;
        ipc(IRQ << SELECTOR_SHIFT | SELECTOR_SEND, make_tag(PROTOCOL_IRQ, 1, 0), 0);
    }
}

static void driver(word n)
{
    for (;; entered[n]++)
        wait();
}

/* The shortest wait there is: the timer interrupts for each. */
static void timers(word n)
{
    for (;; entered[n]++)
        ipc(SELF | SELECTOR_RECEIVE, 0, 1);
}

/* ---- the root task ---- */

static const char *yes(int holds)
{
    return holds ? "yes" : "NO";
}

/* The largest factory that the root task can make now, in bytes. */
static word largest(void)
{
    word fits = 0;
    for (word bit = 1UL << 30; bit > 0; bit >>= 1)
        if (create_factory(SPARE, fits + bit) >= 0) {
            fits += bit;
            delete(SPARE);
        }
    return fits;
}

static word work_takes(void)
{
    took = 0;
    ipc(thread_slot(WORKER) << SELECTOR_SHIFT | SELECTOR_SEND, 0, 0);
    sleep(40);
    return took;
}

static void storm(const char *name, void (*body)(word), void (*server)(word))
{
    for (word n = 0; n <= STORMERS; n++)
        entered[n] = 0;
    word before = largest();
    if (server) {
        spawn(SERVER, server, STORMERS, STORM_PRIORITY + 1);
        create_gate(PAGER, thread_slot(SERVER), 0);
    }
    int hears = server == receiver || server == driver;
    if (hears) {
        create(FACTORY, PROTOCOL_IRQ_SENDER, IRQ, 0, 0);
        MR(0) = 0x10;
        MR(1) = 4;
        item(2, thread_slot(SERVER));
        call(IRQ, PROTOCOL_KOBJECT, 2, 1);
    }
    if (server == driver) {
        MR(0) = ICU_OP_BIND;
        MR(1) = UART_PIN;
        item(2, IRQ);
        say("%s: an interrupt object on the pin of the serial line: %d\n", (word)name, (word)result(call(ICU, PROTOCOL_IRQ, 2, 1)), 0);
        *((volatile unsigned *)UART + UART_MASK) = UART_SENT;
    }
    word alone = work_takes();
    for (word n = 0; n < STORMERS; n++)
        spawn(n, body, n, STORM_PRIORITY);
    word begin = now();
    sleep(20);
    word waited = now() - begin;
    word during = work_takes();
    word least = entered[0];
    for (word n = 1; n < STORMERS; n++)
        least = entered[n] < least ? entered[n] : least;
    say("%s: each of the three has had more than 500 rounds: %s", (word)name, (word)yes(least > 500), 0);
    if (hears)
        say(", what they hit more than 500: %s", (word)yes(entered[STORMERS] > 500), 0, 0);
    say("\n%s: root wakes within 100 us: %s; ", (word)name, (word)yes(waited - 20480 < 100), 0);
    say("the worker takes at most 1 percent longer: %s\n", (word)yes(alone > 0 && during > 0 && during <= alone + alone / 100), 0, 0);
    for (word n = 0; n < STORMERS; n++) {
        delete(thread_slot(n));
        delete(SCRATCH + n);
    }
    if (server) {
        delete(thread_slot(SERVER));
        delete(PAGER);
    }
    if (server == driver)
        *((volatile unsigned *)UART + UART_MASK) = 0;
    if (hears)
        delete(IRQ);
    say("%s: over, and as many bytes to hand out as before: %s\n", (word)name, (word)yes(largest() == before), 0);
}

void program(void)
{
    run_at(THREAD, ROOT_PRIORITY);
    receive_nothing();
    say("utcbs: %d\n", (word)add_utcbs(UTCBS, PAGE_ORDER + 1), 0, 0);
    say("worker: %d\n", (word)spawn(WORKER, work, 0, WORKER_PRIORITY), 0, 0);
    storm("system calls", calls, 0);
    storm("objects", objects, 0);
    storm("page faults", faults, pager);
    storm("exceptions", exceptions, handler);
    storm("interrupts", hits, receiver);
    storm("device interrupts", unmasks, driver);
    storm("timeouts", timers, 0);
    rest();
}
