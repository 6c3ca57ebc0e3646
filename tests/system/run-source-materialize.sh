#!/bin/sh
# FreeBSD's source from a directory, a git repository and a src.txz: one tree, one hash, whoever's settings
# git has; and what is wrong with a source is said before anything is built where that can be known.
. "${0%/*}/lib.sh"
judge git
judge xz
export LC_ALL=C.UTF-8
cd "$work"

# A small tree. Its attributes ask git to change it on the way out.
mkdir -p src/sys/conf src/sys/amd64/conf src/tools/build src/bin
printf 'VERSION=1\r\n' >src/sys/conf/newvers.sh
printf 'all:\r\n' >src/Makefile
printf '# $Id$\n' >src/Makefile.inc1
echo 'ident GENERIC' >src/sys/amd64/conf/GENERIC
echo '#!/usr/bin/env python3' >src/tools/build/make.py
chmod 755 src/tools/build/make.py
ln -s GENERIC src/sys/amd64/conf/LINK
echo x >'src/bin/Főtanúsítvány'
printf '* text=auto eol=lf\nMakefile.inc1 ident\nbin export-ignore\n' >src/.gitattributes

# declare FIELDS: system.scm, whose base is built from a source with FIELDS.
declare_source() {
  cat >system.scm <<END
(use-modules (fruix system freebsd) (fruix packages sample))
(operating-system
  (host-name "source")
  (freebsd-base (freebsd-base (name "source") (version-label "1") $2
                              (source (freebsd-source $1))))
  (kernel sample-kernel) (bootloader sample-bootloader) (base-packages %sample-packages))
END
}

# materialize FIELDS: its results are in $work/stdout.
materialize() {
  declare_source "$1" "${2:-}"
  expect 0 "$fruix" source materialize system.scm
}

# refused STATUS FIELDS WORDS…: it ends with STATUS and says each of WORDS.
refused() {
  declare_source "$2" "${base:-}"
  expect "$1" "$fruix" source materialize system.scm
  shift 2
  for words in "$@"; do
    grep -qF -e "$words" "$work/stderr" || fail "not a word of <$words>: $(cat "$work/stderr")"
  done
}

# A directory: what would be done, and doing it; the item follows from the files alone.
declare_source "(kind 'local-tree) (path \"src\")" ''
expect 0 "$fruix" source materialize --dry-run system.scm
planned=$(value would_build stdout)
materialize "(kind 'local-tree) (path \"src\")"
item=$(value materialized_source_store stdout)
hash=$(value materialized_source_tree_hash stdout)
equal 'the plan' "$item" "$planned"
matches 'the item' '/frx/store/[0-9a-f]{40}-freebsd-source-default' "$item"
equal 'kind' local-tree "$(value materialized_source_kind stdout)"
equal 'newvers.sh' "$(sha256 src/sys/conf/newvers.sh)" "$(value usr_src_newvers_sha256 stdout)"
tree=$FRUIX_ROOT$(value materialized_source_tree stdout)
diff -r src "$tree" || fail 'the tree is another one'
[ -x "$tree/tools/build/make.py" ] || fail 'make.py cannot be executed'
record tree_hash="$hash"
info=$FRUIX_ROOT$(value materialized_source_info_file stdout)
grep -qF "(tree-hash \"$hash\")" "$info" || fail "no tree hash in $(cat "$info")"
! grep -qF "$work" "$info" || fail 'the item knows where the tree was'
cp -R src elsewhere
materialize "(kind 'local-tree) (path \"$work/elsewhere\")"
equal 'a copy' "$item" "$(value materialized_source_store stdout)"

# A repository, for a user who has git set up otherwise.
mkdir home
cat >home/.gitconfig <<'END'
[core]
	autocrlf = true
[url "file:///nowhere/"]
	insteadOf = file:///
