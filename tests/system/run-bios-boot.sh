#!/bin/sh
# One disk image of a real FreeBSD, made with --bios, boots under SeaBIOS and under UEFI firmware; the one from a
# compressed qcow2, the other from a streamOptimized VMDK.
. "${0%/*}/lib.sh"
. "${0%/*}/boot.sh"

{
  base
  cat <<'SCHEME'
(operating-system
  (host-name "fruix-test") (freebsd-base base) (kernel kernel) (bootloader bootloader) (base-packages packages)
  (rc-conf-entries (list (cons "devmatch_enable" "NO"))))
SCHEME
} >"$work/system.scm"

# start_image NAME FORMAT QEMU-FORMAT OPTION…: boots the disk in FORMAT; what is written to it is lost.
start_image() {
  machine=$1
  # shellcheck disable=SC2086 # several words, or none
  expect 0 "$fruix" --quiet system image "$work/system.scm" $freebsd --bios --root-size 1g --format "$2"
  disk=$(value disk_image_physical_path "$work/stdout")
  record "$2=$(sha256 "$disk")"
  expect 0 "$fruix" image verify "$disk"
  drive=if=virtio,snapshot=on,format=$3,file=$disk
  shift 3
  qemu-system-x86_64 -machine q35 -accel tcg -cpu max -m 1024M -drive "$drive" "$@" -nic none \
    -device virtio-rng-pci -no-reboot -display none -monitor none -serial "file:$work/$machine.console" \
    -daemonize -pidfile "$work/$machine.pid" 2>"$work/$machine.stderr" ||
    fail "$machine did not start: $(cat "$work/$machine.stderr")"
  echo "vm_pid=$(cat "$work/$machine.pid")" >"$work/$machine.result"
}

# ready NAME
ready() {
  waited=0
  until grep -q 'fruix: ready' "$work/$1.console"; do
    waited=$((waited + 1))
    [ "$waited" -lt "$limit" ] || fail "$1 is not ready after $limit s: $(tail -n 20 "$work/$1.console")"
    kill -0 "$(cat "$work/$1.pid")" 2>/dev/null || fail "$1 ended: $(tail -n 20 "$work/$1.console")"
    sleep 1
  done
}

firmware
cp "$variables" "$work/uefi.vars"
start_image bios qcow2-compressed qcow2
start_image uefi vmdk-stream vmdk -drive "if=pflash,format=raw,readonly=on,file=$code" \
  -drive "if=pflash,format=raw,file=$work/uefi.vars"
ready bios
ready uefi
# Each came up by the loader of its firmware, and by that one alone.
grep -q 'BIOS drive C: is disk0' "$work/bios.console" || fail 'no word of the BIOS loader'
grep -q 'EFI boot' "$work/bios.console" && fail 'the BIOS machine started an EFI program'
grep -q 'BIOS drive' "$work/uefi.console" && fail 'the UEFI machine started the BIOS loader'
pass
