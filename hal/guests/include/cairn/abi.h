/* Constants of the system call interface. Generated from spec/abi.yaml. */
#ifndef CAIRN_ABI_H
#define CAIRN_ABI_H

/* Bits of the capability selector in x2; bits 63..12 are the capability index */
#define SELECTOR_SEND 0x1 /* send phase */
#define SELECTOR_RECEIVE 0x2 /* receive phase */
#define SELECTOR_OPEN_WAIT 0x4 /* receive from anyone */
#define SELECTOR_REPLY 0x8 /* the reply capability is the destination */
#define SELECTOR_EXPLICIT 0x400 /* explicit reply slot; without REPLY the invoking thread itself */
#define SELECTOR_SPECIAL 0x800 /* the invoking thread itself */
#define SELECTOR_SHIFT 12 /* capability index = selector >>> SHIFT */

/* Message tag in x0: words 5..0, typed items 11..6, flags 15..12, label 63..16 (signed) */
#define TAG_WORDS 0x3f /* untyped words */
#define TAG_ITEM_SHIFT 6 /* typed items, two words each */
#define TAG_ITEMS 0x3f /* mask of the item count */
#define TAG_TRANSFER_FPU 0x1000 /* the vector registers go along: an exception */
#define TAG_SCHEDULE 0x2000 /* no donation; in a kernel object's result: no reply */
#define TAG_ERROR 0x8000 /* output only: the reason is in the UTCB */
#define TAG_LABEL_SHIFT 16 /* label = tag >> LABEL_SHIFT */

/* User-visible thread control block: byte offsets */
#define UTCB_SIZE 0x400 /* it begins at a word */
#define UTCB_MESSAGE 0x0 /* message registers MR0 .. MR62 */
#define UTCB_MESSAGE_WORDS 63 /* their number */
#define UTCB_DESCRIPTOR 0x200 /* BDR: first memory buffer 4..0, object buffer 14..10 */
#define UTCB_INHERIT_FPU 0x1000000 /* in BDR: takes the vector registers of a sender that passes them */
#define UTCB_BUFFER 0x208 /* buffer registers BR0 .. BR57 */
#define UTCB_BUFFER_WORDS 58 /* their number */
#define UTCB_MEMORY_MASK 0x1f /* of the index of the first memory buffer in BDR */
#define UTCB_OBJECT_SHIFT 10 /* of the index of the first object buffer in BDR */
#define UTCB_OBJECT_MASK 0x1f /* of that index */
#define UTCB_ERROR 0x3d8 /* IPC error code */
#define UTCB_FREE 0x3e0 /* 0 when the kernel no longer uses the block */

/* Labels of the kernel objects' protocols */
#define PROTOCOL_FACTORY (-15) /* also: a new factory */
#define PROTOCOL_SCHEDULER (-14) /* scheduler */
#define PROTOCOL_LOG (-13) /* console */
#define PROTOCOL_THREAD (-12) /* thread; also: a new thread */
#define PROTOCOL_TASK (-11) /* task; also: a new task */
#define PROTOCOL_KOBJECT (-10) /* server side of a gate */
#define PROTOCOL_GATE 0 /* a new gate */
#define PROTOCOL_IRQ (-1) /* interrupt controller, interrupt object, semaphore */
#define PROTOCOL_SEMAPHORE (-20) /* semaphore; also: a new semaphore */
#define PROTOCOL_SIGMA0 (-6) /* requests to the root pager */
#define PROTOCOL_EXCEPTION (-5) /* exception message to a handler */
#define PROTOCOL_ALLOW_SYSCALL 1 /* answer to an exception: the next system call of the alien is carried out */
#define PROTOCOL_PAGE_FAULT (-2) /* page fault message to a pager */
#define PROTOCOL_IRQ_SENDER (-18) /* interrupt object; also: a new interrupt object */
#define PROTOCOL_VM (-16) /* a new virtual machine */
#define PROTOCOL_DMA_SPACE (-17) /* a new address space for devices */
#define PROTOCOL_META (-21) /* answered by programs, not by the kernel */
#define PROTOCOL_IOMMU (-22) /* the unit that translates for devices */
#define PROTOCOL_DEBUGGER (-23) /* the kernel debugger */
#define PROTOCOL_SMCCC (-24) /* calls to firmware */
#define PROTOCOL_VCPU_CONTEXT (-25) /* a new context of a virtual processor */

