/*
 * The root pager: owns all RAM. Whoever asks first is given what the memory map calls conventional; what it sets aside for the root task
 * is the root task's alone. It is position independent and relocates itself.
 *
 *   page fault            the page of the root task's image that the address lies in, with the rights of the memory map
 *   request for memory    2^order bytes anywhere, or at an address in the root task's own modules; or the information page
 *   factory               a gate of its own for another client
 */
#include "lib/information.h"

enum { MAX_PIECES = 64, ROOT_CLIENT = 4, FIRST_GATE = FIRST_FREE };

/* Requests: MR0 is ~0xff | kind. */
enum { REQUEST_RAM = 0x60, REQUEST_ANY = 0x90, REQUEST_INFORMATION = 0xa0 };
#define IS_REQUEST(x) (((x) | 0xff) == ~0UL)

static const struct information *page;

/* Free pieces of RAM; those with start == end are empty. */
static struct piece {
    word start, end;
} piece[MAX_PIECES];
static word pieces;
static word next_gate = FIRST_GATE;

/* A table of pointers, which the compiler cannot resolve: there is something to relocate. */
static const char *volatile names[] = {"a page fault", "a request", "a new client", "something else"};
static word served[4];

/* ---- the memory map ---- */

static void take_out(word start, word end)
{
    for (word i = 0, n = pieces; i < n; i++) {
        struct piece *p = &piece[i];
        if (start >= p->end || end <= p->start)
            continue;
        if (start > p->start && end < p->end && pieces < MAX_PIECES)
            piece[pieces++] = (struct piece){end, p->end};
        if (start > p->start)
            p->end = start;
        else
            p->start = end < p->end ? end : p->end;
    }
}

static void read_map(void)
{
    for (word i = 0; i < page->descriptor_count; i++) {
        const struct descriptor *d = descriptor(page, i);
        if (descriptor_type(d) == CONVENTIONAL && pieces < MAX_PIECES)
            piece[pieces++] = (struct piece){(descriptor_start(d) + PAGE - 1) & -(word)PAGE, descriptor_end(d) & -(word)PAGE};
    }
    for (word i = 0; i < page->descriptor_count; i++) {
        const struct descriptor *d = descriptor(page, i);
        word type = descriptor_type(d);
        if (type != 0 && type != CONVENTIONAL && !(type & VIRTUAL))
            take_out(descriptor_start(d) & -(word)PAGE, (descriptor_end(d) + PAGE - 1) & -(word)PAGE);
    }
}

/* 2^order bytes of free RAM at a multiple of their size; 0 when there are none. */
static word allocate(word order)
{
    word size = 1UL << order;
    for (word i = 0; i < pieces; i++) {
        word at = (piece[i].start + size - 1) & -size;
        if (at >= piece[i].start && at < piece[i].end && size <= piece[i].end - at) {
            take_out(at, at + size);
            return at;
        }
    }
    return 0;
}

/* Rights of the root task to `size` bytes at `address`, 0 when they are not all its own. */
static word root_rights(word address, word size)
{
    for (word i = 0; i < page->descriptor_count; i++) {
        const struct descriptor *d = descriptor(page, i);
        word start = descriptor_start(d) & -(word)PAGE;
        word end = (descriptor_end(d) + PAGE - 1) & -(word)PAGE;
        if (descriptor_type(d) == FOR_ROOT && address >= start && address < end && size <= end - address)
            return descriptor_rights(d);
    }
    return 0;
}

/* ---- answers ---- */

static word refuse(long failure)
{
    return make_tag(-failure, 0, 0);
}

static word give_pages(word address, word order, word rights)
{
    send_item(0, address, memory_page(address, order, rights));
    return make_tag(0, 0, 1);
}

