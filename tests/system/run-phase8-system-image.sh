#!/bin/sh
# The disk image of a real FreeBSD system, before anything has run from it: what sgdisk, fsck.fat, mtools, GRUB,
# Linux and (FRUIX_FSCK_FFS) FreeBSD's fsck_ffs say of it, and `fruix image' itself.
. "${0%/*}/lib.sh"
. "${0%/*}/freebsd.sh"
. "${0%/*}/image.sh"

{
  base
  cat <<'SCHEME'
(operating-system
  (host-name "fruix-test") (freebsd-base base) (kernel kernel) (bootloader bootloader) (base-packages packages)
  (services (cons (service ssh-service-type) %base-services)))
SCHEME
} >"$work/system.scm"

# image OPTION…: $disk and $closure are those of the system; its results are in $work/result.
image() {
  # shellcheck disable=SC2086 # several words, or none
  expect 0 "$fruix" --quiet system image "$work/system.scm" $freebsd "$@"
  cp "$work/stdout" "$work/result"
  disk=$(value disk_image_physical_path "$work/result")
  closure=$(value closure_path "$work/result")
  equal 'the size of the file' "$(value disk_capacity "$work/result")" "$(wc -c <"$disk" | tr -d ' ')"
}

image --root-size 1g
equal root_size 1073741824 "$(value root_size "$work/result")"
record closure_path="$closure" disk_image="$disk" disk_sha256="$(sha256 "$disk")"

# shellcheck disable=SC2086 # several words, or none
expect 0 "$fruix" --quiet system rootfs "$work/system.scm" "$work/rootfs" $freebsd
rm -f "$work/rootfs/rootfs.mtree" # an ordinary user has it
judge_disk "$disk" "$(find "$work/rootfs/frx/store" -type f -name loader.efi | head -n 1)"
grub_reads "$disk" "$work/rootfs"
linux_reads "$disk" "$work/rootfs"

# What an operator sees of it.
expect 0 "$fruix" image inspect "$disk"
expect 0 "$fruix" image cat "$disk" /etc/passwd
cmp "$work/rootfs/etc/passwd" "$work/stdout" || fail 'image cat has another /etc/passwd'

# A root that is too small says by how much, and a disk with swap has room for all three.
# shellcheck disable=SC2086 # several words, or none
expect 4 "$fruix" --quiet system image "$work/system.scm" $freebsd --root-size 64m
grep -q 'too small by [0-9]* bytes' "$work/stderr" || fail "$(cat "$work/stderr")"
image --disk-capacity 2g --swap-size 128m
expect 0 "$fruix" image verify "$disk"
sgdisk -p "$disk" >"$work/sgdisk"
equal partitions 'efiboot fruix-swap fruix-root' \
  "$(awk '$1 ~ /^[0-9]+$/ { print $NF }' "$work/sgdisk" | paste -sd ' ' -)"
pass