/* What a kernel object answers as negative label */
#define FAILURE_EPERM 1 /* the capability lacks a right */
#define FAILURE_ENOENT 2 /* an item names an empty slot */
#define FAILURE_ENOMEM 12 /* pool or quota used up */
#define FAILURE_EBUSY 16 /* in use */
#define FAILURE_EEXIST 17 /* something is there already */
#define FAILURE_ENODEV 19 /* the factory makes no such object */
#define FAILURE_EINVAL 22 /* malformed argument */
#define FAILURE_ERANGE 34 /* out of range */
#define FAILURE_ENOSYS 38 /* no such operation */
#define FAILURE_EBADPROTO 39 /* the object does not speak this protocol */
#define FAILURE_EMSGTOOSHORT 1001 /* words are missing */
#define FAILURE_EMSGTOOLONG 1002 /* there are more words or items than the operation takes */

/* UTCB error codes; bit 0 set: in the receive phase */
#define IPC_ERROR_TIMEOUT 2 /* nobody came in time */
#define IPC_ERROR_NOT_EXISTENT 4 /* the capability slot is empty, or what it named has gone */
#define IPC_ERROR_CANCELED 6 /* ended by an exchange of registers */
#define IPC_ERROR_OVERFLOW 8 /* more items than buffers, or other ones; both sides are told */
#define IPC_ERROR_ABORTED 0xe /* the partner has gone */
#define IPC_ERROR_NO_REPLY_SLOT 0x12 /* there is no such reply slot */
#define IPC_ERROR_MAP_FAILED 0x10 /* no memory for a mapping; both sides are told */
#define IPC_ERROR_RECEIVE 1 /* added for the receive phase */

/* Rights of capabilities and pages, as flexpages carry them */
#define RIGHT_X 1 /* page: execute */
#define RIGHT_WRITE 2 /* page: write */
#define RIGHT_READ 4 /* page: read */
#define RIGHT_USER 8 /* page: user access (the kernel adds it) */
#define RIGHT_W 1 /* capability: write */
#define RIGHT_S 2 /* capability: strong */
#define RIGHT_R 4 /* capability: present */
#define RIGHT_D 8 /* capability: delete */
#define RIGHT_PAGE 7 /* all page rights that can be shown */
#define RIGHT_SERVER 0x20 /* capability of a gate: its server side */
#define RIGHT_OBJECT 0xe0 /* capability: the three object-specific rights */
#define RIGHT_ALL 0xff /* everything */

/* rights 3..0, type 5..4, log2 of the size 11..6, address 63..12 */
#define FLEXPAGE_RIGHTS 0xf /* mask */
#define FLEXPAGE_TYPE_SHIFT 4 /* position of the type */
#define FLEXPAGE_TYPE 3 /* mask of the type */
#define FLEXPAGE_SPECIAL 0 /* type: all spaces */
#define FLEXPAGE_MEMORY 1 /* type: virtual memory */
#define FLEXPAGE_OBJECT 3 /* type: capabilities */
#define FLEXPAGE_ORDER_SHIFT 6 /* position of the order */
#define FLEXPAGE_ORDER 0x3f /* mask of the order */
#define FLEXPAGE_WHOLE 63 /* order: everything */

/* First word of a typed item or of a receive buffer */
#define ITEM_MAP 8 /* it is a map item */
#define ITEM_GRANT 2 /* send item: move instead of derive */
#define ITEM_WEAK 0x10 /* capability: the new one does not count for the object's lifetime */
#define ITEM_SMALL 2 /* buffer: one slot, one word */
#define ITEM_COMPOUND 1 /* send item: the next one goes to the same buffer */
#define ITEM_FORWARD 1 /* buffer: the word behind it names the task that receives */
#define ITEM_RECEIVE_ID 4 /* small buffer: a gate to one's own task comes as its label */
#define ITEM_KIND 0x6 /* received item: what became of it; 0: mapped */
#define ITEM_NOTHING 0x2 /* received item: there was nothing to map */
#define ITEM_GATE_LABEL 0x4 /* received item: the second word is the gate's label and rights */
#define ITEM_FLEXPAGE 0x6 /* received item: the second word is the sender's flexpage, of the same task */
#define ITEM_SENT 0xff0 /* received item: type and order of the sent flexpage */
#define ITEM_SET 0x10 /* memory: use the attributes given here */
#define ITEM_ATTRIBUTES 0x60 /* memory: 0x20 cached, 0x40 buffered */
#define ITEM_OBJECT 0x38 /* a kernel object's answer: one capability was put in the buffer */

/* Operations of a task, bits 15..0 of MR0 */
#define TASK_OP_MAP 0 /* map pages or capabilities from another task into this one */
#define TASK_OP_UNMAP 1 /* take back */
#define TASK_OP_CAP_INFO 2 /* is a capability there, are two the same */
#define TASK_OP_ADD_KU_MEM 3 /* kernel-user memory */

