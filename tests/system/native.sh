# For tests of native builds: `. "${0%/*}/lib.sh"; . "${0%/*}/native.sh"`. POSIX sh.

source_tree=$home/tests/fixtures/freebsd-src

# promoted RESULTS HOST_NAME KIND: what `fruix native-build promote' or `drive' printed to the file
# RESULTS tells of a whole build of the fixture on HOST_NAME by an executor of KIND, and the store
# has it.
promoted() {
  equal executor_kind "$3" "$(value executor_kind "$1")"
  equal guest_host_name "$2" "$(value guest_host_name "$1")"
  equal artifact_kinds world,kernel,headers,bootloader "$(value artifact_kinds "$1")"
  bundle=$(value native_build_result "$1")
  matches bundle '/frx/store/[0-9a-f]{40}-fruix-native-build-result' "$bundle"
  for kind in world kernel headers bootloader; do
    artifact=$(readlink "$FRUIX_ROOT$bundle/$kind")
    matches "$kind" "/frx/store/[0-9a-f]{40}-fruix-native-$kind" "$artifact"
    "$fruix" store path-info "$artifact" >"$work/$kind.info"
    value artifact_stores "$1" | tr , '\n' | grep -qxF "$artifact" || fail "$artifact is not told"
    value content_signatures "$1" | tr , '\n' | grep -qxF "$(value content_hash "$work/$kind.info")" ||
      fail "the signature of $kind is not the content hash of its item"
    eval "$kind=\$artifact"
  done
  # What the fixture says of itself, and what its METALOG says of owners, modes, flags and links.
  # shellcheck disable=SC2154 # set above
  present "$FRUIX_ROOT$world/bin/sh" "$FRUIX_ROOT$kernel/boot/kernel/kernel" \
    "$FRUIX_ROOT$headers/usr/include/stdio.h" "$FRUIX_ROOT$headers/usr/share/mk/bsd.prog.mk" \
    "$FRUIX_ROOT$bootloader/boot/loader.efi"
  [ ! -e "$FRUIX_ROOT$world/boot" ] || fail 'the world has what the bootloader is'
  grep -q GENERIC "$FRUIX_ROOT$kernel/boot/kernel/kernel" || fail 'another kernel configuration'
  manifest=$FRUIX_ROOT/frx/var/fruix/manifests/${world##*/}.mtree
  grep -q '^\./sbin/init type=file uid=0 gid=0 mode=0500 .*flags=schg$' "$manifest" || fail 'init'
  grep -q '^\./usr/bin/su type=file uid=0 gid=0 mode=04555 ' "$manifest" || fail 'su'
  grep -q '^\./usr/bin/wall type=file uid=0 gid=4 mode=02555 ' "$manifest" || fail 'wall'
  grep -q '^\./bin/\\133 .* nlink=2 tags=hardlink-1$' "$manifest" || fail 'hard links'
  expect 0 "$fruix" store verify
}

# native_system FILE HOST_NAME KEY: a declaration of a system that can build the fixture; the file ends with
# its operating-system. `base', `kernel', `bootloader', `packages' and `development' are defined already.
native_system() {
  cat >>"$1" <<SCHEME
(define native
  (freebsd-base #:name "fixture" #:version-label "fixture" #:release "13.2-FIXTURE" #:branch "fixture"
    #:source (freebsd-source #:name "fixture" #:kind 'local-tree #:path "$source_tree")
    #:make-flags '("WITHOUT_TESTS=yes" "MODULES_OVERRIDE=one two")))
(operating-system
  (host-name "$2") (freebsd-base native) (kernel kernel) (bootloader bootloader)
  (base-packages packages) (development-packages development)
  (rc-conf-entries (list (cons "devmatch_enable" "NO"))) ; needs linker.hints
  (root-authorized-keys (list "$3"))
  (services (cons (service ssh-service-type
                           (ssh-configuration (permit-root-login 'without-password)))
                  %base-services)))
SCHEME
}

# boot_builder N: boots a FreeBSD that can build the fixture; the N keeps ports of tests apart. Sets port,
# closure and booted, the seconds that it took.
boot_builder() {
  echo 'note: the FreeBSD that is booted has no compiler, and emulation makes a real build hopeless:' \
    'the synthetic source tree is built'
  base >"$work/system.scm"
  if [ -n "${FRUIX_TEST_FREEBSD_DIST:-}" ]; then
    echo '(define development (list (freebsd-distribution-headers-for base)))'
  else
    echo '(define development (list freebsd-headers freebsd-share-mk))'
  fi >>"$work/system.scm"
  native_system "$work/system.scm" fruix-builder "$(cat "$key.pub")"
  port=$((20000 + ($$ + $1) % 20000))
  started=$(date +%s)
  boot builder "$port" "$work/system.scm" --root-size 1g
  booted=$(($(date +%s) - started))
  closure=$(value closure_path "$work/builder.result")
}
