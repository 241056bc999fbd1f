/*
 * The loader: starts three programs from the ROM, keeps their memory, handles their exceptions, and knows who offers what.
 *
 *   root task  --frames-->  loader  --pages on demand-->  counter, worker, trouble
 *   counter    --gate  -->  loader  --under its name -->  worker, trouble
 */
#include "lib/keeper.h"

#define FILES_AT 0x50000000UL /* 1 MiB for each */
#define FRAMES_AT 0x60000000UL
enum { CHUNK_ORDER = 16, CHUNKS = 16, MAX_PUBLISHED = 8, PROGRAMS = 3, QUOTA = 256 << 10 };
/* Slots: five for each program, then those that are published. */
enum { TASK_SLOT, THREAD_SLOT, GATE_SLOT, FACTORY_SLOT, SLOTS_EACH, PUBLISHED = FIRST_FREE + 4 * PROGRAMS + 4 };
/* Words of an exception message. */
/* Who sent the last message is not answered. */
#define NO_ANSWER (~0UL)
enum { EXCEPTION_WORDS = 40, SYNDROME = 33, FAULT_ADDRESS = 34, RETURN_TO = 36 };

static struct program program_table[PROGRAMS] = {{.name = "counter"}, {.name = "worker"}, {.name = "trouble"}};
static const word priority[PROGRAMS] = {120, 110, 100};
static word chunks, chunk_left, chunk_next;
static struct {
    char name[NAME_WORDS * 8 + 1];
} published[MAX_PUBLISHED];
static word publications;
static word living;

word new_frame(void)
{
    if (chunk_left == 0) {
        word at = FRAMES_AT + (chunks << CHUNK_ORDER);
        MR(0) = CHUNK_ORDER;
        receive_pages(at, CHUNK_ORDER);
        if (chunks == CHUNKS || result(call(NAMES, MEMORY, 1, 0)) < 0)
            return 0;
        chunks++;
        chunk_next = at;
        chunk_left = 1UL << (CHUNK_ORDER - PAGE_ORDER);
    }
    chunk_left--;
    chunk_next += PAGE;
    return chunk_next - PAGE;
}

/* The file `name`, mapped to be read at `at`; its bytes, or a failure. */
static long map_file(const char *name, word at)
{
    put_name(name);
    word tag = call(NAMES, ROM_OPEN, NAME_WORDS, 0);
    long number = result(tag);
    long bytes = (long)MR(0);
    for (word i = 0; number >= 0 && i * PAGE < (word)bytes; i++) {
        MR(0) = (word)number;
        MR(1) = i;
        receive_pages(at + i * PAGE, PAGE_ORDER);
        if (result(call(NAMES, ROM_PAGE, 2, 0)) < 0)
            return -FAILURE_ENOMEM;
    }
    return number < 0 ? number : bytes;
}

static void start_program(word i)
{
    struct program *p = &program_table[i];
    word slot = FIRST_FREE + i * SLOTS_EACH;
    p->elf = (const char *)(FILES_AT + (i << 20));
    p->task = slot + TASK_SLOT;
    p->thread = slot + THREAD_SLOT;
    p->gate = slot + GATE_SLOT;
    long answer = map_file(p->name, (word)p->elf);
    if (answer >= 0 && !is_program(p->elf, (word)answer))
        answer = -FAILURE_EINVAL;
    if (answer >= 0)
        answer = create_factory(slot + FACTORY_SLOT, QUOTA);
    if (answer >= 0)
        answer = begin(p, (i + 1) << 4, p->gate, slot + FACTORY_SLOT, priority[i]);
    living += answer >= 0;
    say("loader: starts %s: %d\n", (word)p->name, answer, 0);
}

static word publish(void)
{
    if (publications == MAX_PUBLISHED)
        return make_tag(-FAILURE_ENOMEM, 0, 0);
    take_name(published[publications].name);
    say("loader: \"%s\" is offered\n", (word)published[publications].name, 0, 0);
    publications++;
    return make_tag(0, 0, 0);
}

static word find(void)
{
    char name[NAME_WORDS * 8 + 1];
    take_name(name);
    for (word i = 0; i < publications; i++)
        if (same_text(name, published[i].name)) {
            send_item(0, 0, capability(PUBLISHED + i, RIGHT_R | RIGHT_W | RIGHT_S));
            return make_tag(0, 0, 1);
        }
    return make_tag(-FAILURE_ENOENT, 0, 0);
}

static void end(struct program *p, long outcome)
{
    say("loader: %s has ended: %d\n", (word)p->name, outcome, 0);
    end_program(p);
    living--;
}

/* The worker is followed by the program that makes trouble, and that is the end of the counter. */
static void ended(struct program *p, long outcome)
{
    end(p, outcome);
    if (p == &program_table[1])
        start_program(2);
    else if (p == &program_table[2])
        end(&program_table[0], 0);
}

/* An undefined instruction is skipped; after anything else the program is ended. */
static word exception(struct program *p)
{
    word class = MR(SYNDROME) >> 26;
    if (class == 0) {
        say("loader: %s met an undefined instruction, which is skipped\n", (word)p->name, 0, 0);
        MR(RETURN_TO) += 4;
        return make_tag(0, EXCEPTION_WORDS, 0);
    }
    say("loader: %s raised exception class %x at address %x\n", (word)p->name, class, MR(FAULT_ADDRESS));
    return NO_ANSWER;
}

/* What is waiting for comes into the next slot for published capabilities. */
static struct message next(word answer)
{
    receive_capability(PUBLISHED + publications);
    return answer == NO_ANSWER ? wait() : reply_and_wait(answer);
}

void program(void)
{
    say("loader: runs\n", 0, 0, 0);
    start_program(0);
    start_program(1);
    word answer = NO_ANSWER;
    while (living > 0) {
        struct message m = next(answer);
        struct program *p = &program_table[((m.label >> 4) - 1) % PROGRAMS];
        answer = NO_ANSWER;
        if (m.tag & TAG_ERROR)
            continue;
        switch (label_of(m.tag)) {
        case PROTOCOL_PAGE_FAULT: answer = answer_fault(p); break;
        case PROTOCOL_EXCEPTION:
            answer = exception(p);
            if (answer == NO_ANSWER)
                ended(p, -1);
            break;
        case PUBLISH: answer = publish(); break;
        case FIND: answer = find(); break;
        case DONE:
            ended(p, (long)MR(0));
            break;
        default: answer = make_tag(-FAILURE_EBADPROTO, 0, 0);
        }
    }
    done(0);
}
