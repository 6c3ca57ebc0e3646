#!/bin/sh
# From a declaration to a closure: what it holds, what it says of itself and of where it comes from.
#
# FRUIX_TEST_FREEBSD_ROOT=DIR   also a closure copied from this FreeBSD tree
# FRUIX_TEST_FREEBSD_DIST=DIR   also one of the base.txz and kernel.txz in DIR
. "${0%/*}/lib.sh"

# build ARGUMENT…: builds; $closure and $physical are the closure, its results are in $work/result.
build() {
  expect 0 "$fruix" --quiet system build "$@"
  cp "$work/stdout" "$work/result"
  closure=$(value closure_path "$work/result")
  physical=$FRUIX_ROOT$closure
  matches closure_path '/frx/store/[0-9a-f]{40}-fruix-system-[A-Za-z0-9-]+' "$closure"
  equal physical_path "$physical" "$(value physical_path "$work/result")"
  matches content_hash '[0-9a-f]{64}' "$(value content_hash "$work/result")"
}

# says KEY EXPECTED
says() {
  equal "$1" "$2" "$(value "$1" "$work/result")"
}

# counted NAME: NAME_count is the length of NAMEs, each an item that is there.
counted() {
  value "$1s" "$work/result" | tr , '\n' | sed '/^$/d' >"$work/stores"
  says "$1_count" "$(wc -l <"$work/stores" | tr -d ' ')"
  while read -r store; do
    matches "$1s" '/frx/store/[0-9a-f]{40}-.+' "$store"
    present "$FRUIX_ROOT$store"
  done <"$work/stores"
}

# begins FILE SYMBOL: metadata/FILE is one expression of SYMBOL and its format version.
begins() {
  text=$(tr '\n' ' ' <"$physical/metadata/$1" | tr -s ' ')
  case $text in
    "($2 (format-version 1)"*) ;;
    *) fail "metadata/$1 does not begin with ($2 (format-version 1): $text" ;;
  esac
}

# tells FILE TEXT…: metadata/FILE has every TEXT.
tells() {
  file=$physical/metadata/$1
  shift
  for text in "$@"; do
    grep -qF -e "$text" "$file" || fail "$file has no <$text>"
  done
}

