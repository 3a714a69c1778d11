# shellcheck shell=bash
# Gets PostgreSQL and runs a throw-away server, for tests only. Sourced after prepare.sh.

POSTGRES_SETTINGS=(
  -c listen_addresses= # nobody but us: a socket, in a folder that only we may enter
  -c max_connections=200
  -c fsync=off -c full_page_writes=off # nothing here outlives the tests
)
NO_DEFAULT_CLUSTER=/etc/postgresql-common/createcluster.d/rushes.conf
POSTGRES_FOLDER='' POSTGRES_PID=''

# A server that cannot be had is no reason to stop: the tests that need it are skipped, and say so.
prepare_postgres() {
  find_postgres || (install_postgres) || true
  find_postgres || { say 'PostgreSQL could not be installed; its tests will be skipped' && return; }
  export RUSHES_POSTGRES_BIN
}

find_postgres() {
  local folder
  for folder in "${RUSHES_POSTGRES_BIN-}" /usr/lib/postgresql/15/bin; do
    [[ -x $folder/initdb && -x $folder/postgres ]] && RUSHES_POSTGRES_BIN=$folder && return
  done
  folder=$(command -v initdb) && RUSHES_POSTGRES_BIN=${folder%/*}
}

# With the package Debian makes and starts a server of its own, unless it is told beforehand that none is wanted.
install_postgres() {
  if ((EUID == 0)); then
    trap 'rm -f "$NO_DEFAULT_CLUSTER"; rmdir -p --ignore-fail-on-non-empty "${NO_DEFAULT_CLUSTER%/*}"' EXIT
    mkdir -p "${NO_DEFAULT_CLUSTER%/*}"
    printf 'create_main_cluster = false\n' >"$NO_DEFAULT_CLUSTER"
  fi
  install_package postgresql-15 'for the tests on PostgreSQL; the package alone, no server is set up'
}

# start_postgres: leaves RUSHES_POSTGRES set, the connection string of an administrator. One that the user gives is kept.
start_postgres() {
  [[ -z ${RUSHES_POSTGRES-} && -n ${RUSHES_POSTGRES_BIN-} ]] || return 0
  POSTGRES_FOLDER=$(mktemp -d)
  # PostgreSQL refuses to be root; this user comes with the package.
  ((EUID != 0)) || chown postgres "$POSTGRES_FOLDER"
  (become_postgres "$RUSHES_POSTGRES_BIN/initdb" -D "$POSTGRES_FOLDER/data" -U rushes -A trust -E UTF8 --locale=C.UTF-8 --no-sync) \
    >"$POSTGRES_FOLDER/log" 2>&1 || postgres_failed
  become_postgres "$RUSHES_POSTGRES_BIN/postgres" -D "$POSTGRES_FOLDER/data" -c port=5432 \
    -c unix_socket_directories="$POSTGRES_FOLDER" "${POSTGRES_SETTINGS[@]}" >>"$POSTGRES_FOLDER/log" 2>&1 &
  POSTGRES_PID=$!
  until grep -qs '^ready' "$POSTGRES_FOLDER/data/postmaster.pid"; do
    kill -0 "$POSTGRES_PID" 2>/dev/null || postgres_failed
    sleep 0.05
  done
  export RUSHES_POSTGRES="Host=$POSTGRES_FOLDER;Username=rushes;Database=postgres"
}

# Turns a subshell into a process that ends when we do, even when we are killed, and not before us by a Ctrl-C.
# The folder that we stand in may be closed to its user.
become_postgres() {
  ((EUID != 0)) || set -- --reuid postgres --regid postgres --init-groups -- "$@"
  cd / && exec setsid setpriv --pdeathsig QUIT "$@" </dev/null
}

# For a trap: the server is thrown away, and need not end in order.
stop_postgres() {
  [[ -z $POSTGRES_PID ]] || { kill -QUIT "$POSTGRES_PID" && wait "$POSTGRES_PID"; } 2>/dev/null
  [[ -z $POSTGRES_FOLDER ]] || rm -rf "$POSTGRES_FOLDER"
}

postgres_failed() {
  tail -n 5 "$POSTGRES_FOLDER/log" >&2
  say 'PostgreSQL did not start'
  exit 1
}
