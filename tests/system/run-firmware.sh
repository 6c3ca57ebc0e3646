#!/bin/sh
# Real firmware (OVMF, in QEMU) starts the loader of a disk image, which finds its root. The loader is GRUB: it reads
# the declaration of the system that is current through the UFS2 root, and prints it on the serial line.
. "${0%/*}/lib.sh"
. "${0%/*}/firmware.sh"

# It says nothing of being ready: `vm' tells so, with what the console showed.
grub /etc/master.passwd 'cat_declaration ($root)' halt
sample_system
expect 1 "$fruix" --quiet system vm "$work/system.scm" --root-size 64m --memory 512m --wait-ready "$limit" \
  --console "$work/console"
grep -q 'the machine ended before it was ready' "$work/stderr" || fail "$(cat "$work/stderr")"
grep -q '(host-name "quickstart")' "$work/stderr" || fail "no tail of the console: $(cat "$work/stderr")"
declaration_on_console

# It is ready: the machine runs on, on a disk that is a copy, until it is told to end.
grub /etc/master.passwd 'echo fruix: ready' 'sleep 3600'
sample_system
expect 0 "$fruix" --quiet system vm "$work/system.scm" --root-size 64m --memory 512m --wait-ready "$limit" \
  --detach --disk "$work/disk.img" --console "$work/console"
pid=$(value vm_pid "$work/stdout")
kill "$pid" || fail 'the machine does not run'
equal vm_disk "$work/disk.img" "$(value vm_disk "$work/stdout")"
cmp "$work/disk.img" "$(value disk_image_physical_path "$work/stdout")" || fail 'GRUB wrote to the disk'
pass
