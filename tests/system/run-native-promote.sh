#!/bin/sh
# The engine of native builds runs in the root tree of a declared system, with the synthetic source tree and
# without FreeBSD; its result is promoted, and used by a declaration. Damaged results are refused.
. "${0%/*}/lib.sh"
. "${0%/*}/native.sh"
judge bmake

cat >"$work/system.scm" <<'SCHEME'
(use-modules (fruix system freebsd) (fruix services ssh) (fruix packages sample))
(define kernel sample-kernel)
(define bootloader sample-bootloader)
(define packages %sample-packages)
(define development
  (list (freebsd-package
         (name "sample-headers")
         (origin (literal-files
                  (entries '((file "usr/include/stdio.h" "0444" 0 0 "/* sample */\n")
                             (file "usr/share/mk/sys.mk" "0444" 0 0 "# sample\n"))))))))
SCHEME
native_system "$work/system.scm" builder 'ssh-ed25519 AAAA sample'
expect 0 "$fruix" system rootfs "$work/system.scm" "$work/machine"
cp "$work/stdout" "$work/rootfs"
closure=$(value closure_path "$work/rootfs")
helper=$work/machine$closure/usr/local/bin/fruix-self-hosted-native-build
builds=$work/machine/var/lib/fruix/native-builds
present "$helper" "$work/machine/usr/local/bin/fruix-self-hosted-native-build"

# engine ARGUMENT…: the helper as on the machine.
engine() {
  FRUIX_SYSTEM_ROOT=$work/machine CPPFLAGS=-DHOSTILE MAKEFLAGS=--hostile sh "$helper" --make bmake "$@"
}

expect 0 engine --run-id first
equal result_root "$builds/first" "$(value result_root "$work/stdout")"
equal latest first "$(readlink "$builds/latest")"
present "$builds/first/logs/buildworld.log" "$builds/first/promotion.scm"
[ ! -L "$builds/.lock" ] || fail 'the lock is still there'
[ ! -e "$builds/first/stage" ] || fail 'what was installed is there twice'
expect 0 "$fruix" native-build promote "$builds/latest" --gc-root "$work/kept"
cp "$work/stdout" "$work/first"
promoted "$work/first" "$(hostname)" self-hosted
equal guest_closure "$closure" "$(value guest_closure "$work/first")"
bundle=$(value native_build_result "$work/first")
record "native_build_result=$bundle"
expect 0 "$fruix" gc
expect 0 "$fruix" native-build promote "$builds/first"
cmp "$work/first" "$work/stdout" || fail 'promoting again gives something else'

# Another run gives the same artifacts, and a bundle of its own.
expect 0 engine --run-id second
expect 0 "$fruix" native-build promote "$builds/second"
equal artifacts "$(value artifact_stores "$work/first")" "$(value artifact_stores "$work/stdout")"
[ "$(value native_build_result "$work/stdout")" != "$bundle" ] || fail 'two runs have one bundle'

# A kernel alone; steps one at a time.
expect 0 engine --run-id kernel --only kernel
expect 0 "$fruix" native-build promote "$builds/kernel"
equal kernel kernel "$(value artifact_kinds "$work/stdout")"
for step in check buildworld buildkernel install result archive; do
  expect 0 engine --run-id steps --executor ssh-guest builder 2 host 192.0.2.1 -- "$step"
done
present "$work/machine/var/tmp/fruix-native-build-steps.tar"
expect 0 "$fruix" native-build promote "$builds/steps"
equal executor_kind ssh-guest "$(value executor_kind "$work/stdout")"

