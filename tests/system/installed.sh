# For tests that install FreeBSD in a machine: `. "${0%/*}/installed.sh"`, after boot.sh. POSIX sh.

# declare_target FILE: the system that is installed.
declare_target() {
  {
    base
    echo "(operating-system"
    echo "  (host-name \"fruix-test\") (freebsd-base base) (kernel kernel) (bootloader bootloader)"
    echo "  (base-packages packages)"
    echo "  (rc-conf-entries (list (cons \"devmatch_enable\" \"NO\")))" # needs linker.hints
    echo "  (root-authorized-keys (list \"$(cat "$key.pub")\"))"
    echo "  (services (cons (service ssh-service-type"
    echo "                           (ssh-configuration (permit-root-login 'without-password)))"
    echo "                  %base-services)))"
  } >"$1"
}

# installs NAME: the machine NAME puts the system on its disk and switches itself off.
installs() {
  console "$1" 'fruix-installer: waiting'
  for waited_for in checking partitioning populating finishing; do
    console "$1" "fruix-installer: $waited_for"
  done
  console "$1" "fruix-installer: done: $closure is on $device, as generation 1"
  ended "$1"
}

# runs IMAGE: what was installed on the disk IMAGE is the system $closure, whole and in order.
runs() {
  expect 0 "$fruix" image verify "$1"
  "$fruix" image cat --partition fruix-root "$1" /var/lib/fruix/installer/state >"$work/state"
  equal state done "$(value state "$work/state")"
  equal target "$device" "$(value target_device "$work/state")"
  start target "$port" -drive "if=virtio,format=raw,file=$1"
  console target 'fruix: ready'
  equal kernel FreeBSD "$(guest "$port" root uname -s)"
  equal current-system "$closure" "$(guest "$port" root readlink /run/current-system)"
  equal ready "$closure" "$(guest "$port" root cat /var/lib/fruix/ready)"
  equal generation 1 "$(guest "$port" root fruix status | sed -n 's/^current_generation=//p')"
  equal hostname fruix-test "$(guest "$port" root hostname)"
  equal root-device /dev/gpt/fruix-root \
    "$(guest "$port" root "mount -p / | awk 'NR == 1 { print \$1 }'")"
  guest "$port" root cat /var/lib/fruix/install.scm >"$work/install.scm"
  grep -qxF "  (closure \"$closure\")" "$work/install.scm" || fail "$(cat "$work/install.scm")"
  grep -qxF '  (root-size 1073741824)' "$work/install.scm" || fail "$(cat "$work/install.scm")"
  # Owners, modes and flags as the manifests have them, which no builder's user had on his disk.
  # shellcheck disable=SC2016 # expanded there
  guest "$port" root 'for m in /frx/var/fruix/manifests/*.mtree; do
    item=${m##*/}; item=/frx/store/${item%.mtree}
    [ ! -d "$item" ] || mtree -f "$m" -p "$item"; done' >"$work/mtree" 2>&1 ||
    fail "mtree: $(head "$work/mtree")"
  [ ! -s "$work/mtree" ] || fail "items are not as they should be: $(head "$work/mtree")"
  clean_in_guest
  power_off target "$port"
  expect 0 "$fruix" image verify "$1"
}

# The file system of the guest has no faults, once soft updates have come to rest.
clean_in_guest() {
  for _ in 1 2 3 4 5 6; do
    guest "$port" root 'sync; fsck_ffs -fn /dev/gpt/fruix-root' >"$work/fsck" 2>&1 ||
      fail "fsck_ffs: $(cat "$work/fsck")"
    if ! grep -qE '\? (no|yes)$' "$work/fsck"; then
      record "fsck=$(tail -n 1 "$work/fsck")"
      return
    fi
    sleep 20
  done
  fail "fsck_ffs: $(cat "$work/fsck")"
}
