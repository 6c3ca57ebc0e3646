#!/bin/sh
# The program that installs from within FreeBSD, with stubs for FreeBSD's disks and file systems: what it
# puts on a disk is the root tree of the system, from a disk's store and from an ISO; the loader comes
# last; and it stops, saying why, before it destroys anything.
. "${0%/*}/lib.sh"
judge mtree
judge xorriso

# A system with an item that is one file, which its /etc names.
sed 's/%base-services/(simple-service (quote single) etc-service-type\
      (list (list "single.conf" (mixed-text-file "single.conf" (plain-file "single" "one file")))))\
    %base-services/; s/(services (cons /(services (cons* /' \
  "$home/examples/quickstart/system.scm" >"$work/system.scm"

expect 0 "$fruix" system installer "$work/system.scm" --install-target-device /dev/vtbd1 \
  --swap-size 32m
closure=$(value closure_path "$work/stdout")
installer=$(value installer_closure_path "$work/stdout")
expect 0 "$fruix" system installer-iso "$work/system.scm" --install-target-device /dev/vtbd1
iso=$(value iso_image_physical_path "$work/stdout")
iso_installer=$(value installer_closure_path "$work/stdout")
expect 0 "$fruix" system rootfs "$work/system.scm" "$work/rootfs"
xorriso -osirrox on -indev "stdio:$iso" -extract / "$work/iso" >"$work/xorriso" 2>&1 ||
  fail "xorriso: $(tail -n 5 "$work/xorriso")"

stubs=$work/stubs
mkdir "$stubs"
for program in chflags chown diskinfo fstyp geom gpart mount mtree newfs newfs_msdos sha256 sync umount; do
  ln -s "$home/tests/system/guest-stubs/stub" "$stubs/$program"
done
program=$home/modules/fruix/guest/installer.sh
export STUB_PATH="$PATH" STUB_ISO="$work/iso" FRUIX_INSTALLER_PATIENCE=1

# machine NAME CLOSURE: a machine that runs the installer CLOSURE and has a blank disk of 512 MiB.
machine() {
  guest=$work/$1
  STUB_DISK=$work/$1.disk
  FRUIX_SYSTEM_ROOT=$guest
  export STUB_DISK FRUIX_SYSTEM_ROOT
  mkdir -p "$guest/etc" "$guest/dev/iso9660" "$STUB_DISK"
  cp "$FRUIX_ROOT$2/etc/fruix-installer.conf" "$guest/etc/"
  truncate -s 512m "$guest/dev/vtbd1"
  : >"$STUB_DISK/calls"
  echo 'vtbd0 SER-0041' >"$STUB_DISK/serials"
  echo 'vtbd1 SER-0042' >>"$STUB_DISK/serials"
  : >"$STUB_DISK/labels"
  : >"$STUB_DISK/parts"
  state=$guest/var/lib/fruix/installer/state
}

# install STATUS ARGUMENT…: runs the program; its words are in $work/stdout.
install() {
  wanted_status=$1
  shift
  expect "$wanted_status" env FRUIX_INSTALLER_PATH="$stubs:$PATH" sh "$program" "$@"
}

# stopped REASON: it has said REASON, and so does its state; nothing boots from the disk.
stopped() {
  equal state failed "$(value state "$state")"
  matches reason ".*$1.*" "$(value reason "$state")"
  matches console ".*$1.*" "$(cat "$work/stdout")"
  [ ! -e "$STUB_DISK/vtbd1p1.tree/EFI/BOOT/BOOTX64.EFI" ] || fail 'there is a loader'
  [ ! -s "$STUB_DISK/mounts" ] || fail "still mounted: $(cat "$STUB_DISK/mounts")"
}

untouched() {
  ! grep -qE '^(gpart (create|add|destroy)|newfs)' "$STUB_DISK/calls" ||
    fail "it wrote to the disk: $(cat "$STUB_DISK/calls")"
}

