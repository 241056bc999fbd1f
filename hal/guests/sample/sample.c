#include "../include/cairn/call.h"

void root(void)
{
    print(SLOTS_LOG, "root: hello\n");
    *(volatile word *)0 = 1;
}