END
commit_all() {
  [ -d src/.git ] || git -C src init --quiet -b main
  mkdir -p src/.git/info
  echo '* -text -ident' >src/.git/info/attributes
  git -C src add --all --force
  git -C src -c user.name=Tester -c user.email=tester@example.org commit --quiet -m 'A commit.'
}
commit_all
commit=$(git -C src rev-parse HEAD)
git -C src tag release/1.0
HOME=$work/home
export HOME
materialize "(kind 'git) (url \"file://$work/src\") (ref \"main\")"
equal 'the tree hash of the branch' "$hash" "$(value materialized_source_tree_hash stdout)"
equal 'the commit' "$commit" "$(value materialized_source_commit stdout)"
equal 'the revision' "$commit" "$(value usr_src_git_revision stdout)"
equal 'the branch' main "$(value usr_src_git_branch stdout)"
diff -r -x .git src "$FRUIX_ROOT$(value materialized_source_tree stdout)" || fail 'git changed the tree'
materialize "(kind 'git) (url \"$work/src\") (ref \"release/1.0\")"
equal 'the tree hash of the tag' "$hash" "$(value materialized_source_tree_hash stdout)"
# The data of git are no part of a directory.
materialize "(kind 'local-tree) (path \"src\")"
equal 'with .git' "$item" "$(value materialized_source_store stdout)"
# The branch moves on; the commit stays what it was, and needs no repository any more.
echo y >src/bin/new
commit_all
materialize "(kind 'git) (url \"file://$work/src\") (ref \"main\")"
[ "$(value materialized_source_commit stdout)" != "$commit" ] || fail 'the branch did not move'
[ "$(value materialized_source_tree_hash stdout)" != "$hash" ] || fail 'the tree did not change'
mv src moved
materialize "(kind 'git) (url \"file://$work/src\") (ref \"main\") (commit \"$commit\")"
equal 'the commit again' "$hash" "$(value materialized_source_tree_hash stdout)"
mv moved src
rm src/bin/new

# An archive as releases have it.
mkdir -p release/usr
cp -R elsewhere release/usr/src
tar -C release -cf - usr | xz -1 >src.txz
materialize "(kind 'src-txz) (path \"src.txz\") (sha256 \"$(sha256 src.txz)\")"
equal 'the tree hash of the archive' "$hash" "$(value materialized_source_tree_hash stdout)"
equal 'where it lay' usr/src "$(value materialized_source_root stdout)"
expect 0 "$fruix" store verify

# What is wrong with a directory.
mkdir empty
refused 3 "(kind 'local-tree) (path \"empty\")" "$work/empty is empty" 'system.scm:5:'
refused 3 "(kind 'local-tree) (path \"none\")" "there is no directory $work/none"
refused 3 "(kind 'local-tree) (path \"release\")" 'sys/conf/newvers.sh' "did you mean $work/release/usr/src?"
rm elsewhere/Makefile.inc1
refused 3 "(kind 'local-tree) (path \"elsewhere\")" 'lacks Makefile.inc1'
base='(kernconf "MINE")'
refused 3 "(kind 'local-tree) (path \"src\")" 'lacks sys/amd64/conf/MINE' 'system.scm:4:'
base=

# With a repository.
refused 3 "(kind 'git) (url \"file://$work/src\") (ref \"mian\")" 'no branch or tag `mian' 'did you mean `main'
refused 1 "(kind 'git) (url \"file://$work/none\") (ref \"main\")" "cannot ask the git repository file://$work/none"
unknown=0123456789012345678901234567890123456789
refused 4 "(kind 'git) (url \"file://$work/src\") (commit \"$unknown\")" "has no commit $unknown"
object=$(git -C src rev-parse HEAD:Makefile)
head=$(git -C src rev-parse HEAD)
cp -R src broken-src
rm -f "broken-src/.git/objects/$(echo "$object" | cut -c1-2)/$(echo "$object" | cut -c3-)"
refused 4 "(kind 'git) (url \"file://$work/broken-src\") (commit \"$head\")" "lacks parts of commit $head"

# With an archive.
wrong=0000000000000000000000000000000000000000000000000000000000000000
refused 4 "(kind 'src-txz) (path \"src.txz\") (sha256 \"$wrong\")" "$wrong" "$(sha256 src.txz)"
refused 3 "(kind 'src-txz) (path \"none.txz\") (sha256 \"$wrong\")" "no such file: $work/none.txz"
tar -C src -cf - tools | xz -1 >part.txz
refused 4 "(kind 'src-txz) (path \"part.txz\") (sha256 \"$(sha256 part.txz)\")" 'no sys/conf/newvers.sh'
expect 0 "$fruix" store verify

# A real tree, where there is one: how long the first look, an unchanged one and the copy take.
if [ -n "${FRUIX_TEST_FREEBSD_SRC:-}" ]; then
  declare_source "(kind 'local-tree) (path \"$FRUIX_TEST_FREEBSD_SRC\")" ''
  for look in first again; do
    start=$(date +%s)
    expect 0 "$fruix" source materialize --dry-run system.scm
    record "look_${look}_s=$(($(date +%s) - start))"
  done
  start=$(date +%s)
  expect 0 "$fruix" source materialize system.scm
  record "copy_s=$(($(date +%s) - start))"
  record "real_tree_hash=$(value materialized_source_tree_hash stdout)"
fi
pass
