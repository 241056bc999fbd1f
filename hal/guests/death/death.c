/*
 * Cancellation and death in every phase of IPC. A victim gets into a phase; something happens to it or to its partner; the victim's error
 * code is printed: 2 and 3 timeout, 4 no such partner, 6 and 7 canceled, 15 partner gone while waiting for it (odd: in the receive phase);
 * 0 answered, and "waits" if it still waits. Then the other side: what becomes of an answer whose caller does not wait for it any more.
 */
#include "../lib/threads.h"

enum { VICTIM = FIRST_FREE, OTHER, PARTNER, PARTNER_TASK, GATE, OTHER_GATE, SEMAPHORE };
enum { ROOT_PRIORITY = 200, PRIORITY = 100, LABEL = 0x40, ANSWER = 7 };

enum phase { SENDING, RECEIVING, CALLING, AWAITING_ANSWER, OPEN, AT_A_GATE, IN_DOWN, PHASES };
static const char *const phase_names[] = {"sending", "receiving", "calling, not heard yet", "calling, heard", "waiting for anyone",
                                          "calling a gate that leads nowhere", "in down of a semaphore"};

enum event { NOTHING, CANCEL, END_PARTNER, END_TASK, END_OBJECT, TIMEOUT, EVENTS };

static volatile word finished, outcome;
static volatile word answer_error; /* what the partner's own operation ended with */

static void victim(word phase)
{
    static const word selectors[] = {GATE << SELECTOR_SHIFT | SELECTOR_SEND, PARTNER << SELECTOR_SHIFT | SELECTOR_RECEIVE,
                                     GATE << SELECTOR_SHIFT | CALL,          GATE << SELECTOR_SHIFT | CALL,
                                     WAIT,                                   GATE << SELECTOR_SHIFT | CALL,
                                     SEMAPHORE << SELECTOR_SHIFT | CALL};
    word time = phase >> 8;
    phase &= 0xff;
    receive_nothing();
    MR(0) = IRQ_OP_DOWN;
    struct message m = ipc(selectors[phase], phase == IN_DOWN ? make_tag(PROTOCOL_SEMAPHORE, 1, 0) : make_tag(1, 1, 0), time << 16 | time);
    outcome = error_of(m);
    finished = 1;
}

/* Hears one message if the phase says so, and answers it when it gets another. */
static void partner(word phase)
{
    receive_nothing();
    if (phase == AWAITING_ANSWER) {
        wait();
        ipc(SELF | SELECTOR_RECEIVE, 0, for_milliseconds(4));
        answer_error = error_of(ipc(SELF | SELECTOR_REPLY | SELECTOR_SEND, make_tag(ANSWER, 0, 0), 0));
    }
}

static void ex_regs(word thread, word flags)
{
    MR(0) = THREAD_OP_EX_REGS | flags;
    MR(1) = EX_REGS_KEEP;
    MR(2) = EX_REGS_KEEP;
    call(thread, PROTOCOL_THREAD, 3, 0);
}

static void prepare_partner(enum phase phase)
{
    finished = 0;
    answer_error = 99;
    new_task(PARTNER_TASK, FACTORY, PAGE_ORDER);
    share(PARTNER_TASK, STACKS, STACKS_ORDER, RIGHT_READ | RIGHT_WRITE);
    spawn_at((struct place){PARTNER_TASK, PARTNER, FACTORY, 0, 0}, partner, phase, PRIORITY + 1);
    if (phase == AT_A_GATE)
        create(FACTORY, PROTOCOL_GATE, GATE, 0, 0);
    else
        create_gate(GATE, PARTNER, LABEL);
}

static void prepare(enum phase phase, enum event event)
{
    prepare_partner(phase);
    create(FACTORY, PROTOCOL_SEMAPHORE, SEMAPHORE, 0, 0);
    word time = event == TIMEOUT ? for_milliseconds(1) : 0;
    spawn_at((struct place){TASK, VICTIM, FACTORY, 1, 1}, victim, phase | time << 8, PRIORITY);
    sleep(event == TIMEOUT ? 2 : 1);
}

static void clear(void)
{
    static const word slots[] = {VICTIM, PARTNER, PARTNER_TASK, GATE, SEMAPHORE};
    for (word i = 0; i < sizeof slots / sizeof slots[0]; i++)
        delete(slots[i]);
}

static void add_outcome(struct text *line, const char *event)
{
    add_text(line, event);
    if (finished)
        add_number(line, (long)outcome);
    else
        add_text(line, "waits");
}

