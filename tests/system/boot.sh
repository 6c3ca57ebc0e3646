# For tests that boot FreeBSD: `. "${0%/*}/lib.sh"; . "${0%/*}/boot.sh"`. POSIX sh.
#
# Sets: what freebsd.sh sets, key (a throwaway key for ssh). Every machine that was started is ended with the
# test; what a guest had to say is kept when the test fails.

. "${0%/*}/freebsd.sh"
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
  pid=$(value vm_pid "$work/$1.result")
  guest "$2" root shutdown -p now >"$work/shutdown" 2>&1 || true # the connection may break first
  waited=0
  while kill -0 "$pid" 2>/dev/null; do
    waited=$((waited + 1))
    [ "$waited" -lt 180 ] || fail "$1 did not switch itself off"
    sleep 1
  done
  mv "$work/$1.result" "$work/$1.done"
  grep -q 'All buffers synced' "$work/$1.console" || fail "$1 did not shut down cleanly"
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
