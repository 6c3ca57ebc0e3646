#!/bin/sh
# Two bases of a real FreeBSD side by side: another label shares the builds, another flag of the kernel does not;
# building the first again returns its path.
. "${0%/*}/lib.sh"
. "${0%/*}/native-real.sh"

native_system "$work/one.scm" one ''
native_system "$work/two.scm" two ''
native_system "$work/three.scm" one '"BRANCH_OVERRIDE=FRUIX"'
for label in one two; do
  "$fruix" system build "$work/$label.scm" >"$work/$label" || fail "$label was not built"
  "$fruix" native-build plan "$work/$label.scm" >"$work/$label.plan"
done
"$fruix" native-build plan "$work/three.scm" >"$work/three.plan"
for key in native_kernel_build native_world_build; do
  equal "$key" "$(value "$key" "$work/one.plan")" "$(value "$key" "$work/two.plan")"
  [ "$(value "$key" "$work/one.plan")" != "$(value "$key" "$work/three.plan")" ] || fail "a flag does not count for $key"
done
one=$(value closure_path "$work/one")
[ "$one" != "$(value closure_path "$work/two")" ] || fail 'two labels, one closure'
"$fruix" system build "$work/one.scm" >"$work/again"
equal again "$one" "$(value closure_path "$work/again")"
expect 0 "$fruix" store verify "$one" "$(value closure_path "$work/two")"
record "one=$one" "two=$(value closure_path "$work/two")"
pass
