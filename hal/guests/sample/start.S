// The root task's first instruction: a stack, then root(). The other tasks' threads start in C with the stack that they are given.
        .text
        .global _start
_start: adrp    x9, stack_top
        add     x9, x9, :lo12:stack_top
        mov     sp, x9
        bl      root
        brk     #0

        .bss
        .balign 16
        .space  8192
stack_top:
