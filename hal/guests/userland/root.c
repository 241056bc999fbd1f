/*
 * The root task: reads the kernel information page and the list of modules, keeps the loader, and is its ROM and its memory. What it is
 * itself made of, the root pager gives it page by page.
 */
#include "lib/information.h"
#include "lib/keeper.h"

#define INFORMATION_AT 0x10000000UL
enum { POOL_ORDER = 20, REQUEST_ANY = 0x90, REQUEST_INFORMATION = 0xa0 };
enum { LOADER_TASK = FIRST_FREE, LOADER_THREAD, LOADER_GATE };
enum { LOADER_LABEL = 0x10, LOADER_PRIORITY = 150 };

static const struct information *page = (const struct information *)INFORMATION_AT;
static const struct module_list *modules;
static word pool, pool_end;
static struct program loader = {.name = "loader", .task = LOADER_TASK, .thread = LOADER_THREAD, .gate = LOADER_GATE};

/* ---- memory ---- */

static long ask_pager(word kind, word flexpage)
{
    MR(0) = ~0xffUL | kind;
    MR(1) = flexpage;
    long answer = result(call(PAGER, PROTOCOL_SIGMA0, 2, 0));
    receive_nothing();
    return answer;
}

/* 2^order bytes of the pool at a multiple of their size, 0 when it is used up. */
static word from_pool(word order)
{
    word size = 1UL << order;
    word at = (pool + size - 1) & -size;
    if (at + size > pool_end)
        return 0;
    pool = at + size;
    return at;
}

word new_frame(void)
{
    return from_pool(PAGE_ORDER);
}

static void get_memory(void)
{
    receive_pages(INFORMATION_AT, PAGE_ORDER);
    say("root: the information page: %d\n", ask_pager(REQUEST_INFORMATION, 0), 0, 0);
    receive_pages(0, FLEXPAGE_WHOLE);
    long answer = ask_pager(REQUEST_ANY, memory_page(0, POOL_ORDER, RIGHT_READ | RIGHT_WRITE));
    /* Where it came to lie stands in the item: snd_base is the address. */
    pool = MR(0) & -(word)PAGE;
    pool_end = pool + (1UL << POOL_ORDER);
    say("root: 1 MiB of memory: %d\n", answer, 0, 0);
}

/* ---- the ROM ---- */

static const char *end_of_name(const char *line)
{
    while (*line && *line != ' ')
        line++;
    return line;
}

static void list_modules(void)
{
    modules = (const struct module_list *)page->modules;
    for (word i = 0; i < modules->count; i++) {
        const struct module *m = &modules->modules[i];
        if (m->kind == 0)
            say("root: module %s, %d bytes\n", (word)m->command_line, m->end - m->start, 0);
    }
}

static long find_module(const char *name)
{
    for (word i = 0; i < modules->count; i++) {
        const char *line = modules->modules[i].command_line;
        word n = 0;
        while (name[n] && name[n] == line[n])
            n++;
        if (modules->modules[i].kind == 0 && name[n] == 0 && line + n == end_of_name(line))
            return (long)i;
    }
    return -FAILURE_ENOENT;
}

/* ---- what the loader asks ---- */

static word rom_open(void)
{
    char name[NAME_WORDS * 8 + 1];
    take_name(name);
    long number = find_module(name);
    if (number < 0)
        return make_tag(number, 0, 0);
    MR(0) = modules->modules[number].end - modules->modules[number].start;
    return make_tag(number, 1, 0);
}

static word rom_page(word number, word offset)
{
    if (number >= modules->count || modules->modules[number].kind != 0
        || offset >= (modules->modules[number].end - modules->modules[number].start + PAGE - 1) / PAGE)
        return make_tag(-FAILURE_ERANGE, 0, 0);
    const volatile char *at = (const volatile char *)modules->modules[number].start + offset * PAGE;
    (void)*at; /* it must be here before it can be given */
    send_item(0, 0, memory_page((word)at, PAGE_ORDER, RIGHT_READ));
    return make_tag(0, 0, 1);
}

static word memory(word order)
{
    word at = order < PAGE_ORDER || order > POOL_ORDER ? 0 : from_pool(order);
    if (at == 0)
        return make_tag(-FAILURE_ENOMEM, 0, 0);
    for (volatile word *w = (volatile word *)at; w < (volatile word *)(at + (1UL << order)); w++)
        *w = 0;
    send_item(0, 0, memory_page(at, order, RIGHT_READ | RIGHT_WRITE | RIGHT_X));
    return make_tag(0, 0, 1);
}

static word serve(word tag)
{
    switch (label_of(tag)) {
    case PROTOCOL_PAGE_FAULT: return answer_fault(&loader);
    case MEMORY: return memory(MR(0));
    case ROM_OPEN: return rom_open();
    case ROM_PAGE: return rom_page(MR(0), MR(1));
    default: return make_tag(-FAILURE_EBADPROTO, 0, 0);
    }
}

void program(void)
{
    run_at(THREAD, 200);
    say("root: runs\n", 0, 0, 0);
    get_memory();
    list_modules();
    long number = find_module("loader");
    if (number < 0) {
        say("root: there is no loader\n", 0, 0, 0);
        for (;;)
            wait();
    }
    loader.elf = (const char *)modules->modules[number].start;
    say("root: starts the loader: %d\n", begin(&loader, LOADER_LABEL, LOADER_GATE, FACTORY, LOADER_PRIORITY), 0, 0);
    struct message m = wait();
    while (!(m.tag & TAG_ERROR) && label_of(m.tag) != DONE)
        m = reply_and_wait(serve(m.tag));
    say("root: the loader is done: %d\n", MR(0), 0, 0);
    end_program(&loader);
    say("root: ends\n", 0, 0, 0);
    for (;;)
        wait();
}
