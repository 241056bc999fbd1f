/*
 * A thousand threads in one task, of four priorities. A token goes round; all of them call the root thread at once; all of them wait for
 * points of time; all of them end.
 */
#include "../lib/threads.h"

enum { THREADS = 1000, GATE = FIRST_FREE, ROOT_PRIORITY = 200, LOWEST = 10, PRIORITIES = 4, LABEL = 0x40, APART = 50 };
enum { AREA_ORDER = LIMITS_KU_MAX_ORDER, AREAS = (THREADS * UTCB_BYTES + (1 << AREA_ORDER) - 1) >> AREA_ORDER };

static volatile word first_time; /* when thread THREADS - 1 is to wake, in microseconds */
static volatile word woken[THREADS];
static volatile word wakes, late;

static word priority_of(word n)
{
    return LOWEST + n % PRIORITIES;
}

/* Passes the token on, one higher; calls the root thread; wakes at its time. */
static void member(word n)
{
    receive_nothing();
    wait();
    MR(0) = MR(0) + 1;
    ipc((n + 1 < THREADS ? thread_slot(n + 1) : THREAD) << SELECTOR_SHIFT | SELECTOR_SEND, make_tag(0, 1, 0), 0);
    MR(0) = n;
    ipc(GATE << SELECTOR_SHIFT | CALL, make_tag(0, 1, 0), 0);
    word time = first_time + (THREADS - 1 - n) * APART;
    BR(0) = time;
    struct message m = ipc(SELF | SELECTOR_RECEIVE, 0, ABSOLUTE_BR0);
    late += error_of(m) != (IPC_ERROR_TIMEOUT | IPC_ERROR_RECEIVE) || now() - time > APART;
    woken[wakes++] = n;
}

static void create_all(const char *when)
{
    word made = 0;
    for (word n = 0; n < THREADS; n++)
        made += spawn(n, member, n, priority_of(n)) == 0;
    say("root: %s%d threads\n", (word)when, made, 0);
}

static void pass_token(void)
{
    MR(0) = 0;
    ipc(thread_slot(0) << SELECTOR_SHIFT | SELECTOR_SEND, make_tag(0, 1, 0), 0);
    ipc(thread_slot(THREADS - 1) << SELECTOR_SHIFT | SELECTOR_RECEIVE, 0, 0);
    say("token: comes back as %d\n", MR(0), 0, 0);
}

/* All calls wait in one queue: by priority, and first come, first served within one. */
static void answer_all(void)
{
    sleep(20);
    first_time = now() + 20000;
    word calls = 0, disorder = 0, wrong = 0, before = 0;
    struct message m = ipc(WAIT, 0, NOW);
    while (error_of(m) == 0) {
        word n = MR(0);
        wrong += m.label != (LABEL | RIGHT_W | RIGHT_S);
        if (calls > 0)
            disorder += priority_of(before) < priority_of(n) || (priority_of(before) == priority_of(n) && before > n);
        before = n;
        calls++;
        m = ipc(REPLY_AND_WAIT, 0, REPLY_NOW | NOW);
    }
    say("calls: %d, with another label than the gate's %d, out of order %d\n", calls, wrong, disorder);
    say("calls: then error %d: nobody calls\n", error_of(m), 0, 0);
}

static void wake_all(void)
{
    sleep(100);
    word disorder = 0;
    for (word i = 0; i < wakes; i++)
        disorder += woken[i] != THREADS - 1 - i;
    say("times: %d threads woke, late %d, out of order %d\n", wakes, late, disorder);
}

void program(void)
{
    run_at(THREAD, ROOT_PRIORITY);
    long answer = 0;
    for (word i = 0; i < AREAS && answer == 0; i++)
        answer = add_utcbs(UTCBS + (i << AREA_ORDER), AREA_ORDER);
    say("root: memory for their UTCBs: %d\n", (word)answer, 0, 0);
    create_all("");
    say("root: a gate: %d\n", (word)create_gate(GATE, THREAD, LABEL), 0, 0);
    sleep(20);
    pass_token();
    answer_all();
    wake_all();
    word gone = 0;
    for (word n = 0; n < THREADS; n++)
        gone += destroy(all_of(thread_slot(n))) == 0;
    say("root: ends %d threads\n", gone, 0, 0);
    create_all("again ");
    rest();
}
