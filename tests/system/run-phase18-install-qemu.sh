#!/bin/sh
# A system that was installed on a raw file boots under QEMU and UEFI firmware: real FreeBSD on the disk that
# `fruix system install' wrote, generation 1, with its record of the installation, and a clean end.
. "${0%/*}/lib.sh"
. "${0%/*}/boot.sh"
. "${0%/*}/installed.sh"
firmware

declare_target "$work/system.scm"
# shellcheck disable=SC2086 # several words, or none
expect 0 "$fruix" --quiet system install "$work/system.scm" $freebsd --target "$work/installed.img" \
  --disk-capacity 3g --root-size 2g
cp "$work/stdout" "$work/install"
closure=$(value closure_path "$work/install")
record closure_path="$closure"
equal target "$work/installed.img" "$(value target "$work/install")"
equal target_kind raw-file "$(value target_kind "$work/install")"
equal disk_capacity 3221225472 "$(value disk_capacity "$work/install")"
equal 'the size of the file' 3221225472 "$(wc -c <"$work/installed.img" | tr -d ' ')"
equal root_size 2147483648 "$(value root_size "$work/install")"
expect 0 "$fruix" image verify "$work/installed.img"

port=$((20000 + $$ % 20000))
start installed "$port" -drive "if=virtio,format=raw,file=$work/installed.img"
console installed 'fruix: ready'

# What runs is what was installed, as generation 1, from the partitions that the results name.
equal kernel FreeBSD "$(guest "$port" root uname -s)"
equal hostname fruix-test "$(guest "$port" root hostname)"
equal current-system "$closure" "$(guest "$port" root readlink /run/current-system)"
guest "$port" root fruix status >"$work/status"
equal generation 1 "$(value current_generation "$work/status")"
equal closure "$closure" "$(value current_closure "$work/status")"
equal root-device "$(value root_device "$work/install")" \
  "$(guest "$port" root "mount -p / | awk 'NR == 1 { print \$1 }'")"
guest "$port" root test -c "$(value esp_device "$work/install")" || fail 'there is no EFI system partition'

# The record says the same, and agrees with the machine.
guest "$port" root cat "$(value install_metadata_path "$work/install")" >"$work/install.scm"
cat >"$work/expected.scm" <<SCHEME
(fruix-install
  (format-version 1)
  (closure "$closure")
  (target-kind raw-file)
  (disk-capacity 3221225472)
  (root-size 2147483648)
  (partition (label "efiboot") (type efi) (device "/dev/gpt/efiboot") (size 41943040))
  (partition (label "fruix-root") (type freebsd-ufs) (device "/dev/gpt/fruix-root") (size 2147483648)))
SCHEME
cmp "$work/expected.scm" "$work/install.scm" || fail "install.scm: $(cat "$work/install.scm")"
equal 'size of the disk' 3221225472 "$(guest "$port" root "diskinfo vtbd0 | cut -f 3")"
equal 'size of the root' 2147483648 "$(guest "$port" root "diskinfo /dev/gpt/fruix-root | cut -f 3")"
equal 'state of the table' OK "$(guest "$port" root gpart list vtbd0 | sed -n 's/^state: //p')"

# It is a machine to work with: it can be written to, and the collector leaves what it runs.
guest "$port" root 'echo here >/root/mark && mkdir /usr/local/new && fruix gc' >"$work/gc" || fail 'it is not writable'
equal 'nothing to collect' '' "$(grep '^/frx/store/' "$work/gc" || true)"

clean_in_guest
power_off installed "$port"
expect 0 "$fruix" image verify "$work/installed.img"
expect 0 "$fruix" image cat "$work/installed.img" /root/mark
equal 'what was written' here "$(cat "$work/stdout")"
pass
