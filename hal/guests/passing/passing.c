/*
 * Capabilities passed in messages, and taken back while they are used. Three tasks A, B and C do what the root task tells them: use a
 * capability, and pass one along. A server in the root task answers every call with the label that it read, whose low two bits say with
 * which rights it was called (1 W, 2 S).
 *
 *   root --mapped--> A --passed--> B --passed--> C          a gate to the server, label 0x40
 */
#include "../lib/threads.h"

enum { A, B, C, TASKS };
enum { FIRST_TASK = FIRST_FREE, FIRST_PUPPET = 0x28, FIRST_ORDERS = 0x30, FIRST_PEERS = 0x38, SERVER = 0x40, SERVICE, OWN_GATE };
enum { PEER = 0x30, RECEIVED = 0x50, ELSEWHERE, EMPTY }; /* slots of a puppet: gates to the others from PEER on */
enum { SERVICE_LABEL = 0x40, ORDERS_LABEL = 0x100, PEERS_LABEL = 0x200, OWN_LABEL = 0x300 };
enum { USE = 1, HOLD, RELEASE, PUPPET_PRIORITY = 100, SERVER_PRIORITY = 150 };

/* Explicit reply slot 1. */
#define IN_HELD (1UL << SELECTOR_SHIFT | SELECTOR_EXPLICIT)

/* ---- the server ---- */

static void server(word unused)
{
    (void)unused;
    word held = 0;
    receive_nothing();
    struct message m = wait();
    for (;;) {
        MR(0) = m.label;
        if (label_of(m.tag) == HOLD) { /* in the thread's own reply slot; the next call comes into another */
            held = m.label;
            m = ipc(IN_HELD | SELECTOR_RECEIVE | SELECTOR_OPEN_WAIT, 0, 0);
        } else if (label_of(m.tag) == RELEASE) {
            MR(0) = held;
            ipc(SELF | SELECTOR_REPLY | SELECTOR_SEND, make_tag(0, 1, 0), NOW << 16);
            ipc(IN_HELD | SELECTOR_REPLY | SELECTOR_SEND, 0, NOW << 16);
            m = wait();
        } else {
            m = reply_and_wait(make_tag(0, 1, 0));
        }
    }
}

/* ---- puppets ---- */

/* An order: a message with `label` through the capability `use`, with an item when it has one. */
static struct order {
    word use;
    long label;
    word item, flexpage;
    word buffer; /* the puppet's buffer from now on */
} order[TASKS];
static volatile struct outcome {
    word done, error, word0;                 /* of an order */
    word got_error, got_item, got_flexpage; /* of what came from another puppet */
} outcome[TASKS];

static void obey(word n)
{
    struct order *o = &order[n];
    MR(0) = o->item;
    MR(1) = o->flexpage;
    struct message m = ipc(o->use << SELECTOR_SHIFT | CALL, make_tag(o->label, 0, o->item != 0), 0);
    outcome[n].error = error_of(m);
    outcome[n].word0 = MR(0);
    outcome[n].done = 1;
}

static void puppet(word n)
{
    receive_capability(RECEIVED);
    struct message m = wait();
    for (;;) {
        if (m.tag & TAG_ERROR) {
            outcome[n].got_error = ERROR_CODE;
            m = wait();
            continue;
        }
        if (m.label >> 4 == ORDERS_LABEL >> 4) {
            BR(0) = 0; /* orders bring nothing, nor do answers */
            if (order[n].use != 0)
                obey(n);
            BR(0) = order[n].buffer;
        } else {
            outcome[n].got_item = MR(0);
            outcome[n].got_flexpage = MR(1);
            outcome[n].got_error = 0;
        }
        m = reply_and_wait(0);
    }
}

/* ---- the root task ---- */

static void prepare(word n, word use, long label, word item_word, word flexpage)
{
    order[n].use = use;
    order[n].label = label;
    order[n].item = item_word;
    order[n].flexpage = flexpage;
    outcome[n].done = 0;
}

