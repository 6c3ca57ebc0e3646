#!/bin/sh
# Real firmware starts the loader of an ISO image, from a disc and from a stick. The loader is GRUB: it reads the
# declaration of the system that the ISO carries, and, through the image of the memory disk, a file of the root.
. "${0%/*}/lib.sh"
. "${0%/*}/firmware.sh"
judge xorriso
[ -e /usr/share/ovmf/OVMF.fd ] || judge 'OVMF'

grub /boot/root.img 'cat_declaration ($root)' 'loopback memory ($root)/boot/root.img' \
  'cat (memory)/etc/group' 'echo "== done"' halt
sample_system
expect 0 "$fruix" --quiet system installer-iso "$work/system.scm" --install-target-device /dev/vtbd0
iso=$FRUIX_ROOT$(value iso_image "$work/stdout")
root=$FRUIX_ROOT$(value root_image "$work/stdout")
record iso_image="$(value iso_image "$work/stdout")"
expect 0 "$fruix" image verify "$iso"
xorriso -indev "stdio:$iso" -report_el_torito plain >"$work/xorriso" 2>&1 || fail "xorriso: $(cat "$work/xorriso")"
grep -q 'UEFI' "$work/xorriso" || fail "xorriso: $(cat "$work/xorriso")"

expect 0 "$fruix" image cat "$root" /etc/group
cp "$work/stdout" "$work/group"

# starts WHAT OPTION…: a machine with no other disk starts the ISO, given as WHAT.
starts() {
  what=$1
  shift
  timeout "$limit" qemu-system-x86_64 -accel tcg -machine q35 -m 512 -nographic -nodefaults -nic none \
    -bios /usr/share/ovmf/OVMF.fd -serial "file:$work/console" "$@" >"$work/qemu" 2>&1 </dev/null ||
    fail "the machine with the ISO as $what: $(cat "$work/qemu" "$work/console")"
  grep -q '== done' "$work/console" || fail "the machine with the ISO as $what: $(cat "$work/console")"
  declaration_on_console
  while read -r line; do
    grep -qF "$line" "$work/console" || fail "GRUB shows another /etc/group in the root image, without $line"
  done <"$work/group"
}
starts 'a disc' -drive "if=none,id=disc,media=cdrom,format=raw,readonly=on,file=$iso" -device ide-cd,drive=disc
starts 'a stick' -drive "if=virtio,format=raw,readonly=on,file=$iso"
pass
