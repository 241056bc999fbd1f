#!/bin/sh
# Rebuilds the checked-in guest ELFs byte for byte. Needs Debian's gcc-aarch64-linux-gnu. With --check, compares and changes nothing.
set -eu
cd "$(dirname "$0")"
CC=${CC:-aarch64-linux-gnu-gcc}
command -v "$CC" >/dev/null || { echo "build.sh: $CC not found: install gcc-aarch64-linux-gnu" >&2; exit 2; }
INTEGER="-O2 -march=armv8-a+nosimd -mgeneral-regs-only"
VECTOR="-O3 -march=armv8-a -fno-math-errno -fno-trapping-math"
FLAGS="-ffreestanding -nostdlib -static -fno-pie -no-pie -fno-builtin
 -fno-asynchronous-unwind-tables -fno-ident -Wall -Wl,--build-id=none -Wl,-z,noexecstack -Wl,-z,max-page-size=4096
 -Wl,-Ttext-segment=0x400000 -s"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
status=0
for name in hello compute bench sample vector; do
    case $name in vector) code=$VECTOR ;; *) code=$INTEGER ;; esac
    source=$(find "$name" -name "*.[cS]" | LC_ALL=C sort)
    # shellcheck disable=SC2086
    "$CC" $code $FLAGS -o "$out/$name.elf" $source
    if [ "${1:-}" = --check ]; then
        cmp "$out/$name.elf" "$name/$name.elf" || status=1
    else
        mv "$out/$name.elf" "$name/$name.elf.new" && mv "$name/$name.elf.new" "$name/$name.elf"
    fi
done
exit $status
