# For tests that build a real FreeBSD: `. "${0%/*}/lib.sh"; . "${0%/*}/native-real.sh"`. POSIX sh.
#
# FRUIX_TEST_FREEBSD_SRC=DIR        FreeBSD's source tree; half an hour and more of building on two cores
# FRUIX_TEST_FREEBSD_SRC_CONF=FILE  a src.conf(5) for it (default: src.conf beside DIR, or none)
# FRUIX_TEST_NATIVE_ROOT=DIR        where items and objects are kept from one test to the next (default: nowhere)
#
# Sets: flags (make flags of every base here), native_base (for boot.sh: the system is not made of sets).

[ -n "${FRUIX_TEST_FREEBSD_SRC:-}" ] || skip "FRUIX_TEST_FREEBSD_SRC (FreeBSD's source tree) is not set"
for program in python3 clang; do
  command -v "$program" >/dev/null || [ -d /usr/lib/llvm-14/bin ] || skip "there is no $program"
done
[ -z "${FRUIX_TEST_NATIVE_ROOT:-}" ] || export FRUIX_ROOT="$FRUIX_TEST_NATIVE_ROOT"
# shellcheck disable=SC2034 # for boot.sh
native_base=yes
flags='"MODULES_OVERRIDE=nullfs unionfs fdescfs pf pflog ipfw"'
src_conf=${FRUIX_TEST_FREEBSD_SRC_CONF:-${FRUIX_TEST_FREEBSD_SRC%/*}/src.conf}
[ ! -f "$src_conf" ] || flags="$flags \"SRCCONF=$src_conf\""

# native_system FILE LABEL FLAGS: a bootable system of the base LABEL, built with FLAGS besides.
native_system() {
  keys=
  [ -z "${key:-}" ] || keys="\"$(cat "$key.pub")\""
  cat >"$1" <<SCHEME
(use-modules (fruix system freebsd) (fruix services ssh))
(define base
  (freebsd-base #:name "native" #:version-label "$2" #:release "$2" #:branch "native"
    #:source (freebsd-source #:name "native" #:kind 'local-tree #:path "$FRUIX_TEST_FREEBSD_SRC")
    #:make-flags '($flags $3)))
(operating-system
  (host-name "fruix-native") (freebsd-base base)
  (kernel (freebsd-native-kernel-for base)) (bootloader (freebsd-native-bootloader-for base))
  (base-packages (freebsd-native-system-packages-for base))
  (root-authorized-keys (list $keys))
  (services (cons (service ssh-service-type
                           (ssh-configuration (permit-root-login 'without-password)))
                  %base-services)))
SCHEME
}

# send PORT HERE WANTED: copies to a guest that runs the closure HERE what the closure WANTED needs besides.
send() {
  for item in "$2" "$3"; do
    "$fruix" store requisites "$item" | sed -n 's/^requisites=//p' | tr , '\n' | sort >"$work/${item##*/}.requisites"
  done
  comm -13 "$work/${2##*/}.requisites" "$work/${3##*/}.requisites" | while read -r item; do
    echo "frx/store/${item##*/}"
    echo "frx/var/fruix/items/${item##*/}"
    echo "frx/var/fruix/manifests/${item##*/}.mtree"
  done >"$work/new"
  tar -C "$FRUIX_ROOT" -cf - -T "$work/new" |
    guest "$1" root 'mkdir -p /var/tmp/new && tar -C /var/tmp/new -xf - && fruix import /var/tmp/new' \
      >"$work/imported" || fail "cannot import: $(cat "$work/imported")"
  guest "$1" root rm -rf /var/tmp/new
}
