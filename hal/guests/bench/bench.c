/* Integer programs to time the interpreter. x0 = which one, x1 = rounds; the checksum is x0 of the final SVC (x8 = 0). */
typedef unsigned long u64;
typedef unsigned int u32;
typedef unsigned char u8;

#define SIZE 65536
static u8 bytes[SIZE], other[SIZE];
static u32 words[16384];
static u32 a[64][64], b[64][64], c[64][64];

static u64 seed = 88172645463325252ul;
static u64 next(void) {
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return seed;
}

static u64 sieve(void) {
    u64 count = 0;
    for (u32 i = 0; i < SIZE; i++)
        bytes[i] = 0;
    for (u32 i = 2; i < SIZE; i++) {
        if (bytes[i])
            continue;
        count++;
        for (u32 j = 2 * i; j < SIZE; j += i)
            bytes[j] = 1;
    }
    return count;
}

static u64 crc(void) {
    u32 r = ~0u;
    for (u32 i = 0; i < SIZE; i++) {
        r ^= bytes[i];
        for (int k = 0; k < 8; k++)
            r = r >> 1 ^ (-(r & 1) & 0xedb88320u);
    }
    return r;
}

static u64 matmul(void) {
    u64 sum = 0;
    for (int i = 0; i < 64; i++)
        for (int j = 0; j < 64; j++) {
            a[i][j] = (u32)next();
            b[i][j] = (u32)next();
        }
    for (int i = 0; i < 64; i++)
        for (int j = 0; j < 64; j++) {
            u32 s = 0;
            for (int k = 0; k < 64; k++)
                s += a[i][k] * b[k][j];
            c[i][j] = s;
            sum += s;
        }
    return sum;
}

static void quicksort(u32 *p, long low, long high) {
    while (low < high) {
        u32 pivot = p[(low + high) / 2];
        long i = low, j = high;
        while (i <= j) {
            while (p[i] < pivot)
                i++;
            while (p[j] > pivot)
                j--;
            if (i <= j) {
                u32 t = p[i];
                p[i++] = p[j];
                p[j--] = t;
            }
        }
        if (j - low < high - i) {
            quicksort(p, low, j);
            low = i;
        } else {
            quicksort(p, i, high);
            high = j;
        }
    }
}

static u64 sort(void) {
    for (int i = 0; i < 16384; i++)
        words[i] = (u32)next();
    quicksort(words, 0, 16383);
    return words[8192];
}

static u64 hash(void) {
    u64 h = 0xcbf29ce484222325ul;
    for (int round = 0; round < 8; round++)
        for (u32 i = 0; i < SIZE; i++)
            h = (h ^ bytes[i]) * 0x100000001b3ul;
    return h;
}

static u64 copy(void) {
    u64 *from = (u64 *)bytes, *to = (u64 *)other;
    for (int round = 0; round < 32; round++) {
        for (u32 i = 0; i < SIZE / 8; i += 4) {
            u64 p = from[i], q = from[i + 1], r = from[i + 2], s = from[i + 3];
            to[i] = p + round;
            to[i + 1] = q;
            to[i + 2] = r;
            to[i + 3] = s;
        }
    }
    return to[0];
}

struct record {
    struct record *link;
    u32 kind, value;
    char name[16];
};
static struct record first, second;

static __attribute__((noinline)) u32 compare(const char *p, const char *q) {
    u32 same = 0;
    for (int i = 0; i < 16 && p[i] == q[i]; i++)
        same++;
    return same;
}

static __attribute__((noinline)) void assign(struct record *r, u32 value) {
    r->link->value = r->value + value;
    r->link->kind = value % 3;
    if (r->kind == 1)
        r->value++;
}

static u64 mix(void) {
    u64 sum = 0;
    first.link = &second;
    second.link = &first;
    for (u32 i = 0; i < 20000; i++) {
        assign(&first, i);
        assign(&second, i / 7);
        first.name[i & 15] = (char)i;
        sum += compare(first.name, second.name) + first.value;
    }
    return sum;
}

static __attribute__((noinline)) u64 fib(u64 n) {
    return n < 2 ? n : fib(n - 1) + fib(n - 2);
}

static u64 run(u64 which) {
    switch (which) {
    case 0: return sieve();
    case 1: return crc();
    case 2: return matmul();
    case 3: return sort();
    case 4: return hash();
    case 5: return copy();
    case 6: return mix();
    default: return fib(24);
    }
}

__attribute__((used)) static void start(u64 which, u64 rounds) {
    u64 result = 0;
    while (rounds-- > 0)
        result = result * 31 + run(which);
    register u64 x0 __asm__("x0") = result;
    register u64 x8 __asm__("x8") = 0;
    for (;;)
        __asm__ volatile("svc #0" : "+r"(x0) : "r"(x8) : "memory");
}

static u64 stack[2048] __attribute__((aligned(16), used));

__asm__(".text\n.global _start\n_start: adrp x2, stack\n add x2, x2, :lo12:stack\n add x2, x2, #16384\n mov sp, x2\n b start\n");