# A system is made of what was promoted.
cat >"$work/promoted.scm" <<SCHEME
(use-modules (fruix system freebsd))
(define result (freebsd-native-result (path "$bundle")))
(operating-system
  (host-name "promoted")
  (freebsd-base (freebsd-base #:name "promoted" #:version-label "1"))
  (kernel (freebsd-promoted-kernel-for result))
  (bootloader (freebsd-promoted-bootloader-for result))
  (base-packages (freebsd-promoted-system-packages-for result))
  (development-packages (freebsd-promoted-development-packages-for result))
  (services %base-services))
SCHEME
expect 0 "$fruix" system build "$work/promoted.scm"
cp "$work/stdout" "$work/promoted"
tree=$FRUIX_ROOT$(value closure_path "$work/promoted")
grep -q GENERIC "$FRUIX_ROOT$(readlink "$tree/boot/kernel")/kernel" || fail 'not the promoted kernel'
[ "$(value native_base_store_count "$work/promoted")" -ge 4 ] || fail 'the native base is not told'
sed 's|/frx/store/[0-9a-f]*-|/frx/store/0000000000000000000000000000000000000000-|' "$work/promoted.scm" \
  >"$work/unknown.scm"
expect 3 "$fruix" system build "$work/unknown.scm"
grep -q 'unknown.scm:2:' "$work/stderr" || fail "no place in: $(cat "$work/stderr")"

# Nothing of a damaged result is registered.
export FRUIX_ROOT="$work/empty"
refused() {
  rm_tree "$work/damaged"
  cp -R "$builds/first" "$work/damaged"
  chmod -R u+w "$work/damaged"
  (cd "$work/damaged" && eval "$1")
  expect 1 "$fruix" native-build promote "$work/damaged"
  grep -q "$2" "$work/stderr" || fail "no <$2> in: $(cat "$work/stderr")"
  [ -z "$(ls "$FRUIX_ROOT/frx/var/fruix/items" 2>/dev/null)" ] || fail "something of it is registered: $1"
}
refused 'echo x >>artifacts/world/tree/bin/sh' 'is not what its manifest says: size'
refused 'rm artifacts/kernel/tree/boot/kernel/kernel' 'is missing: it is required'
refused 'echo x >artifacts/world/tree/etc/junk' 'is not in its METALOG'
refused 'mv artifacts elsewhere; ln -s elsewhere artifacts' 'is a symbolic link, not a directory'
refused 'sed -i.old "s|(path \"artifacts/kernel\")|(path \"../kernel\")|" promotion.scm' 'is not allowed'
refused 'sed "s/(format-version 1)/(format-version 9)/" promotion.scm >p; mv p promotion.scm' 'version 9'
refused 'rm promotion.scm' 'there is no promotion.scm'

# What the engine refuses, and how it ends.
sed 's/run\/current-development/run\/nowhere/' "$helper" >"$work/other-helper"
expect 1 env FRUIX_SYSTEM_ROOT="$work/machine" sh "$work/other-helper" check
grep -q 'does not lead to' "$work/stderr" || fail 'a broken overlay is not noticed'
expect 2 engine --run-id ../escape check
expect 1 engine --run-id empty result
grep -q 'nothing was installed' "$work/stderr" || fail 'a result without an install'
store=$work/machine$(value source_store "$work/first")
[ ! -d "$store/tree" ] || store=$store/tree
store=$store/tools/fixture/build.sh
chmod u+w "$store"
cp "$store" "$work/build.sh"
echo 'echo "$0" >"$OBJDIR_PREFIX/started"; exec sleep 1000' >"$store"
engine --run-id slow buildworld >"$work/slow" 2>&1 &
slow=$!
waited=0
while [ ! -e "$work/machine/usr/obj/started" ]; do
  waited=$((waited + 1))
  [ "$waited" -lt 60 ] || fail 'the build does not start'
  sleep 1
done
expect 1 engine --run-id other check
grep -q 'another native build is running here' "$work/stderr" || fail 'two builds at once'
expect 0 engine stop
status=0
wait "$slow" || status=$?
equal stopped 143 "$status"
[ ! -L "$builds/.lock" ] || fail 'the lock is still there'
# A process that got the number of a build that broke off is not taken for it, and not ended.
sleep 1000 &
other=$!
ln -s "$other" "$builds/.lock"
expect 0 engine stop
grep -q 'no build is running' "$work/stderr" || fail "another process was ended: $(cat "$work/stderr")"
kill -0 "$other" || fail 'another process was ended'
expect 0 engine --run-id other check
grep -q 'taking over from a build that broke off' "$work/stderr" || fail 'the lock of a build that broke off holds'
kill "$other"
cp "$work/build.sh" "$store"
echo 'echo "main.c:1:1: error: broken"; exit 1' >"$store"
expect 1 engine --run-id broken buildkernel
grep -q 'main.c:1:1: error: broken' "$work/stderr" || fail "the error is not told: $(cat "$work/stderr")"
pass