/* Bits of MR1 of TaskOp.UNMAP */
#define UNMAP_SELF 0x80000000UL /* from the task itself too */
#define UNMAP_DELETE 0x40000000 /* delete the object where the capability allows */

/* Operations of a thread */
#define THREAD_OP_CONTROL 0 /* bind, pager, exception handler */
#define THREAD_OP_EX_REGS 1 /* exchange ip and sp, and make it run */
#define THREAD_OP_SWITCH 2 /* give up the processor */
#define THREAD_OP_STATS 3 /* microseconds used */
#define THREAD_OP_WATCH_DELETION 5 /* the item, an interrupt object or semaphore, is triggered when a gate to the thread goes */
#define THREAD_OP_MODIFY_SENDERS 6 /* labels of waiting messages; MR1.. in fours: mask, value, bits to clear, bits to set */
#define THREAD_OP_TRAMPOLINE 9 /* page faults that the thread handles itself */
#define THREAD_OP_SET_TPIDRRO 0x10 /* the read-only thread pointer */

/* Flags of ThreadOp.CONTROL in MR0 */
#define CONTROL_PAGER 0x10000 /* MR1 is the pager */
#define CONTROL_BIND 0x200000 /* the item is the task, MR5 the address of the UTCB */
#define CONTROL_ALIEN 0x400000 /* MR4 has the same bit if the thread's system calls are exceptions from now on */
#define CONTROL_HANDLER 0x1000000 /* MR2 is the exception handler */

/* What ThreadOp.TRAMPOLINE does, bits 19..16 of MR0; then the structure in kernel-user memory: byte offsets */
#define TRAMPOLINE_DO 0xf0000 /* mask of what it does */
#define TRAMPOLINE_SETUP 0 /* MR1 is the address of the structure; armed */
#define TRAMPOLINE_RESUME 0x10000 /* of oneself: registers and MR0 as saved; armed again */
#define TRAMPOLINE_REFLECT 0x20000 /* of oneself: the same, and the fault becomes an exception */
#define TRAMPOLINE_DISABLE 0x30000 /* no longer armed; MR0 is whether it was */
#define TRAMPOLINE_ENABLE 0x40000 /* armed */
#define TRAMPOLINE_IP 0 /* where the thread goes on when it is armed and meets a page fault, no longer armed: x0 structure, x1 fault word */
#define TRAMPOLINE_SAVED_MR0 24 /* MR0 at the fault */
#define TRAMPOLINE_FLAGS 32 /* IN_PROGRESS, and TRIGGER_LATER */
#define TRAMPOLINE_STATE 40 /* the first 38 words of an exception message */
#define TRAMPOLINE_SIZE 344 /* all of it, in one page */
#define TRAMPOLINE_IN_PROGRESS 1 /* flag: the handler has not ended yet */
#define TRAMPOLINE_TRIGGER_LATER 2 /* flag: an exception is raised after RESUME */

/* Flags of ThreadOp.EX_REGS in MR0 */
#define EX_REGS_CANCEL 0x10000 /* end a running IPC */
#define EX_REGS_TRIGGER 0x20000 /* raise an exception */
#define EX_REGS_KEEP (-1) /* as ip or sp: leave as it is */

/* Operations on the server side of a gate */
#define GATE_OP_DECREASE 0 /* MR1 capabilities count no longer for the gate's lifetime */
#define GATE_OP_BIND 0x10 /* MR1 label, the item is the thread */
#define GATE_OP_INFO 0x11 /* MR0 is the label */

/* Operations of an interrupt object or semaphore; no words at all: TRIGGER */
#define IRQ_OP_BIND 0x10 /* protocol KOBJECT: MR1 label, the item is the thread */
#define IRQ_OP_DETACH 1 /* protocol IRQ_SENDER: from its thread; answers 1 when a message was on its way */
#define IRQ_OP_TRIGGER 2 /* protocol IRQ: as if the interrupt had come; up of a semaphore; no reply */
#define IRQ_OP_UNMASK 4 /* protocol IRQ: the next interrupt may come; no reply */
#define IRQ_OP_DOWN 0 /* protocol SEMAPHORE: take one, or wait as long as the receive timeout says */

/* Operations of the interrupt controller; of the scheduler and the log too, which have one pin, number 0 */
#define ICU_OP_BIND 0 /* MR1 pin, the item an interrupt object or semaphore */
#define ICU_OP_UNBIND 1 /* MR1 pin */
#define ICU_OP_INFO 2 /* to MR0 features, MR1 number of pins, MR2 message-signalled interrupts */
#define ICU_OP_MSI_INFO 3 /* not supported */
#define ICU_OP_UNMASK 4 /* MR1 pin; no reply */
#define ICU_OP_MASK 5 /* MR1 pin; no reply */
#define ICU_OP_SET_MODE 6 /* MR1 pin, MR2 mode */
#define ICU_OP_MODE_SET 1 /* mode: there is one */
#define ICU_OP_MODE_LEVEL 2 /* mode: level, not edge */

