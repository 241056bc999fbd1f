/*
 * The root task asks the kernel for what it can do, rightly and wrongly, and prints each answer: label, IPC error, words. It runs on the
 * reference kernel as well; expected.txt is what this kernel prints. The root pager is that of ../userland.
 */
#include "../userland/lib/system.h"

enum { A = FIRST_FREE, B, C, D, E, NONE, SERVER, FAULTER, ALIEN, READER };
enum { ICU = 6 };
#define ALL 15UL
#define UTCBS 0x200000000UL /* kernel-user memory for the other threads */
#define SOON (1UL << 10 | 1000) /* 2 ms */

static struct text line;

static void begin_line(const char *name)
{
    line.length = 0;
    add_text(&line, name);
}

static void number(const char *name, long n)
{
    add_text(&line, name);
    add_number(&line, n);
}

static void hex(const char *name, word n)
{
    add_text(&line, name);
    add_hex(&line, n);
}

static void end_line(void)
{
    add_text(&line, "\n");
    print(LOG, line.bytes);
}

/* ---- one call, and its answer in a line ---- */

static word got[64];
static word got_error;

static struct message ask(word selector, long protocol, word words, word items, word timeouts)
{
    struct message m = ipc(selector, make_tag(protocol, words, items), timeouts);
    got_error = utcb()[UTCB_ERROR / sizeof(word)];
    for (word i = 0; i < UTCB_MESSAGE_WORDS; i++)
        got[i] = MR(i);
    return m;
}

static struct message tell(const char *name, word selector, long protocol, word words, word items, word timeouts)
{
    struct message m = ask(selector, protocol, words, items, timeouts);
    begin_line(name);
    if (m.tag & TAG_ERROR) {
        hex(": error ", got_error);
        end_line();
        return m;
    }
    number(": ", label_of(m.tag));
    if (m.tag & 0xfff)
        hex(" shape ", m.tag & 0xffff);
    for (word i = 0; i < (m.tag & TAG_WORDS) + 2 * (m.tag >> TAG_ITEM_SHIFT & TAG_ITEMS) && i < 6; i++)
        hex(" ", got[i]);
    end_line();
    return m;
}

static void try(const char *name, word capability, long protocol, word words, word items)
{
    tell(name, capability << SELECTOR_SHIFT | CALL, protocol, words, items, NOW);
}

static void set(word a, word b, word c)
{
    MR(0) = a;
    MR(1) = b;
    MR(2) = c;
}

static void into(word slot)
{
    receive_capability(slot);
}


static void title(const char *name)
{
    begin_line("-- ");
    add_text(&line, name);
    end_line();
}

/* ---- factory ---- */

static void factory(void)
{
    static const long kinds[] = {PROTOCOL_GATE, PROTOCOL_KOBJECT, PROTOCOL_THREAD, PROTOCOL_IRQ_SENDER, PROTOCOL_SEMAPHORE,
                                 PROTOCOL_TASK, PROTOCOL_LOG, PROTOCOL_SCHEDULER, PROTOCOL_IRQ, PROTOCOL_DEBUGGER, PROTOCOL_IOMMU, 5, -100};
    title("factory");
    for (word i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        into(A);
        set((word)kinds[i], ARGUMENT_PAGE, 0);
        begin_line("new ");
        number("", kinds[i]);
        char name[32];
        for (word n = 0; n <= line.length; n++)
            name[n] = line.bytes[n];
        try(name, FACTORY, PROTOCOL_FACTORY, kinds[i] == PROTOCOL_TASK ? 3 : 1, 0);
    }
    into(A);
    set((word)PROTOCOL_FACTORY, ARGUMENT_WORD, 100000);
    try("factory", FACTORY, PROTOCOL_FACTORY, 3, 0);
    into(A);
    set((word)PROTOCOL_FACTORY, ARGUMENT_WORD, 1UL << 50);
    try("factory, too large", FACTORY, PROTOCOL_FACTORY, 3, 0);
    into(A);
    set((word)PROTOCOL_FACTORY, ARGUMENT_WORD, 0);
    try("factory, of nothing", FACTORY, PROTOCOL_FACTORY, 3, 0);
    set((word)PROTOCOL_FACTORY, ARGUMENT_WORD, ~0UL);
    try("factory, of everything", FACTORY, PROTOCOL_FACTORY, 3, 0);
    set((word)PROTOCOL_FACTORY, ARGUMENT_WORD, 1);
    try("factory, 2 words", FACTORY, PROTOCOL_FACTORY, 2, 0);
    set((word)PROTOCOL_FACTORY, ARGUMENT_WORD, 1);
    try("factory, 4 words", FACTORY, PROTOCOL_FACTORY, 4, 0);
    into(A);
    set((word)PROTOCOL_TASK, 0, 0);
    try("task, 1 word", FACTORY, PROTOCOL_FACTORY, 1, 0);
    set((word)PROTOCOL_THREAD, 0, 0);
    try("another protocol", FACTORY, PROTOCOL_LOG, 1, 0);
    receive_nothing();
    set((word)PROTOCOL_THREAD, 0, 0);
    try("no buffer", FACTORY, PROTOCOL_FACTORY, 1, 0);
}

