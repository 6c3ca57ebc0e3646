#!/bin/sh
# A machine goes from one native base to another that differs in its label, and back, under QEMU.
. "${0%/*}/lib.sh"
. "${0%/*}/native-real.sh"
. "${0%/*}/boot.sh"

native_system "$work/one.scm" one ''
native_system "$work/two.scm" two ''
for label in one two; do
  "$fruix" system build "$work/$label.scm" >"$work/$label" || fail "$label was not built"
done
one=$(value closure_path "$work/one")
two=$(value closure_path "$work/two")
port=$((20000 + $$ % 20000))
boot native "$port" "$work/one.scm" --root-size 2g
equal first "$one" "$(guest "$port" root readlink /run/current-system)"
send "$port" "$one" "$two"
guest "$port" root fruix switch "$two" >"$work/switch"
equal forward "$two" "$(guest "$port" root readlink /run/current-system)"
guest "$port" root grep -q '"two"' /run/current-system/metadata/freebsd-base.scm || fail 'not the base two'
guest "$port" root fruix rollback >"$work/rollback"
equal back "$one" "$(guest "$port" root readlink /run/current-system)"
power_off native "$port"
pass
