/*
 * A server with many clients. The root thread serves eight clients in four tasks: each opens a session, which is a gate of its own, adds to
 * it, and then meets the others: the server keeps their calls in explicit reply slots and answers them when all have come, the last first.
 *
 *   client --OPEN through the door--> server      a gate with the session's label comes back
 *          --ADD, MEET through it---> server
 *
 * Then what becomes of a call that is kept: its caller ends, another takes its slot, another thread or another task answers it.
 */
#include "../lib/threads.h"

enum { CLIENTS = 8, TASKS = 4, ROUNDS = 50, DOOR_LABEL = 0x1000, DOOR = FIRST_FREE, FIRST_TASK, FIRST_SESSION = 0x40 };
enum { HELPER = 0x60, STRANGER_TASK, STRANGER, ROOT_PRIORITY = 200, CLIENT_PRIORITY = 100, SLOTS_OF_A_TASK = 64 };
enum { OPEN = 1, ADD, MEET, STAY };

/* Selectors with an explicit reply slot. */
#define IN_SLOT(n) ((word)(n) << SELECTOR_SHIFT | SELECTOR_EXPLICIT)
#define WAIT_INTO(n) (IN_SLOT(n) | SELECTOR_RECEIVE | SELECTOR_OPEN_WAIT)
#define REPLY_AND_WAIT_BITS (SELECTOR_REPLY | SELECTOR_SEND | SELECTOR_RECEIVE | SELECTOR_OPEN_WAIT)
#define ANSWER_FROM(n) (IN_SLOT(n) | SELECTOR_REPLY | SELECTOR_SEND)

static volatile word sum_of[CLIENTS];  /* as each client read it at its end */
static volatile long wrong_of[CLIENTS]; /* answers that it did not expect */
static volatile word met[CLIENTS], meetings; /* in which order they were answered */
static volatile word helper_error, stranger_error;

/* ---- clients ---- */

static void client(word n)
{
    const word session = FIRST_SESSION + n; /* two clients share a task, and its table */
    receive_capability(session);
    MR(0) = n;
    wrong_of[n] += result(call(DOOR, OPEN, 1, 0)) != 0;
    receive_nothing();
    for (word i = 1; i <= ROUNDS; i++) {
        MR(0) = i * (n + 1);
        wrong_of[n] += result(call(session, ADD, 1, 0)) != 0;
        sum_of[n] = MR(0);
    }
    wrong_of[n] += result(call(session, MEET, 0, 0)) != (long)n;
    met[meetings++] = n;
}

/* Calls the door and stays until it is answered. */
static void stay(word n)
{
    wrong_of[n] = result(call(DOOR, STAY, 0, 0));
    sum_of[n] = 1;
}

/* ---- the server ---- */

static word sums[CLIENTS];
static word kept_of[CLIENTS]; /* by reply slot: whose call is kept there */

static word open_session(word n)
{
    create_gate(FIRST_SESSION + n, THREAD, (n + 1) << 4);
    send_item(0, 0, capability(FIRST_SESSION + n, RIGHT_R | RIGHT_W));
    return make_tag(0, 0, 1);
}

static word add(word session, word number)
{
    sums[session] += number;
    MR(0) = sums[session];
    return make_tag(0, 1, 0);
}

/* Every call comes into the first free slot; one that is kept fills it. */
static void serve(void)
{
    word kept = 0, opened = 0, added = 0, others = 0;
    struct message m = ipc(WAIT_INTO(0), 0, 0);
    for (;;) {
        word session = (m.label >> 4) - 1;
        word answer = make_tag(-FAILURE_EBADPROTO, 0, 0);
        if (label_of(m.tag) == MEET) {
            kept_of[kept++] = session;
            if (kept == CLIENTS)
                break;
            m = ipc(WAIT_INTO(kept), 0, 0);
            continue;
        }
        if (label_of(m.tag) == OPEN && m.label >> 4 == DOOR_LABEL >> 4) {
            answer = open_session(MR(0));
            opened++;
        } else if (label_of(m.tag) == ADD) {
            answer = add(session, MR(0));
            added++;
        } else {
            others++;
        }
        m = ipc(IN_SLOT(kept) | REPLY_AND_WAIT_BITS, answer, REPLY_NOW);
    }
    say("server: %d sessions, %d additions, %d other calls\n", opened, added, others);
    word failed = 0;
    for (word slot = CLIENTS; slot-- > 0;)
        failed += error_of(ipc(ANSWER_FROM(slot), make_tag((long)kept_of[slot], 0, 0), NOW << 16)) != 0;
    say("server: answers the %d calls that it kept, the last first; failed: %d\n", kept, failed, 0);
}

