/* A server: every client opens a session, a gate of its own whose label is the session's number, and adds numbers to its sum. */
#include "lib/services.h"

enum { MAX_SESSIONS = 8, DOOR = FIRST_FREE, FIRST_SESSION, OPEN_LABEL = 0x100 };

static long sum[MAX_SESSIONS];
static word sessions;
static volatile char note[PAGE] __attribute__((aligned(4096)));

static word refuse(long failure)
{
    return make_tag(-failure, 0, 0);
}

static word open_session(void)
{
    if (sessions == MAX_SESSIONS)
        return refuse(FAILURE_ENOMEM);
    long answer = create_gate(FIRST_SESSION + sessions, THREAD, (sessions + 1) << 4);
    if (answer < 0)
        return refuse(-answer);
    sessions++;
    /* Without the object-specific rights the client can call, and not rebind it. */
    send_item(0, 0, capability(FIRST_SESSION + sessions - 1, RIGHT_R | RIGHT_W));
    return make_tag(0, 0, 1);
}

static word serve(struct message m)
{
    word session = (m.label >> 4) - 1;
    if ((m.label & -4UL) == OPEN_LABEL)
        return label_of(m.tag) == OPEN ? open_session() : refuse(FAILURE_EBADPROTO);
    if (session >= sessions)
        return refuse(FAILURE_EINVAL);
    switch (label_of(m.tag)) {
    case ADD:
        sum[session] += (long)MR(0);
        MR(0) = (word)sum[session];
        return make_tag(0, 1, 0);
    case NOTE:
        send_item(0, 0, memory_page((word)note, PAGE_ORDER, RIGHT_READ));
        return make_tag(0, 0, 1);
    case CLOSE:
        destroy(capability(FIRST_SESSION + session, RIGHT_R | RIGHT_W | RIGHT_S | RIGHT_D));
        return make_tag(0, 0, 0);
    default:
        return refuse(FAILURE_EBADPROTO);
    }
}

void program(void)
{
    const char *text = "written by the counter";
    for (word i = 0; text[i]; i++)
        note[i] = text[i];
    long answer = create_gate(DOOR, THREAD, OPEN_LABEL);
    put_name("counter");
    send_item(NAME_WORDS, 0, capability(DOOR, RIGHT_R | RIGHT_W | RIGHT_S));
    if (answer >= 0)
        answer = result(call(NAMES, PUBLISH, NAME_WORDS, 1));
    say("counter: serves: %d\n", (word)answer, 0, 0);
    receive_nothing();
    struct message m = wait();
    for (;;)
        m = (m.tag & TAG_ERROR) ? wait() : reply_and_wait(serve(m));
}
