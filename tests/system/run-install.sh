#!/bin/sh
# `fruix system install' on files and, for root, on a disk: what sgdisk, fsck.fat, mtools and GRUB say of it, what is
# refused, and what kill -9 leaves: nothing that a machine would boot.
. "${0%/*}/lib.sh"
. "${0%/*}/image.sh"

system=$home/examples/quickstart/system.scm

# install OPTION…: its results are in $work/result.
install() {
  expect 0 "$fruix" --quiet system install "$system" "$@"
  cp "$work/stdout" "$work/result"
}

# refused STATUS PATTERN OPTION…: the installation is refused for PATTERN.
refused() {
  wanted=$1
  pattern=$2
  shift 2
  expect "$wanted" "$fruix" --quiet system install "$system" "$@"
  grep -qE -- "$pattern" "$work/stderr" || fail "not refused for <$pattern>: $(cat "$work/stderr")"
}

# A new file, with the sizes that were asked for.
disk=$work/installed.img
install --target "$disk" --disk-capacity 600m --root-size 500m
closure=$(value closure_path "$work/result")
record closure_path="$closure" disk_sha256="$(sha256 "$disk")"
equal target "$disk" "$(value target "$work/result")"
equal target_kind raw-file "$(value target_kind "$work/result")"
equal target_device '' "$(sed -n 's/^target_device=//p' "$work/result")"
equal esp_device /dev/gpt/efiboot "$(value esp_device "$work/result")"
equal root_device /dev/gpt/fruix-root "$(value root_device "$work/result")"
equal disk_capacity 629145600 "$(value disk_capacity "$work/result")"
equal root_size 524288000 "$(value root_size "$work/result")"
equal 'size of the file' 629145600 "$(wc -c <"$disk" | tr -d ' ')"
expect 0 "$fruix" --quiet system rootfs "$system" "$work/rootfs"
rm -f "$work/rootfs/rootfs.mtree"
loader=$(find "$work/rootfs/frx/store" -type f -name loader.efi | head -n 1)
judge_disk "$disk" "$loader"

# The record of the installation is the only difference to the root tree of the closure.
expect 0 "$fruix" image cat "$disk" "$(value install_metadata_path "$work/result")"
cp "$work/stdout" "$work/install.scm"
cat >"$work/expected.scm" <<SCHEME
(fruix-install
  (format-version 1)
  (closure "$closure")
  (target-kind raw-file)
  (disk-capacity 629145600)
  (root-size 524288000)
  (partition (label "efiboot") (type efi) (device "/dev/gpt/efiboot") (size 41943040))
  (partition (label "fruix-root") (type freebsd-ufs) (device "/dev/gpt/fruix-root") (size 524288000)))
SCHEME
cmp "$work/expected.scm" "$work/install.scm" || fail "install.scm: $(cat "$work/install.scm")"
chmod u+w "$work/rootfs/var/lib/fruix"
cp "$work/install.scm" "$work/rootfs/var/lib/fruix/install.scm"
grub_reads "$disk" "$work/rootfs"

# What is there is not erased without a word, and then to the same bytes.
refused 1 'holds the partitions efiboot, fruix-root' --target "$disk"
refused 1 'too small by [0-9]+ bytes' --target "$work/small.img" --disk-capacity 100m --root-size 500m
[ ! -e "$work/small.img" ] || fail 'a refused installation left a file'
refused 1 'is a directory' --target "$work"
refused 1 'no such file' --target "$work/none/disk.img"
refused 1 'there is no device' --target /dev/fruix-none --force
refused 1 'is no disk|does not know the disks' --target /dev/null --force
refused 1 'there is no disk|does not know the disks' --target label:fruix-none
refused 1 'is in the store' --target "$FRUIX_ROOT/frx/store/disk.img" --force
refused 2 'target is missing'
# The quickstart's bootloader is a sample, without the programs that a BIOS starts.
refused 1 'has no boot/loader, without which no BIOS boots it' --target "$work/bios.img" --bios
[ ! -e "$work/bios.img" ] || fail 'a refused installation left a file'
cp "$disk" "$work/first.img"

