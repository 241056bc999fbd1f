#!/bin/sh
# Rebuilds the checked-in guest ELFs byte for byte. Needs Debian's gcc-aarch64-linux-gnu. With --check, compares and changes nothing.
set -eu
cd "$(dirname "$0")"
CC=${CC:-aarch64-linux-gnu-gcc}
command -v "$CC" >/dev/null || { echo "build.sh: $CC not found: install gcc-aarch64-linux-gnu" >&2; exit 2; }
INTEGER="-O2 -march=armv8-a+nosimd -mgeneral-regs-only"
VECTOR="-O3 -march=armv8-a -fno-math-errno -fno-trapping-math"
FLOAT="-O2 -march=armv8-a"
COMMON="-ffreestanding -nostdlib -fno-builtin -fno-asynchronous-unwind-tables -fno-ident -Wall -Wl,--build-id=none
 -Wl,-z,noexecstack -Wl,-z,max-page-size=4096 -s"
FIXED="-static -fno-pie -no-pie -Wl,-Ttext-segment"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
status=0

# build FOLDER NAME OPTIONS SOURCES: FOLDER/NAME.elf
build() {
    folder=$1 name=$2 options=$3
    shift 3
    # shellcheck disable=SC2086
    "$CC" $options $COMMON -o "$out/$name.elf" "$@"
    if [ "$check" = --check ]; then
        cmp "$out/$name.elf" "$folder/$name.elf" || status=1
    else
        mv "$out/$name.elf" "$folder/$name.elf.new" && mv "$folder/$name.elf.new" "$folder/$name.elf"
    fi
}

check=${1:-}
for name in hello compute bench sample pingpong vector; do
    case $name in vector) code=$VECTOR ;; *) code=$INTEGER ;; esac
    # shellcheck disable=SC2046
    build "$name" "$name" "$code $FIXED=0x400000" $(find "$name" -name "*.[cS]" | LC_ALL=C sort)
done

build floating floating "-O2 -march=armv8-a -fno-math-errno -fno-trapping-math -ftree-vectorize $FIXED=0x400000" floating/floating.c
build el1 el1 "-march=armv8-a -static -fno-pie -no-pie -Wl,-Ttext=0x40080000" el1/el1.S

# The user land: a root pager that can lie anywhere, a root task linked to RAM, and what the loader loads.
start=userland/lib/start.S
BARE="-fno-unwind-tables"
build userland pager "$INTEGER $BARE -fPIE -static-pie -DOWN_STACK -DSELF_RELOCATING" $start userland/pager.c
build userland root "$INTEGER $BARE $FIXED=0x40400000 -DOWN_STACK" $start userland/root.c
for name in loader counter worker trouble; do
    case $name in worker) code=$FLOAT ;; *) code=$INTEGER ;; esac
    build userland "$name" "$code $BARE $FIXED=0x400000" $start "userland/$name.c"
done
build rounds rounds "$INTEGER $BARE $FIXED=0x400000 -DOWN_STACK" $start rounds/rounds.c
# A root task of its own beside that root pager.
build probe probe "$INTEGER $BARE $FIXED=0x40400000 -DOWN_STACK" $start probe/probe.c

# What the kernel boots alone, with threads and tasks of lib/threads.h.
for name in forkbomb thousand death timeouts server priority uart pagers passing trampoline costs storm; do
    build "$name" "$name" "$INTEGER -mno-outline-atomics $BARE $FIXED=0x400000 -DOWN_STACK" $start lib/enter.S "$name/$name.c"
done
exit $status
