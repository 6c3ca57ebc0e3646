#!/bin/sh
# The commands of `fruix' on the machine itself, in a root tree of its own with stubs for FreeBSD's disks:
# import, switch with its loader and links, rollback, delete-generations and gc; and what they refuse.
. "${0%/*}/lib.sh"
judge mtree

sed 's/sample-1/first/' "$home/examples/quickstart/system.scm" >"$work/first.scm"
# Another loader, another file of /boot, a service with an rc.d script of its own, another account.
sed -e 's/sample-1/second/' -e 's/(bootloader sample-bootloader)/(bootloader other-bootloader)/' \
  -e 's/"alice"/"bob"/' \
  -e 's/(services (cons (service/(services (cons* (simple-service (quote own) rc-script-service-type\
      (list (rc-script (name "own") (content "#!\/bin\/sh\\n")))) (service/' \
  -e 's/^(define my-operating-system/(define other-bootloader\
  (freebsd-package (inherit sample-bootloader)\
    (origin (literal-files (entries\
      (list (list (quote file) "boot\/loader.efi" "0444" 0 0 "another loader")\
            (list (quote file) "boot\/defaults\/loader.conf" "0444" 0 0 "# none\\n")\
            (list (quote file) "boot\/only-here" "0444" 0 0 "x")))))))\
\
&/' "$home/examples/quickstart/system.scm" >"$work/second.scm"
for each in first second; do
  expect 0 "$fruix" system rootfs "$work/$each.scm" "$work/$each"
  value closure_path "$work/stdout" >"$work/$each.closure"
done
first=$(cat "$work/first.closure")
second=$(cat "$work/second.closure")
[ "$first" != "$second" ] || fail 'two declarations have one closure'

stubs=$work/stubs
mkdir "$stubs"
for program in chflags chown glabel gpart mount mtree pwd_mkdb sha256 sync umount; do
  ln -s "$home/tests/system/guest-stubs/machine" "$stubs/$program"
done
export STUB_PATH="$PATH" FRUIX_SYSTEM_PATH="$stubs:$PATH" TMPDIR="$work"

# machine NAME: a machine with the first system on its disk.
machine() {
  FRUIX_SYSTEM_ROOT=$work/$1
  STUB_MACHINE=$work/$1.machine
  export FRUIX_SYSTEM_ROOT STUB_MACHINE
  cp -R -P -p "$work/first" "$FRUIX_SYSTEM_ROOT"
  mkdir -p "$STUB_MACHINE/esp/EFI/BOOT"
  esp=$STUB_MACHINE/esp/EFI/BOOT/BOOTX64.EFI
  cp "$FRUIX_SYSTEM_ROOT$first/boot/loader.efi" "$esp"
  items=$FRUIX_SYSTEM_ROOT/frx/var/fruix/items
  boot=$FRUIX_SYSTEM_ROOT/boot
}

# guest STATUS ARGUMENT…: runs a command of the machine; its words are in $work/stdout and $work/stderr.
guest() {
  wanted_status=$1
  shift
  # shellcheck disable=SC2086 # several words
  expect "$wanted_status" $shell "$home/modules/fruix/guest/fruix.sh" "$@"
}

# running CLOSURE GENERATION
running() {
  equal 'the running system' "$1" "$(readlink "$FRUIX_SYSTEM_ROOT/run/current-system")"
  equal 'the root of the running system' "$1" \
    "$(readlink "$FRUIX_SYSTEM_ROOT/frx/var/fruix/gcroots/current-system")"
  guest 0 status
  equal 'current closure' "$1" "$(value current_closure "$work/stdout")"
  equal 'current generation' "$2" "$(value current_generation "$work/stdout")"
  cmp "$FRUIX_SYSTEM_ROOT$1/boot/loader.efi" "$esp" || fail "the loader is not that of $1"
  [ ! -e "$STUB_MACHINE/esp/EFI/BOOT/LOADER.NEW" ] || fail 'a new loader was left beside the old one'
  equal 'left in the temporary directory' '' "$(find "$work" -mindepth 1 -maxdepth 1 -name 'fruix-*')"
}

