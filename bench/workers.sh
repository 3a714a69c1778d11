#!/usr/bin/env bash
# One worker of one core against two:  bench/workers.sh INPUT [CHUNK] [RUNS]
# Each worker is held to a core of its own, as if it were a machine: an encoder process of several renditions would use more.
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

# run WORKERS: how many milliseconds, in MS.
run() {
  local url started worker folder=$FOLDER/run tries=0
  mkdir -p "$folder"
  "${RUSHES[@]}" serve --listen 127.0.0.1:0 --http none --work "$folder/serve" >"$folder/serve.log" 2>&1 &
  PIDS+=($!)
  until url=$(grep -om1 'http://127.0.0.1:[0-9]*' "$folder/serve.log"); do
    ((++tries < 300)) || { cat "$folder/serve.log" >&2; exit 1; }
    sleep 0.1
  done
  for ((worker = 0; worker < $1; worker++)); do
    taskset -c "$worker" "${RUSHES[@]}" worker --server "$url" --cores 1 --memory 8GiB --work "$folder/worker-$worker" >"$folder/worker-$worker.log" 2>&1 &
    PIDS+=($!)
  done
  sleep 3
  started=$EPOCHREALTIME
  "${RUSHES[@]}" encode "$INPUT" --out "$folder/out" --chunk "$CHUNK" --inspect artefacts --quality none --work "$folder/client" --server "$url" --json >"$folder/report.json" 2>"$folder/encode.log" \
    || { cat "$folder/encode.log" "$folder/report.json" >&2; exit 1; }
  MS=$(((${EPOCHREALTIME/./} - ${started/./}) / 1000))
  stop
  rm -rf "$folder"
}

printf 'run  one worker, ms  two workers, ms  ratio\n'
for ((i = 1; i <= RUNS; i++)); do
  run 1
  one=$MS
  run 2
  printf '%3d  %14d  %15d  %2d.%02d\n' "$i" "$one" "$MS" $((one / MS)) $((one * 100 / MS % 100))
done
