# For tests that boot FreeBSD: `. "${0%/*}/lib.sh"; . "${0%/*}/boot.sh"`. POSIX sh.
#
# Sets: what freebsd.sh sets, key (a throwaway key for ssh). Every machine that was started is ended with the
# test; what a guest had to say is kept when the test fails.

if [ -n "${native_base:-}" ]; then # see native-real.sh
  freebsd=
else
  . "${0%/*}/freebsd.sh"
fi
for program in qemu-system-x86_64 ssh ssh-keygen; do
  command -v "$program" >/dev/null || skip "there is no $program"
done

limit=${FRUIX_TEST_BOOT_SECONDS:-1200}
key=$work/key
ssh-keygen -q -t ed25519 -N '' -C fruix-test -f "$key"

# boot NAME PORT FILE OPTION…: starts the system of FILE on a disk of its own, waits until it is
# ready, and leaves it running; its ssh server is at PORT.
boot() {
  machine=$1
  machine_port=$2
  shift 2
  echo "$machine_port" >"$work/$machine.port"
  # shellcheck disable=SC2086 # several words, or none
  "$fruix" system vm "$@" $freebsd --memory 1g --port-forward "$machine_port:22" --wait-ready "$limit" \
    --detach --disk "$work/$machine.img" --console "$work/$machine.console" \
    >"$work/$machine.result" 2>"$work/$machine.stderr" ||
    fail "$machine did not boot: $(cat "$work/$machine.stderr")"
}

# guest PORT WHO COMMAND…: runs COMMAND in a guest.
guest() {
  guest_port=$1
  guest_user=$2
  shift 2
  ssh -i "$key" -p "$guest_port" -o BatchMode=yes -o LogLevel=ERROR -o ConnectTimeout=60 \
    -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null "$guest_user@127.0.0.1" "$@"
}

# power_off NAME PORT: shuts a guest down and waits for its end.
power_off() {
  guest "$2" root shutdown -p now >"$work/shutdown" 2>&1 || true # the connection may break first
  ended "$1"
}

# firmware: sets code and variables, the two files of UEFI firmware for QEMU.
firmware() {
  for code in "${FRUIX_OVMF:-}" /usr/share/OVMF/OVMF_CODE.fd /usr/share/OVMF/OVMF_CODE_4M.fd \
    /usr/local/share/edk2-qemu/QEMU_UEFI_CODE-x86_64.fd; do
    variables=$(echo "$code" | sed 's/CODE/VARS/')
    [ ! -f "$code" ] || [ ! -f "$variables" ] || return 0
  done
  skip 'there is no UEFI firmware (Debian: ovmf), or FRUIX_OVMF does not name it'
}

# start NAME PORT OPTION…: starts a machine with the disks of OPTION…, which its guest writes to, and
# leaves it running; its ssh server is at PORT.
start() {
  machine=$1
  machine_port=$2
  shift 2
  firmware
  cp "$variables" "$work/$machine.variables"
  echo "$machine_port" >"$work/$machine.port"
  qemu-system-x86_64 -machine q35 -accel "${FRUIX_TEST_ACCELERATOR:-tcg}" -m 1024M -no-reboot \
    -drive "if=pflash,format=raw,readonly=on,file=$code" \
    -drive "if=pflash,format=raw,file=$work/$machine.variables" \
    -netdev "user,id=net0,hostfwd=tcp:127.0.0.1:$machine_port-:22" \
    -device virtio-net-pci,netdev=net0 -device virtio-rng-pci \
    -display none -monitor none -serial "file:$work/$machine.console" "$@" \
    >"$work/$machine.stderr" 2>&1 </dev/null &
  echo "vm_pid=$!" >"$work/$machine.result"
}

# console NAME TEXT: waits until the console of machine NAME shows TEXT.
console() {
  pid=$(value vm_pid "$work/$1.result")
  waited=0
  until grep -qaF "$2" "$work/$1.console" 2>/dev/null; do
    kill -0 "$pid" 2>/dev/null || fail "$1 ended before it said <$2>: $(tail -n 20 "$work/$1.console")"
    [ "$waited" -lt "$limit" ] || fail "$1 did not say <$2>: $(tail -n 20 "$work/$1.console")"
    waited=$((waited + 1))
    sleep 1
  done
}

# ended NAME: waits until machine NAME has switched itself off, having shut down cleanly.
ended() {
  pid=$(value vm_pid "$work/$1.result")
  waited=0
  while kill -0 "$pid" 2>/dev/null; do
    waited=$((waited + 1))
    [ "$waited" -lt 300 ] || fail "$1 did not switch itself off"
    sleep 1
  done
  mv "$work/$1.result" "$work/$1.done"
  grep -qa 'All buffers synced' "$work/$1.console" || fail "$1 did not shut down cleanly"
}

# What is left of a failure: what was said here, the consoles, and from each guest dmesg, /var/log (with the logs
# of the activation and of Shepherd) and /var/lib/fruix. They are read from its disk, so it need not answer.
collect() {
  kept=$home/target/system/$name.failure
  rm_tree "$kept"
  mkdir -p "$kept"
  cp "$work"/*.console "$work"/*.result "$work"/*.stderr "$kept/" 2>/dev/null
  for file in "$work"/*.port; do
    [ -e "$file" ] || continue
    machine=${file##*/}
    machine=${machine%.port}
    guest "$(cat "$file")" root 'dmesg; sync; sleep 5' >"$kept/$machine.dmesg" 2>&1
  done
  end_machines
  for disk in "$work"/*.img; do
    machine=${disk##*/}
    machine=${machine%.img}
    for directory in /var/log /var/lib/fruix; do
      "$fruix" image extract "$disk" "$directory" "$kept/$machine$(echo "$directory" | tr / -)" \
        >>"$kept/extract" 2>&1
    done
  done
  echo "collected $kept"
}

# end_machines: kills those that still run, and waits for their end.
end_machines() {
  for result in "$work"/*.result; do
    pid=$(sed -n 's/^vm_pid=//p' "$result" 2>/dev/null)
    [ -n "$pid" ] || continue
    kill "$pid" 2>/dev/null
    while kill -0 "$pid" 2>/dev/null; do sleep 1; done
  done
}

finish() {
  status=$?
  set +e
  case $status in 0 | 77) ;; *) collect ;; esac
  end_machines
  (exit "$status") # for clean_up, which takes it up
  clean_up
}
trap finish EXIT
