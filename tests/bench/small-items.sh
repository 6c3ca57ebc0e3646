#!/bin/sh
# small-items.sh ROOT: a new store below ROOT with 10,000 items, every other one a root. It is made
# once and copied.
set -eu
here=${0%/*}
if [ ! -d "$1.made" ]; then
  java -cp "$here/../../target/fruix.jar:$here/../../target/lib/*" "$here/SmallItems.java" "$1.new"
  mv "$1.new" "$1.made"
fi
"$here/empty.sh" "$1"
cp -a "$1.made" "$1"
