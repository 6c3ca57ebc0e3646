#!/bin/sh
# A machine builds FreeBSD's source by itself: real FreeBSD, booted under QEMU, runs its helper on the
# synthetic source tree that its declaration names, and the result is promoted here.
. "${0%/*}/lib.sh"
. "${0%/*}/boot.sh"
. "${0%/*}/native.sh"

boot_builder 0
guest "$port" root fruix-self-hosted-native-build --run-id self >"$work/run" 2>"$work/progress" ||
  fail "the helper: $(cat "$work/progress")"
result=$(value result_root "$work/run")
equal result_root /var/lib/fruix/native-builds/self "$result"
equal latest self "$(guest "$port" root readlink /var/lib/fruix/native-builds/latest)"
# FreeBSD's own tools agree with what the result says of itself.
guest "$port" root "cd $result/artifacts && for kind in world kernel headers bootloader; do
  sha256 -q \$kind/manifest.mtree
  sed -E 's/ (uid|gid|mode|flags|nlink|tags)=[^ ]*//g' \$kind/manifest.mtree | mtree -p \$kind/tree >&2
done" >"$work/signatures" 2>"$work/mtree" || fail "mtree: $(cat "$work/mtree")"
guest "$port" root "tar -C $result -cf - ." >"$work/result.tar"
mkdir "$work/result"
tar -C "$work/result" -xf "$work/result.tar"
power_off builder "$port"

expect 0 "$fruix" native-build promote "$work/result"
cp "$work/stdout" "$work/promoted"
promoted "$work/promoted" fruix-builder self-hosted
equal guest_closure "$closure" "$(value guest_closure "$work/promoted")"
equal signatures "$(sort "$work/signatures" | paste -sd , -)" \
  "$(value content_signatures "$work/promoted" | tr , '\n' | sort | paste -sd , -)"
record closure_path="$closure" "native_build_result=$(value native_build_result "$work/promoted")" \
  source_tree=synthetic "boot_seconds=$booted"
pass
