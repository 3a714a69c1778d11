#!/usr/bin/env bash
# Runs a benchmark with a throw-away PostgreSQL beside it that is as durable as in production:  bench/on-postgres.sh queue
set -uo pipefail

ROOT=$(dirname -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")")
# shellcheck source=../scripts/prepare.sh
. "$ROOT/scripts/prepare.sh"
# shellcheck source=../scripts/postgres.sh
. "$ROOT/scripts/postgres.sh"

# As it comes, fsync and all: a commit waits for the disk. On a file system in memory this measures nothing.
# shellcheck disable=SC2034
POSTGRES_SETTINGS=(-c listen_addresses= -c max_connections=200)

prepare_postgres
dotnet build "$ROOT/bench/Rushes.Benchmarks" -c Release -v q --nologo || exit
trap stop_postgres EXIT
start_postgres
dotnet "$ROOT/artifacts/bin/Rushes.Benchmarks/release/Rushes.Benchmarks.dll" "$@"
