#!/bin/sh
# A disk image installs a system on a second, blank disk under QEMU and UEFI firmware; that disk then
# boots alone. The installer refuses to do it twice.
. "${0%/*}/lib.sh"
. "${0%/*}/boot.sh"
. "${0%/*}/installed.sh"
firmware

device=/dev/vtbd1
port=$((20000 + $$ % 20000))
declare_target "$work/system.scm"
# shellcheck disable=SC2086 # several words, or none
"$fruix" system installer "$work/system.scm" $freebsd --install-target-device "$device" \
  --root-size 1g >"$work/installer"
closure=$(value closure_path "$work/installer")
image=$(value installer_disk_image_physical_path "$work/installer")
record closure_path="$closure" "$(grep '^installer_disk_image=' "$work/installer")"
expect 0 "$fruix" image verify "$image"

cp "$image" "$work/installer.img"
chmod u+w "$work/installer.img"
truncate -s 2g "$work/target.img"
start installer "$((port + 1))" -drive "if=virtio,format=raw,file=$work/installer.img" \
  -drive "if=virtio,format=raw,file=$work/target.img"
installs installer

# Again: the disk holds a system now, and keeps it.
sha256 "$work/target.img" >"$work/before"
start again "$((port + 1))" -drive "if=virtio,format=raw,file=$work/installer.img" \
  -drive "if=virtio,format=raw,file=$work/target.img"
console again "fruix-installer: failed: $device holds a partition table"
console again 'fruix-installer: the log is'
kill "$(value vm_pid "$work/again.result")"
mv "$work/again.result" "$work/again.done"
equal 'the disk that was refused' "$(cat "$work/before")" "$(sha256 "$work/target.img")"

runs "$work/target.img"
pass
