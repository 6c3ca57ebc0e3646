#!/bin/sh
# An ISO image, started by UEFI firmware from a disc, installs a system on a blank disk under QEMU; that
# disk then boots alone.
. "${0%/*}/lib.sh"
. "${0%/*}/boot.sh"
. "${0%/*}/installed.sh"
firmware

device=/dev/vtbd0
port=$((20000 + $$ % 20000))
declare_target "$work/system.scm"
# shellcheck disable=SC2086 # several words, or none
"$fruix" system installer-iso "$work/system.scm" $freebsd --install-target-device "$device" \
  --root-size 1g >"$work/installer"
closure=$(value closure_path "$work/installer")
image=$(value iso_image_physical_path "$work/installer")
record closure_path="$closure" "$(grep '^iso_image=' "$work/installer")"
expect 0 "$fruix" image verify "$image"

truncate -s 2g "$work/target.img"
start installer "$((port + 1))" -drive "if=none,id=disc,media=cdrom,readonly=on,format=raw,file=$image" \
  -device ide-cd,drive=disc -drive "if=virtio,format=raw,file=$work/target.img"
installs installer
runs "$work/target.img"
pass
