/* Programs to time floating point, SIMD and system calls. x0 = which one, x1 = rounds; the checksum is x0 of the final SVC (x8 = 0). */
typedef unsigned long u64;
typedef unsigned int u32;

static double position[8][3], speed[8][3];
static u32 left[4096], right[4096];

static u64 planets(void) {
    for (int i = 0; i < 8; i++)
        for (int k = 0; k < 3; k++) {
            position[i][k] = i * 1.5 + k * 0.25;
            speed[i][k] = 0.01 * (i - k);
        }
    for (int step = 0; step < 100; step++) {
        for (int i = 0; i < 8; i++)
            for (int j = 0; j < 8; j++) {
                double x = position[i][0] - position[j][0], y = position[i][1] - position[j][1], z = position[i][2] - position[j][2];
                double square = x * x + y * y + z * z + 0.01;
                double force = 0.001 / (square * square);
                speed[i][0] -= x * force;
                speed[i][1] -= y * force;
                speed[i][2] -= z * force;
            }
        for (int i = 0; i < 8; i++)
            for (int k = 0; k < 3; k++)
                position[i][k] += speed[i][k] * 0.01;
    }
    union { double d; u64 u; } r = {position[3][1]};
    return r.u;
}

static u64 lanes(void) {
    u32 sum = 0;
    for (u32 i = 0; i < 4096; i++)
        left[i] = i * 2654435761u;
    for (int round = 0; round < 16; round++)
        for (u32 i = 0; i < 4096; i++)
            right[i] = (right[i] + left[i]) ^ (left[i] >> 3);
    for (u32 i = 0; i < 4096; i++)
        sum += right[i];
    return sum;
}

static u64 calls(void) {
    register u64 x0 __asm__("x0") = 1;
    register u64 x8 __asm__("x8") = 2;
    for (int i = 0; i < 2000; i++)
        __asm__ volatile("svc #0" : "+r"(x0) : "r"(x8) : "memory");
    return x0;
}

__attribute__((used)) static void start(u64 which, u64 rounds) {
    u64 result = 0;
    while (rounds-- > 0)
        result = result * 31 + (which == 0 ? planets() : which == 1 ? lanes() : calls());
    register u64 x0 __asm__("x0") = result;
    register u64 x8 __asm__("x8") = 0;
    for (;;)
        __asm__ volatile("svc #0" : "+r"(x0) : "r"(x8) : "memory");
}

static u64 stack[2048] __attribute__((aligned(16), used));

__asm__(".text\n.global _start\n_start: adrp x2, stack\n add x2, x2, :lo12:stack\n add x2, x2, #16384\n mov sp, x2\n b start\n");
