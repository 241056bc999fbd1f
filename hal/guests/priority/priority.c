/*
 * Who runs: priorities, time slices, and the time that is lent on a call. Threads note a letter when they get the processor for something;
 * the root thread, above all of them, sleeps while they run and prints what they noted.
 *
 *   call:  client 80 --> server 50 --> helper 40         beside a spinner of priority 60
 */
#include "../lib/threads.h"

enum { SERVER = FIRST_FREE, HELPER, SPINNER, CLIENT, FIRST = 0x40, ROOT_PRIORITY = 200 };

static struct text noted;
static volatile word spins;
static volatile word took; /* microseconds from the client's call to the answer */

static void note(const char *what)
{
    add_text(&noted, what);
}

static void show(const char *name)
{
    say("%s:%s\n", (word)name, (word)noted.bytes, 0);
    noted.length = 0;
    noted.bytes[0] = 0;
}

static word rounds; /* of work in a millisecond */

static __attribute__((noinline)) void do_rounds(word number)
{
    for (word i = 0; i < number; i++)
        spins++;
}

/* Uses the processor for so many milliseconds. */
static void work(word milliseconds)
{
    do_rounds(milliseconds * rounds);
}

static void measure_work(void)
{
    word begin = now();
    do_rounds(10000);
    rounds = 10000 * 1000 / (now() - begin);
}

static void at(word slot, word n, void (*body)(word), word argument, word priority)
{
    spawn_at((struct place){TASK, slot, FACTORY, n, n}, body, argument, priority);
}

static void run_with(word thread, word priority, word quantum)
{
    MR(0) = SCHEDULER_OP_RUN_THREAD;
    MR(1) = 0;
    MR(2) = 1;
    MR(3) = priority;
    MR(4) = quantum;
    item(5, thread);
    call(SCHEDULER, PROTOCOL_SCHEDULER, 5, 1);
}

static word used_by(word thread)
{
    MR(0) = THREAD_OP_STATS;
    call(thread, PROTOCOL_THREAD, 1, 0);
    return MR(0);
}

/* ---- priorities and slices ---- */

static void name_itself(word n)
{
    note((char[]){' ', (char)('a' + n), 0});
}

static void name_itself_twice(word n)
{
    name_itself(n);
    yield();
    name_itself(n);
}

static void spin(word unused)
{
    (void)unused;
    for (;;)
        spins++;
}

static void orders(void)
{
    for (word n = 0; n < 4; n++)
        at(FIRST + n, n, name_itself, n, 10 + 10 * n);
    sleep(1);
    show("started at priorities 10 20 30 40, a to d run in the order");
    for (word n = 0; n < 4; n++)
        at(FIRST + n, n, name_itself, n, 10);
    sleep(1);
    show("of one priority, they run in the order");
    for (word n = 0; n < 4; n++)
        at(FIRST + n, n, name_itself_twice, n, 10);
    sleep(1);
    show("each yields once");
    for (word n = 0; n < 4; n++)
        at(FIRST + n, n, name_itself, n, 10);
    run_at(FIRST + 2, 20);
    run_at(FIRST + 3, 5);
    sleep(1);
    show("c is raised, d is lowered");
}

/* Two that never wait, with time slices of so many microseconds, for 40 << 10 us: how many hundredths of it each gets. */
static void share_of(const char *name, word quantum_a, word quantum_b)
{
    at(FIRST, 0, spin, 0, 10);
    at(FIRST + 1, 1, spin, 0, 10);
    run_with(FIRST, 10, quantum_a);
    run_with(FIRST + 1, 10, quantum_b);
    sleep(40);
    word a = used_by(FIRST), b = used_by(FIRST + 1);
    say("slices of %s: of their time, a has %d and b %d percent", (word)name, (100 * a + (a + b) / 2) / (a + b), (100 * b + (a + b) / 2) / (a + b));
    say("; of all time they have %d\n", (100 * (a + b) + (40 << 9)) / (40 << 10), 0, 0);
    delete(FIRST);
    delete(FIRST + 1);
}