static void row(enum phase phase)
{
    static const char *const events[] = {"", ": canceled ", ", partner ends ", ", its task ends ", ", object ends ", ", timeout "};
    struct text line;
    line.length = 0;
    add_text(&line, phase_names[phase]);
    for (enum event e = CANCEL; e < EVENTS; e++) {
        prepare(phase, e);
        switch (e) {
        case CANCEL: ex_regs(VICTIM, EX_REGS_CANCEL); break;
        case END_PARTNER: delete(PARTNER); break;
        case END_TASK: delete(PARTNER_TASK); break;
        case END_OBJECT: delete(phase == IN_DOWN ? SEMAPHORE : GATE); break;
        default: break;
        }
        sleep(1);
        add_outcome(&line, events[e]);
        clear();
    }
    say("%s\n", (word)line.bytes, 0, 0);
}

/* ---- the other side: the partner answers 4 ms after it heard the victim's call ---- */

static void answered(const char *name)
{
    struct text line;
    line.length = 0;
    sleep(6);
    add_text(&line, name);
    add_outcome(&line, ": the caller ");
    add_text(&line, ", the answer ");
    add_number(&line, (long)answer_error);
    say("%s\n", (word)line.bytes, 0, 0);
    clear();
}

/* Calls twice; its first call is canceled, its second goes to a server that never answers. */
static void twice(word unused)
{
    (void)unused;
    ipc(GATE << SELECTOR_SHIFT | CALL, make_tag(1, 0, 0), 0);
    outcome = error_of(ipc(OTHER_GATE << SELECTOR_SHIFT | CALL, make_tag(1, 0, 0), for_milliseconds(5)));
    finished = 1;
}

static void hears(word unused)
{
    (void)unused;
    wait();
}

static void answers(void)
{
    prepare(AWAITING_ANSWER, NOTHING);
    answered("nothing happens");
    prepare(AWAITING_ANSWER, NOTHING);
    ex_regs(VICTIM, EX_REGS_CANCEL);
    answered("the caller is canceled");
    prepare(AWAITING_ANSWER, TIMEOUT);
    answered("the caller waits no longer than 1 ms");
    prepare(AWAITING_ANSWER, NOTHING);
    delete(VICTIM);
    answered("the caller ends");
    prepare(AWAITING_ANSWER, NOTHING);
    delete(GATE);
    answered("the gate that it called through ends");

    prepare(AWAITING_ANSWER, NOTHING);
    delete(VICTIM);
    spawn_at((struct place){TASK, VICTIM, FACTORY, 1, 1}, victim, AWAITING_ANSWER, PRIORITY);
    answered("the caller ends, and another calls from its place");
}

/* Sends its number to the root thread. */
static void sends(word number)
{
    MR(0) = number;
    ipc(THREAD << SELECTOR_SHIFT | SELECTOR_SEND, make_tag(0, 1, 0), 0);
}

static void queue(void)
{
    spawn_at((struct place){TASK, VICTIM, FACTORY, 1, 1}, sends, 1, PRIORITY + 1);
    spawn_at((struct place){TASK, OTHER, FACTORY, 2, 2}, sends, 2, PRIORITY);
    sleep(1);
    delete(VICTIM);
    struct message m = ipc(WAIT, 0, NOW);
    say("two wait to send, the first ends: the receiver hears number %d, error %d, ", MR(0), error_of(m), 0);
    say("then error %d\n", error_of(ipc(WAIT, 0, NOW)), 0, 0);
    delete(OTHER);
}

static void second_call(void)
{
    prepare_partner(AWAITING_ANSWER);
    spawn_at((struct place){TASK, OTHER, FACTORY, 2, 2}, hears, 0, PRIORITY + 1);
    create_gate(OTHER_GATE, OTHER, LABEL);
    spawn_at((struct place){TASK, VICTIM, FACTORY, 1, 1}, twice, 0, PRIORITY);
    sleep(1);
    ex_regs(VICTIM, EX_REGS_CANCEL);
    sleep(4);
    say("the caller, canceled, calls another, which never answers: the first one's answer %d, ", answer_error, 0, 0);
    say("the caller %s", (word)(finished ? "is woken by it" : "waits"), 0, 0);
    sleep(4);
    say(", then error %d\n", outcome, 0, 0);
    delete(OTHER);
    delete(OTHER_GATE);
    clear();
}

void program(void)
{
    run_at(THREAD, ROOT_PRIORITY);
    say("root: memory for UTCBs: %d\n", (word)add_utcbs(UTCBS, PAGE_ORDER), 0, 0);
    for (enum phase p = SENDING; p < PHASES; p++)
        row(p);
    answers();
    queue();
    second_call();
    rest();
}
