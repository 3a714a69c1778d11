#!/usr/bin/env bash
# One worker of one core against two:  bench/workers.sh INPUT [CHUNK] [RUNS]
# The whole job, by the clock of the command that waits for it, of a server and workers of this machine. Each run has a store of its own, so
# nothing is known from before.
set -uo pipefail

ROOT=$(dirname -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")")
INPUT=$(readlink -f -- "${1:?usage: bench/workers.sh INPUT [CHUNK] [RUNS]}") CHUNK=${2:-6s} RUNS=${3:-3}
"$ROOT/rushes" doctor >/dev/null || exit
RUSHES=(dotnet "$ROOT/artifacts/program/rushes.dll")
FOLDER=$(mktemp -d)
PIDS=()
stop() {
  ((${#PIDS[@]} == 0)) || kill "${PIDS[@]}" 2>/dev/null
  wait
  PIDS=()
}
trap 'stop; rm -rf "$FOLDER"' EXIT

# run WORKERS FOLDER: seconds.
run() {
  local url started ended worker
  mkdir -p "$2"
  "${RUSHES[@]}" serve --listen 127.0.0.1:0 --http none --work "$2/serve" --readable "$INPUT" >"$2/serve.log" 2>&1 &
  PIDS+=($!)
  until url=$(grep -om1 'http://127.0.0.1:[0-9]*' "$2/serve.log"); do sleep 0.1; done
  for ((worker = 0; worker < $1; worker++)); do
    "${RUSHES[@]}" worker --server "$url" --cores 1 --memory 8GiB --work "$2/worker-$worker" >"$2/worker-$worker.log" 2>&1 &
    PIDS+=($!)
  done
  sleep 3
  started=$EPOCHREALTIME
  "${RUSHES[@]}" encode "$INPUT" --out "$2/out" --chunk "$CHUNK" --work "$2/client" --server "$url" --json >"$2/report.json" 2>"$2/encode.log" \
    || { cat "$2/encode.log" >&2; exit 1; }
  ended=$EPOCHREALTIME
  stop
  rm -rf "$2"
  printf '%s\n' "$(((${ended/./} - ${started/./}) / 1000))"
}

printf 'run  one worker, ms  two workers, ms  ratio\n'
for ((i = 1; i <= RUNS; i++)); do
  one=$(run 1 "$FOLDER/one-$i") && two=$(run 2 "$FOLDER/two-$i") || exit
  printf '%3d  %14d  %15d  %5s\n' "$i" "$one" "$two" "$((one * 100 / two / 100)).$(printf '%02d' $((one * 100 / two % 100)))"
done
