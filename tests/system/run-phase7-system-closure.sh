#!/bin/sh
# From a declaration to a closure: the quickstart builds, and its closure holds what it should.
. "${0%/*}/lib.sh"

"$fruix" system build "$home/examples/quickstart/system.scm" >"$work/result"
cat "$work/result"
closure=$(value closure_path "$work/result")
matches closure_path '/frx/store/[0-9a-f]{40}-fruix-system-[A-Za-z0-9-]+' "$closure"
record closure_path="$closure"

physical=$FRUIX_ROOT$closure
present "$physical/boot/loader.conf" "$physical/profile" "$physical/etc/rc.conf" \
  "$physical/activate" "$physical/metadata/host-base-provenance.scm" \
  "$physical/metadata/store-layout.scm" "$physical/metadata/freebsd-base.scm" \
  "$physical/metadata/freebsd-source.scm" \
  "$physical/metadata/freebsd-source-materializations.scm" "$physical/metadata/system.scm" \
  "$physical/metadata/services.scm"

# Building it again builds nothing and says the same.
"$fruix" system build "$home/examples/quickstart/system.scm" >"$work/again"
cmp "$work/result" "$work/again" || fail 'a second build has another result'

"$fruix" store verify >"$work/verify"
pass
