#!/bin/sh
# What a user and his scripts rely on: exit statuses, streams, interrupts, names that are not ASCII.
. "${0%/*}/lib.sh"

"$fruix" --version >/dev/null # builds the jar if that is needed: what follows is about its own words

# Each kind of failure has its exit status, and standard output stays empty.
echo '(define x 1)' >"$work/no-system.scm"
expect 2 "$fruix" stroe
grep -q 'did you mean `store' "$work/stderr" || fail "$(cat "$work/stderr")"
expect 2 "$fruix" system build
expect 3 "$fruix" system build "$work/no-system.scm"
grep -q 'no-system.scm' "$work/stderr" || fail "$(cat "$work/stderr")"
equal 'standard output' '' "$(cat "$work/stdout")"
expect 1 "$fruix" store path-info "/frx/store/0000000000000000000000000000000000000000-x"
grep -q 'at fruix\.' "$work/stderr" && fail 'a Java trace without --debug'

# Results that cannot be written are a failure.
echo hello >"$work/file"
if [ -e /dev/full ]; then
  status=0
  "$fruix" store add "$work/file" >/dev/full 2>"$work/stderr" || status=$?
  equal 'exit status with a full disk' 1 "$status"
fi
mkfifo "$work/pipe"
(exec 3<"$work/pipe") & # reads nothing and goes
status=0
"$fruix" store add "$work/file" >"$work/pipe" 2>"$work/stderr" || status=$?
wait
equal 'exit status with a broken pipe' 1 "$status"

# One JSON object, and the same values as lines.
"$fruix" store add "$work/file" >"$work/lines"
"$fruix" --json store add "$work/file" >"$work/json"
equal 'the JSON object' \
  "{\"store_path\":\"$(value store_path "$work/lines")\",\"content_hash\":\"$(value content_hash "$work/lines")\"}" \
  "$(cat "$work/json")"

# A name that is not ASCII comes through the C locale, through the store and back.
mkdir "$work/names"
echo x >"$work/names/Főtanúsítvány ☃.pem"
LC_ALL=C "$fruix" store add "$work/names" >"$work/result"
present "$FRUIX_ROOT$(value store_path "$work/result")/Főtanúsítvány ☃.pem"

# The same result in any locale, time zone and umask.
for setting in 'LC_ALL=C TZ=UTC' 'LC_ALL=tr_TR.UTF-8 TZ=Asia/Kathmandu'; do
  # shellcheck disable=SC2086 # two words
  (umask 077 && env $setting FRUIX_ROOT="$work/other" "$fruix" store add "$work/names") >"$work/again"
  cmp "$work/result" "$work/again" || fail "another result with $setting"
done

# A file by way of a link is the file.
echo 'what is meant' >"$work/real.conf"
ln -s real.conf "$work/link.conf"
sed 's/%base-services/(simple-service (quote linked) etc-service-type\
                               (list (list "linked.conf" (local-file "link.conf"))))\
                             %base-services/; s/(services (cons /(services (cons* /' \
  "$home/examples/quickstart/system.scm" >"$work/linked.scm"
"$fruix" --quiet system build "$work/linked.scm" >"$work/linked"
equal 'the file of a link' 'what is meant' "$(cat "$FRUIX_ROOT$(value closure_path "$work/linked")/etc/linked.conf")"

# Interrupted in the middle of its work: exit status 130, nothing half-done, and it can go on.
if command -v timeout >/dev/null; then
  dd if=/dev/zero of="$work/large" bs=1 count=1 seek=17179869183 2>/dev/null
  expect 130 timeout --preserve-status -s INT 3 "$fruix" store add "$work/large"
  rm "$work/large"
  "$fruix" store verify >"$work/verify"
  "$fruix" gc >"$work/gc"
  [ -z "$(find "$FRUIX_ROOT/frx/store" -name '.*')" ] || fail 'gc left something over'
fi
pass
