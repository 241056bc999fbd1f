package cairn.hal.aarch64;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Writes the class file of a region: one method, guest registers in locals, guest branches as jumps.
 *
 * <pre>
 * locals: 0 this  1 cpu, not used  2 left  3 depth  4 TLB  5 vector registers  6 where a fault is  7 kind of the flags
 *         8, 10 their operands  12 .. 28 temporaries  30 .. 36 places in RAM  38 .. registers
 * </pre>
 * All locals are initialised at the entry, so every stack map frame says the same. A register that is dirty goes back to the
 * processor's array where control leaves: at exits and calls, and in one exception handler for each set of dirty registers.
 */
final class RegionEmitter implements Opcodes {
    private static final String PACKAGE = "cairn/hal/aarch64/";
    private static final String CPU = PACKAGE + "Cpu";
    private static final String REGION = PACKAGE + "Region";
    private static final String TRANSLATOR = PACKAGE + "Translator";
    private static final String MEMORY = PACKAGE + "HostMemory";
    private static final String FAST = PACKAGE + "Fast";
    private static final String FLAGS = PACKAGE + "Flags";
    private static final String LINK = PACKAGE + "Link";
    private static final String TLB = PACKAGE + "Tlb";
    private static final String CONSTANTS = PACKAGE + "RegionCompiler$Constants";
    private static final String SELF = PACKAGE + "Translated";
    private static final String FAULT = PACKAGE + "GuestFault";
    private static final String RUN = "(L" + CPU + ";II)I";

    private static final int LEFT = 2;
    private static final int DEPTH = 3;
    private static final int DATA = 4;
    static final int V = 5;
    private static final int AT = 6;
    private static final int KIND = 7;
    private static final int FA = 8;
    private static final int FB = 10;
    static final int T0 = 12;
    static final int T1 = 14;
    static final int T2 = 16;
    static final int T3 = 18;
    /** An address; the words that are loaded from it are in the temporaries from T0 on. */
    private static final int ADDRESS = 28;
    private static final int PLACE = 30;
    private static final int PLACES = 4;
    private static final int TEMPORARIES = 9 + PLACES;
    private static final int FIRST_REGISTER = T0 + 2 * TEMPORARIES;

    private static final long LOW32 = 0xffff_ffffL;

    private record Exit(long pc, long dirty, int kind, int charge, boolean changed) {}

    /** What lies between two blocks that keep different registers in locals. */
    private record Bridge(long spilled, long reloaded, int to) {}

    private record Handler(long dirty, int kind) {}

    /** A block from instruction {@code first} on, in the state before it, with the places where it is entered. */
    private record Tail(FlowGraph.Block block, int first, long dirty, int kind, Map<Integer, Label> labels) {}

    private final FlowGraph graph;
    private final long base;
    private final Map<Exit, Label> exits = new HashMap<>();
    private final Map<Bridge, Label> bridges = new LinkedHashMap<>();
    private final Map<Handler, Label> handlers = new HashMap<>();
    private final Label[] labels = new Label[CodePage.ENTRIES + 1];
    private final int[] slot = new int[34];
    private final List<Exit> pending = new ArrayList<>();
    private MethodVisitor mv;
    private ArithmeticEmitter arithmetic;
    private VectorEmitter vectors;
    private int links;
    private int methodBytes;

    /** Dirty registers, kind of the flags and number of instructions of the block before the one that is being emitted. */
    private long dirty;
    int kind;
    private int done;
    /** Accesses that were checked together in this block; the place in RAM of each one's base is in the local of its index. */
    private final Access[] checked = new Access[PLACES];
    private int oldest;
    private final List<Tail> tails = new ArrayList<>();
    private FlowGraph.Block current;
    private Tail tail;
    private boolean inTail;

    RegionEmitter(FlowGraph graph, long base) {
        this.graph = graph;
        this.base = base;
    }

    int links() {
        return links;
    }

    int methodBytes() {
        return methodBytes;
    }