static word page_fault(word client)
{
    word address = MR(0) & -(word)PAGE;
    word needed = MR(0) & 4 ? RIGHT_X : MR(0) & 2 ? RIGHT_WRITE : RIGHT_READ;
    word rights = client == ROOT_CLIENT ? root_rights(address, PAGE) : 0;
    return (rights & needed) == 0 ? refuse(FAILURE_ENOMEM) : give_pages(address, PAGE_ORDER, rights);
}

static word request(word client)
{
    word flexpage = MR(1);
    word order = flexpage >> FLEXPAGE_ORDER_SHIFT & FLEXPAGE_ORDER;
    word address = flexpage & -(word)PAGE;
    if (!IS_REQUEST(MR(0)))
        return refuse(FAILURE_ENOSYS);
    switch (MR(0) & 0xff) {
    case REQUEST_INFORMATION:
        return give_pages((word)page, PAGE_ORDER, RIGHT_READ | RIGHT_X);
    case REQUEST_ANY:
        if (order < PAGE_ORDER || order > 40)
            return refuse(FAILURE_EINVAL);
        address = allocate(order);
        return address == 0 ? refuse(FAILURE_ENOMEM) : give_pages(address, order, RIGHT_READ | RIGHT_WRITE | RIGHT_X);
    case REQUEST_RAM:
        if (order < PAGE_ORDER || order > 40 || (address & ((1UL << order) - 1)) != 0)
            return refuse(FAILURE_EINVAL);
        if (client != ROOT_CLIENT || root_rights(address, 1UL << order) == 0)
            return refuse(FAILURE_ENOMEM);
        return give_pages(address, order, root_rights(address, 1UL << order));
    default:
        return refuse(FAILURE_ENOSYS);
    }
}

static word new_client(word rights)
{
    if (!(rights & RIGHT_S))
        return refuse(FAILURE_EPERM);
    if ((long)MR(0) != PROTOCOL_SIGMA0)
        return refuse(FAILURE_ENODEV);
    word gate = next_gate++;
    long answer = create_gate(gate, THREAD, gate << 4);
    if (answer < 0)
        return refuse(-answer);
    send_item(0, 0, capability(gate, RIGHT_R | RIGHT_W | RIGHT_S));
    return make_tag(0, 0, 1);
}

static word serve(struct message m)
{
    word client = m.label >> 4;
    int kind = label_of(m.tag) == PROTOCOL_PAGE_FAULT ? 0 : label_of(m.tag) == PROTOCOL_SIGMA0 ? 1 : label_of(m.tag) == PROTOCOL_FACTORY ? 2 : 3;
    if (served[kind]++ == 0)
        say("pager: answers %s\n", (word)names[kind], 0, 0);
    switch (kind) {
    case 0: return page_fault(client);
    case 1: return request(client);
    case 2: return new_client(m.label & 3);
    default: return refuse(FAILURE_EBADPROTO);
    }
}

/* Called by the start code before anything else: relocations of an image that was linked to 0 and lies at `base`. */
extern const char __ehdr_start[] __attribute__((visibility("hidden")));
extern const word _DYNAMIC[] __attribute__((visibility("hidden")));

void relocate(void)
{
    word base = (word)__ehdr_start;
    word table = 0, size = 0;
    for (const word *d = _DYNAMIC; d[0] != 0; d += 2) {
        if (d[0] == 7) /* DT_RELA */
            table = base + d[1];
        else if (d[0] == 8) /* DT_RELASZ */
            size = d[1];
    }
    for (word at = table; at < table + size; at += 24) {
        const word *r = (const word *)at;
        if ((r[1] & 0xffffffff) == 1027) /* R_AARCH64_RELATIVE */
            *(word *)(base + r[0]) = base + r[2];
    }
}

void program(word information)
{
    page = (const struct information *)information;
    say("pager: runs; the information page is %s\n", (word)(page->magic == INFORMATION_MAGIC ? "there" : "not there"), 0, 0);
    read_map();
    receive_nothing();
    struct message m = wait();
    for (;;)
        m = (m.tag & TAG_ERROR) ? wait() : reply_and_wait(serve(m));
}