static void let(word n, word use, long label, word item_word, word flexpage)
{
    prepare(n, use, label, item_word, flexpage);
    call(FIRST_ORDERS + n, 0, 0, 0);
}

static void set_buffer(word n, word buffer)
{
    order[n].buffer = buffer;
    let(n, 0, 0, 0, 0);
}

#define SLOT_BUFFER(slot) ((word)(slot) << SELECTOR_SHIFT | ITEM_MAP | ITEM_SMALL)

/* n calls the server through its capability `slot`. */
static void use(const char *name, word n, word slot)
{
    let(n, slot, USE, 0, 0);
    if (outcome[n].error)
        say("%s: error %d\n", (word)name, outcome[n].error, 0);
    else
        say("%s: the server reads %x\n", (word)name, outcome[n].word0, 0);
}

/* `from` passes its capability to `to`. */
static void pass(const char *name, word from, word to, word item_word, word flexpage)
{
    outcome[to].got_item = outcome[to].got_flexpage = 0;
    let(from, PEER + to, 0, item_word, flexpage);
    sleep(1);
    say("%s: error %d, ", (word)name, outcome[from].error, 0);
    if (outcome[to].got_error)
        say("receiver's error %d\n", outcome[to].got_error, 0, 0);
    else
        say("item %x\n", outcome[to].got_item, 0, 0);
}

/* The task n loses what is under the flexpage, others than itself too; with `mask` 0 only the others. */
static long take_from(word n, word mask, word flexpage)
{
    MR(0) = TASK_OP_UNMAP;
    MR(1) = mask;
    MR(2) = flexpage;
    return result(call(FIRST_TASK + n, PROTOCOL_TASK, 3, 0));
}

static long set_up(void)
{
    long answer = spawn(0, server, 0, SERVER_PRIORITY);
    if (answer >= 0)
        answer = create_gate(SERVICE, thread_slot(0), SERVICE_LABEL);
    for (word n = 0; n < TASKS && answer >= 0; n++) {
        answer = new_task(FIRST_TASK + n, FACTORY, PAGE_ORDER);
        if (answer >= 0)
            answer = share(FIRST_TASK + n, STACKS, STACKS_ORDER, RIGHT_READ | RIGHT_WRITE);
        order[n].buffer = SLOT_BUFFER(RECEIVED);
        if (answer >= 0)
            answer = spawn_at((struct place){FIRST_TASK + n, FIRST_PUPPET + n, FACTORY, 0, n + 1}, puppet, n, PUPPET_PRIORITY);
        if (answer >= 0)
            answer = create_gate(FIRST_ORDERS + n, FIRST_PUPPET + n, ORDERS_LABEL);
        if (answer >= 0)
            answer = create_gate(FIRST_PEERS + n, FIRST_PUPPET + n, PEERS_LABEL);
    }
    for (word n = 0; n < TASKS; n++)
        for (word to = 0; to < TASKS && answer >= 0; to++)
            answer = give(FIRST_TASK + n, FIRST_PEERS + to, PEER + to, RIGHT_R | RIGHT_W | RIGHT_S);
    return answer;
}

static long give_service(word rights)
{
    return give(FIRST_TASK + A, SERVICE, SERVICE, rights);
}

static void rights(void)
{
    const word all = RIGHT_R | RIGHT_W | RIGHT_S;
    use("A uses it", A, SERVICE);
    pass("A passes it on to B", A, B, ITEM_MAP, capability(SERVICE, all));
    use("B uses it", B, RECEIVED);
    pass("A passes it on without W", A, B, ITEM_MAP, capability(SERVICE, RIGHT_R | RIGHT_S));
    use("B uses it", B, RECEIVED);
    pass("A passes it on to be read", A, B, ITEM_MAP, capability(SERVICE, RIGHT_R));
    use("B uses it", B, RECEIVED);
    pass("B passes that on to C with all rights", B, C, ITEM_MAP, capability(RECEIVED, all));
    use("C uses it", C, RECEIVED);
    give(FIRST_TASK + A, FIRST_PEERS + B, ELSEWHERE, RIGHT_R | RIGHT_W);
    let(A, ELSEWHERE, 0, ITEM_MAP, capability(SERVICE, all));
    say("A passes it on through a gate without S: error %d\n", outcome[A].error, 0, 0);
    use("B uses it", B, RECEIVED);
}