    byte[] emit() {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(V17, ACC_FINAL | ACC_SUPER, SELF, null, REGION, null);
        constructor(writer);
        mv = writer.visitMethod(ACC_FINAL, "run", RUN, null, null);
        arithmetic = new ArithmeticEmitter(this, mv);
        vectors = new VectorEmitter(this, mv);
        mv.visitCode();
        Label start = new Label();
        mv.visitLabel(start);
        enter();
        for (FlowGraph.Block b : graph.blocks) {
            block(b);
        }
        writeTails();
        writeBridges();
        writeExits();
        writeHandlers();
        Label end = new Label();
        mv.visitLabel(end);
        mv.visitMaxs(0, 0);
        mv.visitEnd();
        methodBytes = end.getOffset() - start.getOffset();
        constants(writer);
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static void constructor(ClassWriter writer) {
        MethodVisitor init = writer.visitMethod(0, "<init>", "()V", null, null);
        init.visitCode();
        init.visitVarInsn(ALOAD, 0);
        init.visitMethodInsn(INVOKESPECIAL, REGION, "<init>", "()V", false);
        init.visitInsn(RETURN);
        init.visitMaxs(0, 0);
        init.visitEnd();
    }

    /** The processor, its arrays and the links are constants of the class, so that compiled code holds their addresses. */
    private void constants(ClassWriter writer) {
        MethodVisitor init = writer.visitMethod(ACC_STATIC, "<clinit>", "()V", null, null);
        init.visitCode();
        init.visitMethodInsn(INVOKESTATIC, "java/lang/invoke/MethodHandles", "lookup", "()Ljava/lang/invoke/MethodHandles$Lookup;", false);
        init.visitMethodInsn(INVOKESTATIC, PACKAGE + "RegionCompiler", "constants",
                "(Ljava/lang/invoke/MethodHandles$Lookup;)L" + CONSTANTS + ";", false);
        init.visitVarInsn(ASTORE, 0);
        constant(writer, init, "cpu", "L" + CPU + ";", () -> { });
        constant(writer, init, "x", "[J", () -> init.visitFieldInsn(GETFIELD, CPU, "x", "[J"));
        constant(writer, init, "ram", "[B", () -> init.visitFieldInsn(GETFIELD, CPU, "ram", "[B"));
        for (int i = 0; i < links; i++) {
            writer.visitField(ACC_STATIC | ACC_FINAL, "link" + i, "L" + LINK + ";", null, null).visitEnd();
            init.visitVarInsn(ALOAD, 0);
            init.visitMethodInsn(INVOKEVIRTUAL, CONSTANTS, "links", "()[L" + LINK + ";", false);
            init.visitIntInsn(SIPUSH, i);
            init.visitInsn(AALOAD);
            init.visitFieldInsn(PUTSTATIC, SELF, "link" + i, "L" + LINK + ";");
        }
        init.visitInsn(RETURN);
        init.visitMaxs(0, 0);
        init.visitEnd();
    }

    private static void constant(ClassWriter writer, MethodVisitor init, String name, String type, Runnable fromProcessor) {
        writer.visitField(ACC_STATIC | ACC_FINAL, name, type, null, null).visitEnd();
        init.visitVarInsn(ALOAD, 0);
        init.visitMethodInsn(INVOKEVIRTUAL, CONSTANTS, "cpu", "()L" + CPU + ";", false);
        fromProcessor.run();
        init.visitFieldInsn(PUTSTATIC, SELF, name, type);
    }

    private void processor() {
        mv.visitFieldInsn(GETSTATIC, SELF, "cpu", "L" + CPU + ";");
    }

    // ---- entry ----

    private void enter() {
        long named = graph.named();
        FlowGraph.Block first = graph.block(graph.entry);
        for (FlowGraph.Block b : graph.blocks) {
            labels[b.first] = new Label();
            named |= b.liveIn;
        }
        List<Object> frame = new ArrayList<>(List.of(SELF, CPU, INTEGER, INTEGER));
        processor();
        mv.visitFieldInsn(GETFIELD, CPU, "tlb", "L" + TLB + ";");
        mv.visitFieldInsn(GETFIELD, TLB, "data", "[J");
        mv.visitInsn(DUP);
        mv.visitInsn(ARRAYLENGTH); // not null, says this to the JVM
        mv.visitInsn(POP);
        mv.visitVarInsn(ASTORE, DATA);
        frame.add("[J");
        field(CPU, "vectors", "[J", V, frame);
        mv.visitInsn(ICONST_0);
        mv.visitVarInsn(ISTORE, AT);
        frame.add(INTEGER);
        if ((first.liveIn & Effects.FLAGS) != 0) {
            loadFlags();
        } else {
            mv.visitInsn(ICONST_0);
            mv.visitVarInsn(ISTORE, KIND);
            zero(FA);
            zero(FB);
        }
        frame.add(INTEGER);
        for (int i = 0; i < 2 + TEMPORARIES; i++) { // operands of the flags, temporaries
            frame.add(LONG);
            if (i >= 2) {
                zero(FA + 2 * i);
            }
        }
        int next = FIRST_REGISTER;
        for (int r = 0; r < 32; r++) {
            if ((named >>> r & 1) != 0) {
                slot[r] = next;
                next += 2;
                frame.add(LONG);
                if ((first.liveIn >>> r & 1) != 0) {
                    reload(r);
                } else {
                    zero(slot[r]);
                }
            }
        }
        mv.visitFrame(F_FULL, frame.size(), frame.toArray(), 0, null);
        Label enough = new Label();
        Label exit = new Label();
        mv.visitVarInsn(ILOAD, LEFT);
        number(graph.size);
        mv.visitJumpInsn(IF_ICMPLT, exit);
        mv.visitVarInsn(ILOAD, DEPTH);
        number(Region.MAX_DEPTH);
        mv.visitJumpInsn(IF_ICMPLE, enough);
        label(exit);
        leaveTo(base + 4L * graph.entry);
        label(enough);
        mv.visitJumpInsn(GOTO, labels[graph.entry]);
    }

    private void field(String owner, String name, String type, int local, List<Object> frame) {
        processor();
        mv.visitFieldInsn(GETFIELD, owner, name, type);
        mv.visitVarInsn(ASTORE, local);
        frame.add(type);
    }

    private void zero(int local) {
        mv.visitInsn(LCONST_0);
        mv.visitVarInsn(LSTORE, local);
    }

    private void loadFlags() {
        processor();
        mv.visitFieldInsn(GETFIELD, CPU, "flagKind", "I");
        mv.visitVarInsn(ISTORE, KIND);
        processor();
        mv.visitFieldInsn(GETFIELD, CPU, "flagA", "J");
        mv.visitVarInsn(LSTORE, FA);
        processor();
        mv.visitFieldInsn(GETFIELD, CPU, "flagB", "J");
        mv.visitVarInsn(LSTORE, FB);
    }

    // ---- blocks ----

    private void block(FlowGraph.Block b) {
        label(labels[b.first]);
        dirty = b.dirtyIn;
        kind = b.kindIn;
        current = b;
        tail = null;
        Arrays.fill(checked, null);
        from(b.first);
    }

    private void from(int first) {
        for (int i = first; i < current.end; i++) {
            done = i - current.first;
            if (i < current.end - 1) {
                instruction(i);
            } else {
                last(current, i);
            }
        }
    }

    /** The rest of blocks once more, where accesses that are checked together do not lie in one page. */
    private void writeTails() {
        inTail = true;
        for (Tail t : tails) {
            current = t.block;
            tail = t;
            dirty = t.dirty;
            kind = t.kind;
            Arrays.fill(checked, null);
            from(t.first);
        }
    }

    private void instruction(int i) {
        if (inTail && tail.labels.get(i) != null) {
            label(tail.labels.get(i));
        }
        int kindAfter = graph.kindAfter(i, kind);
        if (graph.general[i]) {
            general(i);
        } else if (cannotFault(i)) {
            memory(i);
        } else if (graph.faults[i]) {
            number(i | done << 10);
            mv.visitVarInsn(ISTORE, AT);
            Label from = new Label();
            Label to = new Label();
            mv.visitLabel(from);
            checkTogether(i);
            memory(i);
            mv.visitLabel(to);
            guard(from, to);
        } else {
            arithmetic.emit(graph.page.word[i], graph.page.imm[i], base + 4L * i);
        }
        kind = kindAfter;
        dirty = graph.dirtyAfter(i, dirty);
        for (int k = 0; k < PLACES; k++) {
            if (checked[k] != null && (graph.writes[i] >>> checked[k].base() & 1) != 0) {
                checked[k] = null;
            }
        }
    }

    private boolean cannotFault(int i) {
        Access access = Access.of(graph.page.word[i], graph.page.imm[i]);
        return access != null && graph.op(i) != Op.VECTOR && place(access) >= 0;
    }

    /** One test of the TLB for this access and those that follow it at the same base. */
    private void checkTogether(int i) {
        Access first = Access.of(graph.page.word[i], graph.page.imm[i]);
        Access all = first == null || inTail || place(first) >= 0 ? null : first.together(graph, i, current.end);
        if (all == null) {
            return;
        }
        int k = oldest++ % PLACES;
        mv.visitVarInsn(ALOAD, DATA);
        address(all.base(), all.offset());
        number(all.bytes() - 1);
        mv.visitMethodInsn(INVOKESTATIC, FAST, all.load() ? "readable" : "writable", "([JJI)J", false);
        mv.visitInsn(DUP2);
        mv.visitVarInsn(LSTORE, PLACE + 2 * k);
        mv.visitLdcInsn(Fast.APART);
        mv.visitInsn(LCMP);
        if (tail == null) {
            tail = new Tail(current, i, dirty, kind, new HashMap<>());
            tails.add(tail);
        }
        mv.visitJumpInsn(IFEQ, tail.labels.computeIfAbsent(i, x -> new Label()));
        mv.visitVarInsn(LLOAD, PLACE + 2 * k);
        push(all.base());
        mv.visitInsn(LADD);
        mv.visitVarInsn(LSTORE, PLACE + 2 * k);
        checked[k] = all;
    }

    /** Local with the place of the base of an access that was checked already, or -1. */
    private int place(Access access) {
        for (int k = 0; k < PLACES; k++) {
            if (checked[k] != null && checked[k].covers(access)) {
                return PLACE + 2 * k;
            }
        }
        return -1;
    }

    private void loadAt(int n, long offset, int size) {
        int place = place(new Access(n, offset, 1 << size, true));
        if (place < 0) {
            memoryAddress();
            address(n, offset);
            load(size);
        } else {
            mv.visitFieldInsn(GETSTATIC, SELF, "ram", "[B");
            local(place, offset);
            mv.visitMethodInsn(INVOKESTATIC, MEMORY, "get" + (8 << size), "([BJ)J", false);
        }
    }

    private void storeAt(int n, long offset, int register, int size) {
        int place = place(new Access(n, offset, 1 << size, false));
        if (place < 0) {
            memoryAddress();
            address(n, offset);
            push(register);
            store(size);
        } else {
            mv.visitFieldInsn(GETSTATIC, SELF, "ram", "[B");
            local(place, offset);
            push(register);
            mv.visitMethodInsn(INVOKESTATIC, MEMORY, "set" + (8 << size), "([BJJ)V", false);
        }
    }

    private void guard(Label from, Label to) {
        if (from.getOffset() == to.getOffset()) {
            return;
        }
        mv.visitTryCatchBlock(from, to, handlers.computeIfAbsent(new Handler(dirty, kind), h -> new Label()), FAULT);
    }

    private void last(FlowGraph.Block b, int i) {
        int op = graph.op(i);
        long imm = graph.page.imm[i];
        long pc = base + 4L * i;
        if (!(op >= Op.B && op <= Op.BLR || op == Op.SVC)) {
            instruction(i);
            prepareFlags(b, b.next);
            charge(done + 1);
            edge(b, b.next);
            return;
        }
        if (Effects.call(op)) {
            charge(done + 1);
            call(op, i, pc + 4, op == Op.BLR ? 0 : op == Op.BL ? base + 4 * imm : pc + imm);
            return;
        }
        prepareFlags(b, b.taken);
        prepareFlags(b, b.next);
        charge(done + 1);
        switch (op) {
            case Op.B -> edge(b, b.taken);
            case Op.B_FAR -> jump(exit(pc + imm));
            case Op.BR -> {
                spill(dirty);
                processor();
                push(n(i));
                mv.visitFieldInsn(PUTFIELD, CPU, "pc", "J");
                mv.visitVarInsn(ILOAD, LEFT);
                mv.visitInsn(IRETURN);
            }
            case Op.SVC -> {
                spill(dirty);
                setPc(pc + 4);
                processor();
                mv.visitVarInsn(ILOAD, LEFT);
                mv.visitLdcInsn(imm);
                mv.visitMethodInsn(INVOKESTATIC, TRANSLATOR, "systemCall", "(L" + CPU + ";IJ)I", false);
                mv.visitInsn(IRETURN);
            }
            default -> conditional(b, i, op, pc, imm);
        }
    }

    private void conditional(FlowGraph.Block b, int i, int op, long pc, long imm) {
        boolean far = op >= Op.BCOND_FAR;
        if (!far && graph.block(b.taken) != null && FlowGraph.backwards(b, b.taken)) {
            // The loop goes on where the inverse test fails, and tests the budget there.
            Label out = way(b, b.next);
            condition(i, op, out, false);
            edge(b, b.taken);
            return;
        }
        Label taken = far ? exit(pc + imm) : way(b, b.taken);
        condition(i, op, taken, true);
        edge(b, b.next);
    }

    /** Jumps when the branch is taken, or with {@code when} false, when it is not. */
    private void condition(int i, int op, Label to, boolean when) {
        if (op >= Op.BEQ && op <= Op.BLE || op == Op.BCOND_FAR) {
            int code = op == Op.BCOND_FAR ? (int) (graph.page.word[i] >>> 48) : op - Op.BEQ;
            if (code >= 14) {
                if (when) {
                    jumpAlways(to);
                }
                return;
            }
            jumpIf(when ? code : code ^ 1, to);
            return;
        }
        int bit = (int) (graph.page.word[i] >>> 48);
        push(n(i));
        boolean nonzero;
        switch (op) {
            case Op.CBZ64, Op.CBZ64_FAR, Op.CBNZ64, Op.CBNZ64_FAR -> {
                mv.visitInsn(LCONST_0);
                mv.visitInsn(LCMP);
                nonzero = op == Op.CBNZ64 || op == Op.CBNZ64_FAR;
            }
            case Op.CBZ32, Op.CBZ32_FAR, Op.CBNZ32, Op.CBNZ32_FAR -> {
                mv.visitInsn(L2I);
                nonzero = op == Op.CBNZ32 || op == Op.CBNZ32_FAR;
            }
            default -> {
                if (bit < 32) {
                    mv.visitInsn(L2I);
                    number(1 << bit);
                    mv.visitInsn(IAND);
                } else {
                    mv.visitLdcInsn(1L << bit);
                    mv.visitInsn(LAND);
                    mv.visitInsn(LCONST_0);
                    mv.visitInsn(LCMP);
                }
                nonzero = op == Op.TBNZ || op == Op.TBNZ_FAR;
            }
        }
        mv.visitJumpInsn(nonzero == when ? IFNE : IFEQ, to);
    }

    /** Where paths with different kinds of flags meet, a local says which. */
    private void prepareFlags(FlowGraph.Block b, int to) {
        FlowGraph.Block next = to < 0 ? null : graph.block(to);
        if (next != null && next.kindIn == FlowGraph.DYNAMIC && kind != FlowGraph.DYNAMIC && (next.liveIn & Effects.FLAGS) != 0) {
            number(kind);
            mv.visitVarInsn(ISTORE, KIND);
        }
    }

    private void charge(int instructions) {
        mv.visitIincInsn(LEFT, -instructions);
    }

    /** Goes on at entry {@code to} of the page; the budget is charged already. */
    private void edge(FlowGraph.Block from, int to) {
        if (graph.block(to) == null) {
            jump(exit(base + 4L * to));
            return;
        }
        if (FlowGraph.backwards(from, to)) {
            mv.visitVarInsn(ILOAD, LEFT);
            number(graph.size);
            mv.visitJumpInsn(IF_ICMPLT, exit(base + 4L * to));
        }
        Bridge bridge = bridge(from, to);
        spill(bridge.spilled);
        reloadAll(bridge.reloaded);
        if (inTail || to != from.end || !isNextBlock(from, to)) {
            jump(labels[to]);
        }
    }

    private Bridge bridge(FlowGraph.Block from, int to) {
        FlowGraph.Block next = graph.block(to);
        return new Bridge(FlowGraph.spilled(next, dirty), FlowGraph.reloaded(from, next), to);
    }

    /** Where a jump to entry {@code to} goes. */
    private Label way(FlowGraph.Block from, int to) {
        if (graph.block(to) == null) {
            return exit(base + 4L * to);
        }
        Bridge bridge = bridge(from, to);
        return bridge.spilled == 0 && bridge.reloaded == 0 ? labels[to] : bridges.computeIfAbsent(bridge, b -> new Label());
    }

    private void writeBridges() {
        for (Map.Entry<Bridge, Label> e : bridges.entrySet()) {
            label(e.getValue());
            spill(e.getKey().spilled);
            reloadAll(e.getKey().reloaded);
            jump(labels[e.getKey().to]);
        }
    }

    private boolean isNextBlock(FlowGraph.Block from, int to) {
        int k = graph.blocks.indexOf(from);
        return k + 1 < graph.blocks.size() && graph.blocks.get(k + 1).first == to;
    }

    private void call(int op, int i, long back, long target) {
        if (op == Op.BLR) {
            push(n(i));
            mv.visitVarInsn(LSTORE, T0);
        }
        spill(dirty & ~(1L << 30));
        mv.visitFieldInsn(GETSTATIC, SELF, "x", "[J");
        number(30);
        mv.visitLdcInsn(back);
        mv.visitInsn(LASTORE);
        mv.visitFieldInsn(GETSTATIC, SELF, "link" + links++, "L" + LINK + ";");
        processor();
        if (op == Op.BLR) {
            mv.visitVarInsn(LLOAD, T0);
        } else {
            mv.visitLdcInsn(target);
        }
        mv.visitMethodInsn(INVOKEVIRTUAL, LINK, "to", "(L" + CPU + ";J)L" + REGION + ";", false);
        processor();
        mv.visitVarInsn(ILOAD, LEFT);
        mv.visitVarInsn(ILOAD, DEPTH);
        mv.visitInsn(ICONST_1);
        mv.visitInsn(IADD);
        mv.visitMethodInsn(INVOKEVIRTUAL, REGION, "run", RUN, false);
        mv.visitVarInsn(ISTORE, LEFT);
        Label leave = new Label();
        Label came = new Label();
        leaveWhenShort(leave);
        jumpWhenAt(back, came);
        processor();
        mv.visitVarInsn(ILOAD, LEFT);
        mv.visitVarInsn(ILOAD, DEPTH);
        mv.visitLdcInsn(back);
        mv.visitMethodInsn(INVOKESTATIC, TRANSLATOR, "follow", "(L" + CPU + ";IIJ)I", false);
        mv.visitVarInsn(ISTORE, LEFT);
        leaveWhenShort(leave);
        jumpWhenAt(back, came);
        label(leave);
        mv.visitVarInsn(ILOAD, LEFT);
        mv.visitInsn(IRETURN);
        label(came);
        afterCall(i + 1, back);
    }

    private void leaveWhenShort(Label leave) {
        mv.visitVarInsn(ILOAD, LEFT);
        number(graph.size);
        mv.visitJumpInsn(IF_ICMPLT, leave);
    }

    private void jumpWhenAt(long pc, Label to) {
        processor();
        mv.visitFieldInsn(GETFIELD, CPU, "pc", "J");
        mv.visitLdcInsn(pc);
        mv.visitInsn(LCMP);
        mv.visitJumpInsn(IFEQ, to);
    }

    /** All state is in the processor; takes what the next block needs. */
    private void afterCall(int next, long back) {
        FlowGraph.Block b = graph.block(next);
        if (b == null) {
            mv.visitVarInsn(ILOAD, LEFT);
            mv.visitInsn(IRETURN);
            return;
        }
        reloadAll(b.liveIn);
        if ((b.liveIn & Effects.FLAGS) != 0) {
            loadFlags();
            if (b.kindIn != FlowGraph.DYNAMIC) {
                throw new IllegalStateException("flags of a call");
            }
        }
        jump(labels[next]);
    }

    // ---- leaving ----

    private Label exit(long pc) {
        return exit(new Exit(pc, dirty, kind, 0, false));
    }

    private Label exit(Exit e) {
        Label known = exits.get(e);
        if (known != null) {
            return known;
        }
        Label fresh = new Label();
        exits.put(e, fresh);
        pending.add(e);
        return fresh;
    }

    private void writeExits() {
        for (Exit e : pending) {
            label(exits.get(e));
            kind = e.kind;
            spill(e.dirty);
            if (e.charge != 0) {
                charge(e.charge);
            }
            if (!e.changed) {
                leaveTo(e.pc);
                continue;
            }
            setPc(e.pc);
            processor();
            mv.visitVarInsn(ILOAD, LEFT);
            mv.visitMethodInsn(INVOKESTATIC, TRANSLATOR, "changed", "(L" + CPU + ";I)I", false);
            mv.visitInsn(IRETURN);
        }
    }

    private void writeHandlers() {
        for (Map.Entry<Handler, Label> e : handlers.entrySet()) {
            mv.visitLabel(e.getValue());
            mv.visitFrame(F_SAME1, 0, null, 1, new Object[] {FAULT});
            kind = e.getKey().kind;
            spill(e.getKey().dirty);
            processor();
            mv.visitVarInsn(ILOAD, LEFT);
            mv.visitVarInsn(ILOAD, AT);
            mv.visitLdcInsn(base);
            mv.visitMethodInsn(INVOKESTATIC, TRANSLATOR, "unwound", "(L" + FAULT + ";L" + CPU + ";IIJ)I", false);
            mv.visitInsn(IRETURN);
        }
    }

    private void leaveTo(long pc) {
        setPc(pc);
        mv.visitVarInsn(ILOAD, LEFT);
        mv.visitInsn(IRETURN);
    }

    private void setPc(long pc) {
        processor();
        mv.visitLdcInsn(pc);
        mv.visitFieldInsn(PUTFIELD, CPU, "pc", "J");
    }

    private void spill(long registers) {
        for (int r = 0; r < 32; r++) {
            if ((registers >>> r & 1) != 0) {
                mv.visitFieldInsn(GETSTATIC, SELF, "x", "[J");
                number(r);
                push(r);
                mv.visitInsn(LASTORE);
            }
        }
        if ((registers & Effects.FLAGS) != 0) {
            processor();
            if (kind == FlowGraph.DYNAMIC) {
                mv.visitVarInsn(ILOAD, KIND);
            } else {
                number(kind);
            }
            mv.visitFieldInsn(PUTFIELD, CPU, "flagKind", "I");
            processor();
            mv.visitVarInsn(LLOAD, FA);
            mv.visitFieldInsn(PUTFIELD, CPU, "flagA", "J");
            processor();
            mv.visitVarInsn(LLOAD, FB);
            mv.visitFieldInsn(PUTFIELD, CPU, "flagB", "J");
        }
    }

    private void reloadAll(long registers) {
        for (int r = 0; r < 32; r++) {
            if ((registers >>> r & 1) != 0) {
                reload(r);
            }
        }
    }

    private void reload(int r) {
        mv.visitFieldInsn(GETSTATIC, SELF, "x", "[J");
        number(r);
        mv.visitInsn(LALOAD);
        mv.visitVarInsn(LSTORE, slot[r]);
    }

    // ---- operations on the registers in memory ----

    private void general(int i) {
        long w = graph.page.word[i];
        long spilled = dirty & graph.reads[i];
        spill(spilled);
        dirty &= ~spilled;
        number(i | done << 10);
        mv.visitVarInsn(ISTORE, AT);
        Label from = new Label();
        Label to = new Label();
        mv.visitLabel(from);
        processor();
        number((int) w & 0xffff);
        mv.visitLdcInsn(w);
        mv.visitLdcInsn(graph.page.imm[i]);
        mv.visitLdcInsn(base + 4L * i);
        mv.visitVarInsn(ILOAD, LEFT);
        number(done);
        mv.visitInsn(ISUB);
        mv.visitMethodInsn(INVOKEVIRTUAL, CPU, "general", "(IJJJI)Z", false);
        mv.visitLabel(to);
        guard(from, to);
        for (int r = 0; r < 32; r++) {
            if ((graph.writes[i] >>> r & 1) != 0) {
                reload(r);
            }
        }
        if ((graph.writes[i] & Effects.FLAGS) != 0) {
            processor();
            mv.visitMethodInsn(INVOKEVIRTUAL, CPU, "flags", "()I", false);
            mv.visitInsn(I2L);
            mv.visitVarInsn(LSTORE, FA);
        }
        if (mayStore(i)) {
            long after = graph.dirtyAfter(i, dirty);
            mv.visitJumpInsn(IFNE, exit(new Exit(base + 4L * (i + 1), after, graph.kindAfter(i, kind), done + 1, true)));
        } else {
            mv.visitInsn(POP);
        }
    }

    private boolean mayStore(int i) {
        int group = (int) (graph.page.word[i] >>> 48);
        return switch (graph.op(i)) {
            case Op.STLR, Op.STXR, Op.STXP, Op.CAS, Op.LDOP, Op.DC_ZVA -> true;
            case Op.VECTOR -> group >= VectorDecoder.LOAD_STORE && group <= VectorDecoder.SINGLE_STRUCTURE;
            default -> false;
        };
    }

    // ---- memory ----

    private void memory(int i) {
        long w = graph.page.word[i];
        long imm = graph.page.imm[i];
        int op = graph.op(i);
        int aux = (int) (w >>> 48);
        int n = n(i);
        int d = (int) (w >>> 16) & 63;
        int m = (int) (w >>> 32) & 63;
        int a = (int) (w >>> 40) & 63;
        switch (op) {
            case Op.LDR8, Op.LDR16, Op.LDR32, Op.LDR64, Op.LDRS32 -> {
                loadAt(n, imm, op == Op.LDRS32 ? 2 : op - Op.LDR8);
                if (op == Op.LDRS32) {
                    mv.visitInsn(L2I);
                    mv.visitInsn(I2L);
                }
                pop(d);
            }
            case Op.STR8, Op.STR16, Op.STR32, Op.STR64 -> {
                storeAt(n, imm, d, op - Op.STR8);
            }
            case Op.LDRR8, Op.LDRR16, Op.LDRR32, Op.LDRR64 -> {
                memoryAddress();
                indexed(n, m, aux);
                load(op - Op.LDRR8);
                pop(d);
            }
            case Op.STRR8, Op.STRR16, Op.STRR32, Op.STRR64 -> {
                memoryAddress();
                indexed(n, m, aux);
                push(d);
                store(op - Op.STRR8);
            }
            case Op.LDRW8, Op.LDRW32, Op.LDRW64 -> {
                loadAt(n, (int) imm, op == Op.LDRW8 ? 0 : op == Op.LDRW32 ? 2 : 3);
                pop(d);
                writeBack(n, n, imm >> 32);
            }
            case Op.STRW8, Op.STRW32, Op.STRW64 -> {
                storeAt(n, (int) imm, d, op == Op.STRW8 ? 0 : op == Op.STRW32 ? 2 : 3);
                writeBack(n, n, imm >> 32);
            }
            case Op.LDP64 -> loadPair(n, d, a, m, imm, 3, false);
            case Op.STP64 -> storePair(n, d, a, m, imm, 3);
            case Op.LDPSTP -> {
                if ((aux & 4) != 0) {
                    loadPair(n, d, a, m, imm, 2, (aux & 8) != 0);
                } else {
                    storePair(n, d, a, m, imm, 2);
                }
            }
            case Op.LDR_LIT -> {
                memoryAddress();
                mv.visitLdcInsn(base + 4L * i + imm);
                load(aux & 3);
                extend(aux);
                pop(d);
            }
            case Op.LDST -> general(n, d, m, a, aux, imm);
            case Op.VECTOR -> vector(i);
            default -> mv.visitInsn(NOP);
        }
    }

    private void general(int n, int d, int m, int a, int aux, long imm) {
        boolean load = (aux & 4) != 0;
        if (a == Cpu.ZERO) {
            if (load) {
                loadAt(n, (int) imm, aux & 3);
            } else {
                storeAt(n, (int) imm, d, aux & 3);
            }
        } else {
            memoryAddress();
            address(n, (int) imm);
            push(a);
            arithmetic.extend(aux >>> 8 & 7);
            shiftLeft(aux >>> 11 & 7);
            mv.visitInsn(LADD);
            if (load) {
                load(aux & 3);
            } else {
                push(d);
                store(aux & 3);
            }
        }
        if (load) {
            extend(aux);
            // The base may be the target's register only without write-back.
            if (m != Cpu.SINK) {
                mv.visitVarInsn(LSTORE, T0);
                writeBack(m, n, imm >> 32);
                mv.visitVarInsn(LLOAD, T0);
            }
            pop(d);
        } else if (m != Cpu.SINK) {
            writeBack(m, n, imm >> 32);
        }
    }

    private void vector(int i) {
        int group = (int) (graph.page.word[i] >>> 48);
        int w = (int) graph.page.imm[i];
        if (group == VectorDecoder.LOAD_STORE) {
            vectorAccess(w);
        } else if (group == VectorDecoder.LOAD_STORE_PAIR) {
            vectorPair(w);
        } else if (group == VectorDecoder.MULTIPLE_STRUCTURES) {
            vectorStructures(w);
        } else if (group == VectorDecoder.SINGLE_STRUCTURE) {
            vectorReplicate(w);
        } else {
            vectors.emit(group, w);
        }
    }

    private void needVectors() {
        mv.visitVarInsn(ALOAD, V);
        mv.visitMethodInsn(INVOKESTATIC, FAST, "vectors", "([J)[J", false);
        mv.visitVarInsn(ASTORE, V);
    }

    /** Load or store of one vector register: fields as {@link VectorMemory} reads them. */
    private void vectorAccess(int w) {
        int scale = (w >>> 23 & 1) << 2 | w >>> 30;
        int n = w >>> 5 & 31;
        boolean unsigned = (w >>> 24 & 1) != 0;
        long displacement = w << 11 >> 23;
        int mode = w >>> 10 & 3;
        needVectors();
        int place = placeOf(VectorDecoder.LOAD_STORE, w);
        if (place >= 0) {
            local(place, Access.of((long) VectorDecoder.LOAD_STORE << 48 | Op.VECTOR, w).offset());
        } else if (unsigned) {
            address(n, (long) (w >>> 10 & 0xfff) << scale);
        } else if ((w >>> 21 & 1) != 0) {
            int m = w >>> 16 & 31;
            push(n);
            push(m == 31 ? Cpu.ZERO : m);
            arithmetic.extend(w >>> 13 & 7);
            shiftLeft((w >>> 12 & 1) != 0 ? scale : 0);
            mv.visitInsn(LADD);
        } else {
            address(n, mode == 1 ? 0 : displacement);
        }
        mv.visitVarInsn(LSTORE, ADDRESS);
        vectorWords(new int[] {w & 31}, scale, (w >>> 22 & 1) != 0, place >= 0);
        if (!unsigned && (w >>> 21 & 1) == 0 && mode != 0) {
            writeBack(n, n, displacement);
        }
    }

    private void vectorPair(int w) {
        int scale = 2 + (w >>> 30);
        int mode = w >>> 23 & 3;
        int n = w >>> 5 & 31;
        long displacement = (long) (w << 10 >> 25) << scale;
        needVectors();
        int place = placeOf(VectorDecoder.LOAD_STORE_PAIR, w);
        if (place >= 0) {
            local(place, mode == 1 ? 0 : displacement);
        } else {
            address(n, mode == 1 ? 0 : displacement);
        }
        mv.visitVarInsn(LSTORE, ADDRESS);
        vectorWords(new int[] {w & 31, w >>> 10 & 31}, scale, (w >>> 22 & 1) != 0, place >= 0);
        if (mode == 1 || mode == 3) {
            writeBack(n, n, displacement);
        }
    }

    /** Registers from or to consecutive memory, whole or as scalars. */
    private void vectorWords(int[] registers, int scale, boolean load, boolean placed) {
        int[] words = new int[scale == 4 ? 2 * registers.length : registers.length];
        for (int k = 0; k < words.length; k++) {
            words[k] = scale == 4 ? 2 * registers[k / 2] + (k & 1) : 2 * registers[k];
        }
        words(words, Math.min(scale, 3), load, scale != 4, placed);
    }

    private int placeOf(int group, int w) {
        Access access = Access.of((long) group << 48 | Op.VECTOR, w);
        return access == null ? -1 : place(access);
    }

    /** Several registers from or to consecutive memory, whole or their 64-bit elements in turn. */
    private void vectorStructures(int w) {
        boolean quad = (w >>> 30 & 1) != 0;
        int registers = VectorEmitter.registers(w);
        boolean inTurn = VectorEmitter.interleaved(w);
        int[] words = new int[quad ? 2 * registers : registers];
        for (int k = 0; k < words.length; k++) {
            int t = w + (inTurn ? k % registers : quad ? k / 2 : k) & 31;
            words[k] = 2 * t + (inTurn ? k / registers : quad ? k & 1 : 0);
        }
        needVectors();
        push(w >>> 5 & 31);
        mv.visitVarInsn(LSTORE, ADDRESS);
        words(words, 3, (w >>> 22 & 1) != 0, !quad, false);
        structureEnd(w, 8 * words.length);
    }

    /**
     * Words of the vector registers' array from or to consecutive memory: nothing is changed before it is sure that all can be.
     *
     * @param placed ADDRESS holds a place in RAM that was checked
     */
    private void words(int[] words, int size, boolean load, boolean scalars, boolean placed) {
        for (int k = 0; k < words.length; k++) {
            long offset = (long) k << size;
            if (load) {
                word(offset, placed);
                if (placed) {
                    mv.visitMethodInsn(INVOKESTATIC, MEMORY, "get" + (8 << size), "([BJ)J", false);
                } else {
                    load(size);
                }
                mv.visitVarInsn(LSTORE, T0 + 2 * k);
            } else if (words.length > 1 && !placed) {
                mv.visitVarInsn(ALOAD, DATA);
                local(ADDRESS, offset);
                number((1 << size) - 1);
                mv.visitMethodInsn(INVOKESTATIC, FAST, "mayStore", "([JJI)V", false);
            }
        }
        for (int k = 0; k < words.length; k++) {
            if (load) {
                vectors.setFrom(words[k], T0 + 2 * k);
                if (scalars) {
                    vectors.clear(words[k] + 1);
                }
            } else {
                word((long) k << size, placed);
                vectors.get(words[k]);
                if (placed) {
                    mv.visitMethodInsn(INVOKESTATIC, MEMORY, "set" + (8 << size), "([BJJ)V", false);
                } else {
                    store(size);
                }
            }
        }
    }

    private void word(long offset, boolean placed) {
        if (placed) {
            mv.visitFieldInsn(GETSTATIC, SELF, "ram", "[B");
        } else {
            memoryAddress();
        }
        local(ADDRESS, offset);
    }

    private void local(int address, long offset) {
        mv.visitVarInsn(LLOAD, address);
        if (offset != 0) {
            mv.visitLdcInsn(offset);
            mv.visitInsn(LADD);
        }
    }

    /** LD1R of one register. */
    private void vectorReplicate(int w) {
        int size = w >>> 10 & 3;
        int t = w & 31;
        needVectors();
        memoryAddress();
        push(w >>> 5 & 31);
        load(size);
        number(size);
        mv.visitMethodInsn(INVOKESTATIC, PACKAGE + "Lanes", "everywhere", "(JI)J", false);
        vectors.set(2 * t);
        if ((w >>> 30 & 1) != 0) {
            vectors.setFrom(2 * t + 1, T0);
        } else {
            vectors.clear(2 * t + 1);
        }
        structureEnd(w, 1 << size);
    }

    private void structureEnd(int w, int bytes) {
        if ((w >>> 23 & 1) == 0) {
            return;
        }
        int n = w >>> 5 & 31;
        int m = w >>> 16 & 31;
        if (m == 31) {
            writeBack(n, n, bytes);
        } else {
            indexed(n, m, 0);
            pop(n);
        }
    }

    private void loadPair(int n, int d, int a, int m, long imm, int size, boolean signed) {
        loadAt(n, (int) imm, size);
        mv.visitVarInsn(LSTORE, T0);
        loadAt(n, (int) imm + (1 << size), size);
        mv.visitVarInsn(LSTORE, T1);
        if (m != Cpu.SINK) {
            writeBack(m, n, imm >> 32);
        }
        mv.visitVarInsn(LLOAD, T0);
        if (signed) {
            mv.visitInsn(L2I);
            mv.visitInsn(I2L);
        }
        pop(d);
        mv.visitVarInsn(LLOAD, T1);
        if (signed) {
            mv.visitInsn(L2I);
            mv.visitInsn(I2L);
        }
        pop(a);
    }

    private void storePair(int n, int d, int a, int m, long imm, int size) {
        storeAt(n, (int) imm, d, size);
        storeAt(n, (int) imm + (1 << size), a, size);
        if (m != Cpu.SINK) {
            writeBack(m, n, imm >> 32);
        }
    }

    /** aux: bit 3 sign extension from the size in bits 1..0, bit 4 to 32 bits. */
    private void extend(int aux) {
        if ((aux & 8) == 0) {
            return;
        }
        mv.visitInsn(L2I);
        switch (aux & 3) {
            case 0 -> mv.visitInsn(I2B);
            case 1 -> mv.visitInsn(I2S);
            default -> { }
        }
        mv.visitInsn(I2L);
        if ((aux & 16) != 0) {
            low32();
        }
    }

    private void memoryAddress() {
        mv.visitVarInsn(ALOAD, DATA);
        mv.visitFieldInsn(GETSTATIC, SELF, "ram", "[B");
    }

    private void address(int n, long offset) {
        push(n);
        if (offset != 0) {
            mv.visitLdcInsn(offset);
            mv.visitInsn(LADD);
        }
    }

    private void indexed(int n, int m, int shift) {
        push(n);
        push(m);
        shiftLeft(shift);
        mv.visitInsn(LADD);
    }

    private void load(int size) {
        mv.visitMethodInsn(INVOKESTATIC, FAST, "ld" + (8 << size), "([J[BJ)J", false);
    }

    private void store(int size) {
        mv.visitMethodInsn(INVOKESTATIC, FAST, "st" + (8 << size), "([J[BJJ)V", false);
    }

    private void writeBack(int to, int from, long by) {
        push(from);
        mv.visitLdcInsn(by);
        mv.visitInsn(LADD);
        pop(to);
    }

    // ---- small things, also for the arithmetic ----

    int n(int i) {
        return (int) (graph.page.word[i] >>> 24) & 63;
    }

    void push(int register) {
        if (register >= Cpu.ZERO) {
            mv.visitInsn(LCONST_0);
        } else {
            mv.visitVarInsn(LLOAD, slot[register]);
        }
    }

    void pop(int register) {
        if (register == Cpu.SINK) {
            mv.visitInsn(POP2);
        } else {
            mv.visitVarInsn(LSTORE, slot[register]);
        }
    }

    void number(int value) {
        if (value >= -1 && value <= 5) {
            mv.visitInsn(ICONST_0 + value);
        } else if (value >= Byte.MIN_VALUE && value <= Byte.MAX_VALUE) {
            mv.visitIntInsn(BIPUSH, value);
        } else if (value >= Short.MIN_VALUE && value <= Short.MAX_VALUE) {
            mv.visitIntInsn(SIPUSH, value);
        } else {
            mv.visitLdcInsn(value);
        }
    }

    void low32() {
        mv.visitLdcInsn(LOW32);
        mv.visitInsn(LAND);
    }

    void shiftLeft(int amount) {
        if (amount != 0) {
            number(amount);
            mv.visitInsn(LSHL);
        }
    }

    void label(Label label) {
        mv.visitLabel(label);
        mv.visitFrame(F_SAME, 0, null, 0, null);
    }

    private void jump(Label to) {
        mv.visitJumpInsn(GOTO, to);
    }

    /** A jump after which the verifier still takes the next instruction for reachable. */
    private void jumpAlways(Label to) {
        mv.visitInsn(ICONST_0);
        mv.visitJumpInsn(IFEQ, to);
    }

    // ---- flags ----

    /** Takes two longs (or one, for a logical result) from the stack as the operands of the flags. */
    void flagsFromStack(boolean both) {
        if (both) {
            mv.visitVarInsn(LSTORE, FB);
        }
        mv.visitVarInsn(LSTORE, FA);
    }

    void flagOperand(boolean second) {
        mv.visitVarInsn(LLOAD, second ? FB : FA);
    }

    /** Pushes NZCV in bits 3..0. */
    void pushNzcv() {
        switch (kind) {
            case Flags.NZCV -> {
                mv.visitVarInsn(LLOAD, FA);
                mv.visitInsn(L2I);
            }
            case FlowGraph.DYNAMIC -> {
                processor();
                mv.visitVarInsn(ILOAD, KIND);
                mv.visitVarInsn(LLOAD, FA);
                mv.visitVarInsn(LLOAD, FB);
                mv.visitMethodInsn(INVOKEVIRTUAL, CPU, "flags", "(IJJ)I", false);
            }
            case Flags.LOGIC64, Flags.LOGIC32 -> {
                mv.visitVarInsn(LLOAD, FA);
                mv.visitMethodInsn(INVOKESTATIC, FLAGS, kind == Flags.LOGIC64 ? "logic64" : "logic32", "(J)I", false);
            }
            default -> {
                mv.visitVarInsn(LLOAD, FA);
                mv.visitVarInsn(LLOAD, FB);
                String name = switch (kind) {
                    case Flags.ADDS64 -> "adds64";
                    case Flags.ADDS32 -> "adds32";
                    case Flags.SUBS64 -> "subs64";
                    default -> "subs32";
                };
                mv.visitMethodInsn(INVOKESTATIC, FLAGS, name, "(JJ)I", false);
            }
        }
    }

    /** Jumps when the condition (0 .. 13) holds. */
    void jumpIf(int code, Label to) {
        switch (kind) {
            case Flags.SUBS64 -> subtract64(code, to);
            case Flags.SUBS32 -> subtract32(code, to);
            case Flags.LOGIC64, Flags.LOGIC32 -> logical(code, to);
            case Flags.ADDS64, Flags.ADDS32 -> {
                if (code <= 1 || code == 4 || code == 5) {
                    sum(code, to);
                } else {
                    packed(code, to);
                }
            }
            default -> packed(code, to);
        }
    }

    private void subtract64(int code, Label to) {
        mv.visitVarInsn(LLOAD, FA);
        switch (code) {
            case 0, 1, 10, 11, 12, 13 -> {
                mv.visitVarInsn(LLOAD, FB);
                mv.visitInsn(LCMP);
                mv.visitJumpInsn(signed(code), to);
            }
            case 2, 3, 8, 9 -> {
                flip64();
                mv.visitVarInsn(LLOAD, FB);
                flip64();
                mv.visitInsn(LCMP);
                mv.visitJumpInsn(unsigned(code), to);
            }
            case 4, 5 -> {
                mv.visitVarInsn(LLOAD, FB);
                mv.visitInsn(LSUB);
                mv.visitInsn(LCONST_0);
                mv.visitInsn(LCMP);
                mv.visitJumpInsn(code == 4 ? IFLT : IFGE, to);
            }
            default -> {
                mv.visitInsn(POP2);
                packed(code, to);
            }
        }
    }

    private void flip64() {
        mv.visitLdcInsn(Long.MIN_VALUE);
        mv.visitInsn(LADD);
    }

    private static int signed(int code) {
        return switch (code) {
            case 0 -> IFEQ;
            case 1 -> IFNE;
            case 10 -> IFGE;
            case 11 -> IFLT;
            case 12 -> IFGT;
            default -> IFLE;
        };
    }

    private static int unsigned(int code) {
        return switch (code) {
            case 2 -> IFGE;
            case 3 -> IFLT;
            case 8 -> IFGT;
            default -> IFLE;
        };
    }

    private void subtract32(int code, Label to) {
        mv.visitVarInsn(LLOAD, FA);
        mv.visitInsn(L2I);
        int toCompare = IF_ICMPEQ - IFEQ;
        switch (code) {
            case 0, 1, 10, 11, 12, 13 -> {
                mv.visitVarInsn(LLOAD, FB);
                mv.visitInsn(L2I);
                mv.visitJumpInsn(signed(code) + toCompare, to);
            }
            case 2, 3, 8, 9 -> {
                flip32();
                mv.visitVarInsn(LLOAD, FB);
                mv.visitInsn(L2I);
                flip32();
                mv.visitJumpInsn(unsigned(code) + toCompare, to);
            }
            case 4, 5 -> {
                mv.visitVarInsn(LLOAD, FB);
                mv.visitInsn(L2I);
                mv.visitInsn(ISUB);
                mv.visitJumpInsn(code == 4 ? IFLT : IFGE, to);
            }
            default -> {
                mv.visitInsn(POP);
                packed(code, to);
            }
        }
    }

    private void flip32() {
        mv.visitLdcInsn(Integer.MIN_VALUE);
        mv.visitInsn(IADD);
    }

    private void logical(int code, Label to) {
        switch (code) {
            case 2, 6, 8 -> { } // C and V are clear
            case 3, 7, 9 -> jumpAlways(to);
            default -> {
                mv.visitVarInsn(LLOAD, FA);
                if (kind == Flags.LOGIC64) {
                    mv.visitInsn(LCONST_0);
                    mv.visitInsn(LCMP);
                } else {
                    mv.visitInsn(L2I);
                }
                mv.visitJumpInsn(code == 4 ? IFLT : code == 5 ? IFGE : signed(code), to);
            }
        }
    }

    private void sum(int code, Label to) {
        mv.visitVarInsn(LLOAD, FA);
        mv.visitVarInsn(LLOAD, FB);
        mv.visitInsn(LADD);
        if (kind == Flags.ADDS64) {
            mv.visitInsn(LCONST_0);
            mv.visitInsn(LCMP);
        } else {
            mv.visitInsn(L2I);
        }
        mv.visitJumpInsn(code == 0 ? IFEQ : code == 1 ? IFNE : code == 4 ? IFLT : IFGE, to);
    }

    private void packed(int code, Label to) {
        pushNzcv();
        switch (code >>> 1) {
            case 0, 1, 2, 3 -> {
                number(new int[] {4, 2, 8, 1}[code >>> 1]);
                mv.visitInsn(IAND);
                mv.visitJumpInsn((code & 1) == 0 ? IFNE : IFEQ, to);
            }
            case 4 -> {
                number(6);
                mv.visitInsn(IAND);
                number(2);
                mv.visitJumpInsn((code & 1) == 0 ? IF_ICMPEQ : IF_ICMPNE, to);
            }
            default -> {
                // N == V (and Z clear): bit 0 of n ^ n >>> 3, bit 2.
                mv.visitInsn(DUP);
                number(3);
                mv.visitInsn(IUSHR);
                if (code >>> 1 == 5) {
                    mv.visitInsn(IXOR);
                    mv.visitInsn(ICONST_1);
                    mv.visitInsn(IAND);
                } else {
                    mv.visitMethodInsn(INVOKESTATIC, FLAGS, "lessOrEqual", "(II)I", false);
                }
                mv.visitJumpInsn((code & 1) == 0 ? IFEQ : IFNE, to);
            }
        }
    }
}
