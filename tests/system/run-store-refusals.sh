#!/bin/sh
# What a store cannot do anything about: a disk that is full, a store that cannot be written to, a file
# of another user's. It is said, the status is not 0, and the store is as it was.
. "${0%/*}/lib.sh"
"$fruix" --version >/dev/null # builds the jar if that is needed

# refused WORDS ARGUMENT…: fruix fails, saying WORDS once, in one error without a trace of Java's.
refused() {
  words=$1
  shift
  expect 1 "$fruix" --quiet "$@"
  equal "results of $*" '' "$(cat "$work/stdout")"
  matches "the words of $*" "error: $words" "$(cat "$work/stderr")"
  equal "errors of $*" 1 "$(grep -c '^error: ' "$work/stderr")"
  ! grep -qE '^\s+at |Exception' "$work/stderr" || fail "Java's words: $(cat "$work/stderr")"
}

# untouched ITEMS: the store has ITEMS and nothing else, and verifies.
untouched() {
  expect 0 "$fruix" --quiet store verify
  equal 'how many items there are' "$1" "$(value verified_count "$work/stdout")"
  # shellcheck disable=SC2012 # names without line breaks
  equal 'how many names the store has' "$1" "$(ls -A "$FRUIX_ROOT/frx/store" | wc -l | tr -d ' ')"
}

mkdir "$work/small" "$work/large"
echo small >"$work/small/file"
head -c 6000000 /dev/zero | tr '\0' x >"$work/large/file"
for n in 1 2 3 4 5 6 7 8 9; do echo "$n" >"$work/large/$n"; done
done_=

# A disk that is full: only root can have one at will.
disk=$work/disk
mkdir "$disk"
if [ "$(id -u)" -eq 0 ] && mount -t tmpfs -o size=4m tmpfs "$disk" 2>"$work/mount"; then
  trap 'umount "$disk" 2>/dev/null; clean_up' EXIT
  FRUIX_ROOT=$disk/root
  expect 0 "$fruix" --quiet store add "$work/small"
  small=$(value store_path "$work/stdout")
  refused 'cannot add .*: No space left on device.*' store add "$work/large"
  expect 0 "$fruix" --quiet gc
  present "$FRUIX_ROOT/frx/store" "$FRUIX_ROOT/frx/var/fruix/items"
  [ ! -e "$FRUIX_ROOT$small" ] || fail 'gc kept what nothing holds'
  untouched 0
  # There is room again, in the same store.
  mount -o remount,size=64m "$disk"
  expect 0 "$fruix" --quiet store add "$work/large"
  untouched 1
  mount -o remount,ro "$disk"
  refused 'cannot .*: Read-only file system' store add "$work/small"
  refused 'cannot .*: Read-only file system' gc
  mount -o remount,rw "$disk"
  untouched 1
  umount "$disk"
  trap clean_up EXIT
  done_="$done_ full-disk read-only-file-system"
else
  echo "skipped: a full disk (only root may mount one: $(cat "$work/mount" 2>/dev/null))"
fi

# As an ordinary user: root may read and write everything.
FRUIX_ROOT=$work/root
if [ "$(id -u)" -eq 0 ]; then
  other_user "$work/other"
  FRUIX_ROOT=$work/other/root
  chmod -R a+rX "$work/small" "$work/large"
fi
if [ "$(id -u)" -ne 0 ] || [ "$fruix" = "$work/other/fruix" ]; then
  expect 0 "$fruix" --quiet store add "$work/small"
  small=$(value store_path "$work/stdout")

  chmod 000 "$work/large/5"
  refused 'cannot add .*large/5: permission denied' store add "$work/large"
  untouched 1
  chmod 644 "$work/large/5"
  mkdir "$work/large/directory"
  chmod 000 "$work/large/directory"
  refused 'cannot add .*large/directory: permission denied' store add "$work/large"
  untouched 1
  rmdir "$work/large/directory"
  done_="$done_ unreadable-file unreadable-directory"

  chmod a-w "$FRUIX_ROOT/frx/store"
  refused 'cannot .*frx/store.*: permission denied' store add "$work/large"
  expect 0 "$fruix" --quiet store path-info "$small"
  expect 0 "$fruix" --quiet store verify
  chmod u+w "$FRUIX_ROOT/frx/store"
  untouched 1
  expect 0 "$fruix" --quiet store add "$work/large"
  untouched 2
  done_="$done_ read-only-store"
fi

# Root in the store of another, and another in root's: both can check it; nobody's files come among the other's.
if [ "$(id -u)" -eq 0 ] && [ "$fruix" = "$work/other/fruix" ]; then
  their_fruix=$fruix
  fruix=$home/bin/fruix
  echo more >"$work/large/more"
  refused 'the store below .* belongs to the user with the uid 65534' store add "$work/large"
  untouched 2
  expect 0 "$fruix" --quiet --root "$work/roots" store add "$work/large"
  expect 0 "$their_fruix" --quiet --root "$work/roots" store verify
  expect 1 "$their_fruix" --quiet --root "$work/roots" store add "$work/small"
  done_="$done_ stores-of-others"
fi
record shown="${done_# }"
echo "shown:$done_"
pass
