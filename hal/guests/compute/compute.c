/* A loop of integer work with a known answer: a sieve, a CRC and a sort, the result in x0 of the final SVC. */
typedef unsigned long u64;
typedef unsigned int u32;
typedef unsigned char u8;

#define N 20000
static u8 composite[N];
static u32 value[1024];

static void end(u64 result) {
    register u64 x0 __asm__("x0") = result;
    register u64 x8 __asm__("x8") = 0;
    for (;;)
        __asm__ volatile("svc #0" : "+r"(x0) : "r"(x8) : "memory");
}

static u32 sieve(void) {
    u32 count = 0;
    for (u32 i = 2; i < N; i++) {
        if (composite[i])
            continue;
        count++;
        for (u32 j = 2 * i; j < N; j += i)
            composite[j] = 1;
    }
    return count;
}

static u32 crc(const u8 *p, u32 length) {
    u32 c = ~0u;
    for (u32 i = 0; i < length; i++) {
        c ^= p[i];
        for (int k = 0; k < 8; k++)
            c = c >> 1 ^ (-(c & 1) & 0xedb88320u);
    }
    return ~c;
}

static void sort(u32 *p, int n) {
    for (int gap = n / 2; gap > 0; gap /= 2)
        for (int i = gap; i < n; i++) {
            u32 v = p[i];
            int j = i;
            for (; j >= gap && p[j - gap] > v; j -= gap)
                p[j] = p[j - gap];
            p[j] = v;
        }
}

void _start(void) {
    u64 x = 88172645463325252ul;
    for (int i = 0; i < 1024; i++) {
        x ^= x << 13;
        x ^= x >> 7;
        x ^= x << 17;
        value[i] = (u32)x;
    }
    u32 primes = sieve();
    sort(value, 1024);
    u32 c = crc((const u8 *)value, sizeof value);
    end((u64)primes << 32 | c);
}
