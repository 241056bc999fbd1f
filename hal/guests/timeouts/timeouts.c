/*
 * Timeouts in virtual time, of both phases: zero, relative, absolute, for ever; two at once; what ends a wait before its time; and sleepers
 * among threads that never wait. Times are microseconds; a wait that ends within SLACK of its time is in time.
 */
#include "../lib/threads.h"

enum { BUSY = FIRST_FREE, GATE, SPINNER, HELPER };
enum { ROOT_PRIORITY = 200, SLACK = 30, SEND = SELECTOR_SEND, RECEIVE = SELECTOR_RECEIVE };

static volatile word spins;

/* Never waits to receive from anyone: senders wait. */
static void busy(word unused)
{
    (void)unused;
}

static void spin(word unused)
{
    (void)unused;
    for (;;)
        spins++;
}

/* Calls the gate after some milliseconds. */
static void call_later(word milliseconds)
{
    sleep(milliseconds);
    ipc(GATE << SELECTOR_SHIFT | CALL, 0, 0);
}

static void show(const char *name, word selector, word timeouts, long expected)
{
    struct text line;
    line.length = 0;
    word begin = now();
    struct message m = ipc(selector, 0, timeouts);
    word took = now() - begin;
    add_text(&line, name);
    add_text(&line, ": error ");
    add_number(&line, (long)error_of(m));
    if (took >= (word)expected && took - (word)expected <= SLACK) {
        add_text(&line, " after ");
        add_number(&line, expected);
    } else {
        add_text(&line, " NOT IN TIME, after ");
        add_number(&line, (long)took);
    }
    say("%s us\n", (word)line.bytes, 0, 0);
}

static word relative(word mantissa, word exponent)
{
    return exponent << TIMEOUT_EXPONENT_SHIFT | mantissa;
}

/* The timeout that ends at the time in buffer register i. */
static word absolute(word i, word time)
{
    BR(i) = time;
    return TIMEOUT_ABSOLUTE | i;
}

static void one_phase(void)
{
    const word send = BUSY << SELECTOR_SHIFT | SEND, receive = BUSY << SELECTOR_SHIFT | RECEIVE;
    show("send, zero", send, NOW << 16, 0);
    show("send, 1 us", send, relative(1, 0) << 16, 1);
    show("send, 700 us", send, relative(700, 0) << 16, 700);
    show("send, 3 << 10 us", send, relative(3, 10) << 16, 3072);
    show("send, absolute, in 500 us", send, absolute(7, now() + 500) << 16, 500);
    show("send, absolute, long ago", send, absolute(7, 1) << 16, 0);
    show("receive, zero", receive, NOW, 0);
    show("receive, 1023 us", receive, relative(1023, 0), 1023);
    show("receive, 1 << 14 us", receive, relative(1, 14), 16384);
    show("receive, mantissa 0 of any exponent", receive, relative(0, 20), 0);
    show("receive, absolute, in 2000 us", receive, absolute(57, now() + 2000), 2000);
    show("receive, absolute, now", receive, absolute(0, now()), 0);
    show("receive, absolute, in a register that does not exist", receive, TIMEOUT_ABSOLUTE | 58, 0);
    show("wait, 512 us", WAIT, relative(512, 0), 512);
    show("wait for nobody, 512 us", SELF | RECEIVE, relative(512, 0), 512);
}

static void two_phases(void)
{
    const word call = BUSY << SELECTOR_SHIFT | CALL;
    show("call, the send phase ends first", call, relative(300, 0) << 16 | relative(600, 0), 300);
    show("call, zero and for ever", call, NOW << 16, 0);
    spawn_at((struct place){TASK, HELPER, FACTORY, 3, 3}, call_later, 2, 100);
    show("wait, a call comes after 2048 us", WAIT, relative(5, 10), 2048);
    show("answer it, and wait 256 us", REPLY_AND_WAIT, NOW << 16 | relative(256, 0), 256);
    show("answer nobody: no receive phase", REPLY_AND_WAIT, NOW << 16 | relative(256, 0), 0);
    delete(HELPER);
    create_gate(GATE, BUSY, 0);
    show("call through a gate, 400 us to send", GATE << SELECTOR_SHIFT | CALL, relative(400, 0) << 16, 400);
}

/* Who waits is woken by time alone, whatever others do. */
static void among_spinners(void)
{
    spawn_at((struct place){TASK, SPINNER, FACTORY, 2, 2}, spin, 0, 100);
    show("beside a thread of lower priority that never waits, 5 << 10 us", SELF | RECEIVE, relative(5, 10), 5120);
    word before = spins;
    show("again", SELF | RECEIVE, relative(5, 10), 5120);
    say("which runs meanwhile: %s\n", (word)(spins > before ? "yes" : "NO"), 0, 0);
    run_at(THREAD, 100);
    word begin = now();
    ipc(SELF | RECEIVE, 0, relative(1, 10));
    word took = now() - begin;
    say("beside one of the same priority, 1 << 10 us: between 1024 us and a time slice of %d us more: %s\n", LIMITS_DEFAULT_QUANTUM,
        (word)(took >= 1024 && took <= 1024 + LIMITS_DEFAULT_QUANTUM + SLACK ? "yes" : "NO"), 0);
    run_at(THREAD, ROOT_PRIORITY);
    delete(SPINNER);
}

void program(void)
{
    run_at(THREAD, ROOT_PRIORITY);
    say("root: memory for UTCBs: %d\n", (word)add_utcbs(UTCBS, PAGE_ORDER), 0, 0);
    receive_nothing();
    spawn_at((struct place){TASK, BUSY, FACTORY, 1, 1}, busy, 0, 100);
    create_gate(GATE, THREAD, 0);
    sleep(1);
    one_phase();
    two_phases();
    among_spinners();
    say("root: ends\n", 0, 0, 0);
    rest();
}