/* ---- threads ---- */

static void control(const char *name, word flags, word pager, word handler, word at, word items, word flexpage)
{
    set(THREAD_OP_CONTROL | flags, pager << SELECTOR_SHIFT, handler << SELECTOR_SHIFT);
    MR(3) = 0;
    MR(4) = 0;
    MR(5) = at;
    MR(6) = ITEM_MAP;
    MR(7) = flexpage;
    struct message m = ask(A << SELECTOR_SHIFT | CALL, PROTOCOL_THREAD, 6, items, NOW);
    begin_line(name);
    number(": ", label_of(m.tag));
    if (label_of(m.tag) >= 0)
        hex(" ", got[1]), hex(" ", got[2]);
    end_line();
}

static void kernel_memory(const char *name, word flexpage)
{
    set(TASK_OP_ADD_KU_MEM, flexpage, 0);
    try(name, TASK, PROTOCOL_TASK, 2, 0);
}

static void threads(void)
{
    title("thread");
    kernel_memory("kernel-user memory", memory_page(UTCBS, 12, 6));
    create(FACTORY, PROTOCOL_THREAD, A, 0, 0);
    set(THREAD_OP_CONTROL, 0, 0);
    try("control, 5 words", A, PROTOCOL_THREAD, 5, 0);
    control("control, nothing", 0, 0, 0, 0, 0, 0);
    control("pager and handler", CONTROL_PAGER | CONTROL_HANDLER, 7, 8, 0, 0, 0);
    control("and again", CONTROL_PAGER | CONTROL_HANDLER, 0, 0, 0, 0, 0);
    control("bind, no item", CONTROL_BIND, 0, 0, UTCBS, 0, 0);
    control("bind, no memory", CONTROL_BIND, 0, 0, 0x1000, 1, capability(TASK, ALL));
    control("bind, empty slot", CONTROL_BIND, 0, 0, UTCBS, 1, capability(NONE, ALL));
    control("bind, a log", CONTROL_BIND, 0, 0, UTCBS, 1, capability(LOG, ALL));
    control("bind, odd address", CONTROL_BIND, 0, 0, UTCBS + 8, 1, capability(TASK, ALL));
    set(THREAD_OP_EX_REGS, EX_REGS_KEEP, EX_REGS_KEEP);
    try("ex_regs, unbound", A, PROTOCOL_THREAD, 3, 0);
    set(THREAD_OP_EX_REGS, 0, 0);
    try("ex_regs, 4 words", A, PROTOCOL_THREAD, 4, 0);
    control("bind", CONTROL_BIND, 0, 0, UTCBS, 1, capability(TASK, ALL));
    control("bind, twice", CONTROL_BIND, 0, 0, UTCBS, 1, capability(TASK, ALL));
    set(0xff, 0, 0);
    try("unknown operation", A, PROTOCOL_THREAD, 1, 0);
    set(THREAD_OP_SWITCH, 0, 0);
    try("switch to oneself", THREAD, PROTOCOL_THREAD, 1, 0);
    set(THREAD_OP_WATCH_DELETION, 0, 0);
    try("watch, no item", A, PROTOCOL_THREAD, 1, 0);
    set(THREAD_OP_MODIFY_SENDERS, 0, 0);
    try("modify senders, none", THREAD, PROTOCOL_THREAD, 1, 0);
    set(7, 0, 0);
    try("vcpu_control, none", THREAD, PROTOCOL_THREAD, 1, 0);
    set(4, 0, 0);
    try("vcpu_resume", THREAD, PROTOCOL_THREAD, 1, 0);
    destroy(capability(A, ALL));
}

