// Prints one line through the semihosting-free convention of the test kernel: x8 = 1, x0 = byte; x8 = 0 ends, x0 = status.
        .text
        .global _start
_start: adrp    x19, text
        add     x19, x19, :lo12:text
1:      ldrb    w0, [x19], #1
        cbz     w0, 2f
        mov     x8, #1
        svc     #0
        b       1b
2:      mov     x0, #0
        mov     x8, #0
        svc     #0
        b       2b
        .section .rodata
text:   .asciz  "hello from EL0\n"
