#!/bin/sh
# enter.sh ROOT SOURCE OBJECTS COMMAND...: runs COMMAND where the directory SOURCE is /usr/src, read-only, and
# the directory OBJECTS is /usr/obj, in a mount namespace of its own. All else is where it was, except that
# nothing above /usr/src belongs to a version control system. ROOT is an empty directory.
set -eu

PATH=$PATH:/usr/sbin:/sbin # chroot, where ordinary users do not look
root=$1 source=$2 objects=$3
shift 3

# offer FROM INTO: the names of the directory FROM in the directory INTO; those that start with a dot, and
# what INTO has already, are passed over.
offer() {
  for entry in "$1"/*; do
    at=$2/${entry##*/}
    if [ -e "$at" ] || [ -L "$at" ]; then
      continue
    elif [ -L "$entry" ]; then
      ln -s "$(readlink "$entry")" "$at"
    elif [ -d "$entry" ]; then
      mkdir "$at"
      mount --rbind "$entry" "$at"
    elif [ -f "$entry" ]; then
      : >"$at"
      mount --bind "$entry" "$at"
    fi
  done
}

# read_only DIRECTORY: a namespace may not lift what the outside has locked, so it asks for that too.
read_only() {
  for options in ro ro,nosuid,nodev ro,nosuid,nodev,relatime ro,nosuid,nodev,noexec ro,nodev ro,nosuid; do
    if mount -o "remount,bind,$options" "$1" 2>/dev/null; then
      return
    fi
  done
  echo "cannot make $1 read-only" >&2
  exit 1
}

mount -t tmpfs -o mode=755 fruix "$root"
mkdir "$root/usr" "$root/usr/src" "$root/usr/obj"
mount --bind "$source" "$root/usr/src"
read_only "$root/usr/src"
mount --bind "$objects" "$root/usr/obj"
# bmake's self-test, a part of its bootstrap, writes where it lies.
tests=contrib/bmake/unit-tests
if [ -d "$source/$tests" ]; then
  cp -R "$source/$tests" "$root/usr/obj/fruix/"
  chmod -R u+w "$root/usr/obj/fruix/unit-tests"
  mount --bind "$root/usr/obj/fruix/unit-tests" "$root/usr/src/$tests"
fi
offer /usr "$root/usr"
offer '' "$root"
exec chroot "$root" "$@"