/* ---- gates ---- */

static void gates(void)
{
    title("gate");
    create(FACTORY, PROTOCOL_GATE, A, 0, 0);
    set(GATE_OP_INFO, 0, 0);
    try("info", A, PROTOCOL_KOBJECT, 1, 0);
    set(GATE_OP_BIND, 0x124, ITEM_MAP);
    MR(3) = capability(THREAD, ALL);
    try("bind", A, PROTOCOL_KOBJECT, 2, 1);
    set(GATE_OP_INFO, 0, 0);
    try("info", A, PROTOCOL_KOBJECT, 1, 0);
    set(GATE_OP_BIND, 0x127, ITEM_MAP);
    MR(3) = capability(THREAD, ALL);
    try("bind, label with low bits", A, PROTOCOL_KOBJECT, 2, 1);
    set(GATE_OP_BIND, 0x124, 0);
    try("bind, no item", A, PROTOCOL_KOBJECT, 2, 0);
    set(GATE_OP_BIND, 0x124, ITEM_MAP);
    MR(3) = capability(LOG, ALL);
    try("bind to a log", A, PROTOCOL_KOBJECT, 2, 1);
    set(0x55, 0, 0);
    try("unknown operation", A, PROTOCOL_KOBJECT, 1, 0);
    create_gate(B, THREAD, 0x200);
    set(GATE_OP_INFO, 0, 0);
    try("info of another", B, PROTOCOL_KOBJECT, 1, 0);
}

/* ---- task ---- */

static void map_capability(const char *name, word to, word flexpage, word flags, word items, word task)
{
    set(TASK_OP_MAP, to << SELECTOR_SHIFT | flags, flexpage);
    item(3, task);
    try(name, TASK, PROTOCOL_TASK, 3, items);
}

static void valid(const char *name, word slot)
{
    set(TASK_OP_CAP_INFO, slot << SELECTOR_SHIFT, 0);
    try(name, TASK, PROTOCOL_TASK, 2, 0);
}

static void same(const char *name, word a, word b)
{
    set(TASK_OP_CAP_INFO, a << SELECTOR_SHIFT, b << SELECTOR_SHIFT);
    try(name, TASK, PROTOCOL_TASK, 3, 0);
}

static void unmap(const char *name, word mask, word flexpage)
{
    set(TASK_OP_UNMAP, mask, flexpage);
    struct message m = ask(TASK << SELECTOR_SHIFT | CALL, PROTOCOL_TASK, 3, 0, NOW);
    begin_line(name);
    number(": ", label_of(m.tag));
    end_line();
}

