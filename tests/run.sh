#!/bin/sh
# Runs every test: `mvn verify` (format, static checks, unit, language, golden and architecture
# tests), then tests/system/run-*.sh. The last line counts them; exit status 0 when none failed.
# Needs JDK 17 or later and Maven; everything else that is missing skips what it would have judged.
#
# FRUIX_JUDGES=required   a missing judge is a failure, not a skip
#
# What widens them, where it is at hand: a real FreeBSD (tests/system/freebsd.sh), its fsck_ffs
# (tests/system/image.sh), a Linux kernel (tests/judges/linux-files.sh; .ci/run fetches Debian's).
set -u
home=$(CDPATH='' cd "${0%/*}/.." && pwd -P) || exit 1
cd "$home" || exit 1
reports=target/surefire-reports
logs=target/system
passed=0
failed=0
skipped=0

finish() {
  echo "$passed passed, $failed failed, $skipped skipped"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
  exit
}

need() {
  command -v "$1" >/dev/null && return
  echo "tests/run.sh: there is no $1; install $2" >&2
  failed=1
  finish
}

need java 'JDK 17 or later'
need "${FRUIX_MVN:-mvn}" 'Maven 3.6.3 or later'

# What surefire reports: "tests failures+errors skipped".
count_unit_tests() {
  find "$reports" -name 'TEST-*.xml' -exec sed -n 's/^<testsuite \(.*\)>$/\1/p' {} + 2>/dev/null |
    awk '
      function attribute(name) {
        return match($0, " " name "=\"[0-9]+\"") \
          ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : 0
      }
      { n += attribute("tests"); f += attribute("failures") + attribute("errors")
        s += attribute("skipped") }
      END { print n + 0, f + 0, s + 0 }'
}

echo '== mvn verify'
rm -rf "$reports"
"${FRUIX_MVN:-mvn}" -B -q -Dstyle.color=never verify </dev/null
maven=$?
# shellcheck disable=SC2046 # three words
set -- $(count_unit_tests)
failed=$2
skipped=$3
passed=$(($1 - $2 - $3))
if [ "$maven" -ne 0 ]; then
  if [ "$failed" -eq 0 ]; then
    echo 'FAIL mvn verify: not a test; its words are above'
    failed=1
  fi
  finish
fi
echo "PASS mvn verify: $passed tests"
# Why tests were skipped: an attribute, or the words of an exception.
[ "$skipped" -eq 0 ] ||
  grep -rhE '<skipped' "$reports" |
  sed -E 's/.*message="([^"]*)".*/\1/; s/.*CDATA\[[^:]*: (Assumption failed: )?//; s/\]\]>.*//' |
    sort | uniq -c | sed -E 's/^ *([0-9]+) /SKIP \1: /'

mkdir -p "$logs"
for script in tests/system/run-*.sh; do
  [ -e "$script" ] || continue
  name=$(basename "$script" .sh)
  name=${name#run-}
  echo "== $name"
  sh "$script" >"$logs/$name.log" 2>&1 </dev/null
  case $? in
    0)
      passed=$((passed + 1))
      grep "^PASS " "$logs/$name.log" || echo "PASS $name"
      ;;
    77)
      skipped=$((skipped + 1))
      grep "^SKIP " "$logs/$name.log" || echo "SKIP $name"
      ;;
    *)
      failed=$((failed + 1))
      tail -n 40 "$logs/$name.log"
      echo "FAIL $name (log: $logs/$name.log)"
      ;;
  esac
done
finish
