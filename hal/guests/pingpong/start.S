// The root task's first instruction.
        .section .text.startup, "ax"
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
