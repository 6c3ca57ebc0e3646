#!/bin/sh
# image.sh ufs|iso DIRECTORY IMAGE: writes an image of a directory with Fruix's writers, as bin/fruix would have
# Java run. `image.sh compile' has to come first, once; it is no part of what is measured.
set -eu
here=$(CDPATH='' cd "${0%/*}" && pwd -P)
home=$here/../..
classes=${T:-/dev/shm/fruix-bench}/classes
libraries=$home/target/fruix.jar:$home/target/lib/*
if [ "$1" = compile ]; then
  rm -rf "$classes"
  exec javac -d "$classes" -cp "$libraries" "$here/FromDirectory.java"
fi
rm -f "$3"
exec java -XX:+UseSerialGC -Xmx224m -Xlog:disable -XX:+UnlockDiagnosticVMOptions -XX:-DisplayVMOutput \
  -XX:-C1UpdateMethodData "-XX:CompilerDirectivesFile=$home/bin/hash.directives" -cp "$libraries:$classes" FromDirectory "$@"
