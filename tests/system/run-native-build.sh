#!/bin/sh
# Native builds from a declaration to the closure, with the synthetic source tree: plan, run, resume,
# interruption, list, log, gc; two bases side by side; the same bytes in two empty stores.
. "${0%/*}/lib.sh"
. "${0%/*}/native.sh"
judge python3

# A compiler in name only, which is all that the fixture wants.
tools=$work/tools
mkdir "$tools"
for program in clang clang++ clang-cpp ld.lld; do
  printf '#!/bin/sh\necho "fake %s version 1.0"\n' "$program" >"$tools/$program"
  chmod 755 "$tools/$program"
done

# declare_native FILE LABEL FLAGS [COMMENT]: a system whose base is built from $source with make flags FLAGS.
source=$source_tree
declare_native() {
  cat >"$1" <<SCHEME
; ${4:-no comment}
(use-modules (fruix system freebsd))
(define base
  (freebsd-base #:name "fixture" #:version-label "$2" #:release "15.0-FIXTURE" #:branch "fixture"
    #:source (freebsd-source #:name "fixture" #:kind 'local-tree #:path "$source")
    #:make-flags '(${3:-})))
(operating-system
  (host-name "native") (freebsd-base base)
  (kernel (freebsd-native-kernel-for base)) (bootloader (freebsd-native-bootloader-for base))
  (base-packages (freebsd-native-system-packages-for base))
  (development-packages (freebsd-native-development-packages-for base)))
SCHEME
}

# native COMMAND FILE OPTION…
native() {
  native_command=$1
  shift
  "$fruix" native-build "$native_command" "$@" --cross-bindir "$tools"
}

declare_native "$work/one.scm" one
expect 0 native plan "$work/one.scm"
world=$(value native_world_build "$work/stdout")
kernel=$(value native_kernel_build "$work/stdout")
equal present false "$(value native_world_present "$work/stdout")"
for part in '(compiler "fake clang version 1.0")' '(kernconf "GENERIC")' '(method make.py)' '(target "amd64" "amd64")'; do
  value native_kernel_identity "$work/stdout" | grep -qF "$part" || fail "the plan does not tell $part"
done

# A comment changes nothing, a flag does; one that concerns the kernel alone leaves the world.
declare_native "$work/comment.scm" one '' 'another comment'
expect 0 native plan "$work/comment.scm"
equal world "$world" "$(value native_world_build "$work/stdout")"
declare_native "$work/flag.scm" one '"MODULES_OVERRIDE=two"'
expect 0 native plan "$work/flag.scm"
equal world "$world" "$(value native_world_build "$work/stdout")"
[ "$kernel" != "$(value native_kernel_build "$work/stdout")" ] || fail 'a flag does not count'
declare_native "$work/wrong.scm" one '"DESTDIR=/"'
expect 3 native plan "$work/wrong.scm"
grep -q 'wrong.scm:4:' "$work/stderr" || fail "no place: $(cat "$work/stderr")"

# The kernel, then the rest.
expect 0 native run "$work/one.scm" --only kernel --keep-objects
equal kernel "$kernel" "$(value native_kernel_build "$work/stdout")"
present "$(value native_objects_kept "$work/stdout")"
expect 0 native run "$work/one.scm"
expect 0 "$fruix" native-build list
equal builds 2 "$(value native_build_count "$work/stdout")"
equal objects 0 "$(value native_object_directory_count "$work/stdout")"
"$fruix" native-build log "$world" >"$work/log"
grep -q '^>>> distribution completed' "$work/log" || fail 'the log does not end'

# The closure: its slices come from those builds, and it does not bring the source along.
expect 0 "$fruix" system build "$work/one.scm" --cross-bindir "$tools"
cp "$work/stdout" "$work/one"
closure=$(value closure_path "$work/one")
equal stores 5 "$(value native_base_store_count "$work/one")"
equal host-stores 0 "$(value host_base_store_count "$work/one")"
for item in $(value native_base_stores "$work/one" | tr , ' '); do
  grep -q '(part \(kernel\|world\))' "$FRUIX_ROOT$item/.freebsd-native-build-info.scm" || fail "no info in $item"
done
grep -v development-packages "$work/one.scm" | sed 's/^  (base-packages .*$/&)/' >"$work/plain.scm"
expect 0 "$fruix" system build "$work/plain.scm" --cross-bindir "$tools"
expect 0 "$fruix" store requisites "$(value closure_path "$work/stdout")"
grep -q 'freebsd-source' "$work/stdout" && fail 'a closure without development brings the source along'
present "$FRUIX_ROOT$closure/development-profile"
equal version 'FreeBSD 15.0-FIXTURE GENERIC' "$(head -n 1 "$FRUIX_ROOT$(readlink "$FRUIX_ROOT$closure/boot/kernel")/kernel")"

# The development profile, as a machine has it.
expect 0 "$fruix" system rootfs "$work/one.scm" "$work/machine" --cross-bindir "$tools"
for link in run/current-development usr/include usr/share/mk; do
  [ -L "$work/machine/$link" ] || fail "no link $link"
done
helper=$FRUIX_ROOT$closure/usr/local/bin/fruix-development-environment
mkdir -p "$work/stand-in/run/current-development"
expect 0 env FRUIX_SYSTEM_ROOT="$work/stand-in" sh "$helper" sh -c 'echo "$CPPFLAGS"'
equal environment "-isystem $work/stand-in/run/current-development/usr/include" "$(cat "$work/stdout")"
expect 1 env FRUIX_SYSTEM_ROOT="$work/nowhere" sh "$helper"

# A world without a compiler has a development profile all the same; one without headers has none.
declare_native "$work/trimmed.scm" trimmed '"WITHOUT_CLANG=yes"'
expect 0 "$fruix" system build "$work/trimmed.scm" --cross-bindir "$tools"
profile=$(readlink "$FRUIX_ROOT$(value closure_path "$work/stdout")/development-profile")
present "$FRUIX_ROOT$profile/usr/include"
bin=$(readlink "$FRUIX_ROOT$profile/usr/bin") || fail 'usr/bin is not that of one package'
present "$FRUIX_ROOT$bin/ld"
[ ! -e "$FRUIX_ROOT$bin/cc" ] || fail 'a compiler that was not built'
declare_native "$work/bare.scm" bare '"WITHOUT_INCLUDES=yes"'
expect 3 "$fruix" system build "$work/bare.scm" --cross-bindir "$tools"
grep -q 'is built WITHOUT_INCLUDES' "$work/stderr" || fail "no word of the headers: $(cat "$work/stderr")"
grep -q 'bare.scm:4:' "$work/stderr" || fail "no place: $(cat "$work/stderr")"

# Another label shares the builds, and has slices of its own; the first is still what it was.
declare_native "$work/two.scm" two
expect 0 "$fruix" system build "$work/two.scm" --cross-bindir "$tools"
[ "$(value closure_path "$work/stdout")" != "$closure" ] || fail 'two labels, one closure'
expect 0 "$fruix" native-build list
equal builds 4 "$(value native_build_count "$work/stdout")"
# Another source has builds of its own.
source=$work/src
cp -R "$source_tree" "$source"
echo '# changed' >>"$source/sys/modules/one/Makefile"
declare_native "$work/three.scm" one
expect 0 "$fruix" system build "$work/three.scm" --cross-bindir "$tools"
[ "$(value closure_path "$work/stdout")" != "$closure" ] || fail 'two sources, one closure'
expect 0 "$fruix" native-build list
equal builds 6 "$(value native_build_count "$work/stdout")"
expect 0 "$fruix" system build "$work/one.scm" --cross-bindir "$tools"
equal again "$closure" "$(value closure_path "$work/stdout")"
source=$source_tree

# The same declaration in an empty store gives the same bytes.
expect 0 "$fruix" --root "$work/other" system build "$work/one.scm" --cross-bindir "$tools" --jobs 1
for item in $closure $(value native_base_stores "$work/one" | tr , ' '); do
  cmp "$FRUIX_ROOT/frx/var/fruix/manifests/${item##*/}.mtree" "$work/other/frx/var/fruix/manifests/${item##*/}.mtree" ||
    fail "two stores differ in $item"
done

# A build that fails tells its first error, and goes on from there.
declare_native "$work/fails.scm" one '"FIXTURE_FAIL_ONCE=bin/sh"'
expect 4 native run "$work/fails.scm" --only world
grep -q "failed with exit status 1 in bin/sh: .*main.c:42:7: error: use of undeclared identifier 'fixture'" \
  "$work/stderr" || fail "not the first error: $(cat "$work/stderr")"
expect 0 native run "$work/fails.scm" --only world

# One that is told to end leaves no process behind; one whose Fruix is killed does not either.
sleepers() {
  for process in /proc/[0-9]*; do
    cat "$process/cmdline" 2>/dev/null | tr "\0" " "
    echo
  done | grep -cE '^(/bin/)?sleep 111[1-5] $'
}
stopped() {
  waited=0
  until [ "$(sleepers)" = "$1" ]; do
    waited=$((waited + 1))
    [ "$waited" -lt 300 ] || fail "$(sleepers) processes, expected $1"
    sleep 0.2
  done
}
if [ -d /proc/self ] && [ "$(sleepers)" = 0 ]; then
  # Where make has a namespace of its own, that is also true when what started it there is killed.
  launcher=
  unshare --map-root-user --mount true 2>/dev/null && launcher=LAUNCHER
  for signal in TERM KILL $launcher; do
    declare_native "$work/hangs.scm" one "\"FIXTURE_HANG=sbin/init\" \"CPUTYPE=$signal\""
    start_fruix native-build run "$work/hangs.scm" --only world --cross-bindir "$tools"
    waited=0
    until [ "$(sleepers)" -ge 3 ]; do
      waited=$((waited + 1))
      [ "$waited" -lt 300 ] || fail "it does not hang: $(cat "$streams.err")"
      sleep 0.2
    done
    java=$(pgrep -P "$started" java || echo "$started")
    if [ "$signal" = LAUNCHER ]; then
      kill -KILL "$(pgrep -P "$java" -f 'launch\.py')"
    else
      kill "-$signal" "$java" "$started" 2>/dev/null || true
    fi
    wait "$started" && fail 'it was not stopped'
    stopped 0
    # What is killed at its work leaves no objects to go on from: it would hang again.
    [ "$signal" = LAUNCHER ] || expect 0 native run "$work/hangs.scm" --only world
  done
fi

declare_native "$work/kept.scm" one '"CPUTYPE=kept"'
expect 0 native run "$work/kept.scm" --only world --keep-objects
expect 0 "$fruix" native-build gc
[ "$(value native_objects_deleted_count "$work/stdout")" -ge 1 ] || fail 'gc removed nothing'
expect 0 "$fruix" native-build list
equal objects 0 "$(value native_object_directory_count "$work/stdout")"
expect 0 "$fruix" store verify
pass
