#!/bin/sh
# Killed at random instants, a build and a collection leave a store that verifies, and the next run
# succeeds; many builds of one closure at once come to one result.
#
# FRUIX_TEST_KILLS=N   how many times to kill each before its end (default 25)
# FRUIX_TEST_SEED=N    for the same instants again, as far as the machine allows
. "${0%/*}/lib.sh"
kills=${FRUIX_TEST_KILLS:-25}
seed=${FRUIX_TEST_SEED:-$$}
record kills="$kills" seed="$seed"
"$fruix" --version >/dev/null # builds the jar if that is needed

# A closure of small items, of which a change of the label makes some new.
declaration=$work/system.scm
label() {
  sed "s/\"sample-1\"/\"label-$1\"/" "$home/examples/quickstart/system.scm" >"$declaration"
}

milliseconds() {
  case $(date +%N) in
    *[!0-9]*) echo "$(date +%s)000" ;;
    *) echo "$(($(date +%s%N) / 1000000))" ;;
  esac
}

# run ARGUMENT…: like expect 0, without the launcher.
run() {
  start_fruix --quiet "$@"
  wait "$started" || fail "after $count kills: fruix $*: $(cat "$work/started.err")"
}

# killed SPAN ARGUMENT…: kills it at a random instant of its whole time, every other time at one within SPAN
# milliseconds after it has begun to write. $late counts those that had already ended, $count all.
killed() {
  span=$1
  shift
  count=$((count + 1))
  start_fruix --quiet "$@"
  if [ $((count % 2)) -eq 0 ]; then
    until leftovers || ! kill -0 "$started" 2>/dev/null; do :; done
  else
    span=$whole
  fi
  sleep "$(awk -v seed="$seed" -v n="$count" -v span="$span" 'BEGIN {
    srand(seed * 1000 + n); rand(); printf "%.3f", span / 1000 * rand()
  }')"
  kill -9 "$started" 2>/dev/null || true
  if wait "$started" 2>/dev/null; then
    late=$((late + 1))
  fi
}

# more: whether there are to be more kills; so many that come after the end are a fault of this test.
more() {
  [ "$late" -le $((10 + 3 * kills)) ] || fail "of $count kills $late came after the end"
  [ $((count - late)) -lt "$kills" ]
}

# leftovers: whether something lies in the store that is no item.
leftovers() {
  for entry in "$FRUIX_ROOT"/frx/store/.[a-z]*; do
    [ ! -e "$entry" ] || return 0
  done
  return 1
}

# timed ARGUMENT…: $whole is how long it takes in milliseconds.
timed() {
  before=$(milliseconds)
  run "$@"
  whole=$(($(milliseconds) - before))
}

count=0
late=0
left=0
label first
run system build "$declaration"
first=$(value closure_path "$work/started.out")
label 0
timed system build "$declaration"
record build_milliseconds="$whole"

while more; do
  label "$((count + 1))"
  killed 100 system build "$declaration"
  ! leftovers || left=$((left + 1))
  run store verify
  # Sometimes the collector clears up; else the next builder goes on beside what was left.
  [ $((count % 5)) -ne 0 ] || run gc
  timed system build "$declaration"
done
echo "build: $kills kills before the end, $late after it, $left with leftovers"
record build_late="$late" build_leftovers="$left"
closure=$(value closure_path "$work/started.out")

# The collector, with something to collect each time; a root holds the last closure.
ln -s "$closure" "$FRUIX_ROOT/frx/var/fruix/gcroots/kept"
# fill N: makes a few items that nothing holds.
fill() {
  label "dead-$1"
  run system build "$declaration"
}
left=0
fill 0
timed gc
record gc_milliseconds="$whole"
count=0
late=0
while more; do
  fill "$((count + 1))"
  killed 30 gc
  run store verify
  present "$FRUIX_ROOT$closure/activate"
  ! leftovers || left=$((left + 1))
  timed gc
  ! leftovers || fail "leftovers after gc: $(ls -a "$FRUIX_ROOT/frx/store")"
done
echo "gc: $kills kills before the end, $late after it, $left with leftovers"
record gc_late="$late" gc_leftovers="$left"
run store verify
[ ! -e "$FRUIX_ROOT$first" ] || fail 'what nothing holds is still there'

# Two and eight at once, into an empty store.
label concurrent
for many in 2 8; do
  FRUIX_ROOT=$work/concurrent-$many
  pids=
  i=0
  while [ "$i" -lt "$many" ]; do
    i=$((i + 1))
    streams=$work/at-once.$i
    start_fruix --quiet system build "$declaration"
    pids="$pids $started"
  done
  for pid in $pids; do
    wait "$pid" || fail "of $many at once: $(cat "$work"/at-once.*.err)"
  done
  equal "results of $many at once" 1 "$(cat "$work"/at-once.*.out | grep '^closure_path=' | sort | uniq | wc -l | tr -d ' ')"
  equal "answers of $many at once" "$many" "$(cat "$work"/at-once.*.out | grep -c '^content_hash=')"
  cat "$work"/at-once.*.err >"$work/said"
  equal "what $many at once said" '' "$(cat "$work/said")"
  equal "logs of one item built by $many at once" 1 \
    "$(find "$FRUIX_ROOT/frx/var/fruix/log" -name '*-fruix-system-quickstart.log' | wc -l | tr -d ' ')"
  streams=$work/started
  run store verify
  rm -f "$work"/at-once.*
done
pass
