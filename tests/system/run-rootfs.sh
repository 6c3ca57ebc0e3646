#!/bin/sh
# The root tree of the quickstart: its links, the regular files of /etc, the password databases, and what
# mtree(8) says of it; what is in the way is refused, and a killed run is taken up again.
. "${0%/*}/lib.sh"
judge mtree

declaration=$home/examples/quickstart/system.scm
rootfs=$work/rootfs
expect 0 "$fruix" system rootfs "$declaration" "$rootfs"
closure=$(value closure_path "$work/stdout")
equal rootfs "$rootfs" "$(value rootfs "$work/stdout")"
record closure_path="$closure"

# leads LINK TARGET
leads() {
  equal "the link $1" "$2" "$(readlink "$rootfs/$1")"
}
leads run/current-system "$closure"
leads bin /run/current-system/profile/bin
leads sbin /run/current-system/profile/sbin
leads lib /run/current-system/profile/lib
leads frx/var/fruix/gcroots/current-system "$closure"
present "$rootfs$closure/activate" "$rootfs/frx/var/fruix/items/$(basename "$closure")"

# What the machine itself writes to is no link into the store.
for file in login.conf master.passwd passwd group pwd.db spwd.db; do
  [ -f "$rootfs/etc/$file" ] && [ ! -L "$rootfs/etc/$file" ] || fail "/etc/$file is no regular file"
done
grep -q '^alice:' "$rootfs/etc/passwd" || fail 'alice is not in /etc/passwd'
grep -q '^wheel:.*alice' "$rootfs/etc/group" || fail 'alice is not in the group wheel'
# Berkeley DB's hash method: magic number 0x061561, version 2, big-endian.
for file in pwd.db spwd.db; do
  equal "the magic number of $file" 00061561 \
    "$(od -An -tx1 -N4 "$rootfs/etc/$file" | tr -d ' \n')"
done

# described DIRECTORY: what mtree(8) sees of it.
described() {
  (cd "$1" && mtree -c -k type,mode,uid,gid,nlink,link,size,sha256,time) | grep -v '^#'
}
described "$rootfs" >"$work/first.mtree"
sed -n 's/.* time=\([0-9.]*\).*/\1/p' "$work/first.mtree" | sort -u >"$work/times"
matches 'the time of every file' '1(\.0+)?' "$(cat "$work/times")"

# Nothing in it leads out: every link into the store has its target below the root.
find "$rootfs" -type l >"$work/links"
while read -r link; do
  target=$(readlink "$link")
  case $target in
    /frx/store/*) present "$rootfs$target" ;;
  esac
done <"$work/links"

# Again, elsewhere: the same tree, to the byte.
expect 0 "$fruix" system rootfs "$declaration" "$work/again"
described "$work/again" >"$work/again.mtree"
cmp "$work/first.mtree" "$work/again.mtree" || fail 'another tree'

# A directory that holds something is left as it is.
mkdir "$work/occupied"
echo mine >"$work/occupied/file"
expect 1 "$fruix" system rootfs "$declaration" "$work/occupied"
grep -q 'occupied' "$work/stderr" || fail "$(cat "$work/stderr")"
equal 'what is in the way' 'file mine' "$(ls "$work/occupied") $(cat "$work/occupied/file")"
expect 1 "$fruix" system rootfs "$declaration" "$rootfs"

# Killed in the middle of writing, the tree says so, and the next run makes it anew.
while :; do
  rm_tree "$work/killed"
  start_fruix --quiet system rootfs "$declaration" "$work/killed"
  until [ -e "$work/killed/.fruix-incomplete" ] || ! kill -0 "$started" 2>/dev/null; do :; done
  kill -9 "$started" 2>/dev/null || true
  wait "$started" 2>/dev/null || true
  [ ! -e "$work/killed/.fruix-incomplete" ] || break
  tries=$((${tries:-0} + 1))
  [ "$tries" -lt 20 ] || fail 'no run could be killed while it wrote'
done
expect 0 "$fruix" system rootfs "$declaration" "$work/killed"
[ ! -e "$work/killed/.fruix-incomplete" ] || fail 'the tree still says that it is not whole'
described "$work/killed" >"$work/killed.mtree"
cmp "$work/first.mtree" "$work/killed.mtree" || fail 'another tree after a killed run'

# An ordinary user cannot have all that; rootfs.mtree keeps it for him.
theirs=$work/theirs
if [ "$(id -u)" -eq 0 ]; then
  other_user "$theirs"
else
  mkdir "$theirs"
fi
expect 0 "$fruix" system rootfs "$declaration" "$theirs/rootfs"
specification=$theirs/rootfs/rootfs.mtree
present "$specification"

# line PATH PATTERN…: the line of PATH there, which has every PATTERN.
line() {
  said=$(grep "^\./$1 " "$specification") || fail "rootfs.mtree has no line for $1"
  shift
  for pattern in "$@"; do
    case " $said " in
      *" $pattern "*) ;;
      *) fail "rootfs.mtree has not <$pattern>: $said" ;;
    esac
  done
  said=
}
line etc/master.passwd type=file uid=0 gid=0 mode=0600
line etc/spwd.db type=file uid=0 gid=0 mode=0600
line etc/pwd.db type=file uid=0 gid=0 mode=0644
line tmp type=dir uid=0 gid=0 mode=01777
line run/current-system type=link "link=$closure"
mtree_agrees "$theirs/rootfs" "$specification"

# It judges: a byte more is found.
chmod u+w "$theirs/rootfs/etc/group"
echo x >>"$theirs/rootfs/etc/group"
(mtree_agrees "$theirs/rootfs" "$specification") >"$work/judged" && fail 'mtree finds no fault'
grep -q etc/group "$work/judged" || fail "$(cat "$work/judged")"
pass
