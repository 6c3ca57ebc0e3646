#!/usr/bin/env bash
# side-by-side.sh LINES [ROUNDS]: runs the commands of LINES in turn, ROUNDS times over (default 5) after one unrecorded
# warm-up, so that a busy machine hits all of them alike, and prints the median wall seconds, CPU seconds and peak MiB of
# each, and the ratio of wall time to the first line of its group.
#
# LINES: one command a line, fields separated by tabs: group, name, preparation (not timed; `:` for none), command.
# Both run under `bash -c` in $PERF (made by workloads.sh). run.sh sets all of it up.
# Use a tmpfs for outputs ($T): on ext4, creating files soon after a large rm -rf is up to 100 times slower.
set -u
lines=$(realpath "$1"); rounds=${2:-5}
export PERF=${PERF:-$PWD/bench-data} T=${T:-/dev/shm/fruix-bench} LC_ALL=C TZ=UTC
mkdir -p "$T"; cd "$PERF" || exit 2
out=$(mktemp); trap 'rm -f "$out"' EXIT
for ((r = 0; r <= rounds; r++)); do
  while IFS=$'\t' read -r group name prep cmd; do
    [[ -z $group || $group == \#* ]] && continue
    bash -c "$prep" >/dev/null 2>&1
    m=$(mktemp)
    /usr/bin/time -q -o "$m" -f '%e %U %S %M %x' bash -c "$cmd" >/dev/null 2>"$m.err" </dev/null
    read -r wall user sys rss code < <(tail -n 1 "$m")
    [[ $code == 0 ]] || echo "$group/$name: exit $code: $(tail -n 1 "$m.err" | cut -c1-120)" >&2
    ((r > 0)) && printf '%s\t%s\t%s\t%s\t%s\n' "$group" "$name" "$wall" "$(echo "$user + $sys" | bc)" "$rss" >>"$out"
    rm -f "$m" "$m.err"
  done <"$lines"
done
python3 - "$out" <<'PY'
import statistics, sys
rows, order = {}, []
for line in open(sys.argv[1]):
    group, name, wall, cpu, rss = line.rstrip('\n').split('\t')
    if (group, name) not in rows: order.append((group, name))
    rows.setdefault((group, name), []).append((float(wall), float(cpu), int(rss)))
first = {}
print(f"{'group':8} {'command':34} {'wall s':>8} {'cpu s':>8} {'peak MiB':>9} {'ratio':>6}")
for key in order:
    w, c, m = (statistics.median(x) for x in zip(*rows[key]))
    base = first.setdefault(key[0], w)
    print(f"{key[0]:8} {key[1]:34} {w:8.3f} {c:8.3f} {m / 1024:9.0f} {w / base:6.2f}")
PY
