#!/bin/sh
# Every file of a disk image, as GRUB and Linux read it; and its table and FAT, as sgdisk, fsck.fat and mtools do.
# The system is the quickstart's with a package of files of all sizes that matter; it holds no FreeBSD.
. "${0%/*}/lib.sh"
. "${0%/*}/image.sh"
judge qemu-system-x86_64
judge busybox

# Blocks are of 32768 bytes, fragments of 4096; a file has 12 direct blocks.
mkdir -p "$work/prefix/sizes" "$work/prefix/links"
for size in 0 1 4095 4096 4097 28672 28673 32767 32768 32769 393215 393216 393217 425985; do
  head -c "$size" /dev/zero | tr '\0' x >"$work/prefix/sizes/$size"
done
ln "$work/prefix/sizes/4097" "$work/prefix/links/hard"
long=$(printf '%0119d' 0)
ln -s "$long" "$work/prefix/links/119"
ln -s "0$long" "$work/prefix/links/120"
n=0
while [ "$n" -lt 300 ]; do
  n=$((n + 1))
  echo "$n" >"$work/prefix/links/a-name-of-some-length-and-the-number-$n"
done
sed "s|(base-packages %sample-packages)|\\
    (base-packages (cons (freebsd-package (name \"sizes\") (origin (staged-prefix (prefix \"$work/prefix\")\\
                                                                               (variable \"NONE\"))))\\
                         %sample-packages))|
  s|(fruix packages sample)|(fruix packages sample) (fruix packages package)|" \
  "$home/examples/quickstart/system.scm" >"$work/system.scm"

expect 0 "$fruix" --quiet system image "$work/system.scm" --root-size 64m
disk=$(value disk_image_physical_path "$work/stdout")
record closure_path="$(value closure_path "$work/stdout")"
expect 0 "$fruix" --quiet system rootfs "$work/system.scm" "$work/rootfs"
rm -f "$work/rootfs/rootfs.mtree" # an ordinary user has it
present "$work"/rootfs/frx/store/*/sizes/425985
judge_disk "$disk" "$(find "$work/rootfs/frx/store" -type f -name loader.efi | head -n 1)"
grub_reads "$disk" "$work/rootfs"
linux_reads "$disk" "$work/rootfs"

# The judges judge: another byte in a file, and a file more, are found.
file=$(find "$work/rootfs/frx/store" -type f -name 425985 | head -n 1)
chmod u+w "$file" "${file%/*}"
printf y | dd of="$file" bs=1 seek=393300 conv=notrunc 2>"$work/dd"
(grub_reads "$disk" "$work/rootfs") >"$work/judged" && fail 'GRUB finds no fault'
(linux_reads "$disk" "$work/rootfs") >"$work/judged" && fail 'Linux finds no fault'
printf x | dd of="$file" bs=1 seek=393300 conv=notrunc 2>"$work/dd"
rm "${file%/*}/4096"
(grub_reads "$disk" "$work/rootfs") >"$work/judged" && fail 'GRUB finds no file more'
pass
