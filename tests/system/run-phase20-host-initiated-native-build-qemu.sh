#!/bin/sh
# This machine has a guest build FreeBSD's source: real FreeBSD, booted under QEMU, is driven over ssh on the
# synthetic source tree that its declaration names, and the result is collected and promoted.
. "${0%/*}/lib.sh"
. "${0%/*}/boot.sh"
. "${0%/*}/native.sh"

boot_builder 1
ssh-keyscan -T 60 -t ed25519 -p "$port" 127.0.0.1 >"$work/known_hosts" 2>"$work/keyscan" ||
  fail "ssh-keyscan: $(cat "$work/keyscan")"
cat >"$work/executors.scm" <<SCHEME
(use-modules (fruix system freebsd))
(define (guest name known-hosts)
  (native-build-executor
    (kind 'ssh-guest) (name name) (version "1")
    (properties (list (cons "host" "127.0.0.1") (cons "port" "$port")
                      (cons "identity-file" "$key") (cons "known-hosts-file" known-hosts)))))
(define builder (guest "builder" "$work/known_hosts"))
(define stranger (guest "stranger" "$work/no_hosts"))
SCHEME
# A guest whose key is not known is not talked to.
expect 4 "$fruix" native-build drive "$work/executors.scm" --executor stranger --run-id none
grep -q 'Host key verification failed' "$work/stderr" || fail "no word of the key: $(cat "$work/stderr")"

expect 0 "$fruix" native-build drive "$work/executors.scm" --executor builder --run-id driven --keep-result
cp "$work/stdout" "$work/promoted"
promoted "$work/promoted" fruix-builder ssh-guest
equal executor_name builder "$(value executor_name "$work/promoted")"
equal guest_closure "$closure" "$(value guest_closure "$work/promoted")"
present "$(value result_root "$work/promoted")/logs/installkernel.log"
equal left-over '' "$(guest "$port" root 'ls /var/tmp')"

# The guest's own words, when its build fails.
guest "$port" root 'rm -rf /usr/obj/*; ln -s /nowhere/nothing /usr/obj/frx'
expect 4 "$fruix" native-build drive "$work/executors.scm" --executor builder --run-id failing --only kernel
grep -q 'make failed with exit status' "$work/stderr" || fail "no word of make: $(cat "$work/stderr")"
power_off builder "$port"

expect 0 "$fruix" native-build promote "$(value result_root "$work/promoted")"
sed '/^result_root=/d' "$work/promoted" | cmp - "$work/stdout" || fail 'promoting again gives something else'
record closure_path="$closure" "native_build_result=$(value native_build_result "$work/promoted")" \
  source_tree=synthetic "boot_seconds=$booted"
pass