# commands NAME: all of them on a machine NAME, run by $shell.
commands() {
  machine "$1"
  running "$first" 1
  equal generations 1 "$(value generations "$work/stdout")"

  # What is not here or no system cannot be switched to.
  guest 1 switch "$second"
  matches reason 'fruix: .* is not in the store; import it first' "$(cat "$work/stderr")"
  guest 1 switch /etc
  guest 1 switch "$(sed -n 's/^References: \([^ ]*\).*/\1/p' "$items/${first##*/}")"
  matches reason 'fruix: .* is not a system closure' "$(cat "$work/stderr")"
  guest 2 switch
  guest 2 nonsense
  guest 1 rollback
  matches reason 'fruix: there is no generation before 1' "$(cat "$work/stderr")"
  running "$first" 1

  # A damaged item does not come in, and an import that was interrupted is gone on with.
  cp -R -P -p "$work/second" "$work/$1.damaged"
  loader=$(cd "$work/second" && ls frx/store/*-sample-bootloader/boot/loader.efi)
  chmod u+w "$work/$1.damaged/$loader"
  echo more >>"$work/$1.damaged/$loader"
  guest 1 import "$work/$1.damaged"
  matches reason 'fruix: .*-sample-bootloader is damaged' "$(cat "$work/stderr")"
  [ ! -e "$items/${second##*/}" ] || fail 'a closure came in without what it needs'
  mkdir -p "$FRUIX_SYSTEM_ROOT$second"
  chmod u+w "$FRUIX_SYSTEM_ROOT$second"
  : >"$FRUIX_SYSTEM_ROOT$second/half"
  guest 0 import "$work/second"
  grep -qxF "$second" "$work/stdout" || fail 'the second system was not imported'
  [ ! -e "$FRUIX_SYSTEM_ROOT$second/half" ] || fail 'what an interrupted import left is still there'
  while read -r item; do
    mtree_agrees "$FRUIX_SYSTEM_ROOT$item" "$FRUIX_SYSTEM_ROOT/frx/var/fruix/manifests/${item##*/}.mtree"
  done <"$work/stdout"
  guest 0 import "$work/second"
  equal 'imported again' '' "$(cat "$work/stdout")"

  # There and back.
  ln -s /somewhere/else "$boot/own"
  echo mine >"$boot/mine"
  : >"$STUB_MACHINE/calls"
  guest 0 switch "$second"
  equal switched current_generation=2 "$(tail -n 1 "$work/stdout")"
  grep -q '^mount -t msdosfs' "$STUB_MACHINE/calls" || fail 'the partition of the loader was not mounted'
  running "$second" 2
  equal 'a new name of /boot' /run/current-system/boot/only-here "$(readlink "$boot/only-here")"
  equal 'a new script' /run/current-system/usr/local/etc/rc.d/own \
    "$(readlink "$FRUIX_SYSTEM_ROOT/usr/local/etc/rc.d/own")"
  [ ! -L "$boot/device.hints" ] || fail 'a name of the first system is left in /boot'
  equal 'a link of the operator' /somewhere/else "$(readlink "$boot/own")"
  equal 'a file of the operator' mine "$(cat "$boot/mine")"
  grep -q '^bob:' "$FRUIX_SYSTEM_ROOT/etc/master.passwd" || fail 'the second system was not activated'
  guest 0 list-generations
  equal generations '1 2' "$(cut -f 1 "$work/stdout" | paste -sd ' ' -)"
  matches current "2	$second \\(current\\)" "$(sed -n 2p "$work/stdout")"
  guest 0 switch "$second"
  equal 'switched again' current_generation=2 "$(tail -n 1 "$work/stdout")"
  guest 0 rollback
  equal 'rolled back' current_generation=1 "$(tail -n 1 "$work/stdout")"
  running "$first" 1
  [ ! -L "$boot/only-here" ] || fail 'a name of the second system is left in /boot'
  present "$boot/device.hints"

  # The loader: a partition that is mounted already, one that cannot be, another's program, none at all.
  printf '/dev/gpt/efiboot\t%s\tmsdosfs\trw\t2 2\n' "$STUB_MACHINE/esp" >"$STUB_MACHINE/mounted"
  : >"$STUB_MACHINE/calls"
  guest 0 switch "$second"
  running "$second" 2
  ! grep -q '^mount -t\|^umount' "$STUB_MACHINE/calls" || fail 'a mounted partition was mounted again'
  rm "$STUB_MACHINE/mounted"
  : >"$STUB_MACHINE/refuses"
  guest 1 switch "$first"
  matches reason 'fruix: cannot mount .*; nothing has been changed' "$(cat "$work/stderr")"
  running "$second" 2
  rm "$STUB_MACHINE/refuses"
  echo 'another program' >"$esp"
  guest 0 switch "$first"
  equal "another's program" 'another program' "$(cat "$esp")"
  matches note '.*BOOTX64.EFI is no loader of a system in the store; it stays' "$(cat "$work/stderr")"
  rm -r "$STUB_MACHINE/esp"
  guest 0 switch "$second"
  matches note '.*no EFI system partition.*' "$(cat "$work/stderr")"
  mkdir -p "${esp%/*}"
  cp "$FRUIX_SYSTEM_ROOT$second/boot/loader.efi" "$esp"
  running "$second" 2

  # Generations, and what nothing keeps any more.
  guest 1 delete-generations 2
  matches reason 'fruix: generation 2 is the current one' "$(cat "$work/stderr")"
  guest 1 delete-generations 1 7
  present "$FRUIX_SYSTEM_ROOT/frx/var/fruix/gcroots/system-1-link"
  guest 0 gc
  equal 'what two generations keep' '' "$(cat "$work/stdout")"
  guest 0 delete-generations 1
  guest 0 gc --dry-run
  cp "$work/stdout" "$work/$1.dead"
  grep -qxF "$first" "$work/$1.dead" || fail 'gc would keep the first system'
  present "$FRUIX_SYSTEM_ROOT$first/activate"

  # A running system that is not registered, as after a restored backup: nothing may go.
  mv "$items/${second##*/}" "$work/$1.item"
  guest 1 gc
  matches reason 'fruix: the running system is not in the store; nothing is deleted' "$(cat "$work/stderr")"
  present "$FRUIX_SYSTEM_ROOT$first/activate" "$items/${first##*/}"
  mv "$work/$1.item" "$items/${second##*/}"

  guest 0 gc
  cmp "$work/$1.dead" "$work/stdout" || fail 'gc deleted something else than it had said'
  [ ! -e "$FRUIX_SYSTEM_ROOT$first" ] || fail 'the first system is still there'
  [ ! -e "$items/${first##*/}" ] || fail 'the first system is still registered'
  (cd "$work/second/frx/store" && ls) >"$work/kept"
  (cd "$FRUIX_SYSTEM_ROOT/frx/store" && ls) >"$work/there"
  cmp "$work/kept" "$work/there" || fail "gc left: $(diff "$work/kept" "$work/there")"
  guest 1 rollback
  running "$second" 2
}

tried=
for shell in dash 'bash --posix' sh; do
  command -v "${shell%% *}" >/dev/null || continue
  # Where there is no other, sh is a shell that has not had its turn.
  [ "$shell" != sh ] || [ -z "$tried" ] || continue
  tried="$tried $shell,"
  commands "machine-${shell%% *}"
done
record shells="${tried%,}"
pass