static void windows(void)
{
    const word all = RIGHT_R | RIGHT_W | RIGHT_S;
    set_buffer(B, SLOT_BUFFER(ELSEWHERE));
    pass("A passes it without R", A, B, ITEM_MAP, capability(SERVICE, RIGHT_W));
    use("B uses it", B, ELSEWHERE);
    pass("A passes what it does not have", A, B, ITEM_MAP, capability(EMPTY, all));
    set_buffer(B, 0);
    pass("A passes it, B takes nothing", A, B, ITEM_MAP, capability(SERVICE, all));
    set_buffer(B, SLOT_BUFFER(ELSEWHERE) | ITEM_RECEIVE_ID);
    pass("A passes a gate that leads to B", A, B, ITEM_MAP, capability(PEER + B, all));
    say("B reads its label and rights: %x\n", outcome[B].got_flexpage, 0, 0);
    pass("A passes one that does not", A, B, ITEM_MAP, capability(SERVICE, all));
    use("B uses it", B, ELSEWHERE);
    set_buffer(B, SLOT_BUFFER(RECEIVED));
    pass("A grants it to B", A, B, ITEM_MAP | ITEM_GRANT, capability(SERVICE, all));
    use("B uses it", B, RECEIVED);
    use("A uses it", A, SERVICE);
}

/* n calls the server, which does not answer yet; the root task goes on. */
static void hold(word n, word slot)
{
    prepare(n, slot, HOLD, 0, 0);
    ipc((FIRST_ORDERS + n) << SELECTOR_SHIFT | SELECTOR_SEND, 0, 0);
    sleep(1);
}

static void in_use(void)
{
    const word all = RIGHT_R | RIGHT_W | RIGHT_S;
    say("root: gives it to A again: %d\n", (word)give_service(all), 0, 0);
    pass("A passes it on to B", A, B, ITEM_MAP, capability(SERVICE, all));
    pass("B passes it on to C", B, C, ITEM_MAP, capability(RECEIVED, all));
    hold(C, RECEIVED);
    say("C calls, and the server does not answer yet; C waits: %s\n", (word)(outcome[C].done ? "NO" : "yes"), 0, 0);
    say("root: takes it back from all below A: %d\n", (word)take_from(A, 0, capability(SERVICE, all)), 0, 0);
    call(SERVICE, RELEASE, 0, 0);
    sleep(1);
    say("the server answers; C: done %d, error %d, reads %x\n", outcome[C].done, outcome[C].error, outcome[C].word0);
    use("C uses it again", C, RECEIVED);
    use("B uses it", B, RECEIVED);
    use("A uses it", A, SERVICE);

    pass("A passes it on to B", A, B, ITEM_MAP, capability(SERVICE, all));
    pass("B passes it on to C", B, C, ITEM_MAP, capability(RECEIVED, all));
    say("root: takes it from B alone: %d\n", (word)take_from(B, UNMAP_SELF, capability(RECEIVED, all)), 0, 0);
    use("C uses it", C, RECEIVED);
    use("B uses it", B, RECEIVED);
    say("root: takes it back from all below A: %d\n", (word)take_from(A, 0, capability(SERVICE, all)), 0, 0);
    use("C uses it", C, RECEIVED);
    use("A uses it", A, SERVICE);
}

void program(void)
{
    run_at(THREAD, 200);
    say("root: memory for UTCBs: %d\n", (word)add_utcbs(UTCBS, PAGE_ORDER), 0, 0);
    receive_nothing();
    say("root: a server and the tasks A, B and C: %d\n", (word)set_up(), 0, 0);
    say("root: gives A the gate to the server: %d\n", (word)give_service(RIGHT_R | RIGHT_W | RIGHT_S), 0, 0);
    rights();
    windows();
    in_use();
    rest();
}
