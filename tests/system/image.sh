# For tests of images: `. "${0%/*}/lib.sh"; . "${0%/*}/image.sh"`. POSIX sh.
#
# FRUIX_FSCK_FFS=PROGRAM   FreeBSD's fsck_ffs, built for this machine: it judges, too

PATH=$PATH:/usr/sbin:/sbin
for program in sgdisk fsck.fat mdir mcopy grub-fstest; do
  judge "$program"
done

# partition NUMBER DISK FILE: copies a partition.
partition() {
  sgdisk -i "$1" "$2" >"$work/partition"
  first=$(sed -n 's/^First sector: \([0-9]*\) .*/\1/p' "$work/partition")
  last=$(sed -n 's/^Last sector: \([0-9]*\) .*/\1/p' "$work/partition")
  dd if="$2" of="$3" bs=1M iflag=skip_bytes,count_bytes conv=sparse skip=$((first * 512)) \
    count=$(((last - first + 1) * 512)) 2>"$work/dd" || fail "$(cat "$work/dd")"
}

# judge_disk DISK LOADER: DISK has a table that sgdisk likes, a first partition that is FAT and holds the file
# LOADER as the program of the firmware, and a second that is a sound UFS2.
judge_disk() {
  expect 0 "$fruix" image verify "$1"
  sgdisk -v "$1" >"$work/sgdisk"
  grep -q 'No problems found' "$work/sgdisk" || fail "sgdisk: $(cat "$work/sgdisk")"
  partition 1 "$1" "$work/esp.img"
  fsck.fat -n "$work/esp.img" >"$work/fsck.fat" || fail "fsck.fat: $(cat "$work/fsck.fat")"
  equal 'what is on the ESP' '::/EFI/ ::/EFI/BOOT/ ::/EFI/BOOT/BOOTX64.EFI' \
    "$(mdir -/ -b -i "$work/esp.img" :: | paste -sd ' ' -)"
  mcopy -n -i "$work/esp.img" ::/EFI/BOOT/BOOTX64.EFI "$work/BOOTX64.EFI"
  cmp "$2" "$work/BOOTX64.EFI" || fail 'the ESP has another program'
  if [ -n "${FRUIX_FSCK_FFS:-}" ]; then
    partition 2 "$1" "$work/root.img"
    "$FRUIX_FSCK_FFS" -f -n "$work/root.img" >"$work/fsck_ffs" 2>&1 ||
      fail "fsck_ffs: $(cat "$work/fsck_ffs")"
    # It asks what it would mend; and, of a file, whether to go on though that is no disk.
    ! grep -vx 'CONTINUE? yes' "$work/fsck_ffs" | grep -qE '\? (no|yes)$' ||
      fail "fsck_ffs: $(cat "$work/fsck_ffs")"
    record fsck_ffs=clean
  fi
}

# grub_reads DISK DIRECTORY: GRUB's UFS2 driver finds in the second partition all that is in DIRECTORY, no more, and
# the same contents.
grub_reads() {
  grub-fstest "$1" cmp '(loop0,gpt2)' "$2" >"$work/grub" 2>&1 || fail "grub-fstest: $(tail -n 5 "$work/grub")"
  find "$2" -type d >"$work/directories"
  while read -r directory; do
    grub-fstest "$1" ls -- -a "(loop0,gpt2)${directory#"$2"}/" >"$work/grub" 2>&1 ||
      fail "grub-fstest: $(cat "$work/grub")"
    # As it comes: names with a space between, directories with a slash behind them.
    tr ' ' '\n' <"$work/grub" | sed 's,/$,,; /^\.\{0,2\}$/d' | sort >"$work/grub.names"
    find "$directory" ! -path "$directory" -prune | sed 's,.*/,,' | tr ' ' '\n' | sort >"$work/names"
    cmp "$work/names" "$work/grub.names" || fail "GRUB lists other names in ${directory#"$2"}/"
  done <"$work/directories"
  record grub_directories="$(wc -l <"$work/directories" | tr -d ' ')"
}

# linux_reads DISK DIRECTORY: Linux's ufs driver sees in the second partition all that is in DIRECTORY, no more,
# and the same: kinds, links, sizes and contents, and where root made DIRECTORY, owners and modes.
linux_reads() {
  status=0
  "$home/tests/judges/linux-files.sh" "ufs@2:$1" >"$work/answer" 2>"$work/stderr" || status=$?
  [ "$status" -ne 77 ] || [ "${FRUIX_JUDGES:-}" = required ] || return 0
  [ "$status" -eq 0 ] || fail "$(cat "$work/stderr")"
  what=cat
  [ "$(id -u)" -eq 0 ] || what="sed -E s/^([df])\ [0-7]+\ [0-9]+\ [0-9]+/\1/;s/^l\ [0-9]+\ [0-9]+/l/"
  sed 1d "$work/answer" | $what | sort >"$work/seen"
  (
    cd "$2"
    busybox find . -type d -exec busybox stat -c 'd %a %u %g %n' {} +
    busybox find . -type l -exec busybox stat -c 'l %u %g %N' {} +
    busybox find . -type f -exec busybox stat -c 'f %a %u %g %h %s %n' {} +
    busybox find . -type f -exec busybox sha256sum {} +
  ) | $what | sort >"$work/expected"
  cmp "$work/expected" "$work/seen" ||
    fail "Linux sees another tree: $(diff "$work/expected" "$work/seen" | head -n 20)"
  record linux_lines="$(wc -l <"$work/seen" | tr -d ' ')"
}