static void tasks(void)
{
    title("task");
    valid("a task", TASK);
    valid("nothing", NONE);
    same("the same", A, A);
    same("others", A, B);
    same("nothing twice", NONE, NONE);
    map_capability("copy without the server's right", C, capability(A, RIGHT_R | RIGHT_W), ITEM_MAP, 1, TASK);
    same("the copy", A, C);
    unmap("unmap the copy", UNMAP_SELF, capability(C, ALL));
    valid("the copy", C);
    valid("the first", A);
    unmap("unmap nothing", UNMAP_SELF | UNMAP_DELETE, capability(NONE, ALL));
    map_capability("map nothing", C, capability(NONE, ALL), ITEM_MAP, 1, TASK);
    map_capability("map no map item", C, capability(A, ALL), 0, 1, TASK);
    map_capability("map from no task", C, capability(A, ALL), ITEM_MAP, 0, TASK);
    map_capability("map from a log", C, capability(A, ALL), ITEM_MAP, 1, LOG);
    map_capability("map from an empty slot", C, capability(A, ALL), ITEM_MAP, 1, NONE);
    set(0x33, 0, 0);
    try("unknown operation", TASK, PROTOCOL_TASK, 1, 0);
    set(0, 0, 0);
    try("another protocol", TASK, PROTOCOL_SCHEDULER, 1, 0);
    kernel_memory("kernel-user memory, too small", memory_page(UTCBS + 0x10000, 11, 6));
    kernel_memory("kernel-user memory, too large", memory_page(UTCBS + 0x40000, 18, 6));
    kernel_memory("kernel-user memory", memory_page(UTCBS + 0x10000, 12, 6));
    kernel_memory("the same again", memory_page(UTCBS + 0x10000, 12, 6));
    map_capability("copy", C, capability(A, ALL), ITEM_MAP, 1, TASK);
    unmap("unmap the first", UNMAP_SELF, capability(A, ALL));
    valid("the copy", C);
    unmap("delete the copy", UNMAP_SELF | UNMAP_DELETE, capability(C, ALL));
    valid("the copy", C);
    tell("call it", C << SELECTOR_SHIFT | CALL, 0, 0, 0, NOW);
}

/* ---- interrupt objects and semaphores ---- */

static void pending(const char *name)
{
    struct message m = ask(WAIT, 0, 0, 0, NOW << 16 | NOW);
    begin_line(name);
    if (m.tag & TAG_ERROR)
        hex(": error ", got_error);
    else
        hex(": tag ", m.tag), hex(" label ", m.label);
    end_line();
}

static void hit(word slot)
{
    ask(slot << SELECTOR_SHIFT | SELECTOR_SEND, PROTOCOL_IRQ, 0, 0, 0);
}

static void interrupts(void)
{
    title("interrupt object");
    create(FACTORY, PROTOCOL_IRQ_SENDER, A, 0, 0);
    set(IRQ_OP_BIND, 0x44, ITEM_MAP);
    MR(3) = capability(THREAD, ALL);
    try("bind", A, PROTOCOL_KOBJECT, 2, 1);
    set(IRQ_OP_BIND, 0x44, 0);
    try("bind, no item", A, PROTOCOL_KOBJECT, 2, 0);
    set(IRQ_OP_BIND, 0x48, ITEM_MAP);
    MR(3) = capability(THREAD, ALL);
    try("bind again", A, PROTOCOL_KOBJECT, 2, 1);
    set(0x55, 0, 0);
    try("unknown, sender", A, PROTOCOL_IRQ_SENDER, 1, 0);
    set(0x55, 0, 0);
    try("another protocol", A, PROTOCOL_TASK, 1, 0);
    hit(A);
    pending("hit");
    pending("nothing");
    hit(A);
    hit(A);
    pending("hit twice");
    pending("the second");
    pending("nothing");
    hit(A);
    set(IRQ_OP_DETACH, 0, 0);
    try("detach", A, PROTOCOL_IRQ_SENDER, 1, 0);
    set(IRQ_OP_DETACH, 0, 0);
    try("detach again", A, PROTOCOL_IRQ_SENDER, 1, 0);
    set(IRQ_OP_BIND, 0x4c, ITEM_MAP);
    MR(3) = capability(THREAD, ALL);
    try("bind again", A, PROTOCOL_KOBJECT, 2, 1);
    pending("what was on its way");
    title("semaphore");
    create(FACTORY, PROTOCOL_SEMAPHORE, C, 0, 0);
    set(IRQ_OP_DOWN, 0, 0);
    try("down", C, PROTOCOL_SEMAPHORE, 1, 0);
    hit(C);
    hit(C);
    for (int i = 0; i < 3; i++) {
        set(IRQ_OP_DOWN, 0, 0);
        try("down", C, PROTOCOL_SEMAPHORE, 1, 0);
    }
    set(IRQ_OP_DOWN, 0, 0);
    tell("down, for a while", C << SELECTOR_SHIFT | CALL, PROTOCOL_SEMAPHORE, 1, 0, SOON);
    set(5, 0, 0);
    try("unknown operation", C, PROTOCOL_SEMAPHORE, 1, 0);
    set(5, 0, 0);
    try("another protocol", C, PROTOCOL_IRQ_SENDER, 1, 0);
    destroy(capability(A, ALL));
    destroy(capability(C, ALL));
}

