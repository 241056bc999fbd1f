/* What stands at EL1 when QEMU's system mode times a guest: MMU on, caches on, 0x400000 .. 0x5fffff at EL0. At 0x40300000: entry, x0, x1.
   SVC with x8 = 0 prints x0 in hexadecimal and switches off; any other SVC returns at once; any other exception prints "bad". */
    .text
    .global _start
_start:
    mrs x0, CurrentEL
    adr x1, vectors
    msr vbar_el1, x1
    mov x0, #3 << 20
    msr cpacr_el1, x0
    mov x0, #0xff00                 // Attr0 device, Attr1 normal
    msr mair_el1, x0
    movz x0, #0x3510                // T0SZ 16, inner shareable, write-back, 4 KiB granule
    movk x0, #0x80, lsl #16         // EPD1
    movk x0, #2, lsl #32            // 40 bits
    msr tcr_el1, x0
    movz x10, #0x4020, lsl #16      // level 0, level 1, level 2
    add x11, x10, #0x1000
    add x12, x10, #0x2000
    orr x0, x11, #3
    str x0, [x10]
    orr x0, x12, #3
    str x0, [x11]
    movz x0, #0x4000, lsl #16       // 1 GiB of RAM, for EL1
    movk x0, #0x705
    str x0, [x11, #8]
    movz x0, #0x0900, lsl #16       // PL011, for EL1
    movk x0, #0x401
    str x0, [x12, #0x48 << 3]
    movz x0, #0x4040, lsl #16       // the guest: EL0, rwx
    movk x0, #0x745
    str x0, [x12, #2 << 3]
    msr ttbr0_el1, x10
    dsb sy
    isb
    mrs x0, sctlr_el1
    movz x1, #0x1005
    orr x0, x0, x1
    msr sctlr_el1, x0
    isb
    movz x2, #0x4030, lsl #16
    ldr x3, [x2]
    msr elr_el1, x3
    msr spsr_el1, xzr
    ldr x0, [x2, #8]
    ldr x1, [x2, #16]
    eret

    .balign 2048
vectors:
    .rept 8
    b bad
    .balign 128
    .endr
    cbz x8, end                     // from EL0, synchronous
    eret
    .balign 128
    .rept 7
    b bad
    .balign 128
    .endr

bad:
    movz x1, #0x0900, lsl #16
    mov w2, #'b'
    str w2, [x1]
    mov w2, #'a'
    str w2, [x1]
    mov w2, #'d'
    str w2, [x1]
    mov w2, #10
    str w2, [x1]
    b off
end:
    movz x1, #0x0900, lsl #16
    mov x3, #60
1:  lsr x2, x0, x3
    and x2, x2, #15
    cmp x2, #10
    add x4, x2, #'a' - 10
    add x2, x2, #'0'
    csel x2, x2, x4, lo
    str w2, [x1]
    subs x3, x3, #4
    b.ge 1b
    mov w2, #10
    str w2, [x1]
off:
    movz x0, #0x8400, lsl #16
    movk x0, #8                     // PSCI SYSTEM_OFF
    hvc #0
    b off
