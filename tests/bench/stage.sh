#!/bin/sh
# stage.sh import DIRECTORY ROOT [SOURCE]: brings an install tree with its METALOG into a store below ROOT, as a native
# build does and as bin/fruix would have Java run; before it the directory SOURCE, as in a build from nothing. Tells how
# long the install tree took, without the start of Java. `stage.sh compile' has to come first, once.
# stage.sh of-item ITEM MANIFEST DIRECTORY: makes such a tree of an item of a store, as of a world that was built.
# stage.sh of-tree TREE DIRECTORY: makes one of any directory.
set -eu
here=$(CDPATH='' cd "${0%/*}" && pwd -P)
home=${here%/tests/bench}
classes=${T:-/dev/shm/fruix-bench}/stage-classes
libraries=$home/target/fruix.jar:$home/target/lib/*
case $1 in
compile)
  rm -rf "$classes"
  javac -d "$classes" -cp "$libraries" "$here/ImportStage.java"
  # The archive of classes that the launcher has made for this JVM and this jar.
  version=$(java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.version = //p')
  echo "$home"/target/cds/*"_$version" >"$classes/archive" ;;
import)
  read -r archive <"$classes/archive"
  exec java -XX:+UseSerialGC -Xmx224m -Xmn24m -Xlog:disable -XX:+UnlockDiagnosticVMOptions -XX:-DisplayVMOutput \
    -XX:-C1UpdateMethodData "-XX:CompilerDirectivesFile=$home/bin/hash.directives" "-XX:SharedArchiveFile=$archive" \
    -XX:ArchiveRelocationMode=0 -cp "$home/target/fruix.jar:$classes" fruix.nativebuild.ImportStage "$2" "$3" \
    ${4:+"$4"} ;;
of-item)
  [ ! -d "$4" ] || exit 0
  cp -a "$2" "$4"
  find "$4" -type d -exec chmod u+w {} +
  sed -E 's/ (size|sha256digest|nlink|tags)=[^ ]*//g' "$3" >"$4/METALOG" ;;
of-tree)
  [ ! -d "$3" ] || exit 0
  cp -a "$2" "$3"
  (cd "$2" && find . -type d -printf '%p type=dir uname=root gname=wheel mode=0%m\n' \
    -o -type f -printf '%p type=file uname=root gname=wheel mode=0%m size=%s\n' \
    -o -type l -printf '%p type=link uname=root gname=wheel mode=0755 link=%l\n') >"$3/METALOG" ;;
esac
