// First instruction of every program of the user land. A program that chooses its own stack (the two that the kernel starts) has
// OWN_STACK; the others are started with one.
        .section .text.startup, "ax"
        .global _start
_start:
#ifdef OWN_STACK
        adrp    x9, stack_top
        add     x9, x9, :lo12:stack_top
        mov     sp, x9
#endif
#ifdef SELF_RELOCATING
        mov     x19, x0
        bl      relocate
        mov     x0, x19
#endif
        bl      program
        brk     #0

#ifdef OWN_STACK
        .bss
        .balign 16
        .space  16384
stack_top:
#endif