/* ---- messages to oneself and to nobody ---- */

static void alone(void)
{
    title("alone");
    tell("receive from oneself", SELF | SELECTOR_RECEIVE, 0, 0, 0, NOW << 16 | NOW);
    tell("send to oneself", SELF | SELECTOR_SEND, 3, 0, 0, NOW << 16 | NOW);
    tell("call oneself", THREAD << SELECTOR_SHIFT | CALL, 3, 0, 0, NOW << 16 | NOW);
    tell("answer nobody", REPLY_AND_WAIT, 3, 0, 0, NOW << 16 | NOW);
    tell("wait at an empty slot", NONE << SELECTOR_SHIFT | SELECTOR_RECEIVE | SELECTOR_OPEN_WAIT, 0, 0, 0, NOW << 16 | NOW);
    tell("receive for a while", SELF | SELECTOR_RECEIVE, 0, 0, 0, SOON);
}

/* ---- scheduler and log ---- */

static void place(const char *name, word processors, word offset, word priority, word slot, word items)
{
    set(SCHEDULER_OP_RUN_THREAD, offset, processors);
    MR(3) = priority;
    MR(4) = 0;
    item(5, slot);
    try(name, SCHEDULER, PROTOCOL_SCHEDULER, 5, items);
}

static void others(void)
{
    title("scheduler, log");
    set(0x99, 0, 0);
    try("unknown operation", SCHEDULER, PROTOCOL_SCHEDULER, 1, 0);
    set(0, 0, 0);
    try("another protocol", SCHEDULER, PROTOCOL_TASK, 1, 0);
    place("an empty slot", 1, 0, 2, NONE, 1);
    place("no item", 1, 0, 2, NONE, 0);
    place("a log", 1, 0, 2, LOG, 1);
    place("itself", 1, 0, 200, THREAD, 1);
    place("priority 300", 1, 0, 300, THREAD, 1);
    place("itself", 1, 0, 200, THREAD, 1);
    place("priority 0", 1, 0, 0, THREAD, 1);
    set(0x99, 0, 0);
    try("log, unknown operation", LOG, PROTOCOL_LOG, 1, 0);
    set(0, 0, 0);
    try("log, another protocol", LOG, PROTOCOL_TASK, 1, 0);
}

/* ---- a server ---- */

static char stacks[4][8192] __attribute__((aligned(4096)));
static volatile word heard_tag, heard_label, heard[4];

static void server(void)
{
    struct message m = wait();
    for (;;) {
        heard_tag = m.tag & TAG_ERROR ? m.tag | utcb()[UTCB_ERROR / sizeof(word)] << 32 : m.tag;
        heard_label = m.label;
        for (word i = 0; i < 4; i++)
            heard[i] = MR(i);
        m = m.tag & TAG_ERROR || label_of(m.tag) == 55 ? wait() : reply_and_wait(make_tag(label_of(m.tag) + 1, m.tag & TAG_WORDS, 0));
    }
}

static void other_thread(word slot, int n, void (*run)(void), word pager, word flags)
{
    create(FACTORY, PROTOCOL_THREAD, slot, 0, 0);
    set(THREAD_OP_CONTROL | CONTROL_PAGER | CONTROL_HANDLER | CONTROL_BIND | flags, pager << SELECTOR_SHIFT, pager << SELECTOR_SHIFT);
    MR(3) = 0;
    MR(4) = flags;
    MR(5) = UTCBS + (word)n * UTCB_SIZE;
    item(6, TASK);
    call(slot, PROTOCOL_THREAD, 6, 1);
    stacks[n][8191] = 0;
    start(slot, (word)run, (word)(stacks[n] + 8192));
}

