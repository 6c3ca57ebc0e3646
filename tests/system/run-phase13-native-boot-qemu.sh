#!/bin/sh
# A system that was built from source boots under QEMU to its ready marker, and loads its modules.
. "${0%/*}/lib.sh"
. "${0%/*}/native-real.sh"
. "${0%/*}/boot.sh"

native_system "$work/system.scm" native ''
"$fruix" system build "$work/system.scm" >"$work/build" || fail 'the system was not built'
closure=$(value closure_path "$work/build")
record "closure_path=$closure"
port=$((20000 + $$ % 20000))
boot native "$port" "$work/system.scm" --root-size 1g
equal ready "$closure" "$(guest "$port" root cat /var/lib/fruix/ready)"
record "uname=$(guest "$port" root uname -a)"
# Else ipfw would deny what it is asked by.
guest "$port" root kenv net.inet.ip.fw.default_to_accept=1 >"$work/kenv"
for module in nullfs pf ipfw unionfs; do
  guest "$port" root kldload -n "$module" || fail "the kernel refuses $module"
done
# linker.hints: what the machine's own kldxref makes of the same modules is what Fruix made.
guest "$port" root 'mkdir /tmp/k && cp /run/current-system/boot/kernel/* /tmp/k/ && rm -f /tmp/k/linker.hints &&
  kldxref /tmp/k && cmp /tmp/k/linker.hints /run/current-system/boot/kernel/linker.hints' ||
  fail 'kldxref makes other hints'
power_off native "$port"
pass
