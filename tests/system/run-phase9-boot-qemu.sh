#!/bin/sh
# A declared system boots from its disk image under QEMU and UEFI firmware: real FreeBSD, its
# network, ssh, generations, and a clean end. Two machines of one image have different host keys.
. "${0%/*}/lib.sh"
. "${0%/*}/boot.sh"

# declare FILE USERS: a system whose accounts, besides root, are USERS.
declare_system() {
  file=$1
  shift
  {
    base
    echo "(operating-system"
    echo "  (host-name \"fruix-test\") (freebsd-base base) (kernel kernel) (bootloader bootloader)"
    echo "  (base-packages packages)"
    echo "  (rc-conf-entries (list (cons \"devmatch_enable\" \"NO\")))" # needs linker.hints
    echo "  (root-authorized-keys (list \"$(cat "$key.pub")\"))"
    echo "  (users (list"
    for user; do
      echo "    (user-account (name \"$user\") (supplementary-groups '(\"wheel\"))"
      echo "                  (authorized-keys (list \"$(cat "$key.pub")\")))"
    done
    echo "  ))"
    echo "  (services (cons (service ssh-service-type"
    echo "                           (ssh-configuration (permit-root-login 'without-password)))"
    echo "                  %base-services)))"
  } >"$file"
}

declare_system "$work/first.scm" alice
declare_system "$work/second.scm" alice bob

# shellcheck disable=SC2086 # several words, or none
"$fruix" system image "$work/first.scm" $freebsd --root-size 1g >"$work/image"
closure=$(value closure_path "$work/image")
record closure_path="$closure" disk_image="$(value disk_image "$work/image")"
equal root_size 1073741824 "$(value root_size "$work/image")"

port=$((20000 + $$ % 20000))
boot one "$port" "$work/first.scm" --root-size 1g &
first=$!
boot two "$((port + 1))" "$work/first.scm" --root-size 1g
wait "$first" || fail 'one did not boot'

# Firmware, loader, kernel and rc each had their word.
for said in 'FreeBSD/amd64 EFI loader' 'FreeBSD is a registered trademark' \
  'Trying to mount root from ufs:/dev/gpt/fruix-root' 'fruix: ready'; do
  grep -qF "$said" "$work/one.console" || fail "the console has no <$said>"
done
said=

# The system that runs is the one declared, with its network, accounts and marker.
equal kernel FreeBSD "$(guest "$port" root uname -s)"
equal current-system "$closure" "$(guest "$port" root readlink /run/current-system)"
equal ready "$closure" "$(guest "$port" root cat /var/lib/fruix/ready)"
equal hostname fruix-test "$(guest "$port" root hostname)"
equal account alice "$(guest "$port" alice id -un)"
equal home-files /home/alice/.profile "$(guest "$port" alice 'ls $HOME/.profile')"
guest "$port" root ifconfig vtnet0 >"$work/ifconfig"
grep -q 'inet 10\.0\.2\.15 ' "$work/ifconfig" || fail 'no address by DHCP'
equal root-device /dev/gpt/fruix-root "$(guest "$port" root "mount -p / | awk 'NR == 1 { print \$1 }'")"
guest "$port" root cat /var/log/fruix-activate.log >"$work/activate.log"
equal activation 'fruix-activate: done' "$(cat "$work/activate.log")"

# Host keys are made on the machine.
one=$(guest "$port" root cat /etc/ssh/ssh_host_ed25519_key.pub)
two=$(guest "$((port + 1))" root cat /etc/ssh/ssh_host_ed25519_key.pub)
[ "$one" != "$two" ] || fail 'two machines have the same host key'
one=$(guest "$port" root cat /etc/hostid)
two=$(guest "$((port + 1))" root cat /etc/hostid)
[ "$one" != "$two" ] || fail 'two machines have the same hostid'

# Generations: the second system comes over ssh, is switched to, and left again.
equal status "$closure" "$(guest "$port" root fruix status | sed -n 's/^current_closure=//p')"
equal generation 1 "$(guest "$port" root fruix status | sed -n 's/^current_generation=//p')"
# shellcheck disable=SC2086 # several words, or none
"$fruix" system build "$work/second.scm" $freebsd >"$work/build"
second=$(value closure_path "$work/build")
[ "$second" != "$closure" ] || fail 'two declarations have one closure'
for item in "$closure" "$second"; do
  "$fruix" store requisites "$item" | sed -n 's/^requisites=//p' | tr , '\n' | sort \
    >"$work/${item##*/}.requisites"
done
comm -13 "$work/${closure##*/}.requisites" "$work/${second##*/}.requisites" | while read -r item; do
  echo "frx/store/${item##*/}"
  echo "frx/var/fruix/items/${item##*/}"
  echo "frx/var/fruix/manifests/${item##*/}.mtree"
done >"$work/new"
tar -C "$FRUIX_ROOT" -cf - -T "$work/new" |
  guest "$port" root 'mkdir -p /var/tmp/new && tar -C /var/tmp/new -xf - && fruix import /var/tmp/new' \
    >"$work/imported" || fail 'import'
grep -qxF "$second" "$work/imported" || fail 'the second system was not imported'
equal switch current_generation=2 "$(guest "$port" root fruix switch "$second" | tail -n 1)"
equal switched "$second" "$(guest "$port" root readlink /run/current-system)"
equal new-account bob "$(guest "$port" bob id -un)"
guest "$port" root fruix list-generations >"$work/generations"
equal generations '1 2' "$(cut -f 1 "$work/generations" | paste -sd ' ' -)"
grep -q "^2.*$second (current)" "$work/generations" || fail 'generation 2 is not marked'
equal rollback current_generation=1 "$(guest "$port" root fruix rollback | tail -n 1)"
equal rolled-back "$closure" "$(guest "$port" root readlink /run/current-system)"
guest "$port" bob id -un >"$work/bob" 2>&1 && fail 'bob can still log in'
equal old-account alice "$(guest "$port" alice id -un)"
guest "$port" root 'rm -rf /var/tmp/new; fruix delete-generations 2 && fruix gc' >"$work/gc"
grep -qxF "$second" "$work/gc" || fail 'gc left the second system'
equal still-there "$closure" "$(guest "$port" root cat /var/lib/fruix/ready)"

# The file system is clean, and so is the end. The second machine has had nothing to do since; what
# soft updates still hold back of its first minutes comes to the disk within half a minute.
clean=
for _ in 1 2 3 4; do
  guest "$((port + 1))" root 'sync; fsck_ffs -fn /dev/gpt/fruix-root' >"$work/fsck" 2>&1 ||
    fail "fsck_ffs: $(cat "$work/fsck")"
  if ! grep -qE '\? (no|yes)$' "$work/fsck"; then
    clean=yes
    break
  fi
  sleep 20
done
[ -n "$clean" ] || fail "fsck_ffs: $(cat "$work/fsck")"
record "fsck=$(tail -n 1 "$work/fsck")"
power_off one "$port"
power_off two "$((port + 1))"
for machine in one two; do
  expect 0 "$fruix" image verify "$work/$machine.img"
done
pass
