# For tests of systems of a real FreeBSD: `. "${0%/*}/lib.sh"; . "${0%/*}/freebsd.sh"`. POSIX sh.
#
# FRUIX_TEST_FREEBSD_DIST=DIR   base.txz, kernel.txz and MANIFEST are in DIR; preferred
# FRUIX_TEST_FREEBSD_ROOT=DIR   DIR is an extracted FreeBSD
#
# Sets: freebsd (options that a build needs).

if [ -z "${FRUIX_TEST_FREEBSD_DIST:-}${FRUIX_TEST_FREEBSD_ROOT:-}" ]; then
  skip 'neither FRUIX_TEST_FREEBSD_DIST (a directory with base.txz, kernel.txz and MANIFEST) nor' \
    'FRUIX_TEST_FREEBSD_ROOT (an extracted FreeBSD) is set'
fi
freebsd=
[ -n "${FRUIX_TEST_FREEBSD_DIST:-}" ] || freebsd="--freebsd-root $FRUIX_TEST_FREEBSD_ROOT"

# base: the definitions of base, kernel, bootloader and packages that a declaration starts with.
base() {
  echo '(use-modules (fruix system freebsd) (fruix services ssh))'
  if [ -z "${FRUIX_TEST_FREEBSD_DIST:-}" ]; then
    cat <<'SCHEME'
(define base (freebsd-base #:name "staged" #:version-label "staged" #:release "staged"
                           #:branch "staged"))
(define kernel freebsd-kernel)
(define bootloader freebsd-bootloader)
(define packages %freebsd-host-staged-system-packages)
SCHEME
    return
  fi
  cat <<SCHEME
(define base
  (freebsd-base #:name "release" #:version-label "release" #:release "release" #:branch "release"
    #:source (freebsd-distribution
               (name "freebsd-release") (release "release")
               (sets (list $(distribution_set base) $(distribution_set kernel))))))
(define kernel (freebsd-distribution-kernel-for base))
(define bootloader (freebsd-distribution-bootloader-for base))
(define packages (freebsd-distribution-system-packages-for base))
SCHEME
}

# distribution_set NAME
distribution_set() {
  hash=$(awk -v file="$1.txz" '$1 == file { print $2 }' "$FRUIX_TEST_FREEBSD_DIST/MANIFEST")
  echo "(distribution-set (name \"$1\") (path \"$FRUIX_TEST_FREEBSD_DIST/$1.txz\") (sha256 \"$hash\"))"
}