# described TREE: what is in it; owners and modes, too, where they are kept.
keywords=type,nlink,link,size,sha256
[ "$(id -u)" -ne 0 ] || keywords=$keywords,uid,gid,mode
described() {
  (cd "$1" && mtree -c -k "$keywords") | grep -v '^#'
}

# installed INDEX: partition INDEX holds the system's root tree, and what was noted of its installation.
installed() {
  equal state done "$(value state "$state")"
  equal closure "$closure" "$(value closure_path "$state")"
  tree=$STUB_DISK/vtbd1p$1.tree
  equal 'the state on the disk' done "$(value state "$tree/var/lib/fruix/installer/state")"
  present "$tree/var/lib/fruix/installer/log"
  cp "$tree/var/lib/fruix/install.scm" "$work/install.scm"
  rm -r "$tree/var/lib/fruix/installer" "$tree/var/lib/fruix/install.scm"
  described "$tree" >"$work/installed.mtree"
  cmp "$work/rootfs.mtree" "$work/installed.mtree" ||
    fail "another tree: $(diff "$work/rootfs.mtree" "$work/installed.mtree" | head)"
  cmp "$FRUIX_ROOT$closure/boot/loader.efi" "$STUB_DISK/vtbd1p1.tree/EFI/BOOT/BOOTX64.EFI" ||
    fail 'the loader on the disk is another'
}
described "$work/rootfs" >"$work/rootfs.mtree"

# From a disk's store; with swap.
machine disk "$installer"
ln -s "$FRUIX_ROOT/frx" "$guest/frx"
install 0
installed 3
equal partitions 'efiboot fruix-swap fruix-root' \
  "$(cut -d ' ' -f 2 "$STUB_DISK/table" | paste -sd ' ' -)"
cat >"$work/expected.scm" <<END
(fruix-install
  (format-version 1)
  (closure "$closure")
  (target-kind block-device)
  (disk-capacity 536870912)
  (root-size 1073741824)
  (partition (label "efiboot") (type efi) (device "/dev/gpt/efiboot") (size 41943040))
  (partition (label "fruix-swap") (type freebsd-swap) (device "/dev/gpt/fruix-swap") (size 33554432))
  (partition (label "fruix-root") (type freebsd-ufs) (device "/dev/gpt/fruix-root") (size 1073741824)))
END
cmp "$work/expected.scm" "$work/install.scm" || fail "$(cat "$work/install.scm")"
# The loader is written when the root is whole and at rest.
sed -n 's/^mount -u -o ro .*/rest/p; s/^newfs_msdos .*/loader/p' "$STUB_DISK/calls" >"$work/order"
equal order 'rest loader' "$(paste -sd ' ' "$work/order")"

# From an ISO, which does not keep the names of a file together.
machine disc "$iso_installer"
medium=$(sed -n 's/^medium="\(.*\)"/\1/p' "$guest/etc/fruix-installer.conf")
: >"$guest$medium"
[ ! "$STUB_ISO/frx/store/"*-sample-runtime/usr/bin/true -ef \
  "$STUB_ISO/frx/store/"*-sample-runtime/usr/bin/false ] || fail 'the ISO keeps hard links'
install 0
installed 2

# The disk by its serial number, and by a label on it.
# target NAME: what the settings call the disk.
target() {
  sed "s,^target=.*,target=\"$1\"," "$guest/etc/fruix-installer.conf" >"$work/conf"
  cp "$work/conf" "$guest/etc/fruix-installer.conf"
}

# labelled LINE…: what geom(8) says of labels.
labelled() {
  printf '%s\n' "$@" >"$STUB_DISK/labels"
}

machine serial "$iso_installer"
: >"$guest$medium"
target serial:SER-0042
install 0
installed 2
equal target /dev/vtbd1 "$(value target_device "$state")"
grep -q 'serial:SER-0042 is /dev/vtbd1$' "$work/stdout" || fail 'it does not say which disk that is'

machine label "$iso_installer"
: >"$guest$medium"
labelled 'gpt/sparer  N/A  vtbd0p1' '    label/spare  N/A  vtbd1' 'diskid/spare  N/A  vtbd0' 'ufs/spare  N/A  vtbd1'
target label:spare
install 0
installed 2

