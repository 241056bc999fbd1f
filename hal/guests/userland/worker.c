/* A client: finds the counter, works with it, touches memory, computes with floating point, and waits. */
#include "lib/information.h"
#include "lib/services.h"

enum { COUNTER = FIRST_FREE, SESSION, NOBODY };
enum { TOUCHED = 40 };
#define NOTE_AT 0x30000000UL

static long add(long number)
{
    MR(0) = (word)number;
    long answer = result(call(SESSION, ADD, 1, 0));
    return answer < 0 ? answer : (long)MR(0);
}

static void use_the_counter(void)
{
    receive_capability(COUNTER);
    put_name("counter");
    say("worker: finds the counter: %d\n", result(call(NAMES, FIND, NAME_WORDS, 0)), 0, 0);
    receive_capability(SESSION);
    say("worker: opens a session: %d\n", result(call(COUNTER, OPEN, 0, 0)), 0, 0);
    receive_nothing();
    long sum = 0;
    for (long i = 1; i <= 10; i++)
        sum = add(i);
    say("worker: 1 + 2 + ... + 10 = %d\n", sum, 0, 0);
    receive_pages(NOTE_AT, PAGE_ORDER);
    long answer = result(call(SESSION, NOTE, 0, 0));
    say("worker: is shown a page: %d, \"%s\"\n", answer, answer < 0 ? (word) "" : NOTE_AT, 0);
    receive_nothing();
    answer = result(call(SESSION, CLOSE, 0, 0));
    say("worker: closes the session: %d; then adding is answered with %d\n", answer, add(1), 0);
}

static void touch_memory(void)
{
    long zeros = 0, sum = 0;
    for (word i = 0; i < TOUCHED; i++) {
        volatile long *at = (volatile long *)(HEAP + i * PAGE);
        zeros += *at == 0;
        *at = (long)i;
    }
    for (word i = 0; i < TOUCHED; i++)
        sum += *(volatile long *)(HEAP + i * PAGE);
    say("worker: %d fresh pages, %d of them zero, their numbers sum to %d\n", TOUCHED, zeros, sum);
}

static void compute(void)
{
    double pi = 0;
    for (int i = 0; i < 20000; i++)
        pi += (i % 2 == 0 ? 4.0 : -4.0) / (2 * i + 1);
    say("worker: pi is about %d / 10000\n", (word)(long)(pi * 10000 + 0.5), 0, 0);
}

static void wait_in_vain(void)
{
    word tag = ipc(SELF | SELECTOR_RECEIVE, 0, 2 << 10 | 500).tag; /* 500 << 2 microseconds */
    say("worker: nobody sends within 2 ms: error %d\n", tag & TAG_ERROR ? ERROR_CODE : 0, 0, 0);
    long answer = create(FACTORY, PROTOCOL_GATE, NOBODY, 0, 0);
    tag = ipc(NOBODY << SELECTOR_SHIFT | CALL, make_tag(ADD, 1, 0), NOW << 16).tag;
    say("worker: a gate to nobody: %d; calling it: error %d\n", answer, tag & TAG_ERROR ? ERROR_CODE : 0, 0);
}

void program(void)
{
    say("worker: runs\n", 0, 0, 0);
    use_the_counter();
    touch_memory();
    compute();
    wait_in_vain();
    done(55);
}