# checks DECLARATION: what every closure has.
checks() {
  for file in boot/loader.conf boot/loader.efi boot/kernel/kernel profile etc/rc.conf etc/passwd \
    etc/master.passwd etc/pwd.db etc/spwd.db etc/fstab activate shepherd/init.scm \
    usr/local/bin/fruix usr/local/etc/rc.d/fruix-activate metadata/rootfs.mtree; do
    # What leads into the store can be followed below the root only.
    case $file in
      boot/kernel/* | boot/loader.efi) present "$physical/boot" ;;
      *) present "$physical/$file" ;;
    esac
  done
  for link in boot/kernel profile; do
    present "$FRUIX_ROOT$(readlink "$physical/$link")"
  done
  present "$FRUIX_ROOT$(readlink "$physical/boot/kernel")/kernel"
  begins host-base-provenance.scm fruix-host-base-provenance
  begins store-layout.scm fruix-store-layout
  begins freebsd-base.scm fruix-freebsd-base
  begins freebsd-source.scm fruix-freebsd-source
  begins freebsd-source-materializations.scm fruix-freebsd-source-materializations
  begins services.scm fruix-services
  cmp "$1" "$physical/metadata/system.scm" || fail 'metadata/system.scm is not the declaration'
  tells store-layout.scm host-base-stores native-base-stores fruix-runtime-stores \
    host-base-replacement-order "(init-mode $(value init_mode "$work/result"))"
  for key in name version_label release branch source_root target target_arch kernconf; do
    tells freebsd-base.scm "($(echo "$key" | tr _ -) \"$(value "freebsd_base_$key" "$work/result")\")"
  done
  for stores in base_package host_base native_base fruix_runtime materialized_source; do
    counted "${stores}_store"
  done
  says freebsd_base_file "$closure/metadata/freebsd-base.scm"
  says freebsd_source_materializations_file "$closure/metadata/freebsd-source-materializations.scm"
  says host_base_provenance_file "$closure/metadata/host-base-provenance.scm"
  says store_layout_file "$closure/metadata/store-layout.scm"
  expect 0 "$fruix" store references "$closure"
  says reference_count "$(value reference_count "$work/stdout")"
}

# The quickstart.
quickstart=$home/examples/quickstart/system.scm
build "$quickstart"
checks "$quickstart"
record quickstart="$closure"
says host_base_store_count 0
says base_package_store_count 1
says init_mode freebsd-init+rc.d-shepherd
says ready_marker /var/lib/fruix/ready
says freebsd_base_name sample
says freebsd_base_version_label sample-1
for key in host_freebsd_version host_uname usr_src_git_revision; do
  ! grep -q "^$key=" "$work/result" || fail "$key, though nothing came from a host"
done
cp "$work/result" "$work/first"
build "$quickstart"
cmp "$work/first" "$work/result" || fail 'a second build has another result'
expect 0 "$fruix" --quiet system build --check "$quickstart"
says_checked=$(value checked "$work/stdout")
equal checked true "$says_checked"

# With Shepherd, which here is none: beside rc, and as process 1, of one declaration.
prefix=$work/prefix
mkdir -p "$prefix/bin" "$prefix/sbin" "$prefix/share/guile"
for file in bin/guile bin/shepherd sbin/shutdown; do
  echo "no $file" >"$prefix/$file"
done
export GUILE_BIN="$prefix/bin/guile" SHEPHERD_PREFIX="$prefix"
sed 's/(fruix services ssh)/& (fruix services shepherd)/
  s/(services (cons /(services (cons* (service shepherd-service-type (shepherd-configuration (extensions #f)))\
      (simple-service (quote own) shepherd-root-service-type\
        (list (shepherd-service (provision (quote (own))) (requirement (quote (networking sshd other)))\
                                (start #~(const #t)))))\
      /' "$quickstart" >"$work/rc.scm"
sed 's/(host-name "quickstart")/& (init-mode (quote shepherd-pid1))/' "$work/rc.scm" >"$work/pid1.scm"

# has FILE LINE…, lacks FILE LINE…: lines of a file of the closure.
has() {
  file=$physical/$1
  shift
  for line; do
    grep -qxF -e "$line" "$file" || fail "$file has no <$line>"
  done
}
lacks() {
  file=$physical/$1
  shift
  for line; do
    ! grep -qxF -e "$line" "$file" || fail "$file has <$line>"
  done
}

build "$work/rc.scm"
checks "$work/rc.scm"
says init_mode freebsd-init+rc.d-shepherd
says fruix_runtime_store_count 2
has etc/rc.conf 'fruix_shepherd_enable="YES"'
has shepherd/init.scm "   #:requirement '(other)" "  '(own))" # rc has started all else
present "$physical/usr/local/etc/rc.d/fruix-shepherd"
profile=$FRUIX_ROOT$(readlink "$physical/profile")
for file in bin/guile bin/shepherd; do
  [ -e "$profile/$file" ] || [ -L "$profile/$file" ] || fail "the profile has no $file"
done
[ ! -L "$profile/sbin/shutdown" ] || fail "Shepherd's shutdown is in the profile"

build "$work/pid1.scm"
checks "$work/pid1.scm"
says init_mode shepherd-pid1
present "$physical/boot/fruix-pid1"
has boot/loader.conf 'init_exec="/run/current-system/boot/fruix-pid1"'
has etc/rc.conf 'fruix_shepherd_enable="NO"' 'sshd_enable="YES"'
has shepherd/init.scm "   '(rc networking)" '   #:start rc-start' '   #:start (rc-script-start "sshd")' \
  "   #:requirement '(networking sshd other)" "  '(rc terminals fruix-ready sshd syslogd cron own))"
lacks shepherd/init.scm '   #:start (rc-script-start "fruix-shepherd")'
if command -v guile >/dev/null; then
  expect 0 guile --no-auto-compile -c '
    (call-with-input-file (cadr (command-line))
      (lambda (port) (let loop () (unless (eof-object? (read port)) (loop)))))' "$physical/shepherd/init.scm"
fi
unset GUILE_BIN SHEPHERD_PREFIX

if [ -n "${FRUIX_TEST_FREEBSD_ROOT:-}" ]; then
  cat >"$work/host.scm" <<END
(use-modules (fruix system freebsd) (fruix packages freebsd))
(operating-system
  (host-name "staged")
  (freebsd-base (freebsd-base (name "host") (version-label "13.2-RELEASE")))
  (kernel freebsd-kernel)
  (bootloader freebsd-bootloader)
  (base-packages %freebsd-host-staged-system-packages))
END
  build --freebsd-root "$FRUIX_TEST_FREEBSD_ROOT" "$work/host.scm"
  checks "$work/host.scm"
  record host_staged="$closure" \
    "$(grep '^host_base_store_count=' "$work/result")"
  says host_base_store_count 8
  says base_package_store_count 6
  matches host_freebsd_version '[0-9]+\.[0-9]+-.*' "$(value host_freebsd_version "$work/result")"
  tells host-base-provenance.scm "$(value host_freebsd_version "$work/result")"
  tells host-base-provenance.scm freebsd-version
  tells store-layout.scm "$(value host_base_stores "$work/result" | sed 's/,.*//')"
fi

if [ -n "${FRUIX_TEST_FREEBSD_DIST:-}" ]; then
  ln -s "$FRUIX_TEST_FREEBSD_DIST"/*.txz "$work"
  awk -v base="$(sha256 "$work/base.txz")" -v kernel="$(sha256 "$work/kernel.txz")" '
    /\(sha256 "0+"\)/ { sub(/0000+/, ++n == 1 ? base : kernel) } { print }
  ' "$home/examples/distribution/system.scm" >"$work/dist.scm"
  build "$work/dist.scm"
  checks "$work/dist.scm"
  record distribution="$closure"
  says host_base_store_count 0
  tells freebsd-source.scm '(kind distribution)' "$(sha256 "$work/base.txz")"
  tells store-layout.scm distribution-base-stores
fi

expect 0 "$fruix" store verify
pass