static void start_clients(void)
{
    word failed = 0;
    for (word t = 0; t < TASKS; t++) {
        failed += new_task(FIRST_TASK + t, FACTORY, PAGE_ORDER) < 0;
        failed += share(FIRST_TASK + t, STACKS, STACKS_ORDER, RIGHT_READ | RIGHT_WRITE) < 0;
        failed += give(FIRST_TASK + t, DOOR, DOOR, RIGHT_R | RIGHT_W) < 0;
    }
    for (word n = 0; n < CLIENTS; n++)
        failed += spawn_at((struct place){FIRST_TASK + n % TASKS, thread_slot(n), FACTORY, n / TASKS, n + 1}, client, n, CLIENT_PRIORITY) < 0;
    say("server: %d clients in %d tasks; failed: %d\n", CLIENTS, TASKS, failed);
}

static void check_clients(void)
{
    word wrong = 0, disorder = 0;
    for (word n = 0; n < CLIENTS; n++) {
        wrong += (word)wrong_of[n] + (sum_of[n] != (n + 1) * ROUNDS * (ROUNDS + 1) / 2);
        disorder += met[n] != kept_of[CLIENTS - 1 - n];
    }
    say("clients: answers and sums that were not as expected: %d\n", wrong, 0, 0);
    say("clients: %d were woken, out of order %d\n", meetings, disorder, 0);
}

/* ---- a call that is kept ---- */

static void begin_stay(word n)
{
    sum_of[n] = 0;
    wrong_of[n] = 0;
    spawn_at((struct place){TASK, thread_slot(n), FACTORY, 1 + n, 1 + n}, stay, n, CLIENT_PRIORITY);
}

static word answer(word slot, long label)
{
    word error = error_of(ipc(ANSWER_FROM(slot), make_tag(label, 0, 0), NOW << 16));
    sleep(1);
    return error;
}

static void helper(word slot)
{
    helper_error = error_of(ipc(ANSWER_FROM(slot), make_tag(5, 0, 0), NOW << 16));
}

static void stranger(word slot)
{
    stranger_error = error_of(ipc(ANSWER_FROM(slot), make_tag(6, 0, 0), NOW << 16));
}

static void kept_calls(void)
{
    begin_stay(0);
    ipc(WAIT_INTO(3), 0, 0);
    say("an empty slot answers nobody: error %d; ", answer(4, 1), 0, 0);
    say("the full one: %d, and the caller reads %d\n", answer(3, 1), (word)wrong_of[0], 0);
    say("a second answer from it: error %d\n", answer(3, 2), 0, 0);
    delete(thread_slot(0));

    begin_stay(0);
    ipc(WAIT_INTO(3), 0, 0);
    delete(thread_slot(0));
    say("the caller ends: error %d\n", answer(3, 1), 0, 0);

    begin_stay(0);
    ipc(WAIT_INTO(3), 0, 0);
    begin_stay(1);
    ipc(WAIT_INTO(3), 0, 0);
    say("a second caller takes the slot: %d; ", answer(3, 4), 0, 0);
    say("it reads %d, the first one %s\n", (word)wrong_of[1], (word)(sum_of[0] ? "is woken too" : "waits"), 0);
    delete(thread_slot(0));
    delete(thread_slot(1));

    begin_stay(0);
    ipc(WAIT_INTO(SLOTS_OF_A_TASK - 1), 0, 0);
    spawn_at((struct place){STRANGER_TASK, STRANGER, FACTORY, 0, 2}, stranger, SLOTS_OF_A_TASK - 1, CLIENT_PRIORITY);
    sleep(1);
    spawn_at((struct place){TASK, HELPER, FACTORY, 3, 3}, helper, SLOTS_OF_A_TASK - 1, CLIENT_PRIORITY);
    sleep(1);
    say("another task answers from the slot of that number: error %d; ", stranger_error, 0, 0);
    say("another thread of this task: %d, and the caller reads %d\n", helper_error, (word)wrong_of[0], 0);
    delete(thread_slot(0));

    struct message m = ipc(WAIT_INTO(SLOTS_OF_A_TASK), 0, NOW);
    say("there are %d slots: a wait into number %d: error %d\n", SLOTS_OF_A_TASK, SLOTS_OF_A_TASK, error_of(m));
}

void program(void)
{
    run_at(THREAD, ROOT_PRIORITY);
    say("server: memory for UTCBs: %d; ", (word)add_utcbs(UTCBS, PAGE_ORDER), 0, 0);
    say("the door: %d\n", (word)create_gate(DOOR, THREAD, DOOR_LABEL), 0, 0);
    receive_nothing();
    start_clients();
    serve();
    sleep(1);
    check_clients();
    for (word n = 0; n < CLIENTS; n++)
        delete(thread_slot(n));
    new_task(STRANGER_TASK, FACTORY, PAGE_ORDER);
    share(STRANGER_TASK, STACKS, STACKS_ORDER, RIGHT_READ | RIGHT_WRITE);
    kept_calls();
    rest();
}
