// Where a thread that lib/threads.h starts begins: its stack holds the function that it runs, and that function's argument.
#include "../include/cairn/abi.h"

        .text
        .global enter
enter:  ldp     x9, x0, [sp], #16
        blr     x9
// A thread that has nothing left to do waits for itself.
        .global rest
rest:   mov     x0, #0
        mov     x2, #(SELECTOR_SPECIAL | SELECTOR_RECEIVE)
        mov     x3, #0
        svc     #0
        b       rest
