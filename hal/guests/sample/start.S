// The root task's first instruction, and the accesses that other tasks try. They come first in the image, so that the addresses that
// the kernel reports do not depend on the compiler.
        .section .text.startup, "ax"
        .global _start
_start: adrp    x9, stack_top
        add     x9, x9, :lo12:stack_top
        mov     sp, x9
        bl      root
        brk     #0

// byte peek(address): reads one byte.
        .global peek
peek:   ldrb    w0, [x0]
        ret

// poke(address, byte): writes one byte.
        .global poke
poke:   strb    w1, [x0]
        ret

        .bss
        .balign 16
        .space  8192
stack_top:
