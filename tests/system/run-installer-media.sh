#!/bin/sh
# The media that install the quickstart: partitions, file systems, boot image and ISO as others see them, and
# what is on them; the same bytes from another store; what is refused.
. "${0%/*}/lib.sh"
judge sgdisk
judge xorriso
judge mdir
judge fsck.fat

declaration=$home/examples/quickstart/system.scm

# sound IMAGE…: Fruix finds no fault with them.
sound() {
  for image in "$@"; do
    expect 0 "$fruix" image verify "$image"
  done
}

# content IMAGE PATH: a file in it.
content() {
  "$fruix" image cat "$1" "$2" || fail "no $2 in $1"
}

# The disk.
expect 0 "$fruix" system installer "$declaration" --install-target-device /dev/vtbd1 --root-size 1g
cp "$work/stdout" "$work/installer"
disk=$(value installer_disk_image_physical_path "$work/installer")
closure=$(value closure_path "$work/installer")
installer=$(value installer_closure_path "$work/installer")
equal target_device /dev/vtbd1 "$(value target_device "$work/installer")"
equal state /var/lib/fruix/installer/state "$(value installer_state_path "$work/installer")"
equal log /var/lib/fruix/installer/log "$(value installer_log_path "$work/installer")"
equal metadata /var/lib/fruix/install.scm "$(value install_metadata_path "$work/installer")"
case $installer in
  *-fruix-system-quickstart-installer) ;;
  *) fail "the installer is called $installer" ;;
esac
sound "$disk"
sgdisk -v "$disk" >"$work/sgdisk" || fail 'sgdisk'
grep -q 'No problems found' "$work/sgdisk" || fail "$(cat "$work/sgdisk")"
expect 0 "$fruix" image inspect "$disk"
grep -q '^partitions=efiboot efi [0-9]*,fruix-installer freebsd-ufs ' "$work/stdout" ||
  fail "$(cat "$work/stdout")"
