#!/bin/sh
# Every item is what its manifest says, in the eyes of mtree(8) and of Fruix; what is damaged is found,
# named, and made again where that is possible.
. "${0%/*}/lib.sh"
judge mtree

declaration=$home/examples/quickstart/system.scm
expect 0 "$fruix" --quiet system build "$declaration"
closure=$(value closure_path "$work/stdout")
runtime=$(value base_package_stores "$work/stdout")
mkdir "$work/added"
echo precious >"$work/added/file"
expect 0 "$fruix" store add "$work/added"
added=$(value store_path "$work/stdout")

manifest() {
  printf '%s' "$FRUIX_ROOT/frx/var/fruix/manifests/${1##*/}.mtree"
}

# Every item against its manifest. mtree compares directories only, so files that are items are hashed.
items=0
for item in "$FRUIX_ROOT"/frx/store/*; do
  items=$((items + 1))
  if [ -d "$item" ]; then
    mtree_agrees "$item" "$(manifest "$item")"
  else
    digest=$(sed -n 's/.* sha256digest=\([0-9a-f]*\).*/\1/p' "$(manifest "$item")")
    equal "the digest of $item" "$digest" "$(sha256 "$item")"
  fi
done
record items="$items"
[ "$items" -ge 8 ] || fail "only $items items"
expect 0 "$fruix" store verify
equal 'how many items were verified' "$items" "$(value verified_count "$work/stdout")"

# flip FILE: changes one bit in the middle, and neither size nor time.
flip() {
  touch -r "$1" "$work/stamp"
  chmod u+w "$1"
  middle=$(($(wc -c <"$1") / 2))
  byte=$(od -An -tu1 -j "$middle" -N1 "$1" | tr -d ' ')
  printf "\\$(printf %o $((byte ^ 1)))" |
    dd of="$1" bs=1 seek="$middle" conv=notrunc 2>/dev/null
  chmod u-w "$1"
  touch -r "$work/stamp" "$1"
}

# damaged ITEM WORDS: verify fails, names ITEM alone as damaged and says WORDS of it.
damaged() {
  expect 1 "$fruix" store verify
  equal 'the damaged item' "$1" "$(value damaged "$work/stdout")"
  grep -qF -e "$2" "$work/stderr" || fail "not a word of <$2>: $(cat "$work/stderr")"
}

# mended ITEM: repair makes ITEM what it was.
mended() {
  expect 0 "$fruix" store repair
  equal 'the repaired item' "$1" "$(value repaired "$work/stdout")"
  expect 0 "$fruix" store verify
  mtree_agrees "$FRUIX_ROOT$1" "$(manifest "$1")"
}

# One bit, in an item that was built: found by both, and mended.
victim=$(find "$FRUIX_ROOT$runtime" -type f -size +0 | sort | sed 1q)
flip "$victim"
(mtree_agrees "$FRUIX_ROOT$runtime" "$(manifest "$runtime")") >"$work/judged" &&
  fail 'mtree finds no fault with a flipped bit'
damaged "$runtime" "${victim#"$FRUIX_ROOT$runtime/"}"
mended "$runtime"

# A file more, a file less, a link that leads elsewhere, a whole item gone.
chmod u+w "$FRUIX_ROOT$closure" "$FRUIX_ROOT$closure/metadata"
echo x >"$FRUIX_ROOT$closure/more"
damaged "$closure" more
mended "$closure"
chmod u+w "$FRUIX_ROOT$closure/metadata"
rm -f "$FRUIX_ROOT$closure/metadata/system.scm"
damaged "$closure" metadata/system.scm
mended "$closure"
chmod u+w "$FRUIX_ROOT$closure"
ln -sfn /elsewhere "$FRUIX_ROOT$closure/profile"
damaged "$closure" profile
mended "$closure"
rm_tree "$FRUIX_ROOT$runtime"
damaged "$runtime" "$runtime"
mended "$runtime"

# How a part is built, which only the declaration says.
derivation=$(cd "$FRUIX_ROOT" && ls -d frx/store/*-fruix-profile.drv)
flip "$FRUIX_ROOT/$derivation"
damaged "/$derivation" .
expect 1 "$fruix" store repair
grep -qF -e --declaration "$work/stderr" || fail "no way out is told: $(cat "$work/stderr")"
expect 0 "$fruix" store repair --declaration "$declaration"
equal 'the repaired derivation' "/$derivation" "$(value repaired "$work/stdout")"
expect 0 "$fruix" store verify

# What was added by hand cannot be made again: it is said, and stays reported.
flip "$FRUIX_ROOT$added/file"
damaged "$added" file
expect 1 "$fruix" store repair
equal 'what could not be repaired' "$added" "$(value damaged "$work/stdout")"
grep -qF "$added" "$work/stderr" || fail "$(cat "$work/stderr")"
damaged "$added" file
pass
