/*
 * Ping-pong: the root task calls a server that adds one, first a thread of its own, then a thread of another task that runs the same image.
 *
 *   root --call--> gate --> near server        same address space
 *   root --call--> gate --> far server         another; its memory was mapped by the root task
 */
#include "../userland/lib/system.h"

enum { ROUNDS = 1000, NEAR = FIRST_FREE, NEAR_GATE, FAR, FAR_GATE, FAR_TASK, NEAR_LABEL = 0x10, FAR_LABEL = 0x20, STACK = 4096, ECHO = 2 };
enum { UTCB_BYTES = 0x400, IMAGE_ORDER = 16 };

extern char __executable_start[];
static char near_stack[STACK] __attribute__((aligned(16)));
static char far_stack[STACK] __attribute__((aligned(16)));

/* Answers the label that it was called by, and the word plus one; to an echo, all its words plus one. */
static _Noreturn void serve(void)
{
    receive_nothing();
    struct message m = wait();
    for (;;) {
        if (label_of(m.tag) == ECHO) {
            for (word i = 0; i < (m.tag & TAG_WORDS); i++)
                MR(i) = MR(i) + 1;
            m = reply_and_wait(m.tag);
            continue;
        }
        MR(0) = MR(0) + 1;
        MR(1) = m.label;
        m = reply_and_wait(make_tag(0, 2, 0));
    }
}

static void play(const char *name, word gate)
{
    word sum = 0;
    long answer = 0;
    for (word i = 0; i < ROUNDS && answer == 0; i++) {
        MR(0) = i;
        answer = result(call(gate, 1, 1, 0));
        sum += MR(0);
    }
    word label = MR(1);
    say("%s: 1000 calls, the last one answered %d; ", (word)name, (word)answer, 0);
    say("the sum is %d, the label %x\n", sum, label, 0);
}

/* Messages of 0, 4 and 63 words: each comes back one higher, and no other is touched. */
static void echo(const char *name, word gate)
{
    static const word lengths[] = {0, 4, UTCB_MESSAGE_WORDS};
    for (word l = 0; l < sizeof lengths / sizeof lengths[0]; l++) {
        word words = lengths[l], wrong = 0;
        for (word i = 0; i < UTCB_MESSAGE_WORDS; i++)
            MR(i) = 1000 + i;
        word tag = call(gate, ECHO, words, 0);
        for (word i = 0; i < UTCB_MESSAGE_WORDS; i++)
            wrong += MR(i) != 1000 + i + (i < words);
        say("%s: %d words there and back, ", (word)name, words, 0);
        say("%d of them in the answer's tag, wrong %d\n", tag & TAG_WORDS, wrong, 0);
    }
}

void root(void)
{
    long made = create(FACTORY, PROTOCOL_THREAD, NEAR, 0, 0);
    say("near: made: %d\n", made, 0, 0);
    say("near: starts: %d\n", launch(TASK, NEAR, LIMITS_UTCB_AREA + UTCB_BYTES, (word)serve, (word)(near_stack + STACK), 100), 0, 0);
    say("near: a gate with a label that has bits of the rights: %d\n", create_gate(NEAR_GATE, NEAR, NEAR_LABEL | 1), 0, 0);
    say("near: a gate: %d\n", create_gate(NEAR_GATE, NEAR, NEAR_LABEL), 0, 0);
    play("near", NEAR_GATE);
    echo("near", NEAR_GATE);

    say("far: its task: %d\n", create_task(FAR_TASK, memory_page(LIMITS_UTCB_AREA, PAGE_ORDER, RIGHT_READ | RIGHT_WRITE)), 0, 0);
    MR(0) = TASK_OP_MAP;
    MR(1) = (word)__executable_start | ITEM_MAP;
    MR(2) = memory_page((word)__executable_start, IMAGE_ORDER, RIGHT_READ | RIGHT_WRITE | RIGHT_X);
    item(3, TASK);
    say("far: its memory: %d\n", result(call(FAR_TASK, PROTOCOL_TASK, 3, 1)), 0, 0);
    long answer = create(FACTORY, PROTOCOL_THREAD, FAR, 0, 0);
    if (answer == 0)
        answer = launch(FAR_TASK, FAR, LIMITS_UTCB_AREA, (word)serve, (word)(far_stack + STACK), 100);
    say("far: starts: %d\n", answer, 0, 0);
    say("far: its gate: %d\n", create_gate(FAR_GATE, FAR, FAR_LABEL), 0, 0);
    play("far", FAR_GATE);
    echo("far", FAR_GATE);

    say("far: ends: %d\n", destroy(capability(FAR_TASK, RIGHT_R | RIGHT_W | RIGHT_S | RIGHT_D)), 0, 0);
    struct message m = ipc(FAR_GATE << SELECTOR_SHIFT | CALL, 0, NOW << 16);
    say("far: a call is answered with error %d\n", (m.tag & TAG_ERROR) ? ERROR_CODE : 0, 0, 0);
    m = ipc(NEAR << SELECTOR_SHIFT | SELECTOR_RECEIVE, 0, NOW);
    say("near: it sends nothing of its own: error %d\n", (m.tag & TAG_ERROR) ? ERROR_CODE : 0, 0, 0);
    say("root: ends\n", 0, 0, 0);
    for (;;)
        ipc(SELF | SELECTOR_RECEIVE, 0, 0);
}