content "$disk" "$installer/etc/fruix-installer.conf" >"$work/conf"
grep -qx 'target="/dev/vtbd1"' "$work/conf" || fail "$(cat "$work/conf")"
grep -qx 'root_size="1073741824"' "$work/conf" || fail "$(cat "$work/conf")"
payload=$(sed -n 's/^payload="\(.*\)"/\1/p' "$work/conf")
equal closure "$closure" "$(content "$disk" "$payload/closure")"
content "$disk" "$payload/items" >"$work/items"
"$fruix" store requisites "$closure" | sed -n 's/^requisites=//p' | tr , '\n' | sort >"$work/requisites"
sed 's,\([^ ]*\) .*,/frx/store/\1,' "$work/items" | sort >"$work/listed"
cmp "$work/requisites" "$work/listed" || fail 'the items are not those of the closure'
expect 0 "$fruix" image ls "$disk" /frx/store
while read -r item manifest; do
  grep -q "[=,]$item/" "$work/stdout" || fail "$item is not on the disk"
  case $manifest in frx/var/fruix/manifests/*) ;; *) fail "a manifest at $manifest" ;; esac
done <"$work/items"
content "$disk" "$installer/boot/loader.conf" >"$work/loader.conf"
grep -qxF 'vfs.root.mountfrom="ufs:/dev/gpt/fruix-installer"' "$work/loader.conf" ||
  fail "$(cat "$work/loader.conf")"

# The ISO.
expect 0 "$fruix" system installer-iso "$declaration" --install-target-device /dev/vtbd0
cp "$work/stdout" "$work/iso"
iso=$(value iso_image_physical_path "$work/iso")
installer=$(value installer_closure_path "$work/iso")
efi=$FRUIX_ROOT$(value boot_efi_image "$work/iso")
root=$FRUIX_ROOT$(value root_image "$work/iso")
equal closure "$closure" "$(value closure_path "$work/iso")"
sound "$iso" "$efi" "$root"
xorriso -indev "stdio:$iso" -report_el_torito plain >"$work/xorriso" 2>&1 || fail "$(cat "$work/xorriso")"
matches 'boot image' 'El Torito boot img :   1  UEFI  y   none .*' "$(cat "$work/xorriso")"
matches 'its path' 'El Torito img path :   1  /boot/efi.img' "$(cat "$work/xorriso")"
fsck.fat -n "$efi" >"$work/fsck" || fail "$(cat "$work/fsck")"
mdir -b -i "$efi" ::/EFI/BOOT >"$work/mdir"
equal loader '::/EFI/BOOT/BOOTX64.EFI' "$(cat "$work/mdir")"
xorriso -osirrox on -indev "stdio:$iso" -extract / "$work/disc" >"$work/extract" 2>&1 ||
  fail "$(cat "$work/extract")"
cmp "$efi" "$work/disc/boot/efi.img" || fail 'another boot image on the ISO'
cmp "$root" "$work/disc/boot/root.img" || fail 'another root on the ISO'
find "$work/disc/boot" -type l >"$work/links"
[ ! -s "$work/links" ] || fail "the loader follows no links: $(cat "$work/links")"
cmp "$FRUIX_ROOT"/frx/store/*-sample-kernel/boot/kernel/kernel "$work/disc/boot/kernel/kernel" ||
  fail 'another kernel on the ISO'
for file in loader.efi lua/loader.lua defaults/loader.conf device.hints; do
  cmp "$FRUIX_ROOT$closure/boot/$file" "$work/disc/boot/$file" || fail "another $file on the ISO"
done
for line in 'mdroot_load="YES"' 'mdroot_type="mfs_root"' 'mdroot_name="/boot/root.img"' \
  'vfs.root.mountfrom="ufs:/dev/md0"'; do
  grep -qxF "$line" "$work/disc/boot/loader.conf" || fail "loader.conf has no line $line"
done
while read -r item _; do
  present "$work/disc/frx/store/$item"
done <"$work/disc/installation/items"
# In memory is what installs, not what is installed.
expect 0 "$fruix" image ls "$root" /frx/store
grep -q -- -fruix-installer/ "$work/stdout" || fail 'the root has no installer'
! grep -qE '[=,][0-9a-f]{40}-(sample-kernel|sample-runtime|fruix-system-quickstart)/' "$work/stdout" ||
  fail 'the root holds the system, too'
label=$(sed -n "s/^Volume id *: '\(.*\)'/\1/p" "$work/xorriso")
content "$root" "$installer/etc/fruix-installer.conf" | grep -qxF "medium=\"/dev/iso9660/$label\"" ||
  fail 'the installer looks for another medium'

# Elsewhere, the same bytes.
for medium in installer installer-iso; do
  FRUIX_ROOT=$work/other
  device=/dev/vtbd0
  size=
  [ "$medium" = installer-iso ] || { device=/dev/vtbd1 size='--root-size 1g'; }
  # shellcheck disable=SC2086 # two words, or none
  expect 0 "$fruix" system $medium "$declaration" --install-target-device $device $size
  cp "$work/stdout" "$work/other.$medium"
done
cmp "$disk" "$(value installer_disk_image_physical_path "$work/other.installer")" || fail 'another disk'
cmp "$iso" "$(value iso_image_physical_path "$work/other.installer-iso")" || fail 'another ISO'

# What is refused.
expect 2 "$fruix" system installer "$declaration"
grep -q -- '--install-target-device' "$work/stderr" || fail "$(cat "$work/stderr")"
expect 2 "$fruix" system installer-iso "$declaration" --install-target-device 'vtbd0; reboot'
expect 2 "$fruix" system installer-iso "$declaration" --install-target-device 'serial:"$(reboot)'
grep -q 'label:NAME or serial:NUMBER' "$work/stderr" || fail "$(cat "$work/stderr")"
expect 4 "$fruix" system installer "$declaration" --install-target-device serial:SER-0042 --root-size 128k
grep -q 'too small by' "$work/stderr" || fail "$(cat "$work/stderr")"
pass
