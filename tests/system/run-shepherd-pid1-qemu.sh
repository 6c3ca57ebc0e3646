#!/bin/sh
# A real Shepherd under FreeBSD, of one declaration in both init modes: as process 1, and beside rc. Services are
# started, shown and controlled; a machine is rebooted and powered off. Where Guile is broken, init takes over.
#
# FRUIX_TEST_SHEPHERD_PREFIX=DIR  Guile, Fibers and Shepherd for FreeBSD, as docs/shepherd.md says
# FRUIX_TEST_FREEBSD_SRC=DIR      FreeBSD's source tree (see native-real.sh); or what freebsd.sh wants
. "${0%/*}/lib.sh"

[ -n "${FRUIX_TEST_SHEPHERD_PREFIX:-}" ] || skip 'FRUIX_TEST_SHEPHERD_PREFIX is not set'
. "${0%/*}/native-real.sh"
. "${0%/*}/boot.sh"
export GUILE_BIN="$FRUIX_TEST_SHEPHERD_PREFIX" SHEPHERD_PREFIX="$FRUIX_TEST_SHEPHERD_PREFIX"

native_system "$work/native.scm" native ''
sed 's/(fruix services ssh)/& (fruix services shepherd)/
  s/(services (cons /(services (cons* (service shepherd-service-type (shepherd-configuration (extensions #f)))\
      (simple-service (quote beacon) shepherd-root-service-type\
        (list (shepherd-service (provision (quote (beacon))) (requirement (quote (networking sshd)))\
                (start #~(make-forkexec-constructor (quote ("\/bin\/sleep" "7777")))))))\
      /' "$work/native.scm" >"$work/rc.scm"
sed 's/(host-name "fruix-native")/& (init-mode (quote shepherd-pid1))/' "$work/rc.scm" >"$work/pid1.scm"

# herd PORT ARGUMENT…: herd in a guest.
herd() {
  herd_port=$1
  shift
  guest "$herd_port" root herd --socket=/run/shepherd/socket "$@"
}

# until_running PORT SERVICE: waits until Shepherd says so.
until_running() {
  waited=0
  until herd "$1" status "$2" 2>/dev/null | grep -q '[Ii]t is running'; do
    [ "$waited" -lt 60 ] || fail "$2 does not run: $(herd "$1" status "$2" 2>&1)"
    waited=$((waited + 1))
    sleep 2
  done
}

# gone PORT PID: waits until the process PID of a guest is no more, not even a zombie.
gone() {
  waited=0
  while guest "$1" root ps -p "$2" >/dev/null; do
    [ "$waited" -lt 30 ] || fail "process $2 is still there"
    waited=$((waited + 1))
    sleep 1
  done
}

# respawned PORT: Shepherd starts beacon again when it is killed.
respawned() {
  until_running "$1" beacon
  first=$(guest "$1" root pgrep -f '^/bin/sleep.7777')
  guest "$1" root kill -9 "$first"
  gone "$1" "$first"
  sleep 5
  until_running "$1" beacon
  second=$(guest "$1" root pgrep -f '^/bin/sleep.7777') || fail 'beacon was not started again'
  [ "$first" != "$second" ] || fail 'beacon was not killed'
}

port=$((20000 + $$ % 20000))
boot rc "$port" "$work/rc.scm" --root-size 1g
equal rc-pid1 /sbin/init "$(guest "$port" root ps -o command= -p 1 | cut -d ' ' -f 1)"
respawned "$port"
guest "$port" root service fruix-shepherd stop >"$work/stop" 2>&1 || fail "stop: $(cat "$work/stop")"
guest "$port" root service fruix-shepherd start
respawned "$port"
power_off rc "$port"

boot pid1 "$port" "$work/pid1.scm" --root-size 1g
record "uname=$(guest "$port" root uname -a)"
equal pid1 /run/current-system/profile/bin/guile "$(guest "$port" root ps -o command= -p 1 | cut -d ' ' -f 1)"
for service in rc fruix-ready sshd syslogd cron; do
  until_running "$port" "$service"
done
respawned "$port"
herd "$port" stop cron >"$work/stop"
guest "$port" root service cron status >"$work/cron" && fail "cron runs: $(cat "$work/cron")"
herd "$port" start cron >"$work/start"
guest "$port" root service cron status >"$work/cron" || fail "cron does not run: $(cat "$work/cron")"
herd "$port" restart sshd >"$work/restart"
until_running "$port" beacon

# Orphans are collected, and what they hold of signals is nothing.
orphan=$(guest "$port" root "sh -c 'sleep 2 >/dev/null 2>&1 & echo \$!'")
gone "$port" "$orphan"
equal blocked 0 "$(guest "$port" root procstat -h -i 1 | awk '$3 == "CHLD" && $4 ~ /B/' | wc -l | tr -d ' ')"
guest "$port" root pgrep -f libexec/getty >"$work/getty" || fail 'no getty runs'

# shutdown(8) reboots (which ends QEMU here) and powers off, each time with a clean end.
guest "$port" root shutdown -r now >"$work/shutdown" 2>&1 || true
ended pid1
grep -qa 'fruix-pid1: starting Shepherd' "$work/pid1.console" || fail 'the console has no word of fruix-pid1'
grep -qa 'Rebooting' "$work/pid1.console" || fail 'that was no reboot'
start again "$port" -drive "file=$work/pid1.img,format=raw,if=virtio"
console again 'fruix: ready'
equal clean 0 "$(grep -ca 'was not properly dismounted' "$work/again.console")"
until_running "$port" beacon
power_off again "$port"
grep -qa 'acpi0: Powering system off' "$work/again.console" || fail 'that was no power-off'

# Without a Guile that works, init starts the machine.
mkdir -p "$work/broken/bin"
echo 'no guile' >"$work/broken/bin/guile"
export GUILE_BIN="$work/broken" SHEPHERD_PREFIX="$work/broken"
boot broken "$port" "$work/pid1.scm" --root-size 1g
equal fallback /sbin/init "$(guest "$port" root ps -o command= -p 1 | cut -d ' ' -f 1)"
grep -qa 'fruix-pid1: Guile cannot load Shepherd; going on with init' "$work/broken.console" ||
  fail 'the console does not say why'
power_off broken "$port"
pass
