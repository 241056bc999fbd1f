package cairn.hal.aarch64;

import static cairn.hal.aarch64.VectorDecoder.bit;
import static cairn.hal.aarch64.VectorDecoder.bits;

/** Loads and stores of vector registers. A load that faults has changed no register. */
final class VectorMemory {
    private final VectorFile file;
    private final long[] x;
    private final Cpu cpu;
    private final long[] loaded = new long[64];

    VectorMemory(VectorFile file, long[] x, Cpu cpu) {
        this.file = file;
        this.x = x;
        this.cpu = cpu;
    }

    void execute(int group, int w, long pc) {
        switch (group) {
            case VectorDecoder.LOAD_STORE -> single(w);
            case VectorDecoder.LOAD_STORE_PAIR -> pair(w);
            case VectorDecoder.LOAD_LITERAL -> load(w & 31, pc + ((long) (w << 8 >> 13) << 2), 2 + bits(w, 31, 30));
            case VectorDecoder.MULTIPLE_STRUCTURES -> multiple(w);
            default -> structure(w);
        }
    }

    /** Register 31 is SP as a base. */
    private long base(int w) {
        return x[bits(w, 9, 5)];
    }

    private void load(int t, long va, int scale) {
        if (scale == 4) {
            long low = cpu.load(va, 8);
            long high = cpu.load(va + 8, 8);
            file.set(t, low, high);
        } else {
            file.setScalar(t, cpu.load(va, 1 << scale));
        }
    }

    private void store(int t, long va, int scale) {
        if (scale == 4) {
            cpu.checkStore(va, 16);
            cpu.store(va, 8, file.low(t));
            cpu.store(va + 8, 8, file.high(t));
        } else {
            cpu.store(va, 1 << scale, file.low(t));
        }
    }

    private void single(int w) {
        int scale = bits(w, 23, 23) << 2 | bits(w, 31, 30);
        int t = w & 31;
        int n = bits(w, 9, 5);
        long base = base(w);
        long va = base;
        long after = base;
        if (bit(w, 24)) {
            va += (long) bits(w, 21, 10) << scale;
        } else if (bit(w, 21)) {
            int m = bits(w, 20, 16);
            va += Cpu.extend(m == 31 ? 0 : x[m], bits(w, 15, 13)) << (bit(w, 12) ? scale : 0);
        } else {
            long displacement = w << 11 >> 23;
            int mode = bits(w, 11, 10);
            va += mode == 1 ? 0 : displacement;
            after += mode == 0 ? 0 : displacement;
        }
        if (bit(w, 22)) {
            load(t, va, scale);
        } else {
            store(t, va, scale);
        }
        x[n] = after;
    }

    private void pair(int w) {
        int scale = 2 + bits(w, 31, 30);
        int bytes = 1 << scale;
        int first = w & 31;
        int second = bits(w, 14, 10);
        int mode = bits(w, 24, 23);
        int n = bits(w, 9, 5);
        long displacement = (long) (w << 10 >> 25) << scale;
        long base = base(w);
        long va = mode == 1 ? base : base + displacement;
        if (bit(w, 22)) {
            long low1 = cpu.load(va, Math.min(bytes, 8));
            long high1 = scale == 4 ? cpu.load(va + 8, 8) : 0;
            long low2 = cpu.load(va + bytes, Math.min(bytes, 8));
            long high2 = scale == 4 ? cpu.load(va + 24, 8) : 0;
            file.set(first, low1, high1);
            file.set(second, low2, high2);
        } else {
            cpu.checkStore(va, 2 * bytes);
            store(first, va, scale);
            store(second, va + bytes, scale);
        }
        if (mode == 1 || mode == 3) {
            x[n] = base + displacement;
        }
    }

    private void writeBack(int w, int bytes) {
        if (bit(w, 23)) {
            int m = bits(w, 20, 16);
            int n = bits(w, 9, 5);
            x[n] += m == 31 ? bytes : x[m];
        }
    }

    private void multiple(int w) {
        int size = bits(w, 11, 10);
        int opcode = bits(w, 15, 12);
        boolean quad = bit(w, 30);
        int registers = switch (opcode) {
            case 0, 2 -> 4;
            case 4, 6 -> 3;
            case 7 -> 1;
            default -> 2;
        };
        boolean interleaved = opcode == 0 || opcode == 4 || opcode == 8;
        int elements = (quad ? 16 : 8) >> size;
        int bytes = registers * (quad ? 16 : 8);
        int t = w & 31;
        long base = base(w);
        if (!bit(w, 22)) {
            cpu.checkStore(base, bytes);
        }
        long va = base;
        for (int i = 0; i < registers * elements; i++) {
            int register = t + (interleaved ? i % registers : i / elements) & 31;
            int index = interleaved ? i / registers : i % elements;
            if (bit(w, 22)) {
                loaded[i] = cpu.load(va, 1 << size);
            } else {
                cpu.store(va, 1 << size, file.get(register, size, index));
            }
            va += 1 << size;
        }
        if (bit(w, 22)) {
            for (int r = 0; r < registers; r++) {
                file.begin();
                for (int e = 0; e < elements; e++) {
                    file.put(size, e, loaded[interleaved ? e * registers + r : r * elements + e]);
                }
                file.end(t + r & 31);
            }
        }
        writeBack(w, bytes);
    }

    private void structure(int w) {
        boolean load = bit(w, 22);
        int scale = bits(w, 15, 14);
        int registers = (bits(w, 13, 13) << 1 | bits(w, 21, 21)) + 1;
        boolean replicate = scale == 3;
        int position = bits(w, 30, 30) << 3 | bits(w, 12, 10); // Q:S:size
        int size = replicate ? bits(w, 11, 10) : scale == 2 ? 2 + (position & 1) : scale;
        int index = position >>> size;
        int t = w & 31;
        long va = base(w);
        int bytes = registers << size;
        if (!load) {
            cpu.checkStore(va, bytes);
        }
        for (int r = 0; r < registers; r++) {
            if (load) {
                loaded[r] = cpu.load(va + ((long) r << size), 1 << size);
            } else {
                cpu.store(va + ((long) r << size), 1 << size, file.get(t + r & 31, size, index));
            }
        }
        for (int r = 0; load && r < registers; r++) {
            if (!replicate) {
                file.insert(t + r & 31, size, index, loaded[r]);
                continue;
            }
            file.begin();
            for (int e = 0; e < (bit(w, 30) ? 16 : 8) >> size; e++) {
                file.put(size, e, loaded[r]);
            }
            file.end(t + r & 31);
        }
        writeBack(w, bytes);
    }
}
