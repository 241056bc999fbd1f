/*
 * A fork bomb: each program starts copies of itself, as many as it can, all paid by one factory. It meets the quota of that factory; the
 * rest of the system keeps its memory and its time, and when the first program goes, all of it comes back.
 *
 *   root -- factory of QUOTA bytes --> bomb --> bomb, bomb ... --> ...
 */
#include "../lib/threads.h"

enum { QUOTA = 1500000, MOST = 200, BOMB_TASK = FIRST_FREE, BOMB_THREAD, BOMB_FACTORY, SPARE, AGAIN };
enum { ROOT_PRIORITY = 200, BOMB_PRIORITY = 50 };

static word numbers;         /* handed out: a bomb's number is that of its stack */
static word started;         /* bombs that run */
static word refused[MOST];   /* by bomb: how often it could not start another */
static word other[MOST];     /* by bomb: how often the answer was not ENOMEM */

static _Noreturn void bomb(word number);

/* Starts a bomb with this number; its task and its thread come to slots `slot` and the next. */
static long fork(word factory, word slot, word number)
{
    long answer = new_task(slot, factory, PAGE_ORDER);
    if (answer >= 0)
        answer = share(slot, STACKS, STACKS_ORDER, RIGHT_READ | RIGHT_WRITE);
    return answer < 0 ? answer : spawn_at((struct place){slot, slot + 1, factory, 0, number}, bomb, number, BOMB_PRIORITY);
}

static _Noreturn void bomb(word number)
{
    __atomic_fetch_add(&started, 1, __ATOMIC_RELAXED);
    for (word slot = FIRST_FREE;; slot += 2) {
        word child = __atomic_fetch_add(&numbers, 1, __ATOMIC_RELAXED);
        long answer;
        while ((answer = fork(FACTORY, slot, child)) < 0) {
            refused[number]++;
            if (answer != -FAILURE_ENOMEM)
                other[number]++;
            yield();
        }
    }
}

static word sum(const word *of)
{
    word total = 0;
    for (word i = 0; i < MOST; i++)
        total += of[i];
    return total;
}

static word how_many(const word *of)
{
    word n = 0;
    for (word i = 0; i < MOST; i++)
        n += of[i] != 0;
    return n;
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

static const char *yes(int holds)
{
    return holds ? "yes" : "NO";
}

void program(void)
{
    run_at(THREAD, ROOT_PRIORITY);
    word before = largest();
    say("root: a factory of %d bytes: %d\n", QUOTA, (word)create_factory(BOMB_FACTORY, QUOTA), 0);
    say("root: the first bomb: %d\n", (word)fork(BOMB_FACTORY, BOMB_TASK, numbers++), 0, 0);
    word begin = now();
    sleep(20);
    word waited = now() - begin;
    word bombs = started;
    say("root: sleeps for 20 ms, and wakes within 100 us of that: %s\n", (word)yes(waited - 20480 < 100), 0, 0);
    say("bombs: more than 10 run: %s; each of them was refused: %s\n", (word)yes(bombs > 10), (word)yes(how_many(refused) == bombs), 0);
    say("bombs: refusals that were not for want of memory: %d\n", sum(other), 0, 0);
    say("root: meanwhile a task: %d, ", (word)new_task(SPARE, FACTORY, PAGE_ORDER), 0, 0);
    delete(SPARE);
    say("a thread: %d\n", (word)create(FACTORY, PROTOCOL_THREAD, SPARE, 0, 0), 0, 0);
    delete(SPARE);
    word refusals = sum(refused);
    sleep(10);
    say("bombs: 10 ms later they go on trying: %s; more of them: %d\n", (word)yes(sum(refused) > refusals), started - bombs, 0);
    delete(BOMB_TASK);
    delete(BOMB_THREAD);
    refusals = sum(refused);
    sleep(10);
    say("root: ends the first; 10 ms later, attempts of any other: %d\n", sum(refused) - refusals, 0, 0);
    delete(BOMB_FACTORY);
    say("root: has as many bytes to hand out as at the start: %s\n", (word)yes(largest() == before), 0, 0);
    rest();
}
