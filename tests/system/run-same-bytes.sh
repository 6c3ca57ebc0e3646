#!/bin/sh
# The same declaration gives the same closure path, the same content hash and the same disk image, wherever,
# whoever, whenever; another declaration another path.
. "${0%/*}/lib.sh"

declaration=$work/declaration
mkdir "$declaration"
sed 's/%base-services/(simple-service (quote local) etc-service-type\
                               (list (list "local.conf" (local-file "local.conf"))))\
                             %base-services/; s/(services (cons /(services (cons* /' \
  "$home/examples/quickstart/system.scm" >"$declaration/system.scm"
echo 'a = 1' >"$declaration/local.conf"

# build FILE: closure= and hash= of what is built, image= the hash of a disk image of it.
build() {
  expect 0 "$fruix" --quiet system image "$1" --root-size 32m --swap-size 1m
  closure=$(value closure_path "$work/stdout")
  hash=$(value content_hash "$work/stdout")
  image=$(sha256 "$(value disk_image_physical_path "$work/stdout")")
}

# same CONDITION FILE: building FILE comes to what the first build came to.
same() {
  build "$2"
  equal "the closure $1" "$first" "$closure"
  equal "the content hash $1" "$first_hash" "$hash"
  equal "the disk image $1" "$first_image" "$image"
  echo "same $1"
}

# other CONDITION: building the declaration comes to something new.
other() {
  build "$declaration/system.scm"
  case " $seen " in
    *" $closure "*) fail "the closure is the same with $1" ;;
  esac
  seen="$seen $closure"
  echo "another path with $1"
}

build "$declaration/system.scm"
first=$closure
first_hash=$hash
first_image=$image
seen=$closure
record closure_path="$first" content_hash="$first_hash" disk_image_sha256="$first_image"

same 'the second time' "$declaration/system.scm"

# From nothing each time: elsewhere, under another root, with other settings.
FRUIX_ROOT=$work/second
(cd "$declaration" && same 'from its own directory' system.scm)
FRUIX_ROOT="$work/a third/root"
cp -R "$declaration" "$work/moved"
same 'from a copy elsewhere, under another root' "$work/moved/system.scm"

FRUIX_ROOT=$work/settings
(
  umask 077
  LC_ALL=tr_TR.UTF-8
  LANG=$LC_ALL
  TZ=Asia/Kathmandu
  export LC_ALL LANG TZ
  same 'with another locale, time zone and umask' "$declaration/system.scm"
)
FRUIX_ROOT=$work/one-job
expect 0 "$fruix" --quiet --jobs 1 system build "$declaration/system.scm"
equal 'the content hash with one job' "$first_hash" "$(value content_hash "$work/stdout")"

# Another user, who shares nothing with us.
if [ "$(id -u)" -eq 0 ] && command -v setpriv >/dev/null; then
  (
    other_user "$work/theirs"
    cp -R "$declaration" "$work/theirs/declaration"
    same 'as another user' "$work/theirs/declaration/system.scm"
    owner=$(ls -nd "$work/theirs/root$first" | awk '{ print $3 }')
    equal "the owner of the other user's closure" 65534 "$owner"
  )
else
  echo 'not root: no other user was asked'
fi

# Each other JDK there is.
for java in ${FRUIX_TEST_JAVA:-} /usr/lib/jvm/*/bin/java /usr/local/openjdk*/bin/java; do
  [ -x "$java" ] && [ ! -L "${java%/bin/java}" ] || continue
  version=$("$java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p')
  [ "${version:-0}" -ge 17 ] || continue
  FRUIX_ROOT=$work/java-$version
  FRUIX_JAVA=$java
  export FRUIX_JAVA
  same "on Java $version" "$declaration/system.scm"
  record java="$version"
  unset FRUIX_JAVA
done

# One change at a time, each another path.
FRUIX_ROOT=$work/root
cp "$declaration/system.scm" "$work/system.scm"
sed 's/"sample-1"/"sample-2"/' "$work/system.scm" >"$declaration/system.scm"
other 'another version label'
cp "$work/system.scm" "$declaration/system.scm"
echo 'a = 2' >"$declaration/local.conf"
other 'another byte in a file'
echo 'a = 1' >"$declaration/local.conf"
echo ';' >>"$declaration/system.scm"
other 'a comment more, since the closure holds its declaration'

# And back: the first closure again, with the others still there.
cp "$work/system.scm" "$declaration/system.scm"
same 'after going back' "$declaration/system.scm"
for path in $seen; do
  present "$FRUIX_ROOT$path/activate"
  expect 0 "$fruix" store path-info "$path"
done
expect 0 "$fruix" store verify
pass
