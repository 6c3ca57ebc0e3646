#!/bin/sh
# The same declaration is the same closure on every Java, in every directory, for every user.
# FRUIX_TEST_JAVA names another java program than the default one; else a JDK of another version is
# looked for where systems keep them.
. "${0%/*}/lib.sh"

other=${FRUIX_TEST_JAVA:-}
for candidate in /usr/lib/jvm/*25*/bin/java /usr/lib/jvm/*21*/bin/java /usr/local/openjdk2?/bin/java; do
  [ -n "$other" ] || [ ! -x "$candidate" ] || other=$candidate
done

cp -R "$home/examples/quickstart" "$work/elsewhere"
"$fruix" system build "$home/examples/quickstart/system.scm" >"$work/first" 2>"$work/stderr" ||
  fail "$(cat "$work/stderr")"
(cd "$work/elsewhere" && FRUIX_ROOT=$work/second "$fruix" system build system.scm) \
  >"$work/second.out" 2>"$work/stderr" || fail "$(cat "$work/stderr")"
for key in closure_path content_hash; do
  equal "$key from another directory and root" "$(value $key "$work/first")" \
    "$(value $key "$work/second.out")"
  record "$key=$(value $key "$work/first")"
done

if [ -n "$other" ]; then
  FRUIX_JAVA=$other FRUIX_ROOT=$work/third "$fruix" system build \
    "$home/examples/quickstart/system.scm" >"$work/third.out" 2>"$work/stderr" ||
    fail "$(cat "$work/stderr")"
  for key in closure_path content_hash; do
    equal "$key on $other" "$(value $key "$work/first")" "$(value $key "$work/third.out")"
  done
  grep -i warning "$work/stderr" && fail 'the other Java warns'
  record "other_java=$other"
fi

# Another version label is another closure; going back gives the first again, with both there.
sed 's/sample-1/sample-2/' "$home/examples/quickstart/system.scm" >"$work/elsewhere/changed.scm"
"$fruix" system build "$work/elsewhere/changed.scm" >"$work/changed" 2>"$work/stderr" ||
  fail "$(cat "$work/stderr")"
[ "$(value closure_path "$work/first")" != "$(value closure_path "$work/changed")" ] ||
  fail 'another version label gave the same closure'
"$fruix" system build --dry-run "$home/examples/quickstart/system.scm" >"$work/back" 2>/dev/null
equal 'left to build on the way back' 0 "$(value would_build_count "$work/back")"
equal 'closure on the way back' "$(value closure_path "$work/first")" \
  "$(value closure_path "$work/back")"
present "$FRUIX_ROOT$(value closure_path "$work/first")" \
  "$FRUIX_ROOT$(value closure_path "$work/changed")"
pass