static void hears(const char *name, word slot, long label, word words, word items)
{
    tell(name, slot << SELECTOR_SHIFT | CALL, label, words, items, 0);
    begin_line("   it read");
    hex(" tag ", heard_tag);
    hex(" label ", heard_label);
    hex(" ", heard[0]);
    hex(" ", heard[1]);
    end_line();
}

static void serve(void)
{
    title("messages");
    other_thread(SERVER, 0, server, PAGER, 0);
    run_at(SERVER, 220);
    create_gate(D, SERVER, 0x300);
    set(11, 12, 13);
    hears("through a gate", D, 7, 3, 0);
    set(14, 15, 16);
    hears("to a thread", SERVER, 8, 2, 0);
    set(0x77, 15, 16);
    try("to the server's side", D, PROTOCOL_KOBJECT, 1, 0);
    map_capability("a copy to be read", E, capability(D, RIGHT_R), ITEM_MAP, 1, TASK);
    set(17, 18, 19);
    hears("through the copy", E, 9, 2, 0);
    set(GATE_OP_INFO, 18, 19);
    hears("info through the copy", E, PROTOCOL_KOBJECT, 1, 0);
    set(20, 21, ITEM_MAP);
    MR(3) = capability(LOG, ALL);
    hears("an item that nobody takes", D, 9, 2, 1);
    set(22, 23, 0);
    MR(3) = 0;
    hears("a void item", D, 9, 2, 1);
    set(24, 25, 0);
    tell("a call that is not answered", D << SELECTOR_SHIFT | CALL, 55, 2, 0, SOON);
    set(26, 27, 0);
    hears("a call that is", D, 9, 2, 0);
    tell("receive from it", SERVER << SELECTOR_SHIFT | SELECTOR_RECEIVE, 0, 0, 0, NOW << 16 | NOW);
    set(THREAD_OP_EX_REGS | EX_REGS_CANCEL, EX_REGS_KEEP, EX_REGS_KEEP);
    ask(SERVER << SELECTOR_SHIFT | CALL, PROTOCOL_THREAD, 3, 0, 0);
    tell("a while", SELF | SELECTOR_RECEIVE, 0, 0, 0, SOON);
    set(28, 29, 0);
    hears("after its wait was canceled", D, 9, 2, 0);
    unmap("delete the gate", UNMAP_SELF | UNMAP_DELETE, capability(D, ALL));
    try("through the copy", E, 1, 1, 0);
    valid("the copy", E);
    create_gate(A, SERVER, 0x500);
    unmap("delete the server", UNMAP_SELF | UNMAP_DELETE, capability(SERVER, ALL));
    valid("the server", SERVER);
    tell("a while", SELF | SELECTOR_RECEIVE, 0, 0, 0, SOON);
    tell("through a gate to it", A << SELECTOR_SHIFT | CALL, 0, 0, 0, SOON << 16 | SOON);
    tell("receive through it", A << SELECTOR_SHIFT | SELECTOR_RECEIVE, 0, 0, 0, SOON);
    set(GATE_OP_INFO, 0, 0);
    try("its label", A, PROTOCOL_KOBJECT, 1, 0);
    set(GATE_OP_BIND, 0x540, 0);
    item(2, THREAD);
    try("bind it to another", A, PROTOCOL_KOBJECT, 2, 1);
    tell("through it", A << SELECTOR_SHIFT | CALL, 0, 0, 0, SOON << 16 | SOON);
}

/* ---- memory: a large page, and pieces of it ---- */

static volatile word look_at;

static void reader(void)
{
    struct message m = wait();
    for (;;) {
        if (!(m.tag & TAG_ERROR))
            (void)*(volatile word *)look_at;
        m = m.tag & TAG_ERROR ? wait() : reply_and_wait(make_tag(0, 0, 0));
    }
}

