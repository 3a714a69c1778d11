# shellcheck shell=bash
# Builds once, and again only when a source is newer than the last build. Sourced with ROOT set.

# build NAME "COMMAND…" FOLDER...: what dotnet's COMMAND makes of what is in FOLDERs; NAME is that of the stamp.
build() {
  local stamp=$ROOT/artifacts/$1.stamp command=$2
  shift 2
  is_built "$stamp" "$@" && return
  mkdir -p "$ROOT/artifacts"
  # Two first starts at once take turns, and the second finds it done.
  exec 9>"$ROOT/artifacts/build.lock"
  flock 9
  is_built "$stamp" "$@" || run_build "$stamp" "$command"
  exec 9>&-
}

# What ./rushes starts: compiled ahead.
build_program() {
  PROGRAM=$ROOT/artifacts/program/rushes.dll
  build rushes 'publish src/Rushes.Cli -o artifacts/program' src
}

# The stamp is as old as the start of the build: what changed while it ran is built the next time.
run_build() {
  say 'building; the first time takes about a minute'
  : >"$1.new"
  export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_HOME=${DOTNET_CLI_HOME:-${HOME:-$CACHE}}
  # shellcheck disable=SC2086 # The words of the command.
  if ! (cd "$ROOT" && dotnet $2 -c Release -v quiet -nologo) >"$1.log" 2>&1 9>&-; then
    cat "$1.log" >&2
    say 'the build failed'
    exit 1
  fi
  mv "$1.new" "$1"
}

# Folders count too: a file that was removed leaves its folder newer.
is_built() {
  local stamp=$1 newer
  shift
  [[ -e $stamp ]] || return
  newer=$(cd "$ROOT" && find "$@" Directory.*.props Rushes.slnx global.json .editorconfig -newer "$stamp" -print -quit)
  [[ -z $newer ]]
}
