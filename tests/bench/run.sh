#!/bin/sh
# run.sh LINES [ROUNDS]: measures Fruix beside its peers, as one of the .tsv files here says, with
# nothing else running. $PERF holds the workloads (default: ./bench-data; made if they are not
# there, 3 GB), $T is where results go (default: /dev/shm/fruix-bench).
set -eu
BENCH=$(CDPATH='' cd "${0%/*}" && pwd -P)
FRUIX=$BENCH/../../bin/fruix
QUICKSTART=$BENCH/../../examples/quickstart/system.scm
PERF=${PERF:-$PWD/bench-data}
T=${T:-/dev/shm/fruix-bench}
export BENCH FRUIX QUICKSTART PERF T
"$BENCH/workloads.sh" >/dev/null
"$FRUIX" --version >/dev/null
exec "$BENCH/side-by-side.sh" "$@"