# On a terminal (Linux's script(1) makes one) somebody is asked.
if script --version >/dev/null 2>&1; then
  status=0
  echo no | TERM=xterm script -qec "'$fruix' system install '$system' --target '$disk'" "$work/terminal" \
    >"$work/stdout" || status=$?
  equal 'status after a no' 1 "$status"
  grep -q 'erase .* holds the partitions efiboot, fruix-root? Type yes' "$work/terminal" ||
    fail "no question on a terminal: $(cat "$work/terminal")"
  cmp "$disk" "$work/first.img" || fail 'erased after a no'
  record terminal=asked
fi
ln -s installed.img "$work/link.img"
install --target "$work/link.img" --force --root-size 500m
cmp "$disk" "$work/first.img" || fail 'a second installation has other bytes'
equal 'target behind a link' "$disk" "$(value target "$work/result")"
expect 0 "$fruix" --quiet system install "$system" --target "$work/plan.img" --dry-run
[ ! -e "$work/plan.img" ] || fail '--dry-run wrote a file'

# What only root can have is given back with the test.
loop=
give_back() {
  status=$?
  [ -z "$loop" ] || losetup -d "$loop"
  umount "$work/full" 2>/dev/null
  (exit "$status") # for clean_up, which takes it up
  clean_up
}
trap give_back EXIT

# A file system that is full.
mkdir "$work/full"
if [ "$(id -u)" -eq 0 ] && mount -t tmpfs -o size=1m none "$work/full" 2>/dev/null; then
  refused 1 'No space left' --target "$work/full/disk.img" --disk-capacity 600m
  [ ! -e "$work/full/disk.img" ] || fail 'a failed installation left its file'
  record full=refused
fi

# A disk that holds the system of before, at another size, where root has loop devices.
cp "$disk" "$work/disk"
truncate -s 900m "$work/disk"
if [ "$(id -u)" -eq 0 ] && loop=$(losetup --show -f "$work/disk" 2>/dev/null); then
  refused 1 'is in use: it is the disk' --target "$work/disk"
  refused 1 'holds the partitions efiboot, fruix-root' --target "$loop"
  refused 1 'too small by [0-9]+ bytes' --target "$loop" --disk-capacity 2g
  install --target "$loop" --force --root-size 500m --disk-capacity 800m
  equal target_kind block-device "$(value target_kind "$work/result")"
  equal target_device "$loop" "$(value target_device "$work/result")"
  equal 'capacity of the disk' 943718400 "$(value disk_capacity "$work/result")"
  losetup -d "$loop"
  judge_disk "$work/disk" "$loader"
  record disk="$loop"
fi
loop=

# has_table FILE: a header of a partition table is at either end.
has_table() {
  { dd if="$1" bs=512 skip=1 count=1; tail -c 512 "$1"; } 2>/dev/null | grep -q 'EFI PART'
}

# Killed at any time, an installation over a bootable disk leaves it whole, the old or the new, or with nothing that
# a machine would boot; then the next is refused without --force, and succeeds with it.
broken=0
for delay in 0 0.02 0.05 0.1 0.2 0.4 0 0.1; do
  cp "$work/first.img" "$disk"
  start_fruix --quiet system install "$system" --target "$disk" --force --root-size 500m
  while has_table "$disk" && kill -0 "$started" 2>/dev/null; do :; done
  sleep "$delay"
  kill -9 "$started" 2>/dev/null || true
  wait "$started" 2>/dev/null || true
  if has_table "$disk"; then
    expect 0 "$fruix" image verify "$disk"
  else
    broken=$((broken + 1))
    expect 1 "$fruix" image inspect "$disk"
    grep -q 'no image that is known' "$work/stderr" || fail "after kill -9: $(cat "$work/stderr")"
    # It reads no file that was emptied and has not grown yet.
    [ ! -s "$disk" ] || sgdisk -p "$disk" 2>&1 | grep -q '^Creating new GPT entries' ||
      fail 'sgdisk finds a table after kill -9'
  fi
done
[ "$broken" -gt 0 ] || fail 'no installation was hit while it wrote'
record killed_while_writing="$broken"
install --target "$disk" --force --root-size 500m
cmp "$disk" "$work/first.img" || fail 'after kill -9 the next installation has other bytes'
pass