/* In x3: receive 15..0, send 31..16; 0 for never. Mantissa 9..0 << exponent 14..10 microseconds */
#define TIMEOUT_SEND_SHIFT 16 /* position of the send timeout */
#define TIMEOUT_MASK 0xffff /* of one timeout */
#define TIMEOUT_MANTISSA 0x3ff /* 0: now */
#define TIMEOUT_EXPONENT_SHIFT 10 /* position of the exponent */
#define TIMEOUT_EXPONENT 0x1f /* mask of the exponent */
#define TIMEOUT_ABSOLUTE 0x8000 /* the buffer register that bits 5..0 name has the time */
#define TIMEOUT_REGISTER 0x3f /* mask of that number */

/* Operations of the scheduler */
#define SCHEDULER_OP_INFO 0 /* processors */
#define SCHEDULER_OP_RUN_THREAD 1 /* priority and quantum of a thread */
#define SCHEDULER_OP_IDLE_TIME 2 /* microseconds spent idle */

/* Operations of the log */
#define LOG_OP_WRITE 0 /* MR1 bytes from MR2 */
#define LOG_OP_READ 1 /* up to bits 31..16 of MR0 bytes */
#define LOG_OP_SET_ATTRIBUTES 2 /* MR1..MR3 */
#define LOG_OP_GET_ATTRIBUTES 3 /* to MR1..MR3 */
#define LOG_OP_MAX_BYTES 488 /* longest write */
#define LOG_OP_READ_DONE 0x80000000UL /* no more input waits */

/* The attributes of the log that count */
#define LOG_FLAG_NL_TO_CR 0x40 /* of what is read, MR1 */
#define LOG_FLAG_IGNORE_CR 0x80 /* the same */
#define LOG_FLAG_CR_TO_NL 0x100 /* the same; set at first */
#define LOG_FLAG_NL_TO_CRNL 4 /* of what is written, MR2: set, and without effect, as the line needs none */
#define LOG_FLAG_CR_AS_NL 8 /* the same: a CR is written as NL */
#define LOG_FLAG_NO_CR 0x20 /* the same: none is written */
#define LOG_FLAG_ECHO 8 /* MR3, set at first: what is read is written too */

/* Operations of the debugger */
#define DEBUGGER_OP_ENTER 0 /* MR1 bytes from MR2 are written, and a line ends: nobody is entered */
#define DEBUGGER_OP_CHARACTER 1 /* MR1 is written */
#define DEBUGGER_OP_TEXT 2 /* MR1 bytes from MR2 are written */
#define DEBUGGER_OP_HEX32 3 /* MR1 in eight digits */
#define DEBUGGER_OP_HEX20 4 /* MR1 in five digits */
#define DEBUGGER_OP_HEX16 5 /* MR1 in four digits */
#define DEBUGGER_OP_HEX12 6 /* MR1 in three digits */
#define DEBUGGER_OP_HEX8 7 /* MR1 in two digits */
#define DEBUGGER_OP_DECIMAL 8 /* MR1 in decimal digits */
#define DEBUGGER_OP_SET_NAME 0x100 /* a name for the object that the item names: taken, not kept */

/* Capabilities of the root task at its start */
#define SLOTS_TASK 1 /* its own task */
#define SLOTS_FACTORY 2 /* the factory of all kernel memory */
#define SLOTS_THREAD 3 /* its own thread */
#define SLOTS_PAGER 4 /* of the root task: a gate to the root pager */
#define SLOTS_LOG 5 /* the console */
#define SLOTS_ICU 6 /* the interrupt controller */
#define SLOTS_SCHEDULER 7 /* the scheduler */
#define SLOTS_DEBUGGER 10 /* the debugger */

/* The kernel information page: byte offsets of what the kernel keeps up to date */
#define INFORMATION_CLOCK 0x20 /* microseconds since boot, as of the last kernel entry */

/* Sizes a program can rely on */
#define LIMITS_UTCB_AREA 0xff7fffff0000UL /* address of the root task's UTCB */
#define LIMITS_ROOT_LABEL 0x40 /* of the root task's gate to the root pager */
#define LIMITS_DEFAULT_QUANTUM 10000 /* microseconds */
#define LIMITS_KU_MIN_ORDER 12 /* smallest kernel-user memory area */
#define LIMITS_KU_MAX_ORDER 17 /* largest */

#endif
