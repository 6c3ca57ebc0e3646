#!/bin/sh
# bin/fruix: from a fresh clone, through links, with spaces, two at once, with a broken source.
. "${0%/*}/lib.sh"

clone="$work/a clone"
mkdir "$clone"
(cd "$home" && tar -cf - bin examples modules pom.xml src) | (cd "$clone" && tar -xf -)

# Two first runs at once: one builds, the other waits; both answer.
(cd / && "$clone/bin/fruix" --version >"$work/one" 2>"$work/one.err") &
first=$!
(cd / && "$clone/bin/fruix" --version >"$work/two" 2>"$work/two.err") &
second=$!
wait "$first" || fail "first: $(cat "$work/one.err")"
wait "$second" || fail "second: $(cat "$work/two.err")"
matches version 'version=[0-9.]+' "$(cat "$work/one")"
equal 'the second answer' "$(cat "$work/one")" "$(cat "$work/two")"
equal builds 1 "$(cat "$work/one.err" "$work/two.err" | grep -c 'building the jar')"

# Afterwards it is quiet, from anywhere, through relative and absolute links.
mkdir "$work/bin dir"
ln -s "../a clone/bin/fruix" "$work/bin dir/fx"
ln -s "$work/bin dir/fx" "$work/fx2"
for command in "$clone/bin/fruix" "$work/bin dir/fx" "$work/fx2"; do
  expect 0 env LC_ALL=C "$command" --version
  equal "standard error of $command" '' "$(cat "$work/stderr")"
done
(cd "$work/bin dir" && PATH=.:$PATH expect 0 fx --version)

# A name that is not ASCII arrives whole, whatever the locale.
expect 2 env LC_ALL=C "$work/fx2" 'bücher'
grep -q 'unknown command `bücher' "$work/stderr" || fail "$(cat "$work/stderr")"

# A changed source is built again; one that does not compile shows the compiler's words.
source_file=$(find "$clone/src" -name Main.java)
cp "$source_file" "$work/Main.java"
sleep 1
echo 'syntax error' >>"$source_file"
expect 1 "$work/fx2" --version
grep -q 'the sources changed' "$work/stderr" || fail 'no word about building'
grep -q 'Main.java' "$work/stderr" || fail "the compiler's words are missing"
cp "$work/Main.java" "$source_file"
expect 0 "$work/fx2" --version
grep -q 'the sources changed' "$work/stderr" || fail 'not built again'
expect 0 "$work/fx2" --version
equal 'standard error' '' "$(cat "$work/stderr")"

# A lock that a killed build left behind is no obstacle.
touch "$source_file"
ln -s pid.999999999 "$clone/target/.build-lock"
expect 0 "$work/fx2" --version

# A java that is too old, or none.
mkdir -p "$work/old/bin"
printf '#!/bin/sh\necho "openjdk version \\"11.0.2\\" 2019-01-15" >&2\n' >"$work/old/bin/java"
chmod +x "$work/old/bin/java"
expect 1 env JAVA_HOME="$work/old" "$work/fx2" --version
grep -q 'is Java 11; Fruix needs 17 or later' "$work/stderr" || fail "$(cat "$work/stderr")"
expect 1 env FRUIX_JAVA=/nowhere/java "$work/fx2" --version
grep -q 'no java at /nowhere/java' "$work/stderr" || fail "$(cat "$work/stderr")"
pass
