#!/bin/sh
# Builds kernel and world of a real FreeBSD from source.
. "${0%/*}/lib.sh"
. "${0%/*}/native-real.sh"

native_system "$work/system.scm" native ''
for part in kernel world; do
  start=$(date +%s)
  "$fruix" native-build run "$work/system.scm" --only "$part" --keep-objects >"$work/$part" ||
    fail "the $part was not built"
  record "${part}_seconds=$(($(date +%s) - start))"
done
kernel=$(value native_kernel_build "$work/kernel")
world=$(value native_world_build "$work/world")
present "$FRUIX_ROOT$kernel/boot/kernel/kernel" "$FRUIX_ROOT$kernel/boot/kernel/linker.hints" \
  "$FRUIX_ROOT$kernel/boot/kernel/pf.ko" "$FRUIX_ROOT$world/bin/sh" "$FRUIX_ROOT$world/boot/loader.efi"
for item in "$kernel" "$world"; do
  "$fruix" store path-info "$item" >"$work/info"
  record "item=$item" "size=$(value size "$work/info")" "content_hash=$(value content_hash "$work/info")"
done
grep -q 'sys/.*\.c' "$FRUIX_ROOT$kernel/boot/kernel/kernel" || fail 'no source path in the kernel'
grep -qF "$FRUIX_TEST_FREEBSD_SRC" "$FRUIX_ROOT$kernel/boot/kernel/kernel" && fail 'the kernel names this machine'
if command -v readelf >/dev/null; then
  for module in "$FRUIX_ROOT$kernel"/boot/kernel/*.ko; do
    readelf -rW "$module" >"$work/relocations"
    grep -q GOT "$work/relocations" && fail "$module cannot be loaded"
  done
fi
expect 0 "$fruix" store verify "$kernel" "$world"
pass
