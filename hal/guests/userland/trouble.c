/* A program with two threads, an interrupt object and a semaphore, that raises exceptions. */
#include "lib/services.h"

enum { SECOND = FIRST_FREE, IRQ, SEMAPHORE_SLOT };
enum { IRQ_LABEL = 0x40, IRQS = 3, SECOND_STACK = 4096, SECOND_PRIORITY = 105, SEMAPHORE_DOWN = 0, IRQ_BIND = 0x10 };

static char stack[SECOND_STACK] __attribute__((aligned(16)));

/* Tells the first thread, through its thread capability, whenever it is about to wait. */
static void second(void)
{
    for (;;) {
        ipc(THREAD << SELECTOR_SHIFT | SELECTOR_SEND, make_tag(0, 0, 0), 0);
        struct message m = wait();
        say("trouble: second thread: interrupt %x, %d words\n", m.label, m.tag & TAG_WORDS, 0);
    }
}

static void interrupts(void)
{
    long answer = create(FACTORY, PROTOCOL_THREAD, SECOND, 0, 0);
    if (answer >= 0)
        answer = launch(TASK, SECOND, PROGRAM_UTCB + UTCB_SIZE, (word)second, (word)(stack + sizeof stack), SECOND_PRIORITY);
    say("trouble: a second thread: %d\n", answer, 0, 0);
    answer = create(FACTORY, PROTOCOL_IRQ_SENDER, IRQ, 0, 0);
    MR(0) = IRQ_BIND;
    MR(1) = IRQ_LABEL;
    item(2, SECOND);
    if (answer >= 0)
        answer = result(call(IRQ, PROTOCOL_KOBJECT, 2, 1));
    say("trouble: an interrupt object for it: %d\n", answer, 0, 0);
    wait();
    for (word i = 0; i < IRQS; i++) {
        ipc(IRQ << SELECTOR_SHIFT | SELECTOR_SEND, make_tag(PROTOCOL_IRQ, 0, 0), 0);
        wait();
    }
}

static word down(word timeouts)
{
    MR(0) = SEMAPHORE_DOWN;
    word tag = ipc(SEMAPHORE_SLOT << SELECTOR_SHIFT | CALL, make_tag(PROTOCOL_SEMAPHORE, 1, 0), timeouts).tag;
    return tag & TAG_ERROR ? ERROR_CODE : 0;
}

static void semaphore(void)
{
    long answer = create(FACTORY, PROTOCOL_SEMAPHORE, SEMAPHORE_SLOT, 0, 0);
    ipc(SEMAPHORE_SLOT << SELECTOR_SHIFT | SELECTOR_SEND, make_tag(PROTOCOL_IRQ, 0, 0), 0);
    word first = down(0);
    say("trouble: a semaphore: %d; up, down: %d; down again: error %d\n", answer, first, down(NOW));
}

void program(void)
{
    say("trouble: runs\n", 0, 0, 0);
    interrupts();
    semaphore();
    __asm__ volatile(".inst 0" : : : "memory");
    say("trouble: goes on behind the undefined instruction\n", 0, 0, 0);
    *(volatile word *)program = 0;
    say("trouble: has written into its own code\n", 0, 0, 0);
    done(0);
}