/* Whether the reader can read there; its exceptions come here. */
static void look(const char *name, word address)
{
    look_at = address;
    struct message m = ask(READER << SELECTOR_SHIFT | CALL, 0, 0, 0, 0);
    begin_line(name);
    if (label_of(m.tag) == PROTOCOL_EXCEPTION) {
        hex(": not there, syndrome ", got[33]);
        for (word k = 0; k < 40; k++)
            MR(k) = got[k];
        MR(36) = got[36] + 4;
        ipc(READER << SELECTOR_SHIFT | SELECTOR_SEND, make_tag(0, 40, 0), 0);
    } else {
        number(": there, answered ", label_of(m.tag));
    }
    end_line();
}

static void map_memory(const char *name, word to, word from, word order)
{
    set(TASK_OP_MAP, to | ITEM_MAP, memory_page(from, order, RIGHT_READ | RIGHT_WRITE));
    item(3, TASK);
    try(name, TASK, PROTOCOL_TASK, 3, 1);
}

enum { LARGE = 21 };
#define BLOCK 0x300000000UL
#define PIECES 0x340000000UL
#define COPY 0x380000000UL
#define PIECE_OF_COPY 0x3c0000000UL

static void look_around(void)
{
    look("   the page", BLOCK + 3 * PAGE);
    look("   a copy of it", PIECES + 3 * PAGE);
    look("   of the next one", PIECES + 4 * PAGE);
    look("   a copy of all", COPY);
    look("   a copy of a page of that", PIECE_OF_COPY + 5 * PAGE);
}

static void memory(void)
{
    title("memory");
    other_thread(READER, 3, reader, PAGER, 0);
    set(THREAD_OP_CONTROL | CONTROL_HANDLER, 0, THREAD << SELECTOR_SHIFT);
    call(READER, PROTOCOL_THREAD, 6, 0);
    receive_nothing();
    run_at(READER, 100);
    receive_pages(BLOCK, LARGE);
    set(~0xffUL | 0x90, memory_page(0, LARGE, 0), 0);
    struct message m = ask(PAGER << SELECTOR_SHIFT | CALL, PROTOCOL_SIGMA0, 2, 0, 0);
    receive_nothing();
    begin_line("a large page");
    hex(": tag ", m.tag);
    end_line();
    map_memory("a copy of a page of it", PIECES + 3 * PAGE, BLOCK + 3 * PAGE, PAGE_ORDER);
    map_memory("of the next one", PIECES + 4 * PAGE, BLOCK + 4 * PAGE, PAGE_ORDER);
    map_memory("of all of it", COPY, BLOCK, LARGE);
    map_memory("of a page of that", PIECE_OF_COPY + 5 * PAGE, COPY + 5 * PAGE, PAGE_ORDER);
    look_around();
    unmap("write it no more, from the others", 0, memory_page(BLOCK + 3 * PAGE, PAGE_ORDER, RIGHT_WRITE));
    look_around();
    unmap("the page, from the others", 0, memory_page(BLOCK + 3 * PAGE, PAGE_ORDER, ALL));
    look_around();
    map_memory("a smaller page over a part of it", BLOCK + 8 * PAGE, PIECES + 4 * PAGE, PAGE_ORDER);
    look_around();
    look("   that page", BLOCK + 8 * PAGE);
    receive_pages(BLOCK, LARGE);
    set(~0xffUL | 0x90, memory_page(0, LARGE, 0), 0);
    m = ask(PAGER << SELECTOR_SHIFT | CALL, PROTOCOL_SIGMA0, 2, 0, 0);
    receive_nothing();
    begin_line("another large page");
    hex(": tag ", m.tag);
    end_line();
    map_memory("a copy of a page of it", PIECES + 3 * PAGE, BLOCK + 3 * PAGE, PAGE_ORDER);
    map_memory("of the next one", PIECES + 4 * PAGE, BLOCK + 4 * PAGE, PAGE_ORDER);
    look_around();
    unmap("the page, from all", UNMAP_SELF, memory_page(BLOCK + 3 * PAGE, PAGE_ORDER, ALL));
    look_around();
}

/* ---- faults ---- */

