/*
 * Floating-point and SIMD code as a compiler makes it (-O3). Uses Linux's write and exit_group, so that QEMU's user emulation can run
 * the same file; prints one line of hexadecimal for each computation.
 */
typedef unsigned long u64;
typedef unsigned int u32;
typedef unsigned short u16;
typedef unsigned char u8;
typedef signed char s8;

static long call(long number, long a, long b, long c) {
    register long x8 __asm__("x8") = number;
    register long x0 __asm__("x0") = a;
    register long x1 __asm__("x1") = b;
    register long x2 __asm__("x2") = c;
    __asm__ volatile("svc #0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2) : "memory");
    return x0;
}

static void print(const char *name, u64 value) {
    char line[64];
    int n = 0;
    while (*name)
        line[n++] = *name++;
    line[n++] = ' ';
    for (int shift = 60; shift >= 0; shift -= 4)
        line[n++] = "0123456789abcdef"[value >> shift & 15];
    line[n++] = '\n';
    call(64, 1, (long)line, n);
}

static u64 bits(double d) {
    union { double d; u64 u; } both = {.d = d};
    return both.u;
}

static u32 single(float f) {
    union { float f; u32 u; } both = {.f = f};
    return both.u;
}

#define N 512
static double da[N], db[N], dc[N];
static float fa[N], fb[N], fc[N];
static u8 bytes[4 * N], others[4 * N];
static u16 halves[N];
static int ints[N];

static u64 seed = 0x9e3779b97f4a7c15ul;
static u64 next(void) {
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return seed;
}

static void fill(void) {
    for (int i = 0; i < N; i++) {
        da[i] = (double)(long)next() / 3e9;
        db[i] = 1.0 + (double)(next() >> 40) * 1e-6;
        fa[i] = (float)(int)next() / 65537.0f;
        fb[i] = 0.5f + (float)(next() >> 52);
        halves[i] = (u16)next();
        ints[i] = (int)next();
    }
    for (int i = 0; i < 4 * N; i++)
        bytes[i] = (u8)next();
}

static double dot(void) {
    double sum = 0;
    for (int i = 0; i < N; i++)
        sum += da[i] * db[i];
    return sum;
}

static void elementwise(void) {
    for (int i = 0; i < N; i++)
        dc[i] = __builtin_sqrt(__builtin_fabs(da[i])) / db[i] - da[i];
    for (int i = 0; i < N; i++)
        fc[i] = fa[i] * fb[i] + fc[i];
    for (int i = 0; i < N; i++)
        fc[i] = fc[i] > fb[i] ? fc[i] : fb[i];
}

static u64 mandelbrot(void) {
    u64 total = 0;
    for (int y = 0; y < 32; y++)
        for (int x = 0; x < 48; x++) {
            double cr = x / 16.0 - 2.0, ci = y / 12.0 - 1.25, r = 0, i = 0;
            int n = 0;
            for (; n < 100 && r * r + i * i < 4; n++) {
                double t = r * r - i * i + cr;
                i = 2 * r * i + ci;
                r = t;
            }
            total = total * 31 + (u64)n;
        }
    return total;
}

static double bodies(void) {
    double x[5], y[5], vx[5] = {0}, vy[5] = {0};
    for (int i = 0; i < 5; i++) {
        x[i] = i * 1.5 + 0.1;
        y[i] = i * i * 0.7 - 1;
    }
    for (int step = 0; step < 100; step++) {
        for (int i = 0; i < 5; i++)
            for (int j = 0; j < 5; j++) {
                if (i == j)
                    continue;
                double dx = x[j] - x[i], dy = y[j] - y[i];
                double d2 = dx * dx + dy * dy + 0.01;
                double f = 0.001 / (d2 * __builtin_sqrt(d2));
                vx[i] += dx * f;
                vy[i] += dy * f;
            }
        for (int i = 0; i < 5; i++) {
            x[i] += vx[i];
            y[i] += vy[i];
        }
    }
    return x[0] + y[1] + vx[2] + vy[3];
}

static u64 integers(void) {
    u64 sum = 0;
    u32 count[4] = {0};
    for (int i = 0; i < 4 * N; i++)
        others[i] = (u8)((bytes[i] + others[i] + 1) >> 1);
    for (int i = 0; i < 4 * N; i++) {
        int d = (int)bytes[i] - (int)others[i];
        sum += (u64)(d < 0 ? -d : d);
    }
    for (int i = 0; i < N; i++)
        sum += (u64)halves[i] * (u64)(u32)ints[i];
    for (int i = 0; i < N; i++) {
        int v = ints[i] > 1 << 20 ? 1 << 20 : ints[i];
        count[i & 3] += (u32)(v < -5 ? -5 : v) << (i & 7);
    }
    int best = ints[0];
    for (int i = 0; i < N; i++)
        best = ints[i] > best ? ints[i] : best;
    for (int i = 0; i < 4 * N; i++)
        sum += (u64)__builtin_popcountl(bytes[i]);
    return sum ^ (u64)count[0] << 32 ^ count[1] ^ (u64)count[2] << 16 ^ count[3] ^ (u64)best;
}

static u64 conversions(void) {
    u64 sum = 0;
    for (int i = 0; i < N; i++) {
        sum = sum * 33 + (u64)(long)da[i] + (u64)(u32)(int)fa[i] + bits((double)fa[i]) + single((float)da[i]);
        sum += bits(__builtin_floor(da[i])) ^ bits(__builtin_rint(da[i] * 1e-6)) ^ bits(__builtin_round(da[i] * 1e-7));
        sum += single((float)ints[i]) + bits((double)halves[i]);
    }
    return sum;
}

__attribute__((used)) static void start(void) {
    fill();
    print("dot", bits(dot()));
    for (int round = 0; round < 3; round++)
        elementwise();
    u64 sum = 0;
    for (int i = 0; i < N; i++)
        sum = sum * 31 + bits(dc[i]) + single(fc[i]);
    print("elementwise", sum);
    print("mandelbrot", mandelbrot());
    print("bodies", bits(bodies()));
    print("integers", integers());
    print("conversions", conversions());
    for (;;)
        call(94, 0, 0, 0);
}

static u64 stack[4096] __attribute__((aligned(16), used));

__asm__(".text\n.global _start\n_start: adrp x2, stack\n add x2, x2, :lo12:stack\n add x2, x2, #32768\n mov sp, x2\n b start\n");
