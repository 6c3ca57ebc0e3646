#!/bin/sh
# The quickstart's disk in every format: QEMU reads from each what it reads from the raw disk and finds nothing
# wrong, `fruix image' looks into each, and what no format or firmware can do is refused.
. "${0%/*}/lib.sh"
judge qemu-img
quickstart=$home/examples/quickstart/system.scm

# image FORMAT OPTION…: $disk is that of the quickstart; its results are in $work/result.
image() {
  expect 0 "$fruix" --quiet system image "$quickstart" --root-size 64m --format "$@"
  cp "$work/stdout" "$work/result"
  disk=$(value disk_image_physical_path "$work/result")
  equal 'the logical path' "$FRUIX_ROOT$(value disk_image "$work/result")" "$disk"
}

# A capacity that VHD can have, and so every other format.
image vhd --disk-capacity 120m
capacity=$(value disk_capacity "$work/result")
[ "$capacity" -ge 125829120 ] || fail "VHD made the disk smaller: $capacity"

image raw --disk-capacity "$capacity"
raw=$disk
equal 'the size of the raw disk' "$capacity" "$(wc -c <"$raw" | tr -d ' ')"
expect 0 "$fruix" image cat "$raw" /etc/passwd
cp "$work/stdout" "$work/passwd"

# judged FORMAT FILE QEMU-FORMAT: builds the disk in FORMAT, and asks.
judged() {
  image "$1" --disk-capacity "$capacity"
  equal "the name of the image in $1" "$2" "${disk##*/}"
  equal "the capacity of $1" "$capacity" "$(value disk_capacity "$work/result")"
  qemu-img compare -f raw -F "$3" "$raw" "$disk" >"$work/compare" 2>&1 ||
    fail "qemu-img compare of $1: $(cat "$work/compare")"
  qemu-img info -f "$3" "$disk" >"$work/info"
  grep -q "($capacity bytes)" "$work/info" || fail "qemu-img info of $1: $(cat "$work/info")"
  case $3 in
    vpc) ;; # for which QEMU has no check
    *)
      qemu-img check -f "$3" "$disk" >"$work/check" 2>&1 || fail "qemu-img check of $1: $(cat "$work/check")"
      grep -q 'No errors were found' "$work/check" || fail "qemu-img check of $1: $(cat "$work/check")"
      ;;
  esac
  expect 0 "$fruix" image verify "$disk"
  expect 0 "$fruix" image cat "$disk" /etc/passwd
  cmp "$work/passwd" "$work/stdout" || fail "image cat has another /etc/passwd in $1"
  record "$1=$(sha256 "$disk")" "${1}_blocks=$(du -k "$disk" | sed 's/[^0-9].*//')"
}
judged qcow2 disk.qcow2 qcow2
plain=$(wc -c <"$disk")
judged qcow2-compressed disk.qcow2 qcow2
[ "$(wc -c <"$disk")" -lt "$plain" ] || fail 'the compressed image is not smaller'
judged vmdk disk.vmdk vmdk
expect 0 "$fruix" image inspect "$disk"
equal image_format vmdk "$(value image_format "$work/stdout")"
judged vmdk-stream disk.vmdk vmdk
grep -q 'create type: streamOptimized' "$work/info" || fail "not streamOptimized: $(cat "$work/info")"
judged vhd disk.vhd vpc
judged vhd-fixed disk.vhd vpc

# Damage is found, and an image that was cut off says so.
head -c 200000 "$disk" >"$work/cut.vhd"
cp "$disk" "$work/damaged.vhd"
printf 'x' | dd of="$work/damaged.vhd" bs=1 seek="$((capacity + 70))" conv=notrunc 2>"$work/dd"
expect 1 "$fruix" image verify "$work/damaged.vhd"
expect 1 "$fruix" image inspect "$work/cut.vhd"

expect 2 "$fruix" system image "$quickstart" --format vdi
grep -q 'not a format' "$work/stderr" || fail "$(cat "$work/stderr")"
expect 4 "$fruix" --quiet system image "$quickstart" --bios
grep -q 'has no boot/loader, without which no BIOS boots it' "$work/stderr" || fail "$(cat "$work/stderr")"
pass
