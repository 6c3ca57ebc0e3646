# What every system test starts with: `. "${0%/*}/lib.sh"`. POSIX sh.
#
# Sets: name (run-NAME.sh), home (the source tree), fruix (the command), work (a directory that
# goes away again), metadata (a file of key=value lines that stays).
set -eu

name=${0##*/run-}
name=${name%.sh}
home=$(CDPATH='' cd "${0%/*}/../.." && pwd -P)
fruix=$home/bin/fruix
mkdir -p "$home/target/system"
metadata=$home/target/system/$name.metadata
: >"$metadata"
work=$(mktemp -d "${TMPDIR:-/tmp}/fruix-$name.XXXXXX")

# A test sees no store and no settings but its own.
unset FRUIX_ROOT FRUIX_JAVA_OPTS GUILE_BIN GUILE_EXTRA_PREFIX SHEPHERD_PREFIX
export FRUIX_ROOT="$work/root"

clean_up() {
  status=$?
  trap - EXIT
  case $status in
    0 | 77 | 130 | 143) ;;
    *) [ -n "${said:-}" ] || echo "FAIL $name: a command ended with status $status" ;;
  esac
  if [ -n "${FRUIX_TEST_KEEP:-}" ]; then
    echo "kept $work"
  else
    # Items are read-only; only directories need to be writable to be emptied.
    find "$work" -type d ! -perm -u+w -exec chmod u+w {} +
    rm -rf "$work"
  fi
  exit "$status"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# fail WHAT…: ends the test.
fail() {
  said=yes
  echo "FAIL $name: $*"
  exit 1
}

# skip REASON…: ends the test, which is then neither passed nor failed.
skip() {
  echo "SKIP $name: $*"
  exit 77
}

# pass: what a test ends with.
pass() {
  record result=pass
  echo "metadata=$metadata"
  echo "PASS $name"
}

# record KEY=VALUE…: keeps a line that the test's reader may want.
record() {
  printf '%s\n' "$@" >>"$metadata"
}

# judge PROGRAM: skips the test when PROGRAM is missing, fails it when judges are required.
judge() {
  command -v "$1" >/dev/null && return
  [ "${FRUIX_JUDGES:-}" != required ] || fail "there is no $1, and judges are required"
  skip "there is no $1 to judge by"
}

# value KEY FILE: the value of the only line KEY=VALUE in FILE.
value() {
  [ "$(grep -c "^$1=" "$2")" = 1 ] || fail "not one line of $1 in $2"
  sed -n "s/^$1=//p" "$2"
}

# equal WHAT EXPECTED ACTUAL
equal() {
  [ "$2" = "$3" ] || fail "$1: expected <$2>, got <$3>"
}

# present FILE…
present() {
  for file in "$@"; do
    [ -e "$file" ] || [ -L "$file" ] || fail "missing: $file"
  done
}

# matches WHAT PATTERN TEXT: PATTERN is an extended regular expression for a whole line.
matches() {
  printf '%s\n' "$3" | grep -qxE "$2" || fail "$1: expected a line like <$2>, got <$3>"
}

# expect STATUS COMMAND…: runs COMMAND, its streams in $work/stdout and $work/stderr.
expect() {
  wanted=$1
  shift
  status=0
  "$@" >"$work/stdout" 2>"$work/stderr" || status=$?
  if [ "$status" -ne "$wanted" ]; then
    cat "$work/stdout" "$work/stderr"
    fail "exit status $status, expected $wanted: $*"
  fi
}

# sha256 FILE: its SHA-256, in hex.
sha256() {
  if command -v sha256sum >/dev/null; then
    sha256sum <"$1" | sed 's/ .*//'
  else
    sha256 -q "$1"
  fi
}

# mtree_agrees DIRECTORY SPECIFICATION: mtree(8) finds nothing in DIRECTORY that differs; an ordinary user,
# or one on another system, has neither the owners and modes nor the flags.
mtree_agrees() {
  sed -E 's/ (uid|gid|mode|flags|nlink)=[^ ]*//g' "$2" >"$work/plain.mtree"
  (cd "$1" && mtree -f "$work/plain.mtree") >"$work/mtree" 2>&1 ||
    fail "mtree of $1: $(head -n 20 "$work/mtree")"
}

# rm_tree PATH…: removes trees with read-only directories.
rm_tree() {
  for tree in "$@"; do
    [ ! -d "$tree" ] || find "$tree" -type d ! -perm -u+w -exec chmod u+w {} +
    rm -rf "$tree"
  done
}

# start_fruix ARGUMENT…: starts it in the background, as process $started; its streams go to
# $streams.out and $streams.err.
streams=$work/started
start_fruix() {
  "$fruix" "$@" >"$streams.out" 2>"$streams.err" </dev/null &
  started=$!
}

# other_user DIRECTORY: from here on $fruix is a copy of Fruix that user 65534 runs, with all that is his,
# his store too, in DIRECTORY. Only for root.
other_user() {
  judge setpriv
  mkdir -p "$1/tree/target" "$1/home"
  for part in bin examples modules pom.xml src target/fruix.jar target/lib; do
    cp -R "$home/$part" "$1/tree/$part"
  done
  touch "$1/tree/target/fruix.jar"
  cat >"$1/fruix" <<END
#!/bin/sh
exec setpriv --reuid 65534 --regid 65534 --clear-groups \\
  env -u XDG_DATA_HOME HOME="$1/home" FRUIX_ROOT="$1/root" "$1/tree/bin/fruix" "\$@"
END
  chmod 755 "$1/fruix"
  chown -R 65534:65534 "$1"
  chmod a+x "$work"
  fruix=$1/fruix
}
