#!/bin/sh
# empty.sh DIRECTORY…: removes them with the read-only items of a store in them.
for directory; do
  [ ! -e "$directory" ] || chmod -R u+w "$directory"
  rm -rf "$directory"
done
