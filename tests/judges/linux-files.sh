#!/bin/sh
# linux-files.sh TYPE[@PARTITION]:IMAGE…: what Linux sees in file systems. Mounts each, read-only, in a
# virtual machine of its own, as TYPE (ufs or iso9660), and prints for each a line `== TYPE[@PARTITION]`,
# then, in no order, lines for everything in it, as busybox's stat and sha256sum write them:
#
#   d MODE UID GID PATH
#   l UID GID 'PATH' -> 'TARGET'
#   f MODE UID GID LINKS SIZE PATH
#   SHA256  PATH
#
# Needs QEMU, a static busybox, and a kernel with its modules: below $FRUIX_TEST_LINUX, below
# target/judges/linux (where .ci/run puts Debian's), or the machine's own. Exit status 77: one is missing.
set -eu
home=$(CDPATH='' cd "${0%/*}/../.." && pwd -P)
limit=${FRUIX_TEST_LINUX_SECONDS:-600}
export LC_ALL=C

missing() {
  echo "linux-files.sh: there is no $1" >&2
  exit 77
}

# find_linux: $kernel and $modules, of the first place that has both, with a ufs driver.
find_linux() {
  for place in ${FRUIX_TEST_LINUX:+"$FRUIX_TEST_LINUX"} "$home/target/judges/linux" ''; do
    for modules in "$place"/lib/modules/*; do
      kernel=$place/boot/vmlinuz-${modules##*/}
      [ -r "$kernel" ] && [ -n "$(find "$modules" -name 'ufs.ko*')" ] && return
    done
  done
  missing 'Linux kernel with a ufs driver'
}

for program in qemu-system-x86_64 busybox; do
  command -v "$program" >/dev/null || missing "$program"
done
find_linux
work=$(mktemp -d "${TMPDIR:-/tmp}/fruix-linux.XXXXXX")
qemu=
clean_up() {
  status=$?
  [ -z "$qemu" ] || kill "$qemu" 2>/dev/null || true # it may have ended
  rm -rf "$work"
  exit "$status"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

mkdir -p "$work/tree/bin" "$work/tree/modules" "$work/tree/mnt" "$work/tree/dev" "$work/tree/proc"
cp "$(command -v busybox)" "$work/tree/bin/busybox"
# What is built into the kernel has no file.
for module in virtio virtio_ring virtio_pci_legacy_dev virtio_pci_modern_dev virtio_pci virtio_blk \
  ufs cdrom isofs; do
  file=$(find "$modules" -name "$module.ko*" | head -n 1)
  case $file in
    '') ;;
    *.xz) xz -dc "$file" >"$work/tree/modules/$module.ko" ;;
    *.zst) zstd -qdc "$file" >"$work/tree/modules/$module.ko" ;;
    *) cp "$file" "$work/tree/modules/$module.ko" ;;
  esac
done

disk=a
: >"$work/tree/mounts"
set -- "$@" --
while [ "$1" != -- ]; do
  what=${1%%:*}
  image=${1#*:}
  shift
  partition=
  case $what in *@*) partition=${what#*@} ;; esac
  options=ro
  case $what in ufs*) options=ro,ufstype=ufs2 ;; esac
  echo "$what ${what%@*} $options /dev/vd$disk$partition" >>"$work/tree/mounts"
  set -- "$@" -drive "if=virtio,format=raw,snapshot=on,file=$(printf %s "$image" | sed 's/,/,,/g')"
  disk=$(printf %s "$disk" | tr a-y b-z)
done
shift

# What the guest runs; it answers on its second serial line.
cat >"$work/tree/init" <<'INIT'
#!/bin/busybox sh
export PATH=/bin
/bin/busybox --install -s /bin
mount -t proc proc /proc
mount -t devtmpfs devtmpfs /dev
for round in 1 2 3; do # whichever depends on which
  for module in /modules/*; do
    insmod "$module" 2>/dev/null && rm "$module"
  done
done
stty -F /dev/ttyS1 raw -echo
while read -r what type options device; do
  echo "== $what"
  mount -t "$type" -o "$options" "$device" /mnt || { echo "no mount"; continue; }
  cd /mnt
  find . -type d -exec stat -c 'd %a %u %g %n' {} +
  find . -type l -exec stat -c 'l %u %g %N' {} +
  find . -type f -exec stat -c 'f %a %u %g %h %s %n' {} +
  find . -type f -exec sha256sum {} +
  cd /
  umount /mnt
done </mounts >/dev/ttyS1
echo '== end' >/dev/ttyS1
poweroff -f
INIT
chmod 755 "$work/tree/init"
(cd "$work/tree" && find . | busybox cpio -o -H newc 2>/dev/null) >"$work/initramfs"

qemu-system-x86_64 -accel tcg -m 512 -nographic -nodefaults -no-reboot -kernel "$kernel" -initrd "$work/initramfs" \
  -append 'console=ttyS0 panic=-1 quiet' -serial "file:$work/console" -serial "file:$work/answer" "$@" \
  >"$work/qemu" 2>&1 </dev/null &
qemu=$!
waited=0
while kill -0 "$qemu" 2>/dev/null; do
  waited=$((waited + 1))
  [ "$waited" -lt "$limit" ] || break
  sleep 1
done
if ! grep -q '^== end' "$work/answer"; then
  tail -n 40 "$work/qemu" "$work/console" >&2
  echo "linux-files.sh: the machine did not come to its end" >&2
  exit 1
fi
sed -e 's/\r$//' -e '/^== end/d' "$work/answer"