static void faulter(void)
{
    __asm__ volatile("mov x9, #0x5678\n\tmovk x9, #0x1234, lsl #16\n\tldr x9, [x9]" ::: "x9", "memory");
    __asm__ volatile("mov x9, #0x5670\n\tmovk x9, #0x2234, lsl #16\n\tstr x9, [x9]" ::: "x9", "memory");
    __asm__ volatile("mov x9, #0x5670\n\tmovk x9, #0x3334, lsl #16\n\tblr x9" ::: "x9", "x30", "memory");
    __asm__ volatile("brk #7");
    __asm__ volatile(".inst 0");
    __asm__ volatile("msr daifset, #2");
    __asm__ volatile("hlt #1");
    __asm__ volatile("smc #0");
    for (;;)
        ipc(SELF | SELECTOR_RECEIVE, 0, 0);
}

static void faults(void)
{
    title("faults");
    other_thread(FAULTER, 1, faulter, THREAD, 0);
    receive_nothing();
    run_at(FAULTER, 100);
    struct message m = ask(FAULTER << SELECTOR_SHIFT | SELECTOR_RECEIVE, 0, 0, 0, 0);
    for (int i = 0; i < 14; i++) {
        if (m.tag & TAG_ERROR) {
            begin_line("faults end");
            hex(": error ", got_error);
            end_line();
            return;
        }
        if (label_of(m.tag) == PROTOCOL_PAGE_FAULT && (got[0] & 0x40000000UL)) {
            /* a page of this program: itself */
            volatile char *at = (volatile char *)(got[0] & ~7UL);
            if (got[0] & 2)
                *at = *at;
            else
                (void)*at;
            begin_line("own page");
            end_line();
            m = ask(FAULTER << SELECTOR_SHIFT | CALL, 0, 0, 0, 0);
        } else if (label_of(m.tag) == PROTOCOL_PAGE_FAULT) {
            begin_line("page fault");
            hex(": tag ", m.tag & 0xffff);
            hex(" ", got[0]);
            end_line();
            m = ask(FAULTER << SELECTOR_SHIFT | CALL, -1, 0, 0, 0);
        } else {
            begin_line("exception");
            hex(": tag ", m.tag & 0xffff);
            hex(" syndrome ", got[33]);
            word kind = got[33] >> 26;
            hex(" address ", kind == 0x20 || kind == 0x24 ? got[34] : 0);
            hex(" state ", got[37] & ~0xf0000000UL);
            hex(" thread pointers ", (got[38] == got[39]) | (got[38] == UTCBS + UTCB_SIZE) << 1);
            end_line();
            for (word k = 0; k < 40; k++)
                MR(k) = got[k];
            MR(36) = kind == 0x20 ? got[31] : got[36] + 4;
            m = ask(FAULTER << SELECTOR_SHIFT | CALL, 0, 40, 0, SOON);
        }
    }
}

/* ---- an alien ---- */

static void alien(void)
{
    for (;;)
        ipc(NONE << SELECTOR_SHIFT | CALL, make_tag(5, 0, 0), 0);
}

static void aliens(void)
{
    title("alien");
    other_thread(ALIEN, 2, alien, THREAD, CONTROL_ALIEN);
    run_at(ALIEN, 100);
    struct message m = ask(ALIEN << SELECTOR_SHIFT | SELECTOR_RECEIVE, 0, 0, 0, 0);
    for (int i = 0; i < 5 && !(m.tag & TAG_ERROR); i++) {
        begin_line("exception");
        hex(": tag ", m.tag & 0xffff);
        hex(" syndrome ", got[33]);
        hex(" x0 ", got[1]);
        end_line();
        for (word k = 0; k < 40; k++)
            MR(k) = got[k];
        m = ask(ALIEN << SELECTOR_SHIFT | CALL, got[33] & 1UL << 16 ? 0 : PROTOCOL_ALLOW_SYSCALL, 40, 0, SOON);
    }
}

void program(void)
{
    run_at(THREAD, 200);
    factory();
    threads();
    gates();
    tasks();
    interrupts();
    alone();
    others();
    serve();
    faults();
    aliens();
    memory();
    title("end");
    for (;;)
        ipc(SELF | SELECTOR_RECEIVE, 0, 0);
}
