#!/bin/sh
# A system built from a real FreeBSD's source, declared in two directories and built into two stores that share
# nothing: the same paths, with the same bytes in them.
#
# FRUIX_TEST_SECOND_ROOT=DIR  where the second store is kept (default: nowhere); its build takes as long as the first
. "${0%/*}/lib.sh"
. "${0%/*}/native-real.sh"

second=${FRUIX_TEST_SECOND_ROOT:-$work/second}
mkdir "$work/one" "$work/two"
native_system "$work/one/system.scm" native ''
cp "$work/one/system.scm" "$work/two/"
"$fruix" system build "$work/one/system.scm" >"$work/one/keys" || fail 'the first was not built'
"$fruix" --root "$second" system build "$work/two/system.scm" >"$work/two/keys" || fail 'the second was not built'

equal 'the path of the closure' "$(value closure_path "$work/one/keys")" "$(value closure_path "$work/two/keys")"
value native_base_stores "$work/one/keys" | tr , '\n' >"$work/items"
value closure_path "$work/one/keys" >>"$work/items"
while read -r item; do
  for root in "$FRUIX_ROOT" "$second"; do
    expect 0 "$fruix" --root "$root" store verify "$item"
  done
  manifest=frx/var/fruix/manifests/${item##*/}.mtree
  cmp "$FRUIX_ROOT/$manifest" "$second/$manifest" ||
    fail "$item: $(diff "$FRUIX_ROOT/$manifest" "$second/$manifest" | sed -n 's/^[<>] //p' | cut -d ' ' -f 1 | sort -u | sed 20q)"
  "$fruix" store path-info "$item" >"$work/info"
  record "item=$item" "content_hash=$(value content_hash "$work/info")"
done <"$work/items"
pass