/* ---- lent time ---- */

static void helper(word unused)
{
    (void)unused;
    for (wait();; reply_and_wait(0))
        note(" helper");
}

static void server(word milliseconds)
{
    struct message m = wait();
    for (;;) {
        note(" server");
        work(milliseconds);
        m = reply_and_wait(0);
        if (m.tag & TAG_ERROR)
            m = wait();
    }
}

static void server_with_helper(word unused)
{
    (void)unused;
    for (wait();; reply_and_wait(0)) {
        note(" server");
        ipc(HELPER << SELECTOR_SHIFT | CALL, 0, 0);
        note(" server");
    }
}

/* Goes on after its answer, which it gives without waiting. */
static void talkative(word unused)
{
    (void)unused;
    for (;;) {
        wait();
        note(" server");
        ipc(SELF | SELECTOR_REPLY | SELECTOR_SEND, 0, 0);
        note(" server");
    }
}

static void client(word flags)
{
    word begin = now();
    ipc(SERVER << SELECTOR_SHIFT | CALL, flags, 0);
    took = now() - begin;
    note(" client");
}

static void impatient_client(word unused)
{
    (void)unused;
    ipc(SERVER << SELECTOR_SHIFT | CALL, 0, for_milliseconds(2));
    note(" client");
}

static void spinner(word milliseconds)
{
    note(" spinner");
    work(milliseconds);
    note(" spinner");
}

/* A server that waits, a spinner that is ready, a client that calls. */
static void scene(const char *name, void (*serve)(word), word argument, word priority, void (*ask)(word), word flags)
{
    at(HELPER, 2, helper, 0, 150);
    at(SERVER, 1, serve, argument, 150);
    sleep(1);
    run_at(HELPER, 40);
    run_at(SERVER, priority);
    at(CLIENT, 3, ask, flags, 80);
    at(SPINNER, 4, spinner, 4, 60);
    took = 0;
    sleep(20);
    show(name);
    delete(HELPER);
    delete(SERVER);
    delete(CLIENT);
    delete(SPINNER);
}

static void lending(void)
{
    scene("client 80 calls server 50 beside spinner 60", server, 0, 50, client, 0);
    say("the answer comes within 100 us: %s\n", (word)(took < 100 ? "yes" : "NO"), 0, 0);
    scene("the same without lending", server, 0, 50, client, TAG_SCHEDULE);
    say("the answer comes after the spinner's 4000 us: %s\n", (word)(took >= 4000 ? "yes" : "NO"), 0, 0);
    scene("the server calls helper 40", server_with_helper, 0, 50, client, 0);
    scene("the server goes on after its answer", talkative, 0, 50, client, 0);
    scene("the client gives up after 2 ms of the server's 5", server, 5, 50, impatient_client, 0);
    scene("a server of its own priority 90", talkative, 0, 90, client, 0);
}

/* The server's work uses up its caller's time slice: a spinner of the caller's priority runs in between. */
static void one_slice(void)
{
    at(SERVER, 1, server, 15, 150);
    sleep(1);
    run_at(SERVER, 50);
    at(CLIENT, 3, client, 0, 80);
    at(SPINNER, 4, spinner, 4, 80);
    sleep(30);
    show("client 80 calls, and the server works 15 ms, beside spinner 80");
    say("the answer comes after 19 ms, to the nearest: %s\n", (word)((took + 500) / 1000 == 19 ? "yes" : "NO"), 0, 0);
}

void program(void)
{
    run_at(THREAD, ROOT_PRIORITY);
    say("root: memory for UTCBs: %d\n", (word)add_utcbs(UTCBS, PAGE_ORDER + 1), 0, 0);
    receive_nothing();
    noted.length = 0;
    measure_work();
    orders();
    share_of("10 ms each", 0, 0);
    share_of("2 ms and 6 ms", 2000, 6000);
    lending();
    one_slice();
    rest();
}
