# For tests that boot FreeBSD: `. "${0%/*}/lib.sh"; . "${0%/*}/boot.sh"`. POSIX sh.
#
# Sets: freebsd (options that a build needs), key (a throwaway key for ssh). Every machine that was
# started is ended with the test; what a guest had to say is kept when the test fails.

if [ -z "${FRUIX_TEST_FREEBSD_DIST:-}${FRUIX_TEST_FREEBSD_ROOT:-}" ]; then
  skip 'neither FRUIX_TEST_FREEBSD_DIST (a directory with base.txz, kernel.txz and MANIFEST) nor' \
    'FRUIX_TEST_FREEBSD_ROOT (an extracted FreeBSD) is set'
fi
for program in qemu-system-x86_64 ssh ssh-keygen; do
  command -v "$program" >/dev/null || skip "there is no $program"
done

limit=${FRUIX_TEST_BOOT_SECONDS:-1200}
key=$work/key
ssh-keygen -q -t ed25519 -N '' -C fruix-test -f "$key"
freebsd=
[ -n "${FRUIX_TEST_FREEBSD_DIST:-}" ] || freebsd="--freebsd-root $FRUIX_TEST_FREEBSD_ROOT"

# base: the definitions of base, kernel, bootloader and packages that a declaration starts with.
base() {
  echo '(use-modules (fruix system freebsd) (fruix services ssh))'
  if [ -z "${FRUIX_TEST_FREEBSD_DIST:-}" ]; then
    cat <<'SCHEME'
(define base (freebsd-base #:name "staged" #:version-label "staged" #:release "staged"
                           #:branch "staged"))
(define kernel freebsd-kernel)
(define bootloader freebsd-bootloader)
(define packages %freebsd-host-staged-system-packages)
SCHEME
    return
  fi
  cat <<SCHEME
(define base
  (freebsd-base #:name "release" #:version-label "release" #:release "release" #:branch "release"
    #:source (freebsd-distribution
               (name "freebsd-release") (release "release")
               (sets (list $(distribution_set base) $(distribution_set kernel))))))
(define kernel (freebsd-distribution-kernel-for base))
(define bootloader (freebsd-distribution-bootloader-for base))
(define packages (freebsd-distribution-system-packages-for base))
SCHEME
}

# distribution_set NAME
distribution_set() {
  hash=$(awk -v file="$1.txz" '$1 == file { print $2 }' "$FRUIX_TEST_FREEBSD_DIST/MANIFEST")
  echo "(distribution-set (name \"$1\") (path \"$FRUIX_TEST_FREEBSD_DIST/$1.txz\") (sha256 \"$hash\"))"
}

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

# What is left of a failure: consoles, and the logs of guests that still answer.
collect() {
  kept=$home/target/system/$name.failure
  rm -rf "$kept"
  mkdir -p "$kept"
  cp "$work"/*.console "$work"/*.result "$work"/*.stderr "$kept/" 2>/dev/null || true
  for file in "$work"/*.port; do
    [ -e "$file" ] || continue
    machine_port=$(cat "$file")
    guest "$machine_port" root 'dmesg; tar -cf - -C / var/log var/lib/fruix 2>/dev/null | uuencode logs.tar' \
      >"$kept/guest-$machine_port.uu" 2>/dev/null || true
  done
  echo "collected $kept"
}

finish() {
  status=$?
  set +e
  case $status in 0 | 77) ;; *) collect ;; esac
  for result in "$work"/*.result; do
    pid=$(sed -n 's/^vm_pid=//p' "$result" 2>/dev/null)
    [ -z "$pid" ] || kill "$pid" 2>/dev/null
  done
  (exit "$status") # for clean_up, which takes it up
  clean_up
}
trap finish EXIT