machine label-path "$iso_installer"
: >"$guest$medium"
labelled 'label/spare  N/A  vtbd1'
mkdir "$guest/dev/label"
: >"$guest/dev/label/spare"
target /dev/label/spare
install 0
installed 2

# What names no disk, several, or a partition.
for named in serial:SER-004 label:spar label:SER-0042; do
  machine "none-$named" "$iso_installer"
  : >"$guest$medium"
  labelled 'label/spare  N/A  vtbd1'
  target "$named"
  install 1 --force
  stopped "there is no disk \`$named' after 1 s"
  grep -q "nothing was written to $named" "$work/stdout" || fail 'it does not say that nothing was written'
  untouched
done

machine several-serials "$iso_installer"
: >"$guest$medium"
echo 'da0 SER-0042' >>"$STUB_DISK/serials"
target serial:SER-0042
install 1 --force
stopped "more than one disk is \`serial:SER-0042': /dev/da0, /dev/vtbd1"
untouched

machine several-labels "$iso_installer"
: >"$guest$medium"
labelled 'label/spare  N/A  vtbd1' 'gpt/spare  N/A  vtbd0p2'
target label:spare
install 1 --force
stopped "more than one disk is \`label:spare': /dev/vtbd0p2, /dev/vtbd1"
untouched

machine part "$iso_installer"
: >"$guest$medium"
labelled 'gpt/spare  N/A  vtbd0p2'
printf '%s\n' 'vtbd0p1  OK  vtbd0' 'vtbd0p2  OK  vtbd0' >"$STUB_DISK/parts"
target label:spare
install 1 --force
stopped 'label:spare is a partition, and a system takes a whole disk; the disk is /dev/vtbd0'
untouched

# What it does not do.
machine held "$iso_installer"
: >"$guest$medium"
printf x | dd of="$guest/dev/vtbd1" bs=1 seek=700000 conv=notrunc 2>/dev/null
install 1
stopped 'holds data'
untouched
grep -q 'nothing was written to /dev/vtbd1' "$work/stdout" || fail 'it does not say that nothing was written'
install 0 --force
installed 2

machine table "$iso_installer"
: >"$guest$medium"
: >"$STUB_DISK/table"
printf x | dd of="$guest/dev/vtbd1" bs=1 seek=536870911 conv=notrunc 2>/dev/null
install 1
stopped 'holds a partition table'
untouched

machine busy "$iso_installer"
: >"$guest$medium"
STUB_MODE=r1w1e2
export STUB_MODE
install 1 --force
stopped 'is in use'
untouched
unset STUB_MODE

machine small "$iso_installer"
: >"$guest$medium"
truncate -s 64m "$guest/dev/vtbd1"
install 1
stopped 'has 67108864 bytes, [0-9]+ too few'
untouched

machine absent "$iso_installer"
: >"$guest$medium"
rm "$guest/dev/vtbd1"
install 1
stopped 'there is no disk `/dev/vtbd1. after 1 s'

machine no-medium "$iso_installer"
install 1
stopped 'there is no /dev/iso9660/FRUIX_[0-9A-F]* after 1 s'
untouched

# What goes wrong in the middle leaves nothing that boots.
machine interrupted "$iso_installer"
: >"$guest$medium"
STUB_INTERRUPT=yes
export STUB_INTERRUPT
install 1
stopped interrupted
unset STUB_INTERRUPT

machine damaged "$iso_installer"
: >"$guest$medium"
victim=$(echo "$STUB_ISO/frx/store/"*-sample-runtime/usr/bin/su)
chmod u+w "$victim"
echo damage >>"$victim"
install 1
stopped 'is not what it was'
rm -f "$victim"
install 1 --force
stopped 'is not what it was'
grep -q 'nothing boots from it' "$work/stdout" || fail 'it does not say that nothing boots'

expect 2 sh "$program" --fast
pass
